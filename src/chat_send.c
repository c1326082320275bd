/* Texts on their way out, one at a time, until their outcome. */
#include "chat_internal.h"
#include "json.h"
#include "text_trim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an ERR can answer: the server does not say (destinygg/chat,
 * connection.go and api.go; chat-gui, const.js). */
typedef enum concern {
    CONCERNS_ANY,
    CONCERNS_MESSAGE,
    CONCERNS_WHISPER,
    CONCERNS_NOTHING,
} concern;

static concern concern_of(const char *description) {
    static const struct {
        const char *description;
        concern concern;
    } known[] = {
        {"muted", CONCERNS_MESSAGE}, /* muted people may whisper */
        {"submode", CONCERNS_MESSAGE},
        {"duplicate", CONCERNS_MESSAGE},
        {"notfound", CONCERNS_WHISPER},
        {"privmsgbanned", CONCERNS_WHISPER},
        {"privmsgaccounttooyoung", CONCERNS_WHISPER},
        /* answers to what this library does not send */
        {"activepoll", CONCERNS_NOTHING},
        {"noactivepoll", CONCERNS_NOTHING},
        {"alreadyvoted", CONCERNS_NOTHING},
        {"duplicatephrase", CONCERNS_NOTHING},
        {"nophrase", CONCERNS_NOTHING},
        {"invalidphrase", CONCERNS_NOTHING},
        {"needbanreason", CONCERNS_NOTHING},
        {"cantbanprotected", CONCERNS_NOTHING},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].description, description) == 0) {
            return known[i].concern;
        }
    }
    return CONCERNS_ANY;
}

static bool is_whisper(const chat_text *text) {
    return text->nick[0] != '\0';
}

static bool is_answer_to(const chat_text *text, const char *description) {
    switch (concern_of(description)) {
    case CONCERNS_ANY: return true;
    case CONCERNS_MESSAGE: return !is_whisper(text);
    case CONCERNS_WHISPER: return is_whisper(text);
    case CONCERNS_NOTHING: break;
    }
    return false;
}

static chat_text *first_of(chat_queue *queue) {
    return &queue->texts[queue->first];
}

static int64_t now_of(const dgg_chat *chat) {
    return dgg_loop_monotonic_ms(chat->loop);
}

/* Waits until the first text may go out, at least until the next service
 * call: no handler runs inside a call of dgg_chat_send_... */
static void schedule(dgg_chat *chat) {
    chat_queue *queue = &chat->queue;
    if (chat->is_freed || queue->count == 0 || queue->is_in_flight) {
        return;
    }
    loop_timer_start(&queue->timer,
                     pacing_wait_ms(&queue->pacing, now_of(chat)));
}

/* The first text leaves the queue, and its owner is told what became of it. */
static void finish(dgg_chat *chat, dgg_send_outcome outcome,
                   const char *reason) {
    chat_queue *queue = &chat->queue;
    chat_text done = *first_of(queue);
    queue->first = (queue->first + 1) % CHAT_QUEUE;
    queue->count--;
    queue->is_in_flight = false;
    loop_timer_stop(&queue->timer);
    dgg_event event = chat_event(chat, DGG_EVENT_SEND_RESULT);
    event.as.send = (dgg_send_result){
        .id = done.id,
        .outcome = outcome,
        .reason = reason,
        .nick = done.nick,
        .text = done.text,
    };
    chat_emit(chat, &event);
    free(done.text);
}

/* One text message for the server; malloc'd, NULL without memory. */
static char *write_frame(const chat_text *text) {
    bool is_private = is_whisper(text);
    char *payload =
        is_private ? json_write_object("nick", text->nick, "data", text->text,
                                       (const char *)NULL)
                   : json_write_object("data", text->text, (const char *)NULL);
    if (payload == NULL) {
        return NULL;
    }
    const char *name = is_private ? "PRIVMSG" : "MSG";
    size_t size = strlen(name) + 1 + strlen(payload) + 1;
    char *frame = malloc(size);
    if (frame != NULL) {
        snprintf(frame, size, "%s %s", name, payload);
    }
    free(payload);
    return frame;
}

static dgg_error transmit(dgg_chat *chat) {
    char *frame = write_frame(first_of(&chat->queue));
    if (frame == NULL) {
        return DGG_ERROR_MEMORY;
    }
    dgg_error error = websocket_send(chat->link.socket, frame, strlen(frame));
    free(frame);
    return error;
}

static void send_first(dgg_chat *chat) {
    chat_queue *queue = &chat->queue;
    dgg_error error = transmit(chat);
    if (error != DGG_OK) {
        finish(chat, DGG_SEND_DROPPED, dgg_strerror(error));
        schedule(chat);
        return;
    }
    pacing_sent(&queue->pacing, now_of(chat));
    queue->is_in_flight = true;
    loop_timer_start(&queue->timer, CHAT_CONFIRM_MS);
}

static void on_timer(void *user) {
    dgg_chat *chat = user;
    if (chat->queue.count == 0 || chat->link.state != CHAT_OPEN) {
        return;
    }
    chat_enter(chat);
    if (!chat->queue.is_in_flight) {
        send_first(chat);
    } else {
        finish(chat, DGG_SEND_UNCONFIRMED, "nobody answered for 10 seconds");
        schedule(chat);
    }
    chat_leave(chat);
}

