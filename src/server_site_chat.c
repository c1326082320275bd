#include "server_site_chat.h"

#include "dgg_event.h"
#include "json.h"
#include "server_frame.h"
#include "server_http_values.h"
#include "text_fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 29, LINES_OTHERWISE = 3, WORD_BYTES = 64 };

/* A MSG of the history. */
typedef struct said {
    const char *nick;
    const char *text;
    int64_t ms;
} said;

/* What was found, the oldest last. */
typedef struct search {
    const char *nick;
    bool is_for_mentions;
    size_t limit;
    said found[LINES];
    size_t count;
    arena strings;
} search;

/* A mention is a word between spaces (overrustlelogs). */
static bool has_word(const char *text, const char *word) {
    size_t length = strlen(word);
    while (*text != '\0') {
        size_t bytes = strcspn(text, " ");
        if (bytes == length && text_compare_start(text, word, bytes) == 0) {
            return true;
        }
        text += bytes;
        text += strspn(text, " ");
    }
    return false;
}

static void look_at(search *find, json_value payload) {
    said line = {
        json_string(json_get(payload, "nick"), &find->strings, WORD_BYTES,
                    NULL),
        json_string(json_get(payload, "data"), &find->strings,
                    SERVER_FRAME_LIMIT, NULL),
        0,
    };
    json_int(json_get(payload, "timestamp"), &line.ms);
    if (line.nick == NULL || line.text == NULL) {
        return;
    }
    if (find->is_for_mentions ? has_word(line.text, find->nick)
                              : text_compare(line.nick, find->nick) == 0) {
        find->found[find->count++] = line;
    }
}

static void look_through(search *find, const server_history *history) {
    const char *frame;
    for (size_t ago = 0; find->count < find->limit &&
                         (frame = server_history_recent(history, ago)) != NULL;
         ago++) {
        json_doc doc = {0};
        if (strncmp(frame, "MSG ", 4) == 0 &&
            json_parse(&doc, frame + 4, strlen(frame + 4))) {
            look_at(find, json_root(&doc));
        }
        json_doc_free(&doc);
    }
}

static void write_lines(server_writer *w, const char *key, const search *find) {
    server_writer_open(w, key, '[');
    for (size_t i = find->count; i-- > 0;) {
        const said *line = &find->found[i];
        server_writer_open(w, NULL, '{');
        server_writer_count(w, find->is_for_mentions ? "date" : "timestamp",
                            line->ms / 1000);
        server_writer_text(w, "text", line->text);
        if (find->is_for_mentions) {
            server_writer_text(w, "nick", line->nick);
        }
        server_writer_close(w, '}');
    }
    server_writer_close(w, ']');
}

/* overrustlelogs files people under their nicks in lower case. */
static void write_log(server_writer *w, const char *key, const search *find) {
    char nick[WORD_BYTES] = "";
    for (size_t i = 0; find->nick[i] != '\0' && i + 1 < sizeof nick; i++) {
        nick[i] = (char)tolower((unsigned char)find->nick[i]);
    }
    server_writer_open(w, key, '{');
    server_writer_text(w, "nick", nick);
    write_lines(w, "lines", find);
    server_writer_close(w, '}');
}

/* Of nobody's lines the site gives what the logs answer, with its own 200. */
static void write_result(server_visit *v, const search *find) {
    void (*write)(server_writer *, const char *, const search *) =
        find->is_for_mentions ? write_lines : write_log;
    if (find->count == 0) {
        server_writer_open(&v->json, NULL, '{');
        server_writer_text(&v->json, "message",
                           "didn't find any logs for this user");
        server_writer_close(&v->json, '}');
    } else if (server_visit_is_old(v)) {
        write(&v->json, NULL, find);
    } else {
        server_visit_open_envelope(v);
        write(&v->json, "data", find);
        server_visit_close_envelope(v);
    }
}

static size_t limit_of(const server_visit *v) {
    char text[WORD_BYTES] = "";
    server_http_parameter(v->request, "limit", text, sizeof text);
    long limit = strtol(text, NULL, 10);
    return limit < 1 || limit > LINES ? LINES_OTHERWISE : (size_t)limit;
}

static void look_for(server_visit *v, bool is_for_mentions) {
    char nick[WORD_BYTES];
    server_cooled what =
        is_for_mentions ? SERVER_COOLED_MENTIONS : SERVER_COOLED_STALK;
    if (!server_http_parameter(v->request, "username", nick, sizeof nick) ||
        !dgg_nick_is_valid(nick)) {
        server_visit_give_word(v, 500, "invalidnick");
        return;
    }
    if (!server_session_ask(&v->account->web, what,
                            dgg_loop_monotonic_ms(v->s->loop))) {
        server_visit_give_word(v, 500, "throttled");
        return;
    }
    search find = {
        .nick = nick, .is_for_mentions = is_for_mentions, .limit = limit_of(v)};
    look_through(&find, &v->s->history);
    write_result(v, &find);
    arena_free(&find.strings);
}

void server_site_stalk(server_visit *v) {
    look_for(v, false);
}

void server_site_mentions(server_visit *v) {
    look_for(v, true);
}

void server_site_history(server_visit *v) {
    server_visit_add_header(v, "Cache-Control", "no-cache, no-store");
    v->json.has_failed = v->json.has_failed ||
                         !server_history_write_frames(&v->s->history, &v->body);
}
