#include "websocket_events.h"

#include "sigpipe.h"

#include <stdlib.h>

_Static_assert(LWS_PRE <= WIRE_HEADROOM, "frames need more headroom");

static bool start(wire *w) {
    static const lws_retry_bo_t no_pings = {.secs_since_valid_ping = 0};
    const url *target = w->options.url;
    const struct lws_client_connect_info info = {
        .context = w->shared->contexts[target->is_secure],
        .address = w->options.address,
        .port = target->port,
        .path = target->path,
        .host = w->options.host,
        .ssl_connection = LCCSCF_HTTP_NO_FOLLOW_REDIRECT |
                          (target->is_secure ? LCCSCF_USE_SSL : 0),
        .alpn = "http/1.1",
        .userdata = w,
        .retry_and_idle_policy = &no_pings,
    };
    struct lws *lws = lws_client_connect_via_info(&info);
    if (lws != NULL) {
        w->lws = lws;
    }
    return lws != NULL;
}

dgg_error wire_connect(wire **out, dgg_loop *loop,
                       const wire_options *options) {
    *out = NULL;
    websocket_shared *shared = websocket_shared_get(loop);
    wire *w = calloc(1, sizeof *w);
    dgg_error error =
        shared == NULL || w == NULL
            ? DGG_ERROR_MEMORY
            : websocket_shared_need(shared, options->url->is_secure,
                                    wire_protocols);
    if (error != DGG_OK) {
        free(w);
        return error;
    }
    w->options = *options;
    w->shared = shared;
    w->is_starting = true;
    w->depth++;
    bool is_started = start(w);
    w->depth--;
    w->is_starting = false;
    if (!is_started) {
        wire_close(w, WIRE_CLOSE_NORMAL);
        return DGG_ERROR_SYSTEM;
    }
    if (w->stage == WIRE_TCP) {
        wire_watch_connecting(w);
    }
    *out = w;
    return DGG_OK;
}

void wire_want_write(wire *w) {
    lws_callback_on_writable(w->lws);
}

/* A write that fails surfaces as the end of the connection. */
void wire_write_text(wire *w, unsigned char *text, size_t bytes) {
    lws_write(w->lws, text, bytes, LWS_WRITE_TEXT);
}

void wire_write_ping(wire *w) {
    unsigned char frame[WIRE_HEADROOM] = {0};
    lws_write(w->lws, frame + WIRE_HEADROOM, 0, LWS_WRITE_PING);
}

void wire_close(wire *w, int code) {
    if (w == NULL) {
        return;
    }
    w->is_released = true;
    if (w->lws == NULL) {
        if (w->depth == 0) {
            free(w);
        }
        return;
    }
    if (w->is_ended) {
        return;
    }
    sigpipe_guard guard;
    sigpipe_block(&guard);
    if (w->stage == WIRE_OPEN && w->close_code == 0) {
        lws_close_reason(w->lws, (enum lws_close_status)code, NULL, 0);
    }
    if (w->depth == 0) {
        wire_kill(w);
    }
    sigpipe_restore(&guard);
}
