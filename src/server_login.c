#include "server_login.h"

#include "server_hub.h"
#include "server_json.h"
#include "server_player.h"

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
    if (server_roster_write(&s->roster, count_connections(s), frame)) {
        server_client_send_text(client, frame->bytes);
    }
}

static void send_history(server_client *client, buffer *frame) {
    if (server_history_write(&client->server->history, frame)) {
        server_client_send_text(client, frame->bytes);
    }
}

static void greet(server_client *client) {
    static void (*const frames[])(server_client *, buffer *) = {
        send_me,
        send_names,
        send_history,
    };
    buffer frame;
    buffer_init(&frame, GREETING_BYTES);
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        frames[i](client, &frame);
        buffer_reset(&frame, GREETING_BYTES);
    }
    buffer_free(&frame);
}

static void refuse_too_many(server_client *client) {
    server_client_send_text(client,
                            "ERR {\"description\":\"toomanyconnections\"}");
    server_client_finish(client);
}

void server_login_enter(server_client *client, const server_request *request) {
    server *s = client->server;
    if (s->faults.is_banned) {
        server_client_send_text(client, "ERR {\"description\":\"banned\"}");
        server_client_forget(client);
        return;
    }
    server_account *account = server_accounts_login(&s->accounts, request);
    if (s->faults.has_too_many ||
        (account != NULL &&
         account->connections >= SERVER_CONNECTIONS_PER_ACCOUNT)) {
        refuse_too_many(client);
        return;
    }
    if (account == NULL) {
        greet(client);
        return;
    }
    client->account = account;
    server_user *user = user_of(s, account);
    if (user != NULL) {
        server_roster_set_present(&s->roster, user, true);
    }
    account->connections++;
    greet(client);
    if (client->account != NULL && account->connections == 1) {
        server_hub_publish_of(s, "JOIN", account->object, NULL);
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
