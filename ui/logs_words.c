#include "logs_words.h"

#include "model_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { STATUS_REFUSED = 400, STATUS_TROUBLE = 500 };

static const double mega = 1e6;

/* What else comes from the network or the service is told in general. */
static const struct {
    dgg_error error;
    int code;
    const char *words; /* behind the host; NULL: not its doing */
} endings[] = {
    {DGG_ERROR_MEMORY, EXIT_PROBLEM, NULL},
    {DGG_ERROR_ARGUMENT, EXIT_PROBLEM, NULL},
    {DGG_ERROR_STATE, EXIT_PROBLEM, NULL},
    {DGG_ERROR_NICK, EXIT_PROBLEM, NULL},
    {DGG_ERROR_SYSTEM, EXIT_PROBLEM, NULL},
    {DGG_ERROR_HTML, EXIT_NETWORK,
     " answered with a page instead of logs. Is the address right?"},
    {DGG_ERROR_TOO_LARGE, EXIT_NETWORK,
     ": the answer is too large. Is the address right?"},
    {DGG_ERROR_THROTTLED, EXIT_NETWORK,
     " asks to be left alone for longer. Try again later."},
    {DGG_ERROR_TRUNCATED, EXIT_NETWORK,
     ": the answer broke off before its end. Try again for the rest."},
    {DGG_ERROR_REPEATED, EXIT_NETWORK,
     " sends the same lines again and again: older ones cannot be had."},
    {DGG_ERROR_NOT_JSON, EXIT_NETWORK,
     ": the answer could not be understood. Is the address right?"},
};

void logs_words_progress(char out[LOGS_WORDS_BYTES], const char *host,
                         const dgg_log_report *report) {
    char part[32] = "";
    if (report->wait_ms > 0) {
        words_format(out, LOGS_WORDS_BYTES,
                     "%s: the service asks to wait %" PRId64 " s", host,
                     (report->wait_ms + 999) / 1000);
        return;
    }
    if (report->total_bytes > 0 && report->bytes <= report->total_bytes) {
        snprintf(part, sizeof part, ", %.0f %%",
                 100 * (double)report->bytes / (double)report->total_bytes);
    }
    words_format(out, LOGS_WORDS_BYTES, "%s: %" PRIu64 " line%s, %.1f MB%s",
                 host, report->lines, report->lines == 1 ? "" : "s",
                 (double)report->bytes / mega, part);
}

void logs_words_skipped(char out[LOGS_WORDS_BYTES],
                        const dgg_log_report *report) {
    out[0] = '\0';
    if (report->skipped > 0) {
        snprintf(out, LOGS_WORDS_BYTES,
                 "%" PRIu64 " line%s could not be understood.", report->skipped,
                 report->skipped == 1 ? "" : "s");
    }
}

static int find_nothing(char *out, const char *host, const logs_plan *plan) {
    char when[LOGS_PLAN_WHEN_BYTES];
    logs_plan_when(when, plan);
    words_format(out, LOGS_WORDS_BYTES, "%s has no lines of %s%s.",
                 plan->is_archive ? "The archive" : host, plan->nick, when);
    return EXIT_PROBLEM;
}

/* What the service says beside its status helps nobody here. */
static int fail_with_status(char *out, const char *host, int number) {
    words_format(out, LOGS_WORDS_BYTES, "%s answered with status %d. %s", host,
                 number,
                 number >= STATUS_TROUBLE ? "Try again later."
                                          : "Is the address right?");
    return EXIT_NETWORK;
}

/* Without an answer the details are more than the error's own words. */
static void fail_in_general(char *out, const char *host,
                            const dgg_api_status *how) {
    const char *words = dgg_strerror(how->error);
    bool has_answer = how->http_status != 0;
    bool has_details = !has_answer && how->reason[0] != '\0' &&
                       strcmp(how->reason, words) != 0;
    words_format(out, LOGS_WORDS_BYTES, "%s: %s%s%s. %s", host, words,
                 has_details ? ": " : "", has_details ? how->reason : "",
                 has_answer ? "Is the address right?"
                            : "Is the network up, and the address right?");
}

static int fail(char *out, const char *host, const dgg_api_status *how) {
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (endings[i].error != how->error) {
            continue;
        }
        bool is_its_doing = endings[i].words != NULL;
        words_format(out, LOGS_WORDS_BYTES, "%s%s",
                     is_its_doing ? host : dgg_strerror(how->error),
                     is_its_doing ? endings[i].words : ".");
        return endings[i].code;
    }
    if (how->error == DGG_ERROR_SITE) {
        words_format(out, LOGS_WORDS_BYTES, "%s: %s.", host, how->reason);
        return EXIT_PROBLEM;
    }
    if (how->http_status >= STATUS_REFUSED) {
        return fail_with_status(out, host, how->http_status);
    }
    fail_in_general(out, host, how);
    return EXIT_NETWORK;
}

int logs_words_end(char out[LOGS_WORDS_BYTES], const char *host,
                   const logs_plan *plan, const dgg_log_report *report) {
    dgg_error error = report->status.error;
    bool is_missing = plan->is_archive && error == DGG_ERROR_NOT_FOUND;
    out[0] = '\0';
    if (error != DGG_OK && !is_missing) {
        return fail(out, host, &report->status);
    }
    return report->lines == 0 ? find_nothing(out, host, plan) : EXIT_OK;
}
