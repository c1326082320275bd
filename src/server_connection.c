#include "server_connection.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 16 * 1024 };

struct server_connection {
    uv_tcp_t tcp;
    uv_shutdown_t shutdown;
    server_connection_events events;
    buffer input;
    loop_timer deadline; /* of a write, or of the end */
    size_t waiting;      /* sends that the socket did not take at once */
    bool is_finishing;
    char chunk[CHUNK_BYTES];
};

/* What the socket did not take at once. */
typedef struct pending_write {
    uv_write_t request;
    char bytes[];
} pending_write;

static uv_stream_t *stream_of(server_connection *c) {
    return (uv_stream_t *)&c->tcp;
}

static void on_closed(uv_handle_t *handle) {
    server_connection *c = handle->data;
    c->events.on_closed(c->events.user);
    buffer_free(&c->input);
    free(c);
}

void server_connection_abort(server_connection *c) {
    loop_timer_stop(&c->deadline);
    if (!uv_is_closing((uv_handle_t *)&c->tcp)) {
        uv_close((uv_handle_t *)&c->tcp, on_closed);
    }
}

void server_connection_reset(server_connection *c) {
    loop_timer_stop(&c->deadline);
    if (!uv_is_closing((uv_handle_t *)&c->tcp) &&
        uv_tcp_close_reset(&c->tcp, on_closed) != 0) {
        server_connection_abort(c);
    }
}

static void on_deadline(void *user) {
    server_connection_abort(user);
}

static void on_chunk_wanted(uv_handle_t *handle, size_t suggested,
                            uv_buf_t *chunk) {
    (void)suggested;
    server_connection *c = handle->data;
    *chunk = uv_buf_init(c->chunk, CHUNK_BYTES);
}

static void on_read(uv_stream_t *stream, ssize_t count, const uv_buf_t *chunk) {
    server_connection *c = stream->data;
    if (count < 0) {
        server_connection_abort(c);
        return;
    }
    if (count == 0 || c->is_finishing) {
        return;
    }
    if (!buffer_append(&c->input, chunk->base, (size_t)count)) {
        server_connection_abort(c);
        return;
    }
    c->events.on_bytes(c->events.user, &c->input);
}

server_connection *
server_connection_accept(dgg_loop *loop, uv_stream_t *listener,
                         const server_connection_events *events) {
    server_connection *c = calloc(1, sizeof *c);
    if (c == NULL || uv_tcp_init(loop_uv(loop), &c->tcp) != 0) {
        free(c);
        return NULL;
    }
    c->tcp.data = c;
    c->events = *events;
    buffer_init(&c->input, SERVER_INPUT_BYTES);
    loop_timer_init(&c->deadline, loop, on_deadline, c);
    if (uv_accept(listener, stream_of(c)) != 0 ||
        uv_read_start(stream_of(c), on_chunk_wanted, on_read) != 0) {
        server_connection_abort(c);
        return c;
    }
    uv_tcp_nodelay(&c->tcp, 1);
    return c;
}

/* Something was taken, or begins to wait. */
static void expect_write(server_connection *c) {
    if (uv_stream_get_write_queue_size(stream_of(c)) > 0) {
        loop_timer_start(&c->deadline, SERVER_WRITE_MS);
    } else {
        loop_timer_stop(&c->deadline);
    }
}

static void on_written(uv_write_t *request, int status) {
    server_connection *c = request->handle->data;
    free(request);
    c->waiting--;
    if (status != 0) {
        server_connection_abort(c);
    } else if (!c->is_finishing) {
        expect_write(c);
        if (c->waiting == 0) {
            c->events.on_drained(c->events.user);
        }
    }
}

static bool queue(server_connection *c, const uv_buf_t runs[2], size_t sent) {
    size_t total = runs[0].len + runs[1].len;
    pending_write *write = malloc(sizeof *write + total - sent);
    if (write == NULL) {
        return false;
    }
    size_t of_first = sent < runs[0].len ? runs[0].len - sent : 0;
    memcpy(write->bytes, runs[0].base + runs[0].len - of_first, of_first);
    memcpy(write->bytes + of_first,
           runs[1].base + runs[1].len - (total - sent - of_first),
           total - sent - of_first);
    uv_buf_t rest = uv_buf_init(write->bytes, (unsigned)(total - sent));
    if (uv_write(&write->request, stream_of(c), &rest, 1, on_written) != 0) {
        free(write);
        return false;
    }
    c->waiting++;
    if (!c->deadline.is_armed) {
        expect_write(c);
    }
    return true;
}

/* uv's buffers are not const, though a write only reads them. */
static uv_buf_t run_of(const void *bytes, size_t count) {
    union {
        const void *from;
        char *to;
    } view = {.from = bytes == NULL ? "" : bytes};
    return uv_buf_init(view.to, (unsigned)count);
}

bool server_connection_send(server_connection *c, const void *head,
                            size_t head_bytes, const void *body,
                            size_t body_bytes) {
    if (c->is_finishing || uv_is_closing((uv_handle_t *)&c->tcp) ||
        c->waiting > SERVER_QUEUE_SENDS) {
        return false;
    }
    uv_buf_t runs[2] = {run_of(head, head_bytes), run_of(body, body_bytes)};
    /* UV_EAGAIN also where something waits already. */
    int sent = uv_try_write(stream_of(c), runs, 2);
    if (sent < 0 && sent != UV_EAGAIN) {
        server_connection_abort(c);
        return false;
    }
    size_t done = sent < 0 ? 0 : (size_t)sent;
    if (done == head_bytes + body_bytes) {
        return true;
    }
    if (!queue(c, runs, done)) {
        server_connection_abort(c);
        return false;
    }
    return true;
}

bool server_connection_is_waiting(const server_connection *c) {
    return c->waiting > 0;
}

static void on_shut_down(uv_shutdown_t *request, int status) {
    if (status != 0) {
        server_connection_abort(request->handle->data);
    }
}

/* Closing a socket with unread input would send RST and could destroy what
 * was sent last, so the peer's own end is awaited for a while. */
void server_connection_finish(server_connection *c) {
    if (c->is_finishing || uv_is_closing((uv_handle_t *)&c->tcp)) {
        return;
    }
    c->is_finishing = true;
    loop_timer_start(&c->deadline, SERVER_LINGER_MS);
    if (uv_shutdown(&c->shutdown, stream_of(c), on_shut_down) != 0) {
        server_connection_abort(c);
    }
}
