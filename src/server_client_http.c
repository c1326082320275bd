#include "server_client_http.h"

#include "server_handshake.h"
#include "server_http_answer.h"
#include "server_json.h"
#include "server_login.h"
#include "server_page.h"
#include "server_player.h"
#include "server_site.h"

#include <string.h>

/* In front of the chat stands another server than in front of the site. */
typedef enum refuser { CHAT, SITE } refuser;

static void answer_status(server_client *client, int status, refuser by) {
    buffer page, out;
    buffer_init(&page, SERVER_PAGE_BYTES);
    buffer_init(&out, SERVER_ANSWERS_BYTES);
    server_answer answer = {.status = status, .closes = true};
    bool is_good =
        by == SITE ? server_page_of_status(&page, status)
                   : server_json_print(&page, "%s", server_http_reason(status));
    answer.type =
        by == SITE ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
    answer.body = page.bytes;
    answer.bytes = page.used;
    if (is_good && server_http_write(&out, &answer)) {
        server_connection_send(client->connection, out.bytes, out.used, NULL,
                               0);
    }
    buffer_free(&page);
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
        answer_status(client, status == 101 ? 500 : status, CHAT);
    }
    buffer_free(&out);
}

void server_client_send_filler(void *user) {
    server_client *client = user;
    server_filler *filler = &client->filler;
    if (filler->left == 0 || client->state != SERVER_CLIENT_HTTP) {
        return;
    }
    buffer out;
    buffer_init(&out, 2 * SERVER_FILLER_BYTES);
    bool is_sent = true;
    while (filler->left > 0 && is_sent &&
           !server_connection_is_waiting(client->connection)) {
        buffer_reset(&out, 2 * SERVER_FILLER_BYTES);
        is_sent = server_filler_write(filler, &out) &&
                  server_connection_send(client->connection, out.bytes,
                                         out.used, NULL, 0);
    }
    buffer_free(&out);
    if (filler->left == 0 || !is_sent) {
        server_client_finish(client);
    }
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
    if (is_sent && !is_cut && client->filler.left > 0) {
        server_client_send_filler(client);
    } else if (!is_sent || is_cut || client->closes) {
        server_client_finish(client);
    }
}

/* Behind an answer that is delivered wrongly none can be found. */
static bool visit(server_client *client, const server_request *request) {
    server_delivery delivery = {0};
    bool is_good = server_site_answer(client->server, request, &client->answers,
                                      &delivery);
    client->filler = delivery.filler;
    client->closes = client->closes || delivery.closes;
    return is_good;
}

static void answer(server_client *client, const server_request *request) {
    int64_t delay_ms = client->server->faults.http_delay_ms;
    if (client->closes) {
        return;
    }
    if (!visit(client, request)) {
        server_client_finish(client);
    } else if (delay_ms > 0) {
        loop_timer_start(&client->answer, delay_ms);
        loop_timer_start(&client->deadline, delay_ms + SERVER_REQUEST_MS);
    } else {
        server_client_send_answers(client);
    }
}

size_t server_client_take_request(server_client *client, buffer *input) {
    server_request request;
    size_t used = 0;
    switch (server_http_parse(input->bytes, input->used, &request, &used)) {
    case SERVER_HTTP_PARTIAL: return 0;
    case SERVER_HTTP_BAD: answer_status(client, 400, SITE); return 0;
    case SERVER_HTTP_TOO_LARGE: answer_status(client, 413, SITE); return 0;
    case SERVER_HTTP_WHOLE: break;
    }
    loop_timer_start(&client->deadline, SERVER_REQUEST_MS);
    if (strcmp(request.path, SERVER_CHAT_PATH) == 0 ||
        server_http_header(&request, "Upgrade") != NULL) {
        upgrade(client, &request);
    } else {
        answer(client, &request);
    }
    return used;
}
