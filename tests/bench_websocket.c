/*
 * What libdgg is measured against: libwebsockets alone, or with cJSON parsing
 * the payload of every frame.
 *
 *     bench_websocket FRAMES [json]
 *
 * Prints frames a second and microseconds of CPU a frame.
 */
#include "flood.h"
#include "measure.h"

#include <cjson/cJSON.h>
#include <libwebsockets.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECEIVE_BYTES = 1 << 16, TEXT_BYTES = 1 << 20 };

typedef struct probe {
    size_t expected;
    size_t seen;
    bool has_json;
    bool has_ended;
    double wall;
    double cpu;
    size_t used;
    char text[TEXT_BYTES]; /* a text that came in pieces */
} probe;

static void parse(const char *text, size_t bytes) {
    const char *space = memchr(text, ' ', bytes);
    if (space != NULL) {
        const char *payload = space + 1;
        size_t count = bytes - (size_t)(payload - text);
        cJSON_Delete(cJSON_ParseWithLength(payload, count));
    }
}

/* The clock runs from the first text to the last. */
static void take(probe *p, const char *text, size_t bytes) {
    if (p->has_json) {
        parse(text, bytes);
    }
    p->seen++;
    if (p->seen == FLOOD_GREETINGS) {
        p->wall = measure_wall();
        p->cpu = measure_cpu();
    } else if (p->seen == p->expected) {
        p->wall = measure_wall() - p->wall;
        p->cpu = measure_cpu() - p->cpu;
        p->has_ended = true;
    }
}

static void collect(probe *p, const char *piece, size_t bytes, bool is_last) {
    if (p->used == 0 && is_last) {
        take(p, piece, bytes);
        return;
    }
    if (p->used + bytes > TEXT_BYTES) {
        p->has_ended = true;
        return;
    }
    memcpy(p->text + p->used, piece, bytes);
    p->used += bytes;
    if (is_last) {
        take(p, p->text, p->used);
        p->used = 0;
    }
}

static int on_event(struct lws *wsi, enum lws_callback_reasons reason,
                    void *user, void *bytes, size_t count) {
    (void)user;
    probe *p = lws_context_user(lws_get_context(wsi));
    if (reason == LWS_CALLBACK_CLIENT_RECEIVE) {
        bool is_last = lws_is_final_fragment(wsi) &&
                       lws_remaining_packet_payload(wsi) == 0;
        collect(p, bytes, count, is_last);
    } else if (reason == LWS_CALLBACK_CLIENT_CONNECTION_ERROR ||
               reason == LWS_CALLBACK_CLIENT_CLOSED) {
        p->has_ended = true;
    }
    return 0;
}

static void receive(probe *p, int port) {
    const struct lws_protocols protocols[] = {
        {.name = "chat", .callback = on_event, .rx_buffer_size = RECEIVE_BYTES},
        {0},
    };
    struct lws_context_creation_info info = {
        .port = CONTEXT_PORT_NO_LISTEN,
        .protocols = protocols,
        .user = p,
        .pt_serv_buf_size = RECEIVE_BYTES,
    };
    lws_set_log_level(LLL_ERR, NULL);
    struct lws_context *context = lws_create_context(&info);
    struct lws_client_connect_info connect = {
        .context = context,
        .address = "127.0.0.1",
        .host = "127.0.0.1",
        .port = port,
        .path = "/",
        .local_protocol_name = "chat",
    };
    if (context == NULL || lws_client_connect_via_info(&connect) == NULL) {
        return;
    }
    while (!p->has_ended) {
        lws_service(context, 0);
    }
    lws_context_destroy(context);
}

int main(int argc, char **argv) {
    static probe p;
    flood f;
    size_t frames = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 0;
    p.has_json = argc > 2;
    p.expected = FLOOD_GREETINGS + frames + FLOOD_ENDS;
    if (frames == 0 || !flood_start(&f)) {
        fprintf(stderr, "usage: bench_websocket FRAMES [json]\n");
        return EXIT_FAILURE;
    }
    flood_send(&f, frames);
    receive(&p, f.port);
    flood_stop(&f);
    if (p.seen != p.expected) {
        fprintf(stderr, "only %zu of %zu frames came\n", p.seen, p.expected);
        return EXIT_FAILURE;
    }
    printf("%.0f %.3f\n", (double)frames / p.wall,
           p.cpu / (double)frames * 1e6);
    return EXIT_SUCCESS;
}
