#include "server.h"

#include "server_client.h"
#include "server_hub.h"
#include "server_player.h"
#include "server_polling.h"
#include "server_site.h"
#include "server_state.h"
#include "sigpipe.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BACKLOG = 64 };

static void free_handle(uv_handle_t *handle) {
    free(handle);
}

static void on_connection(uv_stream_t *listener, int status) {
    server *s = listener->data;
    if (status == 0 && s != NULL) {
        server_client_accept(s);
    }
}

static int bound_port(const uv_tcp_t *listener) {
    struct sockaddr_in address;
    int bytes = sizeof address;
    if (uv_tcp_getsockname(listener, (struct sockaddr *)&address, &bytes) !=
        0) {
        return 0;
    }
    return ntohs(address.sin_port);
}

/* Zero, or uv's error. */
static int listen_at(server *s, int port) {
    uv_tcp_t *listener = malloc(sizeof *listener);
    if (listener == NULL) {
        return UV_ENOMEM;
    }
    int error = uv_tcp_init(loop_uv(s->loop), listener);
    if (error != 0) {
        free(listener);
        return error;
    }
    s->listener = listener;
    listener->data = s;
    struct sockaddr_in address;
    error = uv_ip4_addr("127.0.0.1", port, &address);
    if (error == 0) {
        error = uv_tcp_bind(listener, (const struct sockaddr *)&address, 0);
    }
    if (error == 0) {
        error = uv_listen((uv_stream_t *)listener, BACKLOG, on_connection);
    }
    return error;
}

static dgg_error open_port(server *s, int port, char *problem) {
    int error = listen_at(s, port);
    if (error != 0) {
        snprintf(problem, SERVER_PROBLEM_BYTES,
                 "cannot listen on port %d of 127.0.0.1: %s; choose another "
                 "port",
                 port, uv_strerror(error));
        return error == UV_ENOMEM ? DGG_ERROR_MEMORY : DGG_ERROR_SYSTEM;
    }
    s->port = bound_port(s->listener);
    snprintf(s->chat_url, sizeof s->chat_url, "ws://127.0.0.1:%d/ws", s->port);
    snprintf(s->site_url, sizeof s->site_url, "http://127.0.0.1:%d", s->port);
    return DGG_OK;
}

dgg_error server_new(server **out, dgg_loop *loop,
                     const server_options *options,
                     char problem[SERVER_PROBLEM_BYTES]) {
    char unheard[SERVER_PROBLEM_BYTES];
    char *words = problem == NULL ? unheard : problem;
    words[0] = '\0';
    *out = NULL;
    server *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return DGG_ERROR_MEMORY;
    }
    s->loop = loop;
    server_accounts_init(&s->accounts, dgg_loop_monotonic_ms(loop));
    server_site_init(s);
    buffer_init(&s->received, SERVER_RECEIVED_BYTES);
    s->logs.lacks_past = !options->has_no_script && options->script == NULL;
    server_polling_init(s);
    dgg_error error = DGG_OK;
    if (!options->has_no_script) {
        error = server_player_new(&s->player, s, options, words);
    }
    if (error == DGG_OK) {
        error = open_port(s, options->port, words);
    }
    if (error != DGG_OK) {
        server_free(s);
        return error;
    }
    *out = s;
    return DGG_OK;
}

static void free_rules(server_rules *rules) {
    server_sanctions_free(&rules->muted);
    server_sanctions_free(&rules->banned);
    server_phrases_free(&rules->phrases);
}

static void free_board(server *s) {
    server_polling_free(s);
    server_paid_free(&s->board.paid);
    server_spotlights_free(&s->board.spotlights);
    free(s->board.pin);
}

void server_free(server *s) {
    if (s == NULL) {
        return;
    }
    while (s->clients != NULL) {
        server_client *client = s->clients;
        s->clients = client->next;
        server_client_orphan(client);
    }
    if (s->listener != NULL) {
        s->listener->data = NULL;
        uv_close((uv_handle_t *)s->listener, free_handle);
    }
    server_player_free(s->player);
    server_roster_free(&s->roster);
    server_history_free(&s->history);
    server_mailbox_free(&s->mailbox);
    free_rules(&s->rules);
    free_board(s);
    server_accounts_free(&s->accounts);
    server_site_free(s);
    server_logs_free(&s->logs.store);
    buffer_free(&s->received);
    free(s);
}

int server_port(const server *s) {
    return s->port;
}

const char *server_chat_url(const server *s) {
    return s->chat_url;
}

const char *server_site_url(const server *s) {
    return s->site_url;
}

const char *server_logs_url(const server *s) {
    return s->site_url;
}

const char *server_archive_url(const server *s) {
    return s->site_url;
}

size_t server_connections(const server *s) {
    return server_hub_count(s);
}

/* Outside of dgg_loop_service nobody else keeps SIGPIPE away. */
void server_broadcast(server *s, const char *frame) {
    sigpipe_guard guard;
    sigpipe_block(&guard);
    server_hub_publish(s, frame);
    sigpipe_restore(&guard);
}

void server_observe(server *s, void (*observe)(void *user, const char *frame),
                    void *user) {
    s->observer = (server_observer){observe, user};
}

void server_send_raw(server *s, const void *bytes, size_t count) {
    sigpipe_guard guard;
    sigpipe_block(&guard);
    for (server_client *c = s->clients; c != NULL; c = c->next) {
        server_client_send_raw(c, bytes, count);
    }
    sigpipe_restore(&guard);
}

void server_close_all(server *s, int code) {
    sigpipe_guard guard;
    sigpipe_block(&guard);
    for (server_client *c = s->clients; c != NULL; c = c->next) {
        if (c->state == SERVER_CLIENT_CHAT && code < 0) {
            server_client_finish(c);
        } else if (c->state == SERVER_CLIENT_CHAT) {
            server_client_close(c, code);
        }
    }
    sigpipe_restore(&guard);
}

bool server_mark_account(server *s, const char *nick, const char *mark) {
    return server_accounts_mark(&s->accounts, nick, mark);
}

void server_set_site_age(server *s, server_site_age age) {
    s->web.age = age;
}

void server_set_cache_key(server *s, const char *key) {
    snprintf(s->web.cache_key, sizeof s->web.cache_key, "%s", key);
}

void server_set_live(server *s, bool is_live) {
    int64_t now_ms = dgg_loop_wall_ms(s->loop);
    if (is_live && !s->web.is_live) {
        s->web.live_from_ms = now_ms;
    } else if (s->web.is_live && !is_live) {
        s->web.live_until_ms = now_ms;
    }
    s->web.is_live = is_live;
}

bool server_expire_session(server *s, const char *nick) {
    server_account *account = server_accounts_by_nick(&s->accounts, nick);
    if (account != NULL) {
        account->web.has_ended = true;
    }
    return account != NULL;
}

bool server_expire_token(server *s, const char *nick) {
    server_account *account = server_accounts_by_nick(&s->accounts, nick);
    if (account != NULL) {
        account->has_expired_token = true;
    }
    return account != NULL;
}

bool server_add_log(server *s, const char *nick, int64_t timestamp_ms,
                    const char *text) {
    return server_logs_add(&s->logs.store, nick, timestamp_ms, text);
}

char *server_take_received(server *s) {
    char *text = strdup(s->received.used == 0 ? "" : s->received.bytes);
    if (text != NULL) {
        buffer_reset(&s->received, 0);
    }
    return text;
}

void server_set_faults(server *s, const server_faults *faults) {
    s->faults = *faults;
    for (server_client *c = s->clients; c != NULL; c = c->next) {
        c->cut_after_bytes = faults->cut_after_bytes;
    }
}
