#include "server_surrounds.h"

#include "date.h"
#include "server_http_values.h"
#include "server_search.h"
#include "text_fold.h"

enum { LINES = 40, WORD_BYTES = 64 };

static void refuse(server_visit *v, const char *error) {
    server_search_refuse(v, 400, "BadSchema", error);
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
    size_t first = place < LINES ? 0 : place - LINES;
    server_writer_open(&v->json, NULL, '{');
    server_writer_text(&v->json, "type", "Success");
    server_writer_open(&v->json, "data", '{');
    server_writer_open(&v->json, "lines", '[');
    for (size_t i = first; i < logs->count && i <= place + LINES; i++) {
        write_line(v, NULL, &logs->lines[i]);
    }
    server_writer_close(&v->json, ']');
    write_line(v, "matched", matched);
    server_writer_text(&v->json, "username", matched->nick);
    server_writer_close(&v->json, '}');
    server_writer_close(&v->json, '}');
}

/* The older server called the time otherwise. */
void server_surrounds_give(server_visit *v) {
    char channel[WORD_BYTES];
    char nick[WORD_BYTES];
    char date[WORD_BYTES];
    int64_t ms = 0;
    const server_request *r = v->request;
    const server_log_line *line = NULL;
    if (!server_http_parameter(r, "channel", channel, sizeof channel) ||
        text_compare(channel, SERVER_SEARCH_CHANNEL) != 0) {
        refuse(v, "channel is unknown");
    } else if (!server_http_parameter(r, "username", nick, sizeof nick)) {
        refuse(v, "username is needed");
    } else if (!(server_http_parameter(r, "datetime", date, sizeof date) ||
                 server_http_parameter(r, "date", date, sizeof date)) ||
               !date_parse_ms(date, &ms)) {
        refuse(v, "datetime is no ISO 8601");
    } else if ((line = find_line(&v->s->logs.store, nick, ms)) == NULL) {
        server_search_refuse(v, 404, "NotFound", "no such message");
    } else {
        write_around(v, line);
    }
}
