/* Calling the handlers of an event, whatever they do meanwhile. */
#include "chat_internal.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 2 };

/* The handlers made for one kind of event. */
static dgg_on handlers_for(dgg_event_kind kind) {
    switch (kind) {
    case DGG_EVENT_CONNECTING: return DGG_ON_CONNECTING;
    case DGG_EVENT_OPEN: return DGG_ON_OPEN;
    case DGG_EVENT_CLOSE: return DGG_ON_WS_CLOSE;
    case DGG_EVENT_SEND_RESULT: return DGG_ON_SEND_RESULT;
    case DGG_EVENT_SITE_ERROR: return DGG_ON_SITE_ERROR;
    case DGG_EVENT_ME: return DGG_ON_ME;
    case DGG_EVENT_NAMES: return DGG_ON_SERVED_CONNECTIONS;
    case DGG_EVENT_JOIN: return DGG_ON_USER_JOINED;
    case DGG_EVENT_QUIT: return DGG_ON_USER_QUIT;
    case DGG_EVENT_MESSAGE: return DGG_ON_CHAT_MESSAGE;
    case DGG_EVENT_WHISPER: return DGG_ON_WHISPER;
    case DGG_EVENT_WHISPER_SENT: return DGG_ON_WHISPER_SENT;
    case DGG_EVENT_BROADCAST: return DGG_ON_BROADCAST;
    case DGG_EVENT_MUTE: return DGG_ON_MUTE;
    case DGG_EVENT_UNMUTE: return DGG_ON_UNMUTE;
    case DGG_EVENT_BAN: return DGG_ON_BAN;
    case DGG_EVENT_UNBAN: return DGG_ON_UNBAN;
    case DGG_EVENT_ERROR: return DGG_ON_ERROR_MESSAGE;
    case DGG_EVENT_HISTORY: return DGG_ON_HISTORY;
    case DGG_EVENT_PING: return DGG_ON_PING;
    case DGG_EVENT_PONG: return DGG_ON_PONG;
    case DGG_EVENT_USERS_DELTA: return DGG_ON_USERS_DELTA;
    case DGG_EVENT_USER_UPDATED: return DGG_ON_USER_UPDATED;
    case DGG_EVENT_REFRESH: return DGG_ON_REFRESH;
    case DGG_EVENT_RELOAD: return DGG_ON_RELOAD;
    case DGG_EVENT_SUB_ONLY: return DGG_ON_SUB_ONLY;
    case DGG_EVENT_DEATH: return DGG_ON_DEATH;
    case DGG_EVENT_PHRASE_ADDED: return DGG_ON_PHRASE_ADDED;
    case DGG_EVENT_PHRASE_REMOVED: return DGG_ON_PHRASE_REMOVED;
    case DGG_EVENT_POLL_START: return DGG_ON_POLL_START;
    case DGG_EVENT_POLL_STOP: return DGG_ON_POLL_STOP;
    case DGG_EVENT_VOTE_CAST: return DGG_ON_VOTE_CAST;
    case DGG_EVENT_VOTE_COUNTED: return DGG_ON_VOTE_COUNTED;
    case DGG_EVENT_SUBSCRIPTION: return DGG_ON_SUBSCRIPTION;
    case DGG_EVENT_GIFT_SUB: return DGG_ON_GIFT_SUB;
    case DGG_EVENT_MASS_GIFT: return DGG_ON_MASS_GIFT;
    case DGG_EVENT_DONATION: return DGG_ON_DONATION;
    case DGG_EVENT_PAID_EVENTS: return DGG_ON_PAID_EVENTS;
    case DGG_EVENT_PIN: return DGG_ON_PIN;
    case DGG_EVENT_SPOTLIGHT: return DGG_ON_SPOTLIGHT;
    case DGG_EVENT_UNSPOTLIGHT: return DGG_ON_UNSPOTLIGHT;
    case DGG_EVENT_SPOTLIGHTS: return DGG_ON_SPOTLIGHTS;
    case DGG_EVENT_X_POST: return DGG_ON_X_POST;
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET: return DGG_ON_VESTABOARD;
    case DGG_EVENT_UNKNOWN:
    case DGG_EVENT_KINDS: break;
    }
    return DGG_ON_UNKNOWN;
}

/* Whether it is for the handlers of every message. The kinds before ME have no
 * frame; entries of a replay go to their own handlers only, as dgg-chat meant
 * it. */
static bool is_every_message(const dgg_event *event) {
    return event->kind >= DGG_EVENT_ME && !event->is_replay;
}

/* One event on its way to its handlers. */
typedef struct telling {
    dgg_chat *chat;
    const dgg_event *event;
    uint64_t number;
} telling;

/* Not one that was removed, nor one that was added since the event began to be
 * told. */
static bool may_hear(const chat_handler *handler, const telling *t) {
    return handler->function != NULL && handler->since < t->number;
}

