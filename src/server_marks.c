#include "server_marks.h"

#include "server_hub.h"
#include "server_quote.h"
#include "server_text.h"
#include "server_uuid.h"

#include <stdio.h>
#include <string.h>

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

void server_marks_spotlight(server_command *c) {
    const server_quote quote = {
        .nick = server_command_text(c, "nick"),
        .text = server_command_text(c, "data"),
        .timestamp_ms = server_command_number(c, "messageTimestamp"),
    };
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    bool is_whole = quote.nick != NULL && quote.text != NULL;
    if (is_whole && !server_quote_exists(c->s, &quote)) {
        server_command_refuse(c, "notfound");
        buffer_free(&frame);
        return;
    }
    bool is_good = is_whole && server_quote_write_spotlight(
                                   c->s, &quote, c->account->nick, &frame);
    publish_or_refuse(c, &frame, is_good);
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
    bool is_good = server_quote_write_end(c->s, key, c->account->nick, &frame);
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
