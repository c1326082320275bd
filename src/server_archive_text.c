#include "server_archive_text.h"

#include "server_json.h"
#include "server_log_query.h"
#include "text_fold.h"

/* The longest line has the longest text that is kept. */
enum { LINE_BYTES = SERVER_LOGS_BYTES + 256 };

static void note(server_visit *v, bool is_good) {
    v->json.has_failed = v->json.has_failed || !is_good;
}

static bool has_in_line(const server_log_line *line, const char *part) {
    buffer whole;
    buffer_init(&whole, LINE_BYTES);
    bool is_there = server_log_line_write(line, &whole) &&
                    server_log_query_contains(whole.bytes, part);
    buffer_free(&whole);
    return is_there;
}

static bool is_wanted(const server_selection *w, const server_log_line *line) {
    return (w->nick == NULL || text_compare(w->nick, line->nick) == 0) &&
           (w->part == NULL ||
            server_log_query_contains(line->text, w->part)) &&
           (w->line_part == NULL || has_in_line(line, w->line_part)) &&
           (w->mentioned == NULL ||
            server_log_query_mentions(line->text, w->mentioned));
}

size_t server_archive_next(const server_logs *logs, const server_selection *w,
                           size_t place) {
    size_t first = server_logs_before(logs, w->span.from_ms);
    size_t end = server_logs_before(logs, w->span.until_ms);
    for (size_t i = place < first ? first : place; i < end; i++) {
        if (is_wanted(w, &logs->lines[i])) {
            return i;
        }
    }
    return logs->count;
}

bool server_archive_write(server_visit *v, const server_selection *wanted) {
    const server_logs *logs = &v->s->logs.store;
    size_t first = server_archive_next(logs, wanted, 0);
    if (first == logs->count) {
        return false;
    }
    v->type = "text/plain; charset=UTF-8";
    for (size_t i = first; i < logs->count && !v->json.has_failed;
         i = server_archive_next(logs, wanted, i + 1)) {
        note(v, server_log_line_write(&logs->lines[i], &v->body) &&
                    buffer_append(&v->body, "\n", 1));
    }
    return true;
}

void server_archive_refuse(server_visit *v, int status, const char *text) {
    v->status = status;
    v->type = "text/plain; charset=utf-8";
    server_visit_add_header(v, "X-Content-Type-Options", "nosniff");
    note(v, server_json_print(&v->body, "%s\n", text));
}
