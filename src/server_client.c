#include "server_client.h"

#include "server_client_http.h"
#include "server_commands.h"
#include "server_login.h"

#include <stdlib.h>
#include <string.h>

enum {
    ANSWER_BYTES = 1 << 20,
    BINARY_TIME_BYTES = 15,
    FRAGMENTS_BYTES = 64 << 20
};

static void stop_timers(server_client *client) {
    loop_timer_stop(&client->answer);
    loop_timer_stop(&client->ping);
    loop_timer_stop(&client->deadline);
}

/* The end of the conversation; the connection may still be sending. */
static void leave(server_client *client) {
    bool was_chatting = client->state == SERVER_CLIENT_CHAT;
    client->state = SERVER_CLIENT_OVER;
    stop_timers(client);
    if (was_chatting) {
        server_login_leave(client);
    }
}

void server_client_finish(server_client *client) {
    if (client->state != SERVER_CLIENT_OVER) {
        server_connection_finish(client->connection);
        leave(client);
    }
}

static size_t lesser(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Sends both runs, or as much of them as comes before the cut. What the
 * connection drops does not count. */
static void transmit(server_client *client, const void *head, size_t head_bytes,
                     const void *body, size_t body_bytes) {
    size_t left = client->cut_after_bytes;
    bool is_cut = left > 0 && left <= head_bytes + body_bytes;
    if (is_cut) {
        head_bytes = lesser(head_bytes, left);
        body_bytes = left - head_bytes;
    }
    bool is_sent = server_connection_send(client->connection, head, head_bytes,
                                          body, body_bytes);
    if (is_sent && is_cut) {
        server_client_finish(client);
    } else if (is_sent && left > 0) {
        client->cut_after_bytes = left - head_bytes - body_bytes;
    }
}

static void send_fragments(server_client *client, const char *text,
                           size_t bytes) {
    buffer out;
    buffer_init(&out, FRAGMENTS_BYTES);
    if (server_frame_write_fragments(&out, text, bytes,
                                     client->server->faults.fragment_bytes)) {
        transmit(client, out.bytes, out.used, NULL, 0);
    }
    buffer_free(&out);
}

void server_client_send(server_client *client, server_opcode opcode,
                        const void *payload, size_t bytes) {
    const server_faults *faults = &client->server->faults;
    if (client->state != SERVER_CLIENT_CHAT || faults->is_silent) {
        return;
    }
    if (opcode == SERVER_TEXT && faults->fragment_bytes > 0) {
        send_fragments(client, payload, bytes);
        return;
    }
    uint8_t header[SERVER_FRAME_HEADER_BYTES];
    size_t header_bytes = server_frame_header(header, opcode, bytes);
    transmit(client, header, header_bytes, payload, bytes);
}

void server_client_send_text(server_client *client, const char *text) {
    server_client_send(client, SERVER_TEXT, text, strlen(text));
}

void server_client_send_raw(server_client *client, const void *bytes,
                            size_t count) {
    if (client->state == SERVER_CLIENT_CHAT &&
        !client->server->faults.is_silent) {
        transmit(client, bytes, count, NULL, 0);
    }
}

void server_client_close(server_client *client, int code) {
    uint8_t payload[2] = {(uint8_t)(code >> 8), (uint8_t)code};
    server_client_send(client, SERVER_CLOSE, payload, code == 0 ? 0 : 2);
    server_client_finish(client);
}

/* The live server leaves the rest of such a frame unread, which makes its
 * system send a RST behind the close frame. */
static void close_violated(server_client *client, int code) {
    if (code != SERVER_CLOSE_TOO_LARGE) {
        server_client_close(client, code);
        return;
    }
    const uint8_t payload[2] = {(uint8_t)(code >> 8), (uint8_t)code};
    server_client_send(client, SERVER_CLOSE, payload, sizeof payload);
    if (client->state != SERVER_CLIENT_OVER) {
        server_connection_reset(client->connection);
        leave(client);
    }
}

void server_client_forget(server_client *client) {
    if (client->state == SERVER_CLIENT_CHAT) {
        leave(client);
        client->state = SERVER_CLIENT_FORGOTTEN;
    }
}

/* The time as the live server's encoder writes it, 15 bytes: a version, the
 * seconds since year 1, nanoseconds, and "UTC". */
static void binary_time(int64_t ms, uint8_t out[BINARY_TIME_BYTES]) {
    int64_t seconds = ms / 1000 + 62135596800;
    int64_t nanoseconds = ms % 1000 * 1000000;
    out[0] = 1;
    for (int i = 0; i < 8; i++) {
        out[1 + i] = (uint8_t)(seconds >> (56 - 8 * i));
    }
    for (int i = 0; i < 4; i++) {
        out[9 + i] = (uint8_t)(nanoseconds >> (24 - 8 * i));
    }
    out[13] = 0xff;
    out[14] = 0xff;
}

static void on_ping_due(void *user) {
    server_client *client = user;
    uint8_t now[BINARY_TIME_BYTES];
    binary_time(dgg_loop_wall_ms(client->server->loop), now);
    server_client_send(client, SERVER_PING, now, sizeof now);
    loop_timer_start(&client->ping, SERVER_PING_MS);
}

static void on_deadline(void *user) {
    server_client_finish(user);
}

static void take_data(server_client *client, const server_frame *frame) {
    bool continues = frame->opcode == SERVER_CONTINUATION;
    if (continues != (client->opcode != SERVER_CONTINUATION)) {
        server_client_close(client, SERVER_CLOSE_PROTOCOL);
        return;
    }
    if (!continues) {
        client->opcode = frame->opcode;
    }
    if (!buffer_append(&client->message, frame->payload, frame->bytes)) {
        close_violated(client, SERVER_CLOSE_TOO_LARGE);
        return;
    }
    if (!frame->is_final) {
        return;
    }
    if (client->opcode == SERVER_BINARY) {
        server_client_finish(client);
    } else {
        server_commands_take(client, client->message.bytes,
                             client->message.used);
    }
    client->opcode = SERVER_CONTINUATION;
    buffer_reset(&client->message, SERVER_FRAME_LIMIT);
}

static void obey(server_client *client, const server_frame *frame) {
    switch (frame->opcode) {
    case SERVER_CONTINUATION:
    case SERVER_TEXT:
    case SERVER_BINARY: take_data(client, frame); break;
    case SERVER_CLOSE: server_client_close(client, SERVER_CLOSE_NORMAL); break;
    /* No echo: destinygg/chat answers with these five bytes. */
    case SERVER_PING:
        server_client_send(client, SERVER_PONG, "PONG ", 5);
        break;
    case SERVER_PONG:
        loop_timer_start(&client->deadline, SERVER_PONG_MS);
        break;
    }
}

/* In silence frames are lost whole, so that the next one is found. */
static size_t take_frame(server_client *client, buffer *input) {
    server_frame frame;
    size_t used = server_frame_decode(input->bytes, input->used, &frame);
    if (frame.violation != 0) {
        close_violated(client, frame.violation);
    } else if (used > 0 && !client->server->faults.is_silent) {
        obey(client, &frame);
    }
    return used;
}

static void on_bytes(void *user, buffer *input) {
    server_client *client = user;
    while (input->used > 0) {
        if (client->state > SERVER_CLIENT_CHAT ||
            (client->state == SERVER_CLIENT_HTTP &&
             client->server->faults.is_silent)) {
            buffer_reset(input, SERVER_INPUT_BYTES);
            return;
        }
        size_t used = client->state == SERVER_CLIENT_CHAT
                          ? take_frame(client, input)
                          : server_client_take_request(client, input);
        if (used == 0) {
            return;
        }
        buffer_consume(input, used);
    }
}

static void unlink_client(server_client *client) {
    server_client **link = &client->server->clients;
    while (*link != client) {
        link = &(*link)->next;
    }
    *link = client->next;
    client->server->client_count--;
}

static void on_closed(void *user) {
    server_client *client = user;
    if (client->server != NULL) {
        unlink_client(client);
        leave(client);
    }
    buffer_free(&client->answers);
    buffer_free(&client->message);
    free(client);
}

void server_client_accept(server *s) {
    server_client *client = calloc(1, sizeof *client);
    if (client == NULL) {
        return;
    }
    client->server = s;
    buffer_init(&client->answers, SERVER_ANSWERS_BYTES);
    buffer_init(&client->message, SERVER_FRAME_LIMIT);
    loop_timer_init(&client->answer, s->loop, server_client_send_answers,
                    client);
    loop_timer_init(&client->ping, s->loop, on_ping_due, client);
    loop_timer_init(&client->deadline, s->loop, on_deadline, client);
    server_connection_events events = {on_bytes, server_client_send_filler,
                                       on_closed, client};
    client->connection =
        server_connection_accept(s->loop, (uv_stream_t *)s->listener, &events);
    if (client->connection == NULL) {
        free(client);
        return;
    }
    client->next = s->clients;
    s->clients = client;
    s->client_count++;
    if (s->client_count > SERVER_CLIENTS) {
        server_connection_abort(client->connection);
        return;
    }
    loop_timer_start(&client->deadline, SERVER_REQUEST_MS);
}

void server_client_orphan(server_client *client) {
    stop_timers(client);
    client->state = SERVER_CLIENT_OVER;
    client->server = NULL;
    server_connection_abort(client->connection);
}
