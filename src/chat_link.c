/* Connecting, and connecting again after a while. */
#include "chat_internal.h"
#include "endpoint.h"
#include "url.h"

#include <stdio.h>
#include <string.h>

enum {
    CODE_NORMAL = 1000,
    CODE_GOING_AWAY = 1001,
    CODE_NONE = 1006, /* no close frame came (RFC 6455, 7.1.5) */
    ADDRESS_BYTES = URL_HOST_BYTES + 16,
    RELOAD_MINIMUM_MS = 4000, /* both from chat-gui, chat.js */
    RELOAD_SPREAD_MS = 30000,
    ANNOUNCED_MS = 10000, /* how soon an announced end comes */
};

/* How long the present connection has been open; -1: it never was. */
static int64_t open_ms(const dgg_chat *chat) {
    if (chat->link.opened_ms < 0) {
        return -1;
    }
    return dgg_loop_monotonic_ms(chat->loop) - chat->link.opened_ms;
}

/* Leaves the present connection, whatever it was; gives its socket back. */
static websocket *detach(chat_link *link) {
    websocket *socket = link->socket;
    loop_timer_stop(&link->timer);
    loop_timer_stop(&link->reload);
    link->ends_before_ms = 0;
    link->socket = NULL;
    link->state = CHAT_IDLE;
    link->serial++;
    return socket;
}

static void emit_close(dgg_chat *chat, const dgg_close *close) {
    dgg_event event = chat_event(chat, DGG_EVENT_CLOSE);
    event.as.close = *close;
    chat->link.rejected = 0;
    chat_emit(chat, &event);
    chat_queue_drop(chat, close->code);
}

static dgg_close close_of(const chat_link *link, const websocket_end *end,
                          int64_t retry_ms) {
    return (dgg_close){
        .error = end->error,
        .code = end->code,
        .http_status = end->http_status,
        .reason = end->reason,
        .retry_ms = retry_ms,
        .attempt = link->backoff.attempts,
        .rejected = link->rejected,
    };
}

/* Tries again later, soon if the end was to be expected: the network in front
 * of the server restarts now and then (chat-gui, source.js), and some ends are
 * announced. */
static void retry_later(dgg_chat *chat, const websocket_end *end) {
    chat_link *link = &chat->link;
    bool is_routine = end->code == CODE_GOING_AWAY;
    uint64_t random = loop_random(chat->loop, UINT64_MAX);
    int64_t delay_ms =
        backoff_next(&link->backoff, open_ms(chat), is_routine, random);
    websocket *socket = detach(link);
    link->state = CHAT_WAITING;
    loop_timer_start(&link->timer, delay_ms);
    const dgg_close close = close_of(link, end, delay_ms);
    emit_close(chat, &close);
    websocket_free(socket); /* the words in `end` were its own */
}

static bool is_announced(const dgg_chat *chat, const websocket_end *end) {
    return end->error == DGG_ERROR_CLOSED &&
           dgg_loop_monotonic_ms(chat->loop) < chat->link.ends_before_ms;
}

static void tell_open(dgg_chat *chat) {
    chat->link.state = CHAT_OPEN;
    chat->link.opened_ms = dgg_loop_monotonic_ms(chat->loop);
    dgg_event event = chat_event(chat, DGG_EVENT_OPEN);
    chat_emit(chat, &event);
}

static void on_open(void *user) {
    dgg_chat *chat = user;
    chat_enter(chat);
    tell_open(chat);
    chat_leave(chat);
}

static void on_text(void *user, const char *text, size_t bytes) {
    dgg_chat *chat = user;
    chat_enter(chat);
    chat_receive(chat, text, bytes);
    chat_leave(chat);
}

static void on_end(void *user, const websocket_end *end) {
    dgg_chat *chat = user;
    websocket_end told = *end;
    if (is_announced(chat, end)) {
        told.code = CODE_GOING_AWAY;
    }
    chat_enter(chat);
    retry_later(chat, &told);
    chat_leave(chat);
}

static void on_time_to_reload(void *user) {
    dgg_chat *chat = user;
    const websocket_end end = {.error = DGG_ERROR_CLOSED,
                               .code = CODE_GOING_AWAY,
                               .reason = "the site asked for it"};
    chat_enter(chat);
    retry_later(chat, &end);
    chat_leave(chat);
}

