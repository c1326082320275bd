#include "server_search.h"

#include "date.h"
#include "server_http_values.h"
#include "server_log_query.h"
#include "server_span.h"
#include "server_surrounds.h"
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
    if (!take_after(v, &find->until_ms)) {
        return "search_after is no number";
    }
    if (v->s->faults.logs.repeats_page) {
        find->until_ms = last.until_ms;
    }
    return NULL;
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

static void write_word(server_writer *w) {
    server_writer_open(w, NULL, '{');
    server_writer_text(w, "type", "Success");
    server_writer_open(w, "data", '{');
    server_writer_text(w, "messages", "none");
    server_writer_close(w, '}');
    server_writer_close(w, '}');
}

static void write_half(server_visit *v, const search *find) {
    write_page(v, find);
    if (!v->json.has_failed) {
        v->body.used /= 2;
        v->body.bytes[v->body.used] = '\0';
    }
}

static void give_page(server_visit *v, const search *find) {
    switch (v->s->faults.logs.page) {
    case SERVER_LOG_PAGE_GOOD: write_page(v, find); break;
    case SERVER_LOG_PAGE_WORD: write_word(&v->json); break;
    case SERVER_LOG_PAGE_CUT: write_half(v, find); break;
    }
}

static void give_messages(server_visit *v) {
    search find;
    const char *problem = read_search(v, &find);
    if (problem != NULL) {
        refuse_schema(v, problem);
    } else {
        give_page(v, &find);
    }
    free(find.nicks);
    free(find.words);
    free(find.channel);
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

static const struct page {
    const char *path;
    void (*give)(server_visit *v);
} pages[] = {
    {"/anon/search", give_messages},
    {"/anon/surrounds", server_surrounds_give},
};

static const struct page *find_page(const server_request *request) {
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (strcmp(request->path, pages[i].path) == 0) {
            return &pages[i];
        }
    }
    return NULL;
}

bool server_search_has(const server_request *request) {
    return find_page(request) != NULL;
}

void server_search_give(server_visit *v) {
    if (strcmp(v->request->method, "GET") != 0) {
        server_visit_give_page(v, 405);
    } else if (is_allowed(v)) {
        find_page(v->request)->give(v);
    }
}
