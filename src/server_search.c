#include "server_search.h"

#include "date.h"
#include "server_http_values.h"
#include "server_log_query.h"
#include "server_span.h"
#include "text_fold.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 64, NUMBER_DIGITS = 16 };

/* What is looked for; NULL: whatever there is. */
typedef struct search {
    char *nicks;
    char *words;
    char *channel;
    int64_t from_ms;
    int64_t until_ms; /* the first that is too late */
} search;

void server_search_refuse(server_visit *v, int status, const char *type,
                          const char *error) {
    v->status = status;
    server_writer_open(&v->json, NULL, '{');
    server_writer_text(&v->json, "type", type);
    server_writer_text(&v->json, "error", error);
    server_writer_close(&v->json, '}');
}

static void refuse_schema(server_visit *v, const char *error) {
    server_search_refuse(v, 400, "BadSchema", error);
}

static char *parameter(const server_visit *v, const char *name) {
    char *value = server_http_parameter_at(v->request, name, 0);
    if (value != NULL && *value == '\0') {
        free(value);
        return NULL;
    }
    return value;
}

static bool take_day(const server_visit *v, const char *name,
                     server_span *day) {
    char text[WORD_BYTES];
    char *value = server_http_parameter_at(v->request, name, 0);
    if (value == NULL) {
        return true;
    }
    snprintf(text, sizeof text, "%s", value);
    free(value);
    return server_span_of_day(text, day);
}

/* Messages of that very time are not wanted any more. */
static bool take_after(const server_visit *v, int64_t *until_ms) {
    char *value = server_http_parameter_at(v->request, "search_after", 0);
    if (value == NULL) {
        return true;
    }
    size_t digits = strspn(value, "0123456789");
    bool is_good = digits > 0 && digits <= NUMBER_DIGITS && !value[digits];
    int64_t after_ms = is_good ? strtoll(value, NULL, 10) : 0;
    *until_ms = is_good && after_ms < *until_ms ? after_ms : *until_ms;
    free(value);
    return is_good;
}

static bool is_known(const char *channel) {
    return channel == NULL || text_compare(channel, SERVER_SEARCH_CHANNEL) == 0;
}

/* NULL, or what is wrong with the request. */
static const char *read_search(const server_visit *v, search *find) {
    server_span first = {INT64_MIN, 0};
    server_span last = {0, INT64_MAX};
    *find = (search){parameter(v, "username"), parameter(v, "text"),
                     parameter(v, "channel"), 0, 0};
    if (find->nicks == NULL && find->words == NULL && find->channel == NULL) {
        return "one of username, text and channel is needed";
    }
    if (!is_known(find->channel)) {
        return "channel is unknown";
    }
    if (!take_day(v, "start_date", &first)) {
        return "start_date is no YYYY-MM-DD";
    }
    if (!take_day(v, "end_date", &last)) {
        return "end_date is no YYYY-MM-DD";
    }
    find->from_ms = first.from_ms;
    find->until_ms = last.until_ms;
    return take_after(v, &find->until_ms) ? NULL : "search_after is no number";
}

static bool fits(const search *find, const server_log_line *line) {
    return (find->nicks == NULL ||
            server_log_query_has_nick(find->nicks, line->nick)) &&
           (find->words == NULL ||
            server_log_query_matches(find->words, line->text));
}

static void write_message(server_writer *w, const server_log_line *line) {
    char nick[WORD_BYTES] = "";
    char date[DATE_WRITTEN_BYTES] = "";
    for (size_t i = 0; line->nick[i] != '\0' && i + 1 < sizeof nick; i++) {
        nick[i] = (char)tolower((unsigned char)line->nick[i]);
    }
    date_write_ms(date, line->ms);
    server_writer_open(w, NULL, '{');
    server_writer_text(w, "username", nick);
    server_writer_text(w, "channel", SERVER_SEARCH_CHANNEL);
    server_writer_text(w, "text", line->text);
    server_writer_text(w, "ts", date);
    server_writer_count(w, "searchAfter", line->ms);
    server_writer_close(w, '}');
}

static void write_page(server_visit *v, const search *find) {
    const server_logs *logs = &v->s->logs.store;
    size_t place = server_logs_before(logs, find->until_ms);
    server_writer_open(&v->json, NULL, '{');
    server_writer_text(&v->json, "type", "Success");
    server_writer_text(&v->json, "error", NULL);
    server_writer_open(&v->json, "data", '{');
    server_writer_open(&v->json, "messages", '[');
    for (int left = SERVER_SEARCH_PAGE; place > 0 && left > 0; place--) {
        const server_log_line *line = &logs->lines[place - 1];
        if (line->ms < find->from_ms) {
            break;
        }
        if (fits(find, line)) {
            write_message(&v->json, line);
            left--;
        }
    }
    server_writer_close(&v->json, ']');
    server_writer_close(&v->json, '}');
    server_writer_close(&v->json, '}');
}