/* A failure of these handlers is not reported to them again. */
static void report_failure(const telling *t, int code) {
    chat_handlers *handlers = &t->chat->handlers;
    const chat_handler_list *list = &handlers->lists[DGG_ON_HANDLER_ERROR];
    int outer_code = handlers->code;
    for (size_t i = 0; i < list->count && !t->chat->is_freed; i++) {
        chat_handler handler = list->items[i];
        if (may_hear(&handler, t)) {
            handlers->code = code;
            handler.function(t->chat, t->event, handler.user);
        }
    }
    handlers->code = outer_code;
}

/* A handler may add others, which moves the array, and remove others, which
 * leaves holes in it until nothing is being told. */
static void call(const telling *t, dgg_on kind) {
    const chat_handler_list *list = &t->chat->handlers.lists[kind];
    for (size_t i = 0; i < list->count && !t->chat->is_freed; i++) {
        chat_handler handler = list->items[i];
        if (!may_hear(&handler, t)) {
            continue;
        }
        int code = handler.function(t->chat, t->event, handler.user);
        if (code != 0) {
            report_failure(t, code);
        }
    }
}

static bool is_own(const dgg_chat *chat, const dgg_event *event) {
    return dgg_nick_compare(chat->identity.nick, event->user.nick) == 0;
}

static bool is_mention(const dgg_chat *chat, const dgg_event *event) {
    return event->kind == DGG_EVENT_MESSAGE && !event->is_replay &&
           chat->handlers.lists[DGG_ON_MENTION].count > 0 &&
           !chat->identity.is_anonymous && !is_own(chat, event) &&
           dgg_mentions(event->text, chat->identity.nick);
}

/* Those who see everything see it first: a handler of one kind may disconnect,
 * and the event of that must not reach them before this one. */
static void tell(const telling *t) {
    const dgg_event *event = t->event;
    bool is_message = is_every_message(event);
    call(t, DGG_ON_EVERY_EVENT);
    if (is_message) {
        call(t, DGG_ON_BEFORE_EVERY_MESSAGE);
    }
    if (event->kind == DGG_EVENT_CLOSE &&
        event->as.close.error != DGG_ERROR_CLOSED) {
        call(t, DGG_ON_WS_ERROR);
    }
    if (is_mention(t->chat, event)) {
        call(t, DGG_ON_MENTION);
    }
    call(t, handlers_for(event->kind));
    if (is_message) {
        call(t, DGG_ON_AFTER_EVERY_MESSAGE);
    }
}

static void close_holes(chat_handler_list *list) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].function != NULL) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

/* Not while an event is being told: somebody walks along the list. */
static void tidy(chat_handlers *handlers) {
    if (handlers->tellings > 0 || !handlers->has_holes) {
        return;
    }
    for (size_t i = 0; i < DGG_ON_KINDS; i++) {
        close_holes(&handlers->lists[i]);
    }
    handlers->has_holes = false;
}

static bool grow(chat_handler_list *list) {
    if (list->count < list->capacity) {
        return true;
    }
    size_t capacity = list->capacity == 0 ? FIRST_CAPACITY : list->capacity * 2;
    chat_handler *items = realloc(list->items, capacity * sizeof *list->items);
    if (items == NULL) {
        return false;
    }
    list->items = items;
    list->capacity = capacity;
    return true;
}

dgg_event chat_event(const dgg_chat *chat, dgg_event_kind kind) {
    int64_t now_ms = dgg_loop_wall_ms(chat->loop);
    return (dgg_event){
        .kind = kind,
        .received_ms = now_ms,
        .timestamp_ms = now_ms,
        .user = {.nick = ""},
        .text = "",
        .name = "",
        .payload = "",
    };
}

void chat_emit(dgg_chat *chat, const dgg_event *event) {
    chat_handlers *handlers = &chat->handlers;
    const telling t = {chat, event, ++handlers->newest};
    handlers->tellings++;
    tell(&t);
    handlers->tellings--;
    tidy(handlers);
}

void chat_handlers_free(chat_handlers *handlers) {
    for (size_t i = 0; i < DGG_ON_KINDS; i++) {
        free(handlers->lists[i].items);
    }
}

dgg_error dgg_chat_on(dgg_chat *chat, dgg_on kind, dgg_handler handler,
                      void *user) {
    if (handler == NULL || (unsigned)kind >= DGG_ON_KINDS) {
        return DGG_ERROR_ARGUMENT;
    }
    chat_handler_list *list = &chat->handlers.lists[kind];
    if (!grow(list)) {
        return DGG_ERROR_MEMORY;
    }
    uint64_t newest = chat->handlers.newest;
    list->items[list->count++] = (chat_handler){handler, user, newest};
    return DGG_OK;
}

bool dgg_chat_off(dgg_chat *chat, dgg_on kind, dgg_handler handler,
                  void *user) {
    if (handler == NULL || (unsigned)kind >= DGG_ON_KINDS) {
        return false;
    }
    chat_handler_list *list = &chat->handlers.lists[kind];
    for (size_t i = 0; i < list->count; i++) {
        chat_handler *found = &list->items[i];
        if (found->function == handler && found->user == user) {
            found->function = NULL;
            chat->handlers.has_holes = true;
            tidy(&chat->handlers);
            return true;
        }
    }
    return false;
}

int dgg_chat_handler_code(const dgg_chat *chat) {
    return chat->handlers.code;
}
