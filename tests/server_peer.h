/*
 * A raw client of the demo server, on the test's own thread: no library
 * stands between the test and the bytes.
 */
#ifndef SERVER_PEER_H
#define SERVER_PEER_H

#include "buffer.h"
#include "dgg_loop.h"
#include "server.h"
#include "test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PEER_INPUT_BYTES = 1 << 22 };

/* A server whose clock stands still until the test moves it. */
typedef struct scene {
    dgg_loop *loop;
    server *server;
    int64_t now_ms;
} scene;

typedef struct peer {
    scene *scene;
    int fd;
    buffer input; /* everything received and not yet taken */
    bool has_ended;
    bool was_reset; /* by a RST */
} peer;

static inline int64_t scene_monotonic_ms(void *user) {
    return ((scene *)user)->now_ms;
}

static inline int64_t scene_wall_ms(void *user) {
    return 1700000000000 + ((scene *)user)->now_ms;
}

static inline void scene_open(scene *s, const server_options *options) {
    *s = (scene){.now_ms = 1000};
    dgg_loop_options loop = {.environment = {.monotonic_ms = scene_monotonic_ms,
                                             .wall_ms = scene_wall_ms,
                                             .user = s}};
    char problem[SERVER_PROBLEM_BYTES];
    ck_assert_int_eq(dgg_loop_new(&s->loop, &loop), DGG_OK);
    ck_assert_msg(server_new(&s->server, s->loop, options, problem) == DGG_OK,
                  "%s", problem);
}

static inline void scene_open_bare(scene *s) {
    scene_open(s, &(server_options){.has_no_script = true});
}

static inline void scene_close(scene *s) {
    server_free(s->server);
    dgg_loop_free(s->loop);
}

static inline void scene_advance(scene *s, int64_t ms) {
    s->now_ms += ms;
    dgg_loop_service(s->loop);
}

static inline void peer_open(peer *p, scene *s) {
    *p = (peer){.scene = s, .fd = socket(AF_INET, SOCK_STREAM, 0)};
    buffer_init(&p->input, PEER_INPUT_BYTES);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)server_port(s->server)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    ck_assert_int_eq(
        connect(p->fd, (struct sockaddr *)&address, sizeof address), 0);
    /* Header and payload go out one by one and must not wait. */
    setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
}

static inline void peer_close(peer *p) {
    close(p->fd);
    buffer_free(&p->input);
}

static inline void peer_send(peer *p, const void *bytes, size_t count) {
    ck_assert_int_eq(send(p->fd, bytes, count, MSG_NOSIGNAL), (ssize_t)count);
}

/* Waits until the server or the socket has something to do, and does it. */
static inline void peer_step(peer *p) {
    struct pollfd fds[2] = {
        {.fd = dgg_loop_fd(p->scene->loop), .events = POLLIN},
        {.fd = p->has_ended ? -1 : p->fd, .events = POLLIN},
    };
    poll(fds, 2, dgg_loop_timeout_ms(p->scene->loop));
    dgg_loop_service(p->scene->loop);
    char chunk[65536];
    ssize_t count = recv(p->fd, chunk, sizeof chunk, MSG_DONTWAIT);
    if (count > 0) {
        ck_assert(buffer_append(&p->input, chunk, (size_t)count));
    }
    p->was_reset = p->was_reset || (count < 0 && errno == ECONNRESET);
    p->has_ended = p->has_ended || count == 0 || p->was_reset;
}

/* Takes the first `count` bytes off the input. */
static inline char *peer_take(peer *p, size_t count) {
    while (p->input.used < count) {
        ck_assert_msg(!p->has_ended, "the connection ended");
        peer_step(p);
    }
    char *taken = malloc(count + 1);
    memcpy(taken, p->input.bytes, count);
    taken[count] = '\0';
    buffer_consume(&p->input, count);
    return taken;
}