static void open_socket(dgg_chat *chat) {
    secret *cookie = chat->identity.cookie;
    const websocket_options options = {
        .url = chat->url,
        .cookie = cookie != NULL ? secret_text(cookie) : NULL,
        .origin = ENDPOINT_ORIGIN,
        .user_agent = ENDPOINT_USER_AGENT,
        .handlers = {on_open, on_text, on_end, chat},
    };
    dgg_error error = websocket_open(&chat->link.socket, chat->loop, &options);
    if (error != DGG_OK) {
        chat->link.socket = NULL;
        const websocket_end end = {
            .error = error, .code = CODE_NONE, .reason = ""};
        retry_later(chat, &end);
    }
}

static void tell_connecting(dgg_chat *chat, const char *address) {
    chat->link.state = CHAT_CONNECTING;
    chat->link.opened_ms = -1;
    chat->link.rejected = 0;
    chat->identity.is_anonymous = chat->identity.cookie == NULL;
    dgg_event event = chat_event(chat, DGG_EVENT_CONNECTING);
    event.as.address = address;
    chat_emit(chat, &event);
}

static void on_time_to_try(void *user) {
    dgg_chat *chat = user;
    chat_enter(chat);
    uint32_t serial = chat->link.serial;
    url address;
    char text[ADDRESS_BYTES] = "";
    if (url_parse(&address, chat->url)) {
        bool is_ipv6 = strchr(address.host, ':') != NULL;
        snprintf(text, sizeof text, is_ipv6 ? "[%s]:%d" : "%s:%d", address.host,
                 address.port);
    }
    tell_connecting(chat, text);
    if (!chat->is_freed && chat->link.serial == serial) {
        open_socket(chat);
    }
    chat_leave(chat);
}

void chat_link_init(dgg_chat *chat) {
    chat->link.opened_ms = -1;
    loop_timer_init(&chat->link.timer, chat->loop, on_time_to_try, chat);
    loop_timer_init(&chat->link.reload, chat->loop, on_time_to_reload, chat);
}

void chat_link_start(dgg_chat *chat) {
    chat->link.state = CHAT_CONNECTING;
    chat->link.verdict = DGG_OK;
    loop_timer_start(&chat->link.timer, 0);
}

void chat_link_stop(dgg_chat *chat, dgg_error verdict) {
    if (chat->player != NULL) {
        return; /* how it ended is in the recording */
    }
    websocket_free(detach(&chat->link));
    chat->link.verdict = verdict;
    chat->link.backoff = (backoff){0};
    const websocket_end end = {
        .error = verdict != DGG_OK ? verdict : DGG_ERROR_CLOSED,
        .code = verdict != DGG_OK ? CODE_NONE : CODE_NORMAL,
        .reason = "",
    };
    const dgg_close close = close_of(&chat->link, &end, -1);
    emit_close(chat, &close);
}

void chat_link_abandon(dgg_chat *chat) {
    websocket_free(detach(&chat->link));
    if (chat->player != NULL) {
        chat->player->on_chat_freed(chat->player->user);
    }
}

void chat_link_expect_end(dgg_chat *chat) {
    chat->link.ends_before_ms =
        dgg_loop_monotonic_ms(chat->loop) + ANNOUNCED_MS;
}

/* Once planned it stays so: many requests cause no more than one. */
int64_t chat_link_plan_reload(dgg_chat *chat) {
    loop_timer *timer = &chat->link.reload;
    if (chat->player != NULL) {
        return chat->player->reload_ms;
    }
    if (timer->is_armed) {
        return timer->due_ms - dgg_loop_monotonic_ms(chat->loop);
    }
    int64_t delay_ms =
        RELOAD_MINIMUM_MS + (int64_t)loop_random(chat->loop, RELOAD_SPREAD_MS);
    loop_timer_start(timer, delay_ms);
    return delay_ms;
}

void chat_link_begin_replay(dgg_chat *chat, const chat_player *player) {
    chat->player = player;
    chat->link.state = CHAT_WAITING;
}

void chat_link_replay_connecting(dgg_chat *chat, const char *address) {
    chat_enter(chat);
    tell_connecting(chat, address);
    chat_leave(chat);
}

void chat_link_replay_open(dgg_chat *chat) {
    chat_enter(chat);
    tell_open(chat);
    chat_leave(chat);
}

void chat_link_replay_close(dgg_chat *chat, const dgg_close *close) {
    chat_enter(chat);
    detach(&chat->link);
    chat->link.state = CHAT_WAITING;
    emit_close(chat, close);
    chat_leave(chat);
}

void chat_link_end_replay(dgg_chat *chat) {
    detach(&chat->link);
}
