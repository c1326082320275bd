/* Texts on their way out, one at a time, until their outcome. */
#include "chat_internal.h"
#include "json.h"
#include "text_trim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_TOO_LARGE = 1009 };

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
    bool is_private = chat_text_is_whisper(text);
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

static void give_up(dgg_chat *chat) {
    const char *reason = "nobody answered for 10 seconds";
    if (chat_text_is_whisper(first_of(&chat->queue))) {
        chat_overdue_add(&chat->queue.overdue, now_of(chat));
    } else if (chat->identity.nick[0] == '\0') {
        reason = "the server has not said which nick is ours";
    }
    finish(chat, DGG_SEND_UNCONFIRMED, reason);
    schedule(chat);
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
        give_up(chat);
    }
    chat_leave(chat);
}

/* As the server answers in order, nothing older waits for an answer. */
static void confirm(dgg_chat *chat) {
    chat->queue.overdue = (chat_overdue){0};
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

void chat_queue_init(dgg_chat *chat) {
    loop_timer_init(&chat->queue.timer, chat->loop, on_timer, chat);
}

dgg_error chat_queue_add(dgg_chat *chat, const char *nick, const char *text,
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

void chat_queue_observe(dgg_chat *chat, const dgg_event *event) {
    chat_queue *queue = &chat->queue;
    if (chat_overdue_take(&queue->overdue, event, now_of(chat)) ||
        !queue->is_in_flight) {
        return;
    }
    switch (chat_answer_to(first_of(queue), event, chat->identity.nick)) {
    case CHAT_ANSWER_NONE: break;
    case CHAT_ANSWER_YES: confirm(chat); break;
    case CHAT_ANSWER_NO: refuse(chat, event->text); break;
    }
}

/* What went out may have arrived; what still waited did not. */
static void drop_first(dgg_chat *chat, int close_code) {
    if (!chat->queue.is_in_flight) {
        finish(chat, DGG_SEND_DROPPED,
               "the connection ended before it was sent");
    } else if (close_code == CODE_TOO_LARGE) {
        finish(chat, DGG_SEND_REFUSED, "msgtoolong");
    } else {
        finish(chat, DGG_SEND_UNCONFIRMED,
               "the connection ended before an answer came");
    }
}

void chat_queue_drop(dgg_chat *chat, int close_code) {
    chat_queue *queue = &chat->queue;
    loop_timer_stop(&queue->timer);
    queue->overdue = (chat_overdue){0};
    while (queue->count > 0 && !chat->is_freed) {
        drop_first(chat, close_code);
    }
}

void chat_queue_free(chat_queue *queue) {
    loop_timer_stop(&queue->timer);
    for (size_t i = 0; i < queue->count; i++) {
        free(queue->texts[(queue->first + i) % CHAT_QUEUE].text);
    }
    queue->count = 0;
}
