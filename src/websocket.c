#include "websocket.h"

#include "buffer.h"
#include "resolver.h"
#include "utf8.h"
#include "websocket_request.h"
#include "websocket_wire.h"

#include <stdlib.h>
#include <string.h>

enum {
    QUEUE_MAX = 64,
    TEXT_KEEP_BYTES = 64 << 10, /* of the reassembly buffer, between texts */
    REASON_BYTES = 128,
};

typedef enum stage {
    STAGE_RESOLVING,
    STAGE_CONNECTING,
    STAGE_OPEN,
    STAGE_ENDED,
} stage;

typedef struct outgoing {
    struct outgoing *next;
    size_t bytes;
    unsigned char frame[]; /* WIRE_HEADROOM, then the text */
} outgoing;

typedef struct outgoing_queue {
    outgoing *first;
    outgoing **last; /* where the next one goes */
    size_t count;
} outgoing_queue;

struct websocket {
    dgg_loop *loop;
    websocket_handlers handlers;
    stage stage;
    websocket_request *request; /* until open */
    resolver_query *query;
    wire *wire;
    loop_timer timer; /* until open: for connecting; then: for silence */
    int64_t heard_ms;
    bool has_to_ping;
    outgoing_queue outgoing;
    buffer text; /* a message so far */
    char reason[REASON_BYTES];
    bool is_in_handler; /* the text that it reads is ours */
    bool is_doomed;     /* freed there: goes when that returns */
};

/* --- what waits to be sent ----------------------------------------------- */

static outgoing *queue_take(outgoing_queue *queue) {
    outgoing *taken = queue->first;
    if (taken != NULL) {
        queue->first = taken->next;
        queue->count--;
        if (queue->first == NULL) {
            queue->last = &queue->first;
        }
    }
    return taken;
}

static bool queue_add(outgoing_queue *queue, const char *text, size_t bytes) {
    outgoing *added = malloc(sizeof *added + WIRE_HEADROOM + bytes);
    if (added == NULL) {
        return false;
    }
    added->next = NULL;
    added->bytes = bytes;
    memcpy(added->frame + WIRE_HEADROOM, text, bytes);
    *queue->last = added;
    queue->last = &added->next;
    queue->count++;
    return true;
}

/* --- the end ------------------------------------------------------------- */

/* Lets go of everything but the websocket itself. */
static void close_all(websocket *ws, int code) {
    ws->stage = STAGE_ENDED;
    loop_timer_stop(&ws->timer);
    resolver_cancel(ws->query);
    ws->query = NULL;
    wire_close(ws->wire, code);
    ws->wire = NULL;
    websocket_request_free(ws->request);
    ws->request = NULL;
    outgoing *waiting;
    while ((waiting = queue_take(&ws->outgoing)) != NULL) {
        free(waiting);
    }
}

static void destroy(websocket *ws) {
    buffer_free(&ws->text);
    free(ws);
}

/* The characters of a stranger's text that are no control characters. */
static void copy_reason(char out[REASON_BYTES], const char *text) {
    size_t bytes = strlen(text);
    size_t used = 0;
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        bool is_valid;
        size_t step = utf8_decode(text + at, bytes - at, &code, &is_valid);
        bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
        if (is_valid && !is_control && used + step < REASON_BYTES) {
            memcpy(out + used, text + at, step);
            used += step;
        }
        at += step;
    }
    out[used] = '\0';
}

/* The last thing that happens: the handler may free the websocket. */
static void finish(websocket *ws, const websocket_end *how, int code) {
    websocket_end end = *how;
    copy_reason(ws->reason, how->reason);
    end.reason = ws->reason;
    close_all(ws, code);
    ws->handlers.on_end(ws->handlers.user, &end);
}

static void fail(websocket *ws, dgg_error error, const char *reason, int code) {
    const websocket_end end = {.error = error, .code = 1006, .reason = reason};
    finish(ws, &end, code);
}

/* --- silence ------------------------------------------------------------- */

static void heard(websocket *ws) {
    ws->heard_ms = dgg_loop_monotonic_ms(ws->loop);
}

/* Not restarted for every frame: it looks how long ago the last one was. */
static void watch_silence(websocket *ws) {
    int64_t silent_ms = dgg_loop_monotonic_ms(ws->loop) - ws->heard_ms;
    if (silent_ms >= WEBSOCKET_DEAD_MS) {
        fail(ws, DGG_ERROR_SILENT, "", WIRE_CLOSE_NORMAL);
        return;
    }
    int64_t next_ms = WEBSOCKET_PING_MS - silent_ms;
    if (next_ms <= 0) {
        ws->has_to_ping = true;
        wire_want_write(ws->wire);
        int64_t left_ms = WEBSOCKET_DEAD_MS - silent_ms;
        next_ms = left_ms < WEBSOCKET_PING_MS ? left_ms : WEBSOCKET_PING_MS;
    }
    loop_timer_start(&ws->timer, next_ms);
}

static void on_timer(void *user) {
    websocket *ws = user;
    switch (ws->stage) {
    case STAGE_RESOLVING:
        fail(ws, DGG_ERROR_RESOLVE, "the name server does not answer", 0);
        break;
    case STAGE_CONNECTING: fail(ws, DGG_ERROR_TIMEOUT, "", 0); break;
    case STAGE_OPEN: watch_silence(ws); break;
    case STAGE_ENDED: break;
    }
}

/* --- messages ------------------------------------------------------------ */