static void give_messages(server_visit *v) {
    search find;
    const char *problem = read_search(v, &find);
    if (problem != NULL) {
        refuse_schema(v, problem);
    } else {
        write_page(v, &find);
    }
    free(find.nicks);
    free(find.words);
    free(find.channel);
}

/* The line of somebody at this time, or at least in this second; NULL: none. */
static const server_log_line *find_line(const server_logs *logs,
                                        const char *nick, int64_t ms) {
    int64_t second = ms / 1000 * 1000;
    const server_log_line *found = NULL;
    for (size_t i = server_logs_before(logs, second);
         i < logs->count && logs->lines[i].ms < second + 1000; i++) {
        const server_log_line *line = &logs->lines[i];
        if (text_compare(line->nick, nick) == 0 &&
            (found == NULL || line->ms == ms)) {
            found = line;
        }
    }
    return found;
}

static void write_line(server_visit *v, const char *key,
                       const server_log_line *line) {
    buffer text;
    buffer_init(&text, SERVER_LOGS_BYTES);
    v->json.has_failed =
        v->json.has_failed || !server_log_line_write(line, &text);
    server_writer_text(&v->json, key, text.bytes);
    buffer_free(&text);
}

static void write_around(server_visit *v, const server_log_line *matched) {
    const server_logs *logs = &v->s->logs.store;
    size_t place = (size_t)(matched - logs->lines);
    size_t first =
        place < SERVER_SEARCH_AROUND ? 0 : place - SERVER_SEARCH_AROUND;
    server_writer_open(&v->json, NULL, '{');
    server_writer_text(&v->json, "type", "Success");
    server_writer_open(&v->json, "data", '{');
    server_writer_open(&v->json, "lines", '[');
    for (size_t i = first; i < logs->count && i <= place + SERVER_SEARCH_AROUND;
         i++) {
        write_line(v, NULL, &logs->lines[i]);
    }
    server_writer_close(&v->json, ']');
    write_line(v, "matched", matched);
    server_writer_text(&v->json, "username", matched->nick);
    server_writer_close(&v->json, '}');
    server_writer_close(&v->json, '}');
}

/* The older server called the time otherwise. */
static void give_surrounds(server_visit *v) {
    char channel[WORD_BYTES];
    char nick[WORD_BYTES];
    char date[WORD_BYTES];
    int64_t ms = 0;
    const server_request *r = v->request;
    const server_log_line *line = NULL;
    if (!server_http_parameter(r, "channel", channel, sizeof channel) ||
        !is_known(channel)) {
        refuse_schema(v, "channel is unknown");
    } else if (!server_http_parameter(r, "username", nick, sizeof nick)) {
        refuse_schema(v, "username is needed");
    } else if (!(server_http_parameter(r, "datetime", date, sizeof date) ||
                 server_http_parameter(r, "date", date, sizeof date)) ||
               !date_parse_ms(date, &ms)) {
        refuse_schema(v, "datetime is no ISO 8601");
    } else if ((line = find_line(&v->s->logs.store, nick, ms)) == NULL) {
        server_search_refuse(v, 404, "NotFound", "no such message");
    } else {
        write_around(v, line);
    }
}

static void add_number(server_visit *v, const char *name, int64_t number) {
    char text[NUMBER_DIGITS + 8];
    snprintf(text, sizeof text, "%" PRId64, number);
    server_visit_add_header(v, name, text);
}

static int64_t whole_seconds(int64_t ms) {
    return (ms + 999) / 1000;
}

/* False: it was refused. */
static bool is_allowed(server_visit *v) {
    int64_t now_ms = dgg_loop_monotonic_ms(v->s->loop);
    server_bucket *bucket = &v->s->logs.searches;
    bool is_good = server_bucket_take(bucket, now_ms);
    add_number(v, "x-ratelimit-limit", SERVER_BUCKET_SIZE);
    add_number(v, "x-ratelimit-remaining", server_bucket_left(bucket, now_ms));
    add_number(v, "x-ratelimit-reset",
               whole_seconds(server_bucket_full_in_ms(bucket, now_ms)));
    if (!is_good) {
        add_number(v, "retry-after",
                   whole_seconds(server_bucket_wait_ms(bucket, now_ms)));
        server_search_refuse(v, 429, "RateLimit", "too many requests");
    }
    return is_good;
}

bool server_search_give(server_visit *v) {
    static const struct {
        const char *path;
        void (*give)(server_visit *v);
    } pages[] = {
        {"/anon/search", give_messages},
        {"/anon/surrounds", give_surrounds},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (strcmp(v->request->path, pages[i].path) != 0) {
            continue;
        }
        if (strcmp(v->request->method, "GET") != 0) {
            server_visit_give_page(v, 405);
        } else if (is_allowed(v)) {
            pages[i].give(v);
        }
        return true;
    }
    return false;
}
