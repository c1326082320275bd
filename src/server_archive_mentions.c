#include "server_archive_mentions.h"

#include "server_archive_text.h"
#include "server_http_values.h"
#include "text_fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 64, STALKED_LINES = 200, STALKED_OTHERWISE = 3 };

static const char in_future[] = "can't look into the future D:";
static const char no_mention[] = "no mentions :(";

/* What does not look like a date is none, and then it is today. */
static bool has_date(const server_visit *v, char date[WORD_BYTES]) {
    static const char shape[] = "0000-00-00";
    if (!server_http_parameter(v->request, "date", date, WORD_BYTES) ||
        strlen(date) != strlen(shape)) {
        return false;
    }
    for (size_t i = 0; shape[i] != '\0'; i++) {
        bool is_digit = date[i] >= '0' && date[i] <= '9';
        if (shape[i] == '0' ? !is_digit : date[i] != '-') {
            return false;
        }
    }
    return true;
}

/* NULL, or what is wrong with the day that is asked for. */
static const char *read_day(const server_visit *v, server_span *day) {
    char date[WORD_BYTES];
    char today[SERVER_SPAN_BYTES];
    int64_t now_ms = server_visit_now_ms(v);
    if (!has_date(v, date)) {
        server_span_of_day(server_span_name_day(today, now_ms), day);
        return NULL;
    }
    if (!server_span_of_day(date, day)) {
        return "invalid date format";
    }
    return day->from_ms > now_ms ? in_future : NULL;
}

static bool has_lines(const server_visit *v, const server_span *day) {
    const server_logs *logs = &v->s->logs.store;
    return server_archive_next(logs, &(server_selection){.span = *day}, 0) <
           logs->count;
}

void server_archive_give_mentions(server_visit *v, const char *nick) {
    server_selection wanted = {.mentioned = nick};
    const char *problem = read_day(v, &wanted.span);
    if (problem != NULL) {
        server_archive_refuse(v, 404, problem);
    } else if (!has_lines(v, &wanted.span)) {
        server_archive_refuse(v, 404, "no logs found :(");
    } else if (!server_archive_write(v, &wanted)) {
        server_archive_refuse(v, 404, no_mention);
    }
}

void server_archive_refuse_json(server_visit *v, int status, const char *text) {
    v->status = status;
    v->type = "text/plain; charset=utf-8";
    server_writer_open(&v->json, NULL, '{');
    server_writer_text(&v->json, "message", text);
    server_writer_close(&v->json, '}');
}

/* The limit that is asked for; 0: none is. */
static size_t limit_of(const server_visit *v) {
    char text[WORD_BYTES] = "";
    server_http_parameter(v->request, "limit", text, sizeof text);
    bool is_number = text[strspn(text, "0123456789")] == '\0';
    return is_number ? strtoul(text, NULL, 10) : 0;
}

static void write_lower(server_writer *w, const char *key, const char *nick) {
    char lower[WORD_BYTES] = "";
    for (size_t i = 0; nick[i] != '\0' && i + 1 < sizeof lower; i++) {
        lower[i] = (char)tolower((unsigned char)nick[i]);
    }
    server_writer_text(w, key, lower);
}

static void write_mention(server_writer *w, const server_log_line *line) {
    server_writer_open(w, NULL, '{');
    server_writer_count(w, "date", line->ms / 1000);
    server_writer_text(w, "text", line->text);
    server_writer_text(w, "nick", line->nick);
    server_writer_close(w, '}');
}

static void write_said(server_writer *w, const server_log_line *line) {
    server_writer_open(w, NULL, '{');
    server_writer_count(w, "timestamp", line->ms / 1000);
    server_writer_text(w, "text", line->text);
    server_writer_close(w, '}');
}

static size_t count_lines(const server_logs *logs,
                          const server_selection *wanted) {
    size_t count = 0;
    for (size_t i = server_archive_next(logs, wanted, 0); i < logs->count;
         i = server_archive_next(logs, wanted, i + 1)) {
        count++;
    }
    return count;
}

/* The last ones, the oldest of them first. */
static void write_last(server_visit *v, const char *key,
                       const server_selection *wanted, size_t limit,
                       void (*write)(server_writer *w,
                                     const server_log_line *line)) {
    const server_logs *logs = &v->s->logs.store;
    size_t count = count_lines(logs, wanted);
    size_t skipped = limit > 0 && limit < count ? count - limit : 0;
    server_writer_open(&v->json, key, '[');
    for (size_t i = server_archive_next(logs, wanted, 0); i < logs->count;
         i = server_archive_next(logs, wanted, i + 1)) {
        if (skipped > 0) {
            skipped--;
        } else {
            write(&v->json, &logs->lines[i]);
        }
    }
    server_writer_close(&v->json, ']');
}

void server_archive_name_mentions(server_visit *v, const char *nick) {
    server_selection wanted = {.mentioned = nick};
    const char *problem = read_day(v, &wanted.span);
    const server_logs *logs = &v->s->logs.store;
    if (problem != NULL) {
        server_archive_refuse_json(v, 400, problem);
    } else if (server_archive_next(logs, &wanted, 0) == logs->count) {
        server_archive_refuse_json(v, 404, no_mention);
    } else {
        write_last(v, NULL, &wanted, limit_of(v), write_mention);
    }
}

void server_archive_name_stalked(server_visit *v, const char *nick) {
    server_selection wanted = {.span = {INT64_MIN, INT64_MAX}, .nick = nick};
    const server_logs *logs = &v->s->logs.store;
    size_t limit = limit_of(v);
    limit = limit == 0              ? STALKED_OTHERWISE
            : limit > STALKED_LINES ? STALKED_LINES
                                    : limit;
    if (server_archive_next(logs, &wanted, 0) == logs->count) {
        server_archive_refuse_json(v, 404,
                                   "didn't find any logs for this user");
        return;
    }
    server_writer_open(&v->json, NULL, '{');
    write_lower(&v->json, "nick", nick);
    write_last(v, "lines", &wanted, limit, write_said);
    server_writer_close(&v->json, '}');
}
