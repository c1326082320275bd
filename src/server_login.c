#include "server_login.h"

#include "server_hub.h"
#include "server_json.h"
#include "server_moderation.h"
#include "server_player.h"
#include "server_polling.h"
#include "server_refusal.h"

#include <string.h>

enum { GREETING_BYTES = 8 << 20 };

/* The account as a user of the roster; NULL when memory is out. */
static server_user *user_of(server *s, const server_account *account) {
    json_doc doc = {0};
    server_user *user = NULL;
    if (json_parse(&doc, account->object, strlen(account->object))) {
        user = server_roster_put(&s->roster, json_root(&doc));
    }
    json_doc_free(&doc);
    return user;
}

static void send_me(server_client *client, buffer *frame) {
    const char *me = client->account == NULL ? "null" : client->account->object;
    if (server_json_print(frame, "ME %s", me)) {
        server_client_send_text(client, frame->bytes);
    }
}

/* Everybody on the list and everybody connected; logged in is both. */
static size_t count_connections(const server *s) {
    size_t count =
        s->roster.present + server_hub_count(s) + server_player_lurkers(s);
    for (size_t i = 0; i < SERVER_ACCOUNTS; i++) {
        count -= s->accounts.list[i].connections > 0;
    }
    return count;
}

static void send_names(server_client *client, buffer *frame) {
    server *s = client->server;
    uint64_t seed = loop_random(s->loop, UINT64_MAX);
    if (server_roster_write(&s->roster, count_connections(s), seed, frame)) {
        server_client_send_text(client, frame->bytes);
    }
}

static void send_history(server_client *client, buffer *frame) {
    if (server_history_write(&client->server->history, frame)) {
        server_client_send_text(client, frame->bytes);
    }
}

static void send_paid(server_client *client, buffer *frame) {
    const server *s = client->server;
    if (server_paid_write(&s->board.paid, dgg_loop_wall_ms(s->loop), frame)) {
        server_client_send_text(client, frame->bytes);
    }
}

static void send_spotlights(server_client *client, buffer *frame) {
    if (server_spotlights_write(&client->server->board.spotlights, frame)) {
        server_client_send_text(client, frame->bytes);
    }
}

static void send_pin(server_client *client, buffer *frame) {
    (void)frame;
    if (client->server->board.pin != NULL) {
        server_client_send_text(client, client->server->board.pin);
    }
}

static void greet(server_client *client) {
    static void (*const frames[])(server_client *, buffer *) = {
        send_me, send_names, send_history, send_paid, send_spotlights, send_pin,
    };
    buffer frame;
    buffer_init(&frame, GREETING_BYTES);
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        frames[i](client, &frame);
        buffer_reset(&frame, GREETING_BYTES);
    }
    buffer_free(&frame);
    server_polling_greet(client);
}

/* The live server was seen to tell who is muted of it before, between and
 * after the rest. */
typedef enum moment { FIRST, BETWEEN, LAST, MOMENTS } moment;

static void recall_mute(server_client *client, bool is_the_moment) {
    const server_account *account = client->account;
    int64_t left_ms =
        account == NULL
            ? 0
            : server_moderation_mute_left_ms(client->server, account);
    if (is_the_moment && left_ms > 0) {
        server_refuse_muted(client, left_ms);
    }
}

static void refuse_banned(server_client *client) {
    server_refuse(client, "banned");
    server_client_forget(client);
}

static void refuse_too_many(server_client *client) {
    server_refuse(client, "toomanyconnections");
    server_client_finish(client);
}

static bool is_banned(const server *s, const server_account *account) {
    return s->faults.is_banned ||
           (account != NULL && server_moderation_ban_left_ms(s, account) > 0);
}

static bool has_too_many(const server *s, const server_account *account) {
    return s->faults.has_too_many ||
           (account != NULL &&
            account->connections >= SERVER_CONNECTIONS_PER_ACCOUNT);
}

static void enter_as(server_client *client, server_account *account) {
    server *s = client->server;
    moment mute_comes = (moment)loop_random(s->loop, MOMENTS);
    server_user *user = user_of(s, account);
    client->account = account;
    if (user != NULL) {
        server_roster_set_present(&s->roster, user, true);
    }
    account->connections++;
    recall_mute(client, mute_comes == FIRST);
    greet(client);
    recall_mute(client, mute_comes == BETWEEN);
    if (client->account != NULL && account->connections == 1) {
        server_hub_publish_of(s, "JOIN", account->object, NULL);
    }
    recall_mute(client, mute_comes == LAST);
}

void server_login_enter(server_client *client, const server_request *request) {
    server *s = client->server;
    server_account *account = server_accounts_login(
        &s->accounts, request, dgg_loop_monotonic_ms(s->loop));
    if (is_banned(s, account)) {
        refuse_banned(client);
    } else if (has_too_many(s, account)) {
        refuse_too_many(client);
    } else if (account == NULL) {
        greet(client);
    } else {
        enter_as(client, account);
    }
}

void server_login_leave(server_client *client) {
    server_account *account = client->account;
    client->account = NULL;
    if (account == NULL) {
        return;
    }
    account->connections--;
    if (account->connections == 0) {
        server_hub_publish_of(client->server, "QUIT", account->object, NULL);
    }
}
