/*
 * A websocket, its peer, and what it told.
 */
#ifndef WEBSOCKET_CASE_H
#define WEBSOCKET_CASE_H

#include "buffer.h"
#include "peer.h"
#include "test.h"
#include "websocket.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum when { NEVER, AT_OPEN, AT_TEXT, AT_END } when;

typedef struct fixture {
    int64_t now_ms;
    const char *address;    /* of every name; NULL: there is none */
    pthread_mutex_t *names; /* look-ups wait for it, unless it is NULL */
    dgg_loop *loop;
    peer *peer;
    websocket *ws;
    when frees;      /* the websocket is freed inside this handler */
    bool frees_loop; /* and the loop with it */
    int opened;
    int ended;
    buffer texts; /* each followed by '|' */
    websocket_end end;
    char reason[256];
} fixture;

static inline int64_t fake_ms(void *user) {
    return ((fixture *)user)->now_ms;
}

static inline int fake_resolve(void *user, const char *host,
                               char address[DGG_ADDRESS_BYTES]) {
    (void)host;
    const fixture *f = user;
    pthread_mutex_t *names = f->names;
    if (names != NULL) {
        pthread_mutex_lock(names);
        pthread_mutex_unlock(names);
        return -1;
    }
    if (f->address == NULL) {
        return -1;
    }
    snprintf(address, DGG_ADDRESS_BYTES, "%s", f->address);
    return 0;
}

static inline void free_at(fixture *f, when now) {
    if (f->frees != now) {
        return;
    }
    websocket_free(f->ws);
    f->ws = NULL;
    if (f->frees_loop) {
        dgg_loop_free(f->loop);
    }
}

static inline void on_open(void *user) {
    fixture *f = user;
    f->opened++;
    free_at(f, AT_OPEN);
}

/* Frees first: the text has to outlive that. */
static inline void on_text(void *user, const char *text, size_t bytes) {
    fixture *f = user;
    free_at(f, AT_TEXT);
    ck_assert(buffer_append(&f->texts, text, bytes));
    ck_assert(buffer_append(&f->texts, "|", 1));
}

static inline void on_end(void *user, const websocket_end *end) {
    fixture *f = user;
    f->ended++;
    f->end = *end;
    snprintf(f->reason, sizeof f->reason, "%s", end->reason);
    free_at(f, AT_END);
}

static inline void setup_with(fixture *f, const char *ca_file) {
    *f = (fixture){.address = "127.0.0.1"};
    buffer_init(&f->texts, 64 << 20);
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = fake_ms,
                        .resolve = fake_resolve,
                        .user = f},
        .ca_file = ca_file,
    };
    ck_assert_int_eq(dgg_loop_new(&f->loop, &options), DGG_OK);
    f->peer = peer_new();
}

static inline void setup(fixture *f) {
    setup_with(f, NULL);
}

static inline void teardown(fixture *f) {
    websocket_free(f->ws);
    if (!f->frees_loop) {
        dgg_loop_free(f->loop);
    }
    peer_free(f->peer);
    buffer_free(&f->texts);
}

static inline dgg_error open_url(fixture *f, const char *url) {
    const websocket_options options = {
        .url = url,
        .cookie = "authtoken=abc",
        .origin = "https://www.destiny.gg",
        .user_agent = "dgg/test",
        .handlers = {on_open, on_text, on_end, f},
    };
    return websocket_open(&f->ws, f->loop, &options);
}

static inline void start(fixture *f, const char *scheme, const char *host) {
    char url[128];
    snprintf(url, sizeof url, "%s://%s:%d/ws", scheme, host,
             peer_port(f->peer));
    ck_assert_int_eq(open_url(f, url), DGG_OK);
}

static inline void turn(fixture *f) {
    peer_wait(f->peer, f->loop);
}

static inline void wait_for_end(fixture *f) {
    while (f->ended == 0) {
        turn(f);
    }
}

static inline void wait_for_request(fixture *f) {
    while (strstr(peer_received(f->peer, NULL), "\r\n\r\n") == NULL) {
        turn(f);
    }
}

static inline void wait_for_texts(fixture *f, size_t bytes) {
    while (f->texts.used < bytes && f->ended == 0) {
        turn(f);
    }
}

static inline void open_it(fixture *f) {
    start(f, "ws", "chat.example");
    wait_for_request(f);
    peer_upgrade(f->peer);
    while (f->opened == 0) {
        turn(f);
    }
}

/* Waits for the client's next frame and checks it. */
static inline void expect_frame(fixture *f, int first_byte, const char *payload,
                                size_t bytes) {
    int first = 0;
    char got[PEER_FRAME_BYTES];
    size_t got_bytes = 0;
    while (!peer_take_frame(f->peer, &first, got, &got_bytes)) {
        turn(f);
    }
    ck_assert_int_eq(first, first_byte);
    ck_assert_uint_eq(got_bytes, bytes);
    ck_assert_mem_eq(got, payload, bytes);
}

static inline void advance(fixture *f, int64_t by_ms) {
    f->now_ms += by_ms;
    dgg_loop_service(f->loop);
    dgg_loop_service(f->loop);
    peer_step(f->peer);
}

static inline void expect_end(fixture *f, dgg_error error, int code) {
    wait_for_end(f);
    ck_assert_msg(f->end.error == error && f->end.code == code && f->ended == 1,
                  "ended %d times with %s, %d, %s", f->ended,
                  dgg_strerror(f->end.error), f->end.code, f->reason);
}

static inline char *filled(size_t bytes) {
    char *text = malloc(bytes);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < bytes; i++) {
        text[i] = (char)('a' + i % 23);
    }
    return text;
}

/* Fragments with a ping, a pong and an empty fragment between them, and a
 * whole text behind. */
static const unsigned char stream[] = {
    0x01, 3, 'a', 'b', 'c',  0x89, 2,   'h',  'i', 0x00, 0,   0x8A, 1, '!', /**/
    0x00, 2, 'd', 'e', 0x80, 1,    'f', 0x81, 2,   'x',  'y',
};

#endif
