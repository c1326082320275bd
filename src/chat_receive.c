/* From a text of the socket to the handlers of its event. */
#include "chat_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The live server takes no larger texts than this (destinygg/chat,
 * main.go). */
enum { PONG_MAX_BYTES = 6144 };

/* True while the connection that an event came from is still the chat's. */
static bool is_same(const dgg_chat *chat, uint32_t serial) {
    return !chat->is_freed && chat->link.serial == serial;
}

/* The payload goes back byte for byte: it may hold nanoseconds, which a
 * number of JavaScript's could not. */
static void answer_ping(dgg_chat *chat, const dgg_event *event) {
    if (chat->player != NULL) {
        return;
    }
    static const char name[] = "PONG ";
    char text[PONG_MAX_BYTES];
    size_t name_bytes = sizeof name - 1;
    const char *payload = event->payload_bytes > 0 ? event->payload : "{}";
    size_t bytes = event->payload_bytes > 0 ? event->payload_bytes : 2;
    if (bytes > sizeof text - name_bytes) {
        return;
    }
    memcpy(text, name, name_bytes);
    memcpy(text + name_bytes, payload, bytes);
    websocket_send(chat->link.socket, text, name_bytes + bytes);
}

static void learn_identity(chat_identity *identity, const dgg_event *event) {
    identity->is_anonymous = event->user.nick[0] == '\0';
    snprintf(identity->nick, sizeof identity->nick, "%s", event->user.nick);
}

/* Until 2024 the site asked for it with a BROADCAST of this one word (chat-gui,
 * chat.js). Only the site and its admins can send one. */
static bool asks_for_reload(const dgg_event *event) {
    return event->kind == DGG_EVENT_RELOAD ||
           (event->kind == DGG_EVENT_BROADCAST &&
            strcmp(event->text, "reload") == 0);
}

static void plan_reload(dgg_chat *chat, dgg_event *event) {
    event->kind = DGG_EVENT_RELOAD;
    event->as.reload_ms = chat_link_plan_reload(chat);
}

/* What is to be known or done before handlers hear of it. */
static void prepare(dgg_chat *chat, dgg_event *event) {
    if (event->kind == DGG_EVENT_PING) {
        answer_ping(chat, event);
    } else if (event->kind == DGG_EVENT_ME) {
        learn_identity(&chat->identity, event);
    } else if (event->kind == DGG_EVENT_WHISPER) {
        chat_gate_remember(&chat->gate, event->user.nick);
    } else if (event->kind == DGG_EVENT_REFRESH) {
        chat_link_expect_end(chat);
    } else if (asks_for_reload(event)) {
        plan_reload(chat, event);
    }
    chat_site_observe(chat, event);
}

static void replay(dgg_chat *chat, const dgg_event *event) {
    uint32_t serial = chat->link.serial;
    if (!frame_history_begin(&chat->history, event)) {
        chat->link.rejected++; /* no memory */
        return;
    }
    dgg_event entry;
    while (is_same(chat, serial) &&
           frame_history_next(&chat->history, event->received_ms, &entry)) {
        chat_emit(chat, &entry);
    }
    if (is_same(chat, serial)) {
        chat->link.rejected += chat->history.rejected;
    }
}

/* The server does not want this account, and forgets the socket of a banned
 * one without closing it. */
static dgg_error verdict_of(const dgg_event *event) {
    if (strcmp(event->text, "banned") == 0) {
        return DGG_ERROR_BANNED;
    }
    if (strcmp(event->text, "toomanyconnections") == 0) {
        return DGG_ERROR_TOO_MANY_CONNECTIONS;
    }
    return DGG_OK;
}

static void settle_error(dgg_chat *chat, const dgg_event *event) {
    dgg_error verdict = verdict_of(event);
    if (verdict != DGG_OK) {
        chat_link_stop(chat, verdict);
        return;
    }
    if (strcmp(event->text, "needlogin") == 0) {
        chat->identity.is_anonymous = true;
    }
    chat_queue_observe(chat, event);
}

/* What follows from the event once handlers have heard of it. */
static void settle(dgg_chat *chat, const dgg_event *event) {
    uint32_t serial = chat->link.serial;
    if (event->kind == DGG_EVENT_HISTORY ||
        event->kind == DGG_EVENT_PAID_EVENTS) {
        replay(chat, event);
        if (is_same(chat, serial)) {
            chat_queue_observe(chat, event);
        }
    } else if (event->kind == DGG_EVENT_ERROR) {
        settle_error(chat, event);
    } else {
        chat_queue_observe(chat, event);
    }
}

void chat_receive(dgg_chat *chat, const char *text, size_t bytes) {
    dgg_event event;
    if (!frame_parse(&chat->parser, text, bytes, dgg_loop_wall_ms(chat->loop),
                     &event)) {
        chat->link.rejected++;
        return;
    }
    uint32_t serial = chat->link.serial;
    prepare(chat, &event);
    chat_emit(chat, &event);
    if (is_same(chat, serial)) {
        settle(chat, &event);
    }
}