static inline char *peer_take_head(peer *p) {
    char *end = NULL;
    while (p->input.used == 0 ||
           (end = strstr(p->input.bytes, "\r\n\r\n")) == NULL) {
        ck_assert_msg(!p->has_ended, "the connection ended");
        peer_step(p);
    }
    return peer_take(p, (size_t)(end - p->input.bytes) + 4);
}

/* The next frame's payload; `opcode` may be NULL. malloc'd. */
static inline char *peer_take_frame(peer *p, int *opcode) {
    char *head = peer_take(p, 2);
    size_t extra = head[1] == 126 ? 2 : head[1] == 127 ? 8 : 0;
    size_t bytes = extra > 0 ? 0 : (size_t)head[1];
    char *length = peer_take(p, extra);
    for (size_t i = 0; i < extra; i++) {
        bytes = bytes << 8 | (uint8_t)length[i];
    }
    if (opcode != NULL) {
        *opcode = head[0] & 0x0f;
    }
    ck_assert_int_eq(head[0] & 0x70, 0);
    free(length);
    free(head);
    return peer_take(p, bytes);
}

/* Takes frames until one begins so. malloc'd. */
static inline char *peer_find_frame(peer *p, const char *start) {
    for (;;) {
        char *frame = peer_take_frame(p, NULL);
        if (strncmp(frame, start, strlen(start)) == 0) {
            return frame;
        }
        free(frame);
    }
}

static inline void peer_expect_frame(peer *p, const char *expected) {
    char *frame = peer_take_frame(p, NULL);
    ck_assert_str_eq(frame, expected);
    free(frame);
}

/* Nothing more comes but the end of the connection. */
static inline void peer_expect_end(peer *p) {
    while (!p->has_ended) {
        peer_step(p);
    }
    ck_assert_uint_eq(p->input.used, 0);
}

/* Sends a masked frame; the mask is zero, so the payload is as given. */
static inline void peer_send_frame(peer *p, int opcode, const void *payload,
                                   size_t bytes) {
    char header[8] = {(char)(0x80 | opcode)};
    size_t used = bytes < 126 ? 6 : 8;
    header[1] = (char)(0x80 | (bytes < 126 ? bytes : 126));
    if (used == 8) {
        header[2] = (char)(bytes >> 8);
        header[3] = (char)bytes;
    }
    peer_send(p, header, used);
    if (bytes > 0) {
        peer_send(p, payload, bytes);
    }
}

static inline void peer_say(peer *p, const char *text) {
    peer_send_frame(p, 1, text, strlen(text));
}

/* Upgrades with these header lines (each ending in \r\n) beside the usual
 * ones, and takes the 101. */
static inline void peer_upgrade(peer *p, scene *s, const char *headers) {
    peer_open(p, s);
    char request[1024];
    int length = snprintf(request, sizeof request,
                          "GET /ws HTTP/1.1\r\nHost: localhost\r\n"
                          "Connection: keep-alive, Upgrade\r\n"
                          "Upgrade: websocket\r\n"
                          "Sec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                          "%s\r\n",
                          headers);
    peer_send(p, request, (size_t)length);
    char *head = peer_take_head(p);
    ck_assert_msg(strncmp(head, "HTTP/1.1 101 ", 13) == 0, "%s", head);
    free(head);
}

static inline void peer_skip_greeting(peer *p) {
    free(peer_find_frame(p, "SPOTLIGHTS "));
}

#define PEER_LOGIN "Cookie: authtoken=" SERVER_DEMO_TOKEN "\r\n"

/* In the chat as the demo's account, everything up to its JOIN taken. */
static inline void peer_log_in(peer *p, scene *s) {
    peer_upgrade(p, s, PEER_LOGIN);
    free(peer_find_frame(p, "JOIN "));
}

static inline void peer_enter(peer *p, scene *s) {
    peer_upgrade(p, s, "");
    peer_skip_greeting(p);
}

#endif
