#include "server_archive_text.h"

#include "server_json.h"
#include "server_log_garbage.h"
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

/* The lines of a file under way. */
typedef struct file {
    server_visit *v;
    size_t count;
    size_t last; /* where its last line begins */
} file;

static void put_line(file *f, const server_log_line *line) {
    size_t every = f->v->s->faults.logs.garbage_every;
    buffer *out = &f->v->body;
    f->last = out->used;
    f->count++;
    bool is_garbage = every > 0 && f->count % every == 0;
    note(f->v, (is_garbage ? server_log_garbage_write(f->count / every - 1, out)
                           : server_log_line_write(line, out)) &&
                   buffer_append(out, "\n", 1));
}

static void cut_last_line(const file *f) {
    buffer *out = &f->v->body;
    out->used = f->last + (out->used - f->last) / 2;
    out->bytes[out->used] = '\0';
}

bool server_archive_write(server_visit *v, const server_selection *wanted) {
    const server_logs *logs = &v->s->logs.store;
    file f = {.v = v};
    for (size_t i = server_archive_next(logs, wanted, 0);
         i < logs->count && !v->json.has_failed;
         i = server_archive_next(logs, wanted, i + 1)) {
        put_line(&f, &logs->lines[i]);
    }
    if (f.count == 0) {
        return false;
    }
    v->type = "text/plain; charset=UTF-8";
    if (v->s->faults.logs.cuts_last_line) {
        cut_last_line(&f);
    }
    return true;
}

void server_archive_refuse(server_visit *v, int status, const char *text) {
    v->status = status;
    v->type = "text/plain; charset=utf-8";
    server_visit_add_header(v, "X-Content-Type-Options", "nosniff");
    note(v, server_json_print(&v->body, "%s\n", text));
}