static void hand_on(websocket *ws, const char *text, size_t bytes) {
    ws->is_in_handler = true;
    ws->handlers.on_text(ws->handlers.user, text, bytes);
    ws->is_in_handler = false;
    if (ws->is_doomed) {
        destroy(ws);
        return;
    }
    if (ws->text.used > 0) {
        buffer_reset(&ws->text, TEXT_KEEP_BYTES);
    }
}

static void on_piece(void *user, const wire_piece *piece) {
    websocket *ws = user;
    heard(ws);
    if (piece->is_binary) {
        fail(ws, DGG_ERROR_PROTOCOL, "a binary message",
             WIRE_CLOSE_UNSUPPORTED);
        return;
    }
    size_t room = WEBSOCKET_MAX_BYTES - ws->text.used;
    if (piece->count > room || piece->announced > room - piece->count) {
        fail(ws, DGG_ERROR_TOO_LARGE, "", WIRE_CLOSE_TOO_LARGE);
        return;
    }
    if (piece->is_last && ws->text.used == 0) {
        hand_on(ws, piece->bytes, piece->count);
        return;
    }
    if (!buffer_append(&ws->text, piece->bytes, piece->count)) {
        fail(ws, DGG_ERROR_MEMORY, "", WIRE_CLOSE_TOO_LARGE);
        return;
    }
    if (piece->is_last) {
        hand_on(ws, ws->text.bytes, ws->text.used);
    }
}

static void on_pong(void *user) {
    heard(user);
}

static void on_writable(void *user) {
    websocket *ws = user;
    if (ws->has_to_ping) {
        ws->has_to_ping = false;
        wire_write_ping(ws->wire);
    } else {
        outgoing *next = queue_take(&ws->outgoing);
        if (next != NULL) {
            wire_write_text(ws->wire, next->frame + WIRE_HEADROOM, next->bytes);
            free(next);
        }
    }
    if (ws->outgoing.count > 0) {
        wire_want_write(ws->wire);
    }
}

/* --- connecting ---------------------------------------------------------- */

static void on_open(void *user) {
    websocket *ws = user;
    ws->stage = STAGE_OPEN;
    websocket_request_free(ws->request);
    ws->request = NULL;
    heard(ws);
    loop_timer_start(&ws->timer, WEBSOCKET_PING_MS);
    ws->handlers.on_open(ws->handlers.user);
}

static void on_end(void *user, const websocket_end *end) {
    finish(user, end, WIRE_CLOSE_NORMAL);
}

static void connect_to(websocket *ws, const char *address) {
    const websocket_request *r = ws->request;
    const wire_options options = {
        .url = &r->target,
        .address = address,
        .host = r->host,
        .cookie = r->cookie != NULL ? secret_text(r->cookie) : NULL,
        .origin = r->origin,
        .user_agent = r->user_agent,
        .handlers = {on_open, on_piece, on_pong, on_writable, on_end, ws},
    };
    dgg_error error = wire_connect(&ws->wire, ws->loop, &options);
    if (error != DGG_OK) {
        bool has_no_trust = error == DGG_ERROR_TLS;
        fail(ws, error, has_no_trust ? "the trust anchors cannot be read" : "",
             0);
    }
}

static void on_address(void *user, const char *address) {
    websocket *ws = user;
    ws->query = NULL;
    if (address == NULL) {
        fail(ws, DGG_ERROR_RESOLVE, "", 0);
        return;
    }
    if (!resolver_has_route(address)) {
        fail(ws, DGG_ERROR_UNREACHABLE, "there is no network to it", 0);
        return;
    }
    ws->stage = STAGE_CONNECTING;
    connect_to(ws, address);
}

dgg_error websocket_open(websocket **out, dgg_loop *loop,
                         const websocket_options *options) {
    *out = NULL;
    websocket *ws = calloc(1, sizeof *ws);
    if (ws == NULL) {
        return DGG_ERROR_MEMORY;
    }
    ws->loop = loop;
    ws->handlers = options->handlers;
    ws->outgoing.last = &ws->outgoing.first;
    buffer_init(&ws->text, WEBSOCKET_MAX_BYTES);
    loop_timer_init(&ws->timer, loop, on_timer, ws);
    dgg_error error = websocket_request_new(&ws->request, options);
    if (error == DGG_OK) {
        ws->query =
            resolver_start(loop, ws->request->target.host, on_address, ws);
        error = ws->query != NULL ? DGG_OK : DGG_ERROR_MEMORY;
    }
    if (error != DGG_OK) {
        websocket_free(ws);
        return error;
    }
    loop_timer_start(&ws->timer, WEBSOCKET_CONNECT_MS);
    *out = ws;
    return DGG_OK;
}

dgg_error websocket_send(websocket *ws, const char *text, size_t bytes) {
    if (ws->stage != STAGE_OPEN) {
        return DGG_ERROR_STATE;
    }
    if (ws->outgoing.count >= QUEUE_MAX) {
        return DGG_ERROR_QUEUE_FULL;
    }
    if (!queue_add(&ws->outgoing, text, bytes)) {
        return DGG_ERROR_MEMORY;
    }
    wire_want_write(ws->wire);
    return DGG_OK;
}

void websocket_free(websocket *ws) {
    if (ws == NULL) {
        return;
    }
    close_all(ws, WIRE_CLOSE_NORMAL);
    if (ws->is_in_handler) {
        ws->is_doomed = true;
        return;
    }
    destroy(ws);
}
