/*
 * What was said before: the log services, on a dgg_loop.
 *
 * Three places keep logs. The search service has everybody's lines of today
 * and of the years before, newest first, page by page. The text archive has
 * files of a month or a day, oldest first; its public host is gone, so that a
 * copy of it is found only where dgg_endpoints.archive_url says. The site
 * tells a session the last lines of somebody, or those that name him.
 *
 * All are read in the same way: lines are told one at a time, and the reader
 * may stop at every one. Those of a file are told while it is still on its way,
 * so that one of any size takes the same little memory.
 *
 *     static int on_line(void *user, const dgg_line *line) {
 *         printf("%s: %s\n", line->nick, line->text);
 *         return 0;
 *     }
 *
 *     const dgg_log_reader reader = {.on_line = on_line};
 *     const dgg_month july = {2020, 7};
 *     dgg_logs_user(logs, "bird", july, &reader);
 *
 * Like the calls of dgg_api these have two forms. With an on_end they return at
 * once, and everything is told from dgg_loop_service. Without one they turn the
 * loop until the end and return its error, and dgg_logs_last has the report;
 * inside of a handler this form answers STATE.
 *
 * The first two are strangers and are asked politely: one request at a time,
 * DGG_LOGS_PAUSE_MS after the one before. Who answers 429 is left alone as long
 * as he asks for, and asked again; on_progress tells of the wait. They learn
 * which nick is looked up and from where, and are sent no credential.
 *
 * Sources: rustlesearch, chat-gui, services/RustleSearchApiClient.js;
 * overrustlelogs, server/main.go and logger/chatlog.go.
 */
#ifndef DGG_LOGS_H
#define DGG_LOGS_H

#include "dgg_api.h"

DGG_BEGIN_DECLS

typedef struct dgg_logs dgg_logs;

/* Of the calendar, in UTC. All zero: the present one. */
typedef struct dgg_month {
    int year;  /* 1970 to 9999 */
    int month; /* 1 to 12 */
} dgg_month;

typedef struct dgg_day {
    int year;
    int month;
    int day; /* 1 to 31 */
} dgg_day;

/* 1 to 12 for an English name ("July", "jul"; case does not matter) or a
 * number ("7", "07"); 0 for everything else. */
int dgg_month_number(const char *text);

/* Read "2020-07", "July 2020" or "7 2020", and "2020-07-09". False: it is
 * none of these, or there is no such month or day. */
bool dgg_month_parse(dgg_month *month, const char *text);
bool dgg_day_parse(dgg_day *day, const char *text);

/* The month so many after this one, or before it when `count` is negative. */
dgg_month dgg_month_add(dgg_month month, int count);

/* The last day of the month, 28 to 31: what a query of a whole month ends
 * with. */
dgg_day dgg_month_last_day(dgg_month month);

/* The present one, by the loop's clock. */
dgg_month dgg_month_now(const dgg_loop *loop);
dgg_day dgg_day_now(const dgg_loop *loop);

enum {
    DGG_LOGS_PAUSE_MS = 1000,   /* between two requests */
    DGG_LOGS_LINE_BYTES = 8192, /* a longer line is skipped */
    DGG_LOGS_NICK_BYTES = 25,   /* the longest that can be asked for */
    DGG_LOGS_NICKS = 10,        /* as many can be asked for together */
    DGG_LOGS_TEXT_BYTES = 512,  /* the longest text to look for */
    /* A service that keeps on answering 429 is asked so often, and one that
     * wants to be left alone for longer than this is not asked again: the
     * reading ends with THROTTLED. */
    DGG_LOGS_TRIES = 5,
    DGG_LOGS_WAIT_MAX_MS = 5 * 60 * 1000,
};

/* How far a reading has come, or how it ended. */
typedef struct dgg_log_report {
    dgg_api_status status;
    uint64_t lines;       /* told */
    uint64_t skipped;     /* that could not be understood, or were too long */
    uint64_t repeated;    /* that came again, and were not told again */
    uint64_t bytes;       /* of the answers, without their heads */
    uint64_t total_bytes; /* of a file, when it is said; else 0 */
    bool is_stopped;      /* on_line, or dgg_logs_cancel, ended it */
    /* Of a search: there may be lines older than the last one told, and a
     * query with this `older_than` has them. */
    bool has_more;
    int64_t older_than_ms;
    /* Of a progress: the service asked to be left alone for so long, which
     * is done; status says THROTTLED. */
    int64_t wait_ms;
} dgg_log_report;

/*
 * Who is told. Functions that end with `user` get it as it stands here. What
 * they are given is valid until they return. They may use other objects of the
 * loop; of this one on_line and on_progress may call dgg_logs_cancel and
 * dgg_logs_free, and on_end everything.
 */
