#include "server_hub.h"

#include "server_follow.h"
#include "server_json.h"
#include "server_log_follow.h"

#include <string.h>

enum { FRAME_BYTES = 64 * 1024 };

void server_hub_record(server *s, const char *frame) {
    server_history_add(&s->history, frame);
    server_follow(s, frame);
    server_log_follow(&s->logs.store, frame, dgg_loop_wall_ms(s->loop));
}

void server_hub_observe(server *s, const char *frame) {
    if (s->observer.observe != NULL) {
        s->observer.observe(s->observer.user, frame);
    }
}

void server_hub_publish(server *s, const char *frame) {
    server_hub_record(s, frame);
    server_hub_observe(s, frame);
    for (server_client *c = s->clients; c != NULL; c = c->next) {
        server_client_send_text(c, frame);
    }
}

void server_hub_send_to(server *s, const server_account *account,
                        const char *frame) {
    for (server_client *c = s->clients; c != NULL; c = c->next) {
        if (c->account == account) {
            server_client_send_text(c, frame);
        }
    }
}

/* All but the closing brace. */
static bool write_open(buffer *frame, const char *name, const char *object,
                       int64_t timestamp_ms, const char *text) {
    int without_brace = (int)strlen(object) - 1;
    return server_json_print(frame, "%s %.*s,\"timestamp\":%lld", name,
                             without_brace, object, (long long)timestamp_ms) &&
           (text == NULL || (server_json_print(frame, ",\"data\":") &&
                             server_json_quote(frame, text, strlen(text))));
}

bool server_hub_write(buffer *frame, const char *name, const char *object,
                      int64_t timestamp_ms, const char *text) {
    return write_open(frame, name, object, timestamp_ms, text) &&
           buffer_append(frame, "}", 1);
}

void server_hub_publish_with(server *s, const char *name, const char *object,
                             const char *text, const char *more) {
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    if (write_open(&frame, name, object, dgg_loop_wall_ms(s->loop), text) &&
        server_json_print(&frame, "%s}", more)) {
        server_hub_publish(s, frame.bytes);
    }
    buffer_free(&frame);
}

void server_hub_publish_of(server *s, const char *name, const char *object,
                           const char *text) {
    server_hub_publish_with(s, name, object, text, "");
}

static bool write_whisper(const server_letter *letter, buffer *frame) {
    return server_json_print(frame,
                             "PRIVMSG {\"messageid\":%lld,\"timestamp\":%lld,"
                             "\"nick\":\"%s\",\"data\":",
                             (long long)letter->id, (long long)letter->sent_ms,
                             letter->from) &&
           server_json_quote(frame, letter->text, strlen(letter->text)) &&
           server_json_print(frame, "}");
}

bool server_hub_whisper(server *s, const char *from, const char *to,
                        const char *text) {
    const server_letter *letter = server_mailbox_add(
        &s->mailbox, from, to, text, dgg_loop_wall_ms(s->loop));
    if (letter == NULL) {
        return false;
    }
    server_account *target = server_accounts_by_nick(&s->accounts, to);
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    if (target != NULL && write_whisper(letter, &frame)) {
        server_hub_send_to(s, target, frame.bytes);
    }
    buffer_free(&frame);
    return true;
}

size_t server_hub_count(const server *s) {
    size_t count = 0;
    for (const server_client *c = s->clients; c != NULL; c = c->next) {
        count += c->state == SERVER_CLIENT_CHAT;
    }
    return count;
}
