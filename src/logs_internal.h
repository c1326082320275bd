/*
 * One reading of a log, from the call to its end: what logs.c, which has the
 * object, shares with the files that know a service each.
 */
#ifndef LOGS_INTERNAL_H
#define LOGS_INTERNAL_H

#include "api_reply.h"
#include "dgg_logs.h"
#include "http.h"
#include "log_text.h"

/* Who is asked politely. */
typedef enum logs_host { LOGS_SEARCH, LOGS_ARCHIVE, LOGS_HOSTS } logs_host;

/* What a service does with the request that it makes. */
typedef struct logs_service {
    logs_host host;
    http_piece_handler on_piece; /* NULL: it wants the body whole */
    /* An answer, or none at all; not one with status 429 as long as it is
     * asked again. Asks further, or calls logs_end. */
    void (*on_answer)(dgg_logs *logs, const http_answer *answer);
} logs_service;

/* The pages of a search. */
typedef struct logs_pages {
    dgg_log_query query;
    char *nick; /* the query's, or NULL */
    char *text;
    int64_t before_ms; /* lines from here on were told; 0: none were */
    uint64_t told;
} logs_pages;

/* A file of the archive; allocated while one is read. */
typedef struct logs_file {
    log_text text;
    bool is_page;       /* something else answered */
    bool is_of_service; /* that there is none comes with status 500 */
} logs_file;

typedef struct logs_reading {
    bool is_active;
    bool is_telling; /* a handler of the reader runs */
    const logs_service *service;
    dgg_log_reader reader;
    dgg_log_report report;
    char words[API_WORDS_BYTES]; /* of the report's status */
    char *address;               /* of the request, sent or to be sent */
    http_request *request;
    int throttled; /* 429 in a row */
    logs_pages pages;
    logs_file *file;
} logs_reading;

struct dgg_logs {
    dgg_loop *loop;
    char *search_url;
    char *archive_url;
    dgg_api *api;
    loop_timer timer; /* to the next request, or to the end of a cancelled
                         reading */
    int64_t free_ms[LOGS_HOSTS]; /* no request to it before this time of the
                                    monotonic clock */
    logs_reading reading;
    dgg_log_report last;
    char last_words[API_WORDS_BYTES];
    unsigned depth; /* how often the object is held */
    bool is_freed;
};

/* Begins a reading. Errors: STATE, and ARGUMENT without an on_line. */
dgg_error logs_begin(dgg_logs *logs, const dgg_log_reader *reader,
                     const logs_service *service);

/* What was begun could be started, or not (`error`): waits for its end if it
 * is to be waited for, or forgets it. The result of the call. */
dgg_error logs_started(dgg_logs *logs, dgg_error error);

/* Asks for an address, which is taken over (NULL: no memory), as soon as it is
 * polite. THROTTLED: that would be too long to wait for. */
dgg_error logs_ask(dgg_logs *logs, char *address);

/* The object's timer: asks, or ends a reading that was cancelled. */
void logs_on_time(void *user);

/* Tells the reader a line, or how far it is. False: the reading ends here. */
bool logs_tell(dgg_logs *logs, const dgg_line *line);
bool logs_tell_progress(dgg_logs *logs);

/* The reading is over. "" for the words: those of the error. */
void logs_end(dgg_logs *logs, dgg_error error, const char *words);

/* Holds the object while its handlers run, which may free it. */
void logs_hold(dgg_logs *logs);
void logs_release(dgg_logs *logs);

#endif
