#include "command_logs.h"

#include "command_wait.h"
#include "endpoint.h"
#include "line_stack.h"
#include "logs_format.h"
#include "logs_plan.h"
#include "logs_progress.h"
#include "logs_words.h"
#include "network.h"
#include "signals.h"
#include "url.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct reading {
    network network;
    dgg_logs *logs;
    logs_plan plan;
    url address; /* of the service */
    logs_progress progress;
    line_stack kept; /* of a search, the oldest at the end */
    uint64_t lines;  /* that were wanted */
    bool is_json;
    bool is_full;
    bool is_done;
    int code; /* exit code once it is done */
} reading;

static void finish(reading *r, int code) {
    r->is_done = true;
    r->code = code;
}

static void say(reading *r, const char *sentence) {
    logs_progress_wipe(&r->progress);
    if (sentence[0] != '\0') {
        fprintf(stderr, "dgg: %s\n", sentence);
    }
}

/* A reader that went away (`| head`) is no error. */
static void fail_to_write(reading *r) {
    bool is_unread = errno == EPIPE;
    logs_progress_wipe(&r->progress);
    if (!is_unread) {
        perror("dgg: standard output");
    }
    finish(r, is_unread ? EXIT_OK : EXIT_PROBLEM);
}

static void print(reading *r, const char *line) {
    logs_progress_make_way(&r->progress);
    if (puts(line) == EOF) {
        fail_to_write(r);
    }
}

static void flush(reading *r) {
    if (!r->is_done && fflush(stdout) == EOF) {
        fail_to_write(r);
    }
}

static void take(reading *r, const char *line) {
    if (r->plan.is_archive) {
        print(r, line);
    } else {
        r->is_full = !line_stack_push(&r->kept, line);
    }
    r->lines += !r->is_full;
}

/* The archive is read towards the new, a search towards the old. */
static bool is_behind(const reading *r, int order) {
    return r->plan.is_archive ? order > 0 : order < 0;
}

static int on_line(void *user, const dgg_line *line) {
    reading *r = user;
    int order = logs_plan_compare(&r->plan, line->timestamp_ms);
    if (order != 0) {
        return is_behind(r, order);
    }
    char *text = r->is_json ? logs_json(line) : logs_text(line);
    if (text == NULL) {
        say(r, dgg_strerror(DGG_ERROR_MEMORY));
        finish(r, EXIT_PROBLEM);
        return 1;
    }
    take(r, text);
    free(text);
    return r->is_done || r->is_full;
}

static void on_progress(void *user, const dgg_log_report *report) {
    reading *r = user;
    dgg_log_report shown = *report;
    flush(r);
    if (!r->is_done) {
        shown.lines = r->lines;
        logs_progress_show(&r->progress, &shown,
                           dgg_loop_monotonic_ms(r->network.loop));
    }
}

static void print_kept(reading *r) {
    const char *line;
    while (!r->is_done && (line = line_stack_pop(&r->kept)) != NULL) {
        print(r, line);
    }
    flush(r);
}

static void complain(reading *r, const dgg_log_report *report) {
    char words[LOGS_WORDS_BYTES];
    dgg_log_report wanted = *report;
    wanted.lines = r->lines;
    logs_words_skipped(words, report);
    say(r, words);
    if (r->is_full) {
        snprintf(words, sizeof words,
                 "Only the newest %llu lines fit. --day asks for fewer.",
                 (unsigned long long)r->lines);
        say(r, words);
    }
    finish(r, logs_words_end(words, r->address.host, &r->plan, &wanted));
    say(r, words);
}

static void on_end(void *user, const dgg_log_report *report) {
    reading *r = user;
    print_kept(r);
    if (!r->is_done) {
        complain(r, report);
    }
}

static void start(reading *r) {
    const dgg_log_reader reader = {on_line, on_progress, on_end, r};
    dgg_log_report report = {.status.reason = ""};
    report.status.error =
        r->plan.is_archive
            ? dgg_logs_user(r->logs, r->plan.nick, r->plan.month, &reader)
            : dgg_logs_search(r->logs, &r->plan.query, &reader);
    if (report.status.error == DGG_OK) {
        on_progress(r, &report);
    } else {
        complain(r, &report);
    }
}

/* What was found is printed also when somebody lost his patience. */
static void interrupt(reading *r) {
    print_kept(r);
    logs_progress_wipe(&r->progress);
    finish(r, EXIT_INTERRUPTED);
}

static int run(reading *r) {
    const command_watch watch = {signals_open(), STDOUT_FILENO, -1};
    logs_progress_init(&r->progress, r->address.host);
    start(r);
    while (!r->is_done) {
        command_wake wake = command_wait(r->network.loop, &watch);
        if (wake == WAKE_INTERRUPTED) {
            interrupt(r);
        } else if (wake == WAKE_UNREAD) {
            logs_progress_wipe(&r->progress);
            finish(r, EXIT_OK);
        }
    }
    signals_close();
    return r->code;
}

/* The demo is asked nowhere but at home. */
static dgg_endpoints endpoints_of(const network *n, const options *o) {
    if (n->demo == NULL) {
        return o->endpoints;
    }
    return (dgg_endpoints){
        .site_url = server_site_url(n->demo),
        .logs_url = server_logs_url(n->demo),
        .archive_url = server_archive_url(n->demo),
    };
}

static dgg_error open_logs(reading *r, const options *o) {
    const dgg_endpoints endpoints = endpoints_of(&r->network, o);
    logs_plan_make(&r->plan, o, dgg_month_now(r->network.loop));
    const char *address =
        r->plan.is_archive ? endpoints.archive_url
                           : endpoint_or(endpoints.logs_url, ENDPOINT_LOGS_URL);
    dgg_error error = dgg_logs_new(&r->logs, r->network.loop, &endpoints, NULL);
    return error == DGG_OK && !url_parse(&r->address, address) ? DGG_ERROR_URL
                                                               : error;
}

static int read_logs(reading *r, const options *o) {
    dgg_error error = open_logs(r, o);
    if (error == DGG_OK) {
        return run(r);
    }
    fprintf(stderr, "dgg: %s.\n",
            error == DGG_ERROR_URL ? "An address cannot be used: the log "
                                     "services take http:// or https://"
                                   : dgg_strerror(error));
    return network_exit_code(error);
}

int command_logs(const options *o) {
    char problem[NETWORK_PROBLEM_BYTES];
    reading r = {.is_json = o->command.is_json};
    dgg_error error =
        network_open(&r.network, o, &(network_handlers){0}, problem);
    if (error != DGG_OK) {
        fprintf(stderr, "dgg: %s\n", problem);
        return network_exit_code(error);
    }
    line_stack_init(&r.kept, COMMAND_LOGS_KEPT_BYTES);
    int code = read_logs(&r, o);
    line_stack_free(&r.kept);
    dgg_logs_free(r.logs);
    network_close(&r.network);
    return code;
}
