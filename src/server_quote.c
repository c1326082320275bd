#include "server_quote.h"

#include "server_frame.h"
#include "server_json.h"
#include "server_uuid.h"
#include "text_fold.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A MSG of the history, taken apart; its strings lie in `strings`. */
typedef struct message {
    arena strings;
    const char *nick;
    const char *text;
    const char *id; /* as it stands in JSON, or "" */
    int64_t timestamp_ms;
    char *author; /* malloc'd */
} message;

static void message_free(message *m) {
    arena_free(&m->strings);
    free(m->author);
    *m = (message){0};
}

static void read_fields(message *m, json_value fields) {
    size_t bytes = 0;
    json_value id = json_get(fields, "id");
    const char *raw = json_raw(id, &bytes);
    m->id = json_typeof(id) == JSON_NUMBER ? arena_copy(&m->strings, raw, bytes)
                                           : "";
    m->nick = json_string(json_get(fields, "nick"), &m->strings,
                          SERVER_NICK_BYTES, NULL);
    m->text = json_string(json_get(fields, "data"), &m->strings,
                          SERVER_FRAME_LIMIT, NULL);
    if (!json_int(json_get(fields, "timestamp"), &m->timestamp_ms)) {
        m->nick = NULL;
    }
    m->author = server_user_object(fields);
}

/* False: the frame is no MSG, or memory is out. */
static bool message_read(message *m, const char *frame) {
    static const char name[] = "MSG ";
    size_t name_bytes = sizeof name - 1;
    *m = (message){0};
    if (strncmp(frame, name, name_bytes) != 0) {
        return false;
    }
    json_doc doc = {0};
    if (json_parse(&doc, frame + name_bytes, strlen(frame + name_bytes))) {
        read_fields(m, json_root(&doc));
    }
    json_doc_free(&doc);
    return m->nick != NULL && m->text != NULL && m->id != NULL &&
           m->author != NULL;
}

static bool is_meant(const message *m, const server_quote *quote) {
    bool is_any = quote->text == NULL;
    return text_compare(m->nick, quote->nick) == 0 &&
           (is_any || (strcmp(m->text, quote->text) == 0 &&
                       m->timestamp_ms == quote->timestamp_ms));
}

/* To be freed, also when there is none. */
static bool find(const server *s, const server_quote *quote, message *m) {
    const char *frame = server_history_recent(&s->history, 0);
    for (size_t ago = 1; frame != NULL; ago++) {
        if (message_read(m, frame) && is_meant(m, quote)) {
            return true;
        }
        message_free(m);
        frame = server_history_recent(&s->history, ago);
    }
    *m = (message){0};
    return false;
}

bool server_quote_exists(const server *s, const server_quote *quote) {
    message m;
    bool is_there = find(s, quote, &m);
    message_free(&m);
    return is_there;
}

static bool write_spotlight(server *s, const message *m, const char *by,
                            buffer *frame) {
    char key[SERVER_SPOTLIGHT_KEY_BYTES];
    char uuid[SERVER_UUID_BYTES];
    int64_t now_ms = dgg_loop_wall_ms(s->loop);
    return server_spotlights_key(key, m->timestamp_ms, m->id, m->text) &&
           server_json_print(frame,
                             "SPOTLIGHT {\"key\":\"%s\",\"data\":", key) &&
           server_json_quote(frame, m->text, strlen(m->text)) &&
           server_json_print(
               frame,
               ",\"user\":%s,\"spotlightedBy\":\"%s\","
               "\"timestamp\":%" PRId64 ",\"expirationTimestamp\":%" PRId64
               ",\"uuid\":\"%s\"}",
               m->author, by, now_ms, now_ms + SERVER_SPOTLIGHT_MS,
               server_uuid(s->loop, uuid));
}

bool server_quote_write_spotlight(server *s, const server_quote *quote,
                                  const char *by, buffer *frame) {
    message m;
    bool is_good = find(s, quote, &m) && write_spotlight(s, &m, by, frame);
    message_free(&m);
    return is_good;
}

bool server_quote_write_end(server *s, const char *key, const char *by,
                            buffer *frame) {
    return server_json_print(
        frame,
        "UNSPOTLIGHT {\"nick\":\"%s\",\"timestamp\":%" PRId64
        ",\"key\":\"%s\"}",
        by, dgg_loop_wall_ms(s->loop), key);
}