static void confirm(dgg_chat *chat) {
    pacing_accepted(&chat->queue.pacing);
    finish(chat, DGG_SEND_CONFIRMED, "");
    schedule(chat);
}

static void refuse(dgg_chat *chat, const char *description) {
    chat_queue *queue = &chat->queue;
    chat_text *text = first_of(queue);
    bool is_throttled = strcmp(description, "throttled") == 0;
    if (is_throttled) {
        pacing_throttled(&queue->pacing, now_of(chat));
    } else if (strcmp(description, "duplicate") == 0) {
        pacing_duplicate(&queue->pacing);
    }
    if (is_throttled && !text->was_throttled) {
        text->was_throttled = true;
        queue->is_in_flight = false;
    } else {
        finish(chat, DGG_SEND_REFUSED, description);
    }
    schedule(chat);
}

/* The server sends a public message back to whoever wrote it, trimmed. */
static bool is_echo(const dgg_chat *chat, const chat_text *text,
                    const dgg_event *event) {
    const char *own_nick = chat->identity.nick;
    size_t bytes = 0;
    const char *trimmed = text_trim(event->text, &bytes);
    return own_nick[0] != '\0' &&
           dgg_nick_compare(own_nick, event->user.nick) == 0 &&
           strlen(text->text) == bytes &&
           memcmp(text->text, trimmed, bytes) == 0;
}

static bool is_confirmation(const dgg_chat *chat, const chat_text *text,
                            const dgg_event *event) {
    if (is_whisper(text)) {
        return event->kind == DGG_EVENT_WHISPER_SENT;
    }
    return event->kind == DGG_EVENT_MESSAGE && is_echo(chat, text, event);
}

static dgg_error enqueue(dgg_chat *chat, const char *nick, const char *text,
                         uint64_t *id) {
    chat_queue *queue = &chat->queue;
    if (queue->count == CHAT_QUEUE) {
        return DGG_ERROR_QUEUE_FULL;
    }
    size_t bytes = 0;
    const char *trimmed = text_trim(text, &bytes);
    char *copy = strndup(trimmed, bytes);
    if (copy == NULL) {
        return DGG_ERROR_MEMORY;
    }
    size_t last = (queue->first + queue->count) % CHAT_QUEUE;
    chat_text *added = &queue->texts[last];
    *added = (chat_text){.id = ++queue->last_id, .text = copy};
    snprintf(added->nick, sizeof added->nick, "%s", nick);
    queue->count++;
    if (id != NULL) {
        *id = queue->last_id;
    }
    if (queue->count == 1) {
        schedule(chat);
    }
    return DGG_OK;
}

/* In the order of what a person can do about it. */
static dgg_error check_send(const dgg_chat *chat, const char *nick,
                            const char *text) {
    if (chat->player != NULL) {
        return DGG_ERROR_REPLAY;
    }
    dgg_error error = dgg_text_check(text != NULL ? text : "");
    if (error != DGG_OK) {
        return error;
    }
    if (chat->identity.is_anonymous) {
        return DGG_ERROR_ANONYMOUS;
    }
    if (nick != NULL && !chat_gate_allows(&chat->gate, nick)) {
        return DGG_ERROR_GATED;
    }
    return chat->link.state == CHAT_OPEN ? DGG_OK : DGG_ERROR_NOT_CONNECTED;
}

void chat_queue_init(dgg_chat *chat) {
    loop_timer_init(&chat->queue.timer, chat->loop, on_timer, chat);
}

void chat_queue_observe(dgg_chat *chat, const dgg_event *event) {
    chat_queue *queue = &chat->queue;
    if (!queue->is_in_flight) {
        return;
    }
    const chat_text *text = first_of(queue);
    if (is_confirmation(chat, text, event)) {
        confirm(chat);
    } else if (event->kind == DGG_EVENT_ERROR &&
               is_answer_to(text, event->text)) {
        refuse(chat, event->text);
    }
}

/* What went out may have arrived; what still waited did not. */
void chat_queue_drop(dgg_chat *chat) {
    chat_queue *queue = &chat->queue;
    loop_timer_stop(&queue->timer);
    while (queue->count > 0 && !chat->is_freed) {
        if (queue->is_in_flight) {
            finish(chat, DGG_SEND_UNCONFIRMED,
                   "the connection ended before an answer came");
        } else {
            finish(chat, DGG_SEND_DROPPED,
                   "the connection ended before it was sent");
        }
    }
}

void chat_queue_free(chat_queue *queue) {
    loop_timer_stop(&queue->timer);
    for (size_t i = 0; i < queue->count; i++) {
        free(queue->texts[(queue->first + i) % CHAT_QUEUE].text);
    }
    queue->count = 0;
}

dgg_error dgg_chat_send_whisper(dgg_chat *chat, const char *nick,
                                const char *text, uint64_t *id) {
    if (chat->player == NULL && (nick == NULL || !dgg_nick_is_valid(nick))) {
        return DGG_ERROR_NICK;
    }
    dgg_error error = check_send(chat, nick, text);
    return error != DGG_OK ? error : enqueue(chat, nick, text, id);
}

dgg_error dgg_chat_send_message(dgg_chat *chat, const char *text,
                                uint64_t *id) {
    dgg_error error = check_send(chat, NULL, text);
    return error != DGG_OK ? error : enqueue(chat, "", text, id);
}
