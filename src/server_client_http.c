#include "server_client_http.h"

#include "server_handshake.h"
#include "server_login.h"
#include "server_player.h"
#include "server_site.h"

#include <string.h>

static void answer_status(server_client *client, int status) {
    buffer out;
    buffer_init(&out, SERVER_ANSWERS_BYTES);
    const char *words = server_http_reason(status);
    server_answer answer = {status, "text/plain; charset=utf-8", words,
                            strlen(words), true};
    if (server_http_write(&out, &answer)) {
        server_connection_send(client->connection, out.bytes, out.used, NULL,
                               0);
    }
    buffer_free(&out);
    server_client_finish(client);
}

static void enter(server_client *client, const server_request *request) {
    if (server_player_greets(client->server)) {
        server_player_welcome(client->server);
    } else {
        server_login_enter(client, request);
    }
}

static void upgrade(server_client *client, const server_request *request) {
    server *s = client->server;
    int status = server_handshake_check(request);
    if (status == 101 && s->faults.refuse_status != 0) {
        status = s->faults.refuse_status;
    }
    buffer out;
    buffer_init(&out, SERVER_ANSWERS_BYTES);
    if (status == 101 && server_handshake_write(&out, request)) {
        loop_timer_stop(&client->answer);
        server_connection_send(client->connection, out.bytes, out.used, NULL,
                               0);
        client->state = SERVER_CLIENT_CHAT;
        client->cut_after_bytes = s->faults.cut_after_bytes;
        loop_timer_start(&client->ping, SERVER_PING_MS);
        loop_timer_start(&client->deadline, SERVER_FIRST_PONG_MS);
        enter(client, request);
    } else {
        answer_status(client, status == 101 ? 500 : status);
    }
    buffer_free(&out);
}

void server_client_send_answers(void *user) {
    server_client *client = user;
    const server_faults *faults = &client->server->faults;
    size_t bytes = client->answers.used;
    bool is_cut = faults->http_cut_bytes > 0 && faults->http_cut_bytes < bytes;
    loop_timer_stop(&client->answer);
    bool is_sent = faults->is_silent ||
                   server_connection_send(
                       client->connection, client->answers.bytes,
                       is_cut ? faults->http_cut_bytes : bytes, NULL, 0);
    buffer_reset(&client->answers, 0);
    if (!is_sent || is_cut || client->closes) {
        server_client_finish(client);
    }
}

static void visit(server_client *client, const server_request *request) {
    server *s = client->server;
    int64_t delay_ms = s->faults.http_delay_ms;
    client->closes = client->closes || request->wants_close;
    if (!server_site_answer(s, request, &client->answers)) {
        server_client_finish(client);
    } else if (delay_ms > 0) {
        loop_timer_start(&client->answer, delay_ms);
        loop_timer_start(&client->deadline, delay_ms + SERVER_REQUEST_MS);
    } else {
        server_client_send_answers(client);
    }
}

size_t server_client_take_request(server_client *client, buffer *input) {
    if (client->body_left > 0) {
        size_t skipped =
            input->used < client->body_left ? input->used : client->body_left;
        client->body_left -= skipped;
        return skipped;
    }
    server_request request;
    size_t used = 0;
    switch (server_http_parse(input->bytes, input->used, &request, &used)) {
    case SERVER_HTTP_PARTIAL: return 0;
    case SERVER_HTTP_BAD: answer_status(client, 400); return 0;
    case SERVER_HTTP_WHOLE: break;
    }
    client->body_left = request.body_bytes;
    loop_timer_start(&client->deadline, SERVER_REQUEST_MS);
    if (strcmp(request.path, SERVER_CHAT_PATH) == 0 ||
        server_http_header(&request, "Upgrade") != NULL) {
        upgrade(client, &request);
    } else {
        visit(client, &request);
    }
    return used;
}
