#include "server_marks.h"

#include "server_hub.h"
#include "server_json.h"
#include "server_text.h"
#include "server_uuid.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FRAME_BYTES = 1 << 20, MORE_BYTES = 64 };

/* Publishes what a writer has put together, or tells of a failure. */
static void publish_or_refuse(server_command *c, buffer *frame, bool is_good) {
    if (is_good) {
        server_hub_publish(c->s, frame->bytes);
    } else {
        server_command_refuse(c, "unknown");
    }
    buffer_free(frame);
}

void server_marks_pin(server_command *c) {
    const char *text = server_command_trimmed(c, "data");
    if (text == NULL ||
        (*text != '\0' && server_text_problem(text, strlen(text)) != NULL)) {
        server_command_refuse(c, "invalidmsg");
        return;
    }
    char uuid[SERVER_UUID_BYTES];
    char more[MORE_BYTES] = "";
    if (*text != '\0') {
        snprintf(more, sizeof more, ",\"uuid\":\"%s\"",
                 server_uuid(c->s->loop, uuid));
    }
    server_command_publish(c, "PIN", text, more);
}

/* A message that was found in the history. */
typedef struct quote {
    const char *nick;
    const char *text;
    int64_t timestamp_ms;
    char *author; /* malloc'd */
    const char *author_id;
} quote;

static bool says(json_value fields, const quote *q, arena *strings) {
    int64_t timestamp_ms = 0;
    const char *nick =
        json_string(json_get(fields, "nick"), strings, SERVER_NICK_BYTES, NULL);
    const char *text = json_string(json_get(fields, "data"), strings,
                                   SERVER_FRAME_LIMIT, NULL);
    return nick != NULL && text != NULL && strcasecmp(nick, q->nick) == 0 &&
           strcmp(text, q->text) == 0 &&
           json_int(json_get(fields, "timestamp"), &timestamp_ms) &&
           timestamp_ms == q->timestamp_ms;
}

/* Is the frame the message? Then its author is filled in. */
static bool take_author(const char *frame, quote *q, arena *strings) {
    if (strncmp(frame, "MSG ", 4) != 0) {
        return false;
    }
    json_doc doc = {0};
    json_value fields = {0};
    if (json_parse(&doc, frame + 4, strlen(frame + 4))) {
        fields = json_root(&doc);
    }
    bool is_it = says(fields, q, strings);
    if (is_it) {
        size_t bytes = 0;
        json_value id = json_get(fields, "id");
        const char *raw = json_raw(id, &bytes);
        q->author = server_user_object(fields);
        q->author_id = json_typeof(id) == JSON_NUMBER
                           ? arena_copy(strings, raw, bytes)
                           : "";
    }
    json_doc_free(&doc);
    return is_it;
}

static bool find_author(server_command *c, quote *q) {
    const char *frame = NULL;
    bool is_found = q->nick != NULL && q->text != NULL;
    for (size_t ago = 0; is_found; ago++) {
        frame = server_history_recent(&c->s->history, ago);
        if (frame == NULL) {
            return false;
        }
        if (take_author(frame, q, &c->strings)) {
            return true;
        }
    }
    return false;
}

static bool write_spotlight(server_command *c, const quote *q, buffer *frame) {
    char key[SERVER_SPOTLIGHT_KEY_BYTES];
    char uuid[SERVER_UUID_BYTES];
    int64_t now_ms = dgg_loop_wall_ms(c->s->loop);
    return q->author != NULL && q->author_id != NULL &&
           server_spotlights_key(key, q->timestamp_ms, q->author_id, q->text) &&
           server_json_print(frame,
                             "SPOTLIGHT {\"key\":\"%s\",\"data\":", key) &&
           server_json_quote(frame, q->text, strlen(q->text)) &&
           server_json_print(
               frame,
               ",\"user\":%s,\"spotlightedBy\":\"%s\","
               "\"timestamp\":%" PRId64 ",\"expirationTimestamp\":%" PRId64
               ",\"uuid\":\"%s\"}",
               q->author, c->account->nick, now_ms,
               now_ms + SERVER_SPOTLIGHT_MS, server_uuid(c->s->loop, uuid));
}

void server_marks_spotlight(server_command *c) {
    quote q = {
        .nick = server_command_text(c, "nick"),
        .text = server_command_text(c, "data"),
        .timestamp_ms = server_command_number(c, "messageTimestamp"),
    };
    if (!find_author(c, &q)) {
        server_command_refuse(c, "notfound");
        return;
    }
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    bool is_good = write_spotlight(c, &q, &frame);
    publish_or_refuse(c, &frame, is_good);
    free(q.author);
}

static bool is_lit(const server *s, const char *key) {
    const server_spotlights *lit = &s->board.spotlights;
    for (size_t i = 0; key != NULL && i < lit->count; i++) {
        if (strcmp(lit->list[i].key, key) == 0) {
            return true;
        }
    }
    return false;
}

void server_marks_unspotlight(server_command *c) {
    const char *key = server_command_text(c, "data");
    if (!is_lit(c->s, key)) {
        server_command_refuse(c, "notfound");
        return;
    }
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    bool is_good =
        server_json_print(&frame,
                          "UNSPOTLIGHT {\"nick\":\"%s\",\"timestamp\":%" PRId64
                          ",\"key\":\"%s\"}",
                          c->account->nick, dgg_loop_wall_ms(c->s->loop), key);
    publish_or_refuse(c, &frame, is_good);
}

void server_marks_remove_event(server_command *c) {
    const char *uuid = server_command_text(c, "data");
    if (uuid == NULL || !server_paid_remove(&c->s->board.paid, uuid)) {
        server_command_refuse(c, "cantremoveevent");
        return;
    }
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    bool is_good = server_paid_write(&c->s->board.paid,
                                     dgg_loop_wall_ms(c->s->loop), &frame);
    publish_or_refuse(c, &frame, is_good);
}
