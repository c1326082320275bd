/* Commands on their way out, one at a time, until their outcome. */
#include "chat_internal.h"

#include <string.h>

enum { CODE_TOO_LARGE = 1009 };

static chat_order *first_of(chat_queue *queue) {
    return &queue->orders[queue->first];
}

/* The throttle counts nothing else (destinygg/chat, connection.go). */
static bool is_paced(const command *c) {
    return c->kind == DGG_COMMAND_MESSAGE || c->kind == DGG_COMMAND_WHISPER;
}

static int64_t now_of(const dgg_chat *chat) {
    return dgg_loop_monotonic_ms(chat->loop);
}

/* Waits until the first command may go out, at least until the next service
 * call: no handler runs inside a call of dgg_chat_send. */
static void schedule(dgg_chat *chat) {
    chat_queue *queue = &chat->queue;
    if (chat->is_freed || queue->count == 0 || queue->is_in_flight) {
        return;
    }
    const chat_order *first = first_of(queue);
    bool has_to_wait = is_paced(&first->what) || first->was_throttled;
    int64_t wait_ms =
        has_to_wait ? pacing_wait_ms(&queue->pacing, now_of(chat)) : 0;
    loop_timer_start(&queue->timer, wait_ms);
}

/* The first command leaves the queue, and its owner is told what became of it.
 */
static void finish(dgg_chat *chat, dgg_send_outcome outcome,
                   const char *reason) {
    chat_queue *queue = &chat->queue;
    chat_order done = *first_of(queue);
    queue->first = (queue->first + 1) % CHAT_QUEUE;
    queue->count--;
    queue->is_in_flight = false;
    loop_timer_stop(&queue->timer);
    dgg_event event = chat_event(chat, DGG_EVENT_SEND_RESULT);
    event.as.send = (dgg_send_result){
        .id = done.id,
        .outcome = outcome,
        .reason = reason,
        .command = done.what.kind,
        .nick = done.what.nick,
        .text = done.what.text,
    };
    chat_emit(chat, &event);
    command_free(&done.what);
}

static void send_first(dgg_chat *chat) {
    chat_queue *queue = &chat->queue;
    const command *c = &first_of(queue)->what;
    dgg_error error =
        websocket_send(chat->link.socket, c->frame, strlen(c->frame));
    if (error != DGG_OK) {
        finish(chat, DGG_SEND_DROPPED, dgg_strerror(error));
        schedule(chat);
        return;
    }
    if (is_paced(c)) {
        pacing_sent(&queue->pacing, now_of(chat));
    }
    queue->is_in_flight = true;
    loop_timer_start(&queue->timer, CHAT_CONFIRM_MS);
}

static const char *why_unconfirmed(const dgg_chat *chat,
                                   dgg_command_kind kind) {
    return chat->identity.nick[0] == '\0' && chat_answer_names_us(kind)
               ? "the server has not said which nick is ours"
               : "nobody answered for 10 seconds";
}

static void give_up(dgg_chat *chat) {
    dgg_command_kind kind = first_of(&chat->queue)->what.kind;
    if (kind == DGG_COMMAND_WHISPER) {
        chat_overdue_add(&chat->queue.overdue, now_of(chat));
    }
    finish(chat, DGG_SEND_UNCONFIRMED, why_unconfirmed(chat, kind));
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
    if (is_paced(&first_of(&chat->queue)->what)) {
        pacing_accepted(&chat->queue.pacing);
    }
    finish(chat, DGG_SEND_CONFIRMED, "");
    schedule(chat);
}

static void refuse(dgg_chat *chat, const char *description) {
    chat_queue *queue = &chat->queue;
    chat_order *order = first_of(queue);
    bool is_throttled = strcmp(description, "throttled") == 0;
    if (is_throttled) {
        pacing_throttled(&queue->pacing, now_of(chat));
    } else if (strcmp(description, "duplicate") == 0) {
        pacing_duplicate(&queue->pacing);
    }
    if (is_throttled && !order->was_throttled) {
        order->was_throttled = true;
        queue->is_in_flight = false;
    } else {
        finish(chat, DGG_SEND_REFUSED, description);
    }
    schedule(chat);
}

void chat_queue_init(dgg_chat *chat) {
    loop_timer_init(&chat->queue.timer, chat->loop, on_timer, chat);
}

dgg_error chat_queue_add(dgg_chat *chat, const command *c, uint64_t *id) {
    chat_queue *queue = &chat->queue;
    if (queue->count == CHAT_QUEUE) {
        return DGG_ERROR_QUEUE_FULL;
    }
    size_t last = (queue->first + queue->count) % CHAT_QUEUE;
    queue->orders[last] = (chat_order){.id = ++queue->last_id, .what = *c};
    queue->count++;
    if (id != NULL) {
        *id = queue->last_id;
    }
    if (queue->count == 1) {
        schedule(chat);
    }
    return DGG_OK;
}

/* One that seemed throttled may be confirmed all the same: the refusal was a
 * late one, of something that was given up. */
static bool waits_for_answer(chat_queue *queue) {
    return queue->is_in_flight ||
           (queue->count > 0 && first_of(queue)->was_throttled);
}

void chat_queue_observe(dgg_chat *chat, const dgg_event *event) {
    chat_queue *queue = &chat->queue;
    if (chat_overdue_take(&queue->overdue, event, now_of(chat)) ||
        !waits_for_answer(queue)) {
        return;
    }
    switch (
        chat_answer_to(&first_of(queue)->what, event, chat->identity.nick)) {
    case CHAT_ANSWER_NONE: break;
    case CHAT_ANSWER_YES: confirm(chat); break;
    case CHAT_ANSWER_NO:
        if (queue->is_in_flight) {
            refuse(chat, event->text);
        }
        break;
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
        command_free(&queue->orders[(queue->first + i) % CHAT_QUEUE].what);
    }
    queue->count = 0;
}