typedef struct dgg_log_reader {
    /* A line: valid UTF-8 without NULs, its time in whole seconds for the
     * archive and the site. Non-zero ends the reading. */
    int (*on_line)(void *user, const dgg_line *line);
    /* May be NULL: after each piece that came, and before a wait. */
    void (*on_progress)(void *user, const dgg_log_report *report);
    /* Once, at the end; not after dgg_logs_free. NULL: the call waits. */
    void (*on_end)(void *user, const dgg_log_report *report);
    void *user;
} dgg_log_reader;

/* `loop` must outlive the object; the last two may be NULL, and the credentials
 * are for the site alone (dgg_logs_stalk, dgg_logs_mentions). Errors: MEMORY,
 * URL, TOKEN and ARGUMENT (see dgg_chat_new). */
dgg_error dgg_logs_new(dgg_logs **logs, dgg_loop *loop,
                       const dgg_endpoints *endpoints,
                       const dgg_credentials *credentials);

/* What is under way ends, and nothing is told any more. */
void dgg_logs_free(dgg_logs *logs);

/* Ends what is under way; on_end follows, from dgg_loop_service, with
 * is_stopped. Of the site it follows when that has answered. */
void dgg_logs_cancel(dgg_logs *logs);

/* The report of the last call that waited; valid until the next. Before any,
 * one with the error STATE. */
const dgg_log_report *dgg_logs_last(const dgg_logs *logs);

/*
 * What all calls may answer: at once STATE (one reading at a time), ARGUMENT (a
 * reader without an on_line), MEMORY, SYSTEM, THROTTLED (the service asked
 * before to be left alone for longer than DGG_LOGS_WAIT_MAX_MS from now) and
 * what is named at them; at the end, in the report, the errors of dgg_api.h,
 * with these meanings. NOT_FOUND: the service has no such file or person.
 * THROTTLED: it kept on asking to wait. TRUNCATED: the answer broke off; the
 * lines told were whole. HTML: something else than the service answered.
 */

/* --- the search service -------------------------------------------------- */

typedef struct dgg_log_query {
    const char *nick; /* NULL: anybody; "bird|tree" is either of them */
    const char *text; /* words that all are in the line; NULL: any line. The
                         service knows "a phrase", -not and a|b */
    dgg_day from;     /* the first day; all zero: from the beginning */
    dgg_day to;       /* the last day; all zero: until now */
    int64_t older_than_ms; /* a report's; 0: begin at the newest line */
    size_t limit;          /* so many lines at most; 0: all there are */
} dgg_log_query;

/* GET /anon/search, page after page until the limit or the end: newest line
 * first. Nobody found is an end without lines. Errors: NICK, ARGUMENT (a day
 * that does not exist, a text too long or not UTF-8, a time below 0), REPEATED
 * (the service sends the same page again: what it has beyond cannot be had),
 * SITE (it refuses the query, with its words). */
dgg_error dgg_logs_search(dgg_logs *logs, const dgg_log_query *query,
                          const dgg_log_reader *reader);

/* --- the text archive ---------------------------------------------------- */

/* Files of text, oldest line first. Lines that cannot be understood are
 * skipped and counted. Errors: ARGUMENT (no such month or day), NICK; at the
 * end NOT_FOUND. */

/* All of chat on one day. */
dgg_error dgg_logs_daily(dgg_logs *logs, dgg_day day,
                         const dgg_log_reader *reader);

/* One person in one month; the case of the nick does not matter. */
dgg_error dgg_logs_user(dgg_logs *logs, const char *nick, dgg_month month,
                        const dgg_log_reader *reader);

/* The broadcaster's lines in one month. */
dgg_error dgg_logs_broadcaster(dgg_logs *logs, dgg_month month,
                               const dgg_log_reader *reader);

/* New subscriptions of one month, as lines of "Subscriber". */
dgg_error dgg_logs_subscribers(dgg_logs *logs, dgg_month month,
                               const dgg_log_reader *reader);

/* Mutes, bans and their ends in one month, as lines of "Ban": "bird muted by
 * tree". */
dgg_error dgg_logs_bans(dgg_logs *logs, dgg_month month,
                        const dgg_log_reader *reader);

/* --- the site ------------------------------------------------------------ */

/* The newest lines of somebody, or those that name him, oldest first: see
 * dgg_api_stalk and dgg_api_mentions, whose limits and errors are these. */
dgg_error dgg_logs_stalk(dgg_logs *logs, const char *nick, int limit,
                         const dgg_log_reader *reader);
dgg_error dgg_logs_mentions(dgg_logs *logs, const char *nick, int limit,
                            const dgg_log_reader *reader);

DGG_END_DECLS

#endif
