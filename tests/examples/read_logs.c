/*
 * Reads what was said before: of somebody from the search service, of everybody
 * on one day from the text archive.
 *
 *     ./read_logs bird            the newest twenty lines
 *     ./read_logs bird 2020-07    all of a month, newest first
 *     ./read_logs 2020-07-09      a day of chat, oldest first
 *
 * It shows both forms that all of the library's requests have: one waits for
 * the answer, the other returns at once and tells it later.
 */
#include <dgg.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NEWEST = 20 };

/* Lines come one at a time, while the rest is still on its way. Anything but 0
 * ends the reading here: nobody reads any more (`./read_logs bird | head`). */
static int on_line(void *user, const dgg_line *line) {
    char when[sizeof "2020-07-09 18:03:55"] = "";
    time_t seconds = (time_t)(line->timestamp_ms / 1000);
    struct tm utc;
    (void)user;
    if (gmtime_r(&seconds, &utc) != NULL) {
        strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &utc);
    }
    return printf("[%s UTC] %s: %s\n", when, line->nick, line->text) < 0;
}

/* The services want to be asked slowly, and sometimes to be left alone for a
 * while. The library does so by itself; a person wants to know why nothing
 * happens. */
static void on_progress(void *user, const dgg_log_report *report) {
    (void)user;
    if (report->wait_ms > 0) {
        fprintf(stderr,
                "read_logs: waiting %" PRId64 " s, as the service asks\n",
                report->wait_ms / 1000);
    }
}

/* --- the form that waits ------------------------------------------------- */

/* Without an on_end the call returns when all lines have been told. */
static const dgg_log_reader waiting = {.on_line = on_line,
                                       .on_progress = on_progress};

static dgg_error print_month(dgg_logs *logs, const char *nick,
                             dgg_month month) {
    const dgg_log_query query = {
        .nick = nick,
        .from = {month.year, month.month, 1},
        .to = dgg_month_last_day(month),
    };
    return dgg_logs_search(logs, &query, &waiting);
}

static dgg_error print_day(dgg_logs *logs, dgg_day day) {
    return dgg_logs_daily(logs, day, &waiting);
}

/* --- the form that does not ---------------------------------------------- */

typedef struct reading {
    bool is_done;
    dgg_error error;
} reading;

/* `user` is what stands in the dgg_log_reader. */
static void on_end(void *user, const dgg_log_report *report) {
    reading *r = user;
    r->is_done = true;
    r->error = report->status.error;
    if (report->has_more) {
        printf("... and older ones\n");
    }
}

/* The call returns at once, and the loop tells the rest. Here nothing else is
 * to be done meanwhile; foreign_loop.c shows a loop that has more to do. */
static dgg_error print_newest(dgg_logs *logs, dgg_loop *loop,
                              const char *nick) {
    reading r = {.is_done = false};
    const dgg_log_query query = {.nick = nick, .limit = NEWEST};
    const dgg_log_reader reader = {.on_line = on_line,
                                   .on_progress = on_progress,
                                   .on_end = on_end,
                                   .user = &r};
    dgg_error error = dgg_logs_search(logs, &query, &reader);
    if (error != DGG_OK) {
        return error; /* it did not even begin, and on_end will not come */
    }
    while (!r.is_done) {
        dgg_loop_wait(loop, -1);
    }
    return r.error;
}

/* --- the program --------------------------------------------------------- */

static dgg_error print_logs(dgg_logs *logs, dgg_loop *loop, const char *what,
                            const char *when) {
    dgg_month month;
    dgg_day day;
    if (when != NULL) {
        return dgg_month_parse(&month, when) ? print_month(logs, what, month)
                                             : DGG_ERROR_ARGUMENT;
    }
    return dgg_day_parse(&day, what) ? print_day(logs, day)
                                     : print_newest(logs, loop, what);
}

/* The archive has no public host any more: a day can only be read where
 * DGG_ARCHIVE_URL says, for instance of a `dgg demo-server`. */
static dgg_error open_and_print(dgg_loop *loop, const char *what,
                                const char *when) {
    const dgg_endpoints endpoints = {
        .logs_url = getenv("DGG_LOGS_URL"),
        .archive_url = getenv("DGG_ARCHIVE_URL"),
    };
    dgg_logs *logs;
    dgg_error error = dgg_logs_new(&logs, loop, &endpoints, NULL);
    if (error != DGG_OK) {
        return error;
    }
    error = print_logs(logs, loop, what, when);
    dgg_logs_free(logs);
    return error;
}

int main(int count, char **arguments) {
    if (count != 2 && count != 3) {
        fprintf(stderr, "Usage: read_logs NICK [YYYY-MM]\n"
                        "       read_logs YYYY-MM-DD\n");
        return EXIT_FAILURE;
    }
    dgg_loop *loop;
    dgg_error error = dgg_loop_new(&loop, NULL);
    if (error == DGG_OK) {
        error = open_and_print(loop, arguments[1], arguments[2]);
        dgg_loop_free(loop);
    }
    if (error != DGG_OK) {
        fprintf(stderr, "read_logs: %s\n", dgg_strerror(error));
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
