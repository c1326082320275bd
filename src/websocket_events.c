#include "websocket_events.h"

#include "secret.h"
#include "tls.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* --- ends ---------------------------------------------------------------- */

static void end(wire *w, const websocket_end *how) {
    if (w->is_ended) {
        return;
    }
    w->is_ended = true;
    if (!w->is_starting) {
        w->options.handlers.on_end(w->options.handlers.user, how);
    }
}

static void end_with(wire *w, dgg_error error, const char *reason) {
    end(w, &(websocket_end){.error = error, .code = 1006, .reason = reason});
}

static void forget_connecting(wire *w) {
    wire **link = &w->shared->connecting;
    while (*link != NULL && *link != w) {
        link = &(*link)->next;
    }
    if (*link == w) {
        *link = w->next;
    }
    if (w->shared->connecting == NULL) {
        uv_prepare_stop(&w->shared->before_poll);
    }
}

static void end_connecting(wire *w, int system_error) {
    dgg_error error = system_error == ECONNREFUSED ? DGG_ERROR_REFUSED
                      : system_error == ETIMEDOUT  ? DGG_ERROR_TIMEOUT
                                                   : DGG_ERROR_UNREACHABLE;
    forget_connecting(w);
    wire_kill(w);
    w->is_ended = false;
    end_with(w, error, uv_strerror(uv_translate_sys_error(system_error)));
}

static int socket_error(const wire *w) {
    int error = 0;
    socklen_t bytes = sizeof error;
    getsockopt(lws_get_socket_fd(w->lws), SOL_SOCKET, SO_ERROR, &error, &bytes);
    return error;
}

/* libwebsockets throws the reason of a failed connect away, and its watcher
 * with it. So it is looked at before it sees it. */
static void on_before_poll(uv_prepare_t *handle) {
    websocket_shared *shared = handle->data;
    wire *w = shared->connecting;
    while (w != NULL) {
        int error = socket_error(w);
        if (error == 0) {
            w = w->next;
            continue;
        }
        end_connecting(w, error);
        w = shared->connecting; /* the handler may have changed the list */
    }
}

/* --- what libwebsockets tells -------------------------------------------- */

/* One call of it, with what it hands over. */
typedef struct call {
    wire *w;
    struct lws *lws;
    void *in;
    size_t bytes;
} call;

static int on_tcp(const call *c) {
    c->w->lws = c->lws;
    c->w->stage = c->w->options.url->is_secure ? WIRE_TLS : WIRE_UPGRADE;
    forget_connecting(c->w);
    return 0;
}

static bool append_header(unsigned char **at, const unsigned char *last,
                          const char *name, const char *value) {
    if (value == NULL) {
        return true;
    }
    size_t room = (size_t)(last - *at);
    int bytes = snprintf((char *)*at, room, "%s: %s\r\n", name, value);
    if (bytes < 0 || (size_t)bytes >= room) {
        return false;
    }
    *at += bytes;
    return true;
}

/* Origin too: the library's own field would put "http://" before it. */
static int on_headers(const call *c) {
    const wire_options *o = &c->w->options;
    unsigned char **at = c->in;
    const unsigned char *last = *at + c->bytes;
    c->w->stage = WIRE_UPGRADE;
    bool has_room = append_header(at, last, "Origin", o->origin) &&
                    append_header(at, last, "User-Agent", o->user_agent);
    c->w->cookie = *at;
    has_room = has_room && append_header(at, last, "Cookie", o->cookie);
    c->w->cookie_bytes = (size_t)(*at - c->w->cookie);
    return has_room ? 0 : -1;
}

/* The buffer is used for whatever comes next, but not all of it. */
static void wipe_cookie(wire *w) {
    if (w->cookie_bytes > 0) {
        secret_wipe(w->cookie, w->cookie_bytes);
        w->cookie_bytes = 0;
    }
}

static int on_open(const call *c) {
    const wire_handlers *handlers = &c->w->options.handlers;
    c->w->stage = WIRE_OPEN;
    wipe_cookie(c->w);
    handlers->on_open(handlers->user);
    return 0;
}

static int on_receive(const call *c) {
    const wire_handlers *handlers = &c->w->options.handlers;
    const wire_piece piece = {
        .bytes = c->in,
        .count = c->bytes,
        .announced = lws_remaining_packet_payload(c->lws),
        .is_last = lws_is_final_fragment(c->lws) != 0,
        .is_binary = lws_frame_is_binary(c->lws) != 0,
    };
    handlers->on_piece(handlers->user, &piece);
    return 0;
}

static int on_pong(const call *c) {
    const wire_handlers *handlers = &c->w->options.handlers;
    handlers->on_pong(handlers->user);
    return 0;
}

static int on_writable(const call *c) {
    const wire_handlers *handlers = &c->w->options.handlers;
    if (c->w->stage == WIRE_OPEN) {
        handlers->on_writable(handlers->user);
    }
    return 0;
}

/* RFC 6455 sections 7.1.5 and 7.4.2: a close frame without a code means 1005;
 * one byte is no close frame, and no code is 5000 or more. The library turns
 * codes that it does not know, 1012 to 1014 among them, into 1002 before it
 * calls. */
static int on_peer_close(const call *c) {
    wire *w = c->w;
    const unsigned char *payload = c->in;
    int code = c->bytes < 2 ? 0 : payload[0] << 8 | payload[1];
    if (c->bytes == 1 || code >= 5000) {
        end_with(w, DGG_ERROR_PROTOCOL, "");
    } else if (c->bytes == 0) {
        w->close_code = 1005;
    } else {
        size_t count = c->bytes - 2;
        size_t room = sizeof w->reason - 1;
        w->close_code = code;
        memcpy(w->reason, payload + 2, count < room ? count : room);
    }
    return 0;
}

/* Without a close frame either the peer hung up, or the library did because
 * of what the peer sent; then the line is still there. */
static bool is_line_up(struct lws *lws) {
    char byte;
    struct pollfd fd = {.fd = lws_get_socket_fd(lws)};
    if (poll(&fd, 1, 0) != 0) { /* no events are asked for but errors */
        return false;
    }
    ssize_t n = recv(fd.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return n > 0 || (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK));
}

static int on_closed(const call *c) {
    wire *w = c->w;
    if (w->close_code == 0) {
        bool is_up = is_line_up(c->lws);
        end_with(w, is_up ? DGG_ERROR_PROTOCOL : DGG_ERROR_CLOSED, "");
        return 0;
    }
    end(w, &(websocket_end){.error = DGG_ERROR_CLOSED,
                            .code = w->close_code,
                            .reason = w->reason});
    return 0;
}

static bool begins_with(const call *c, const char *prefix) {
    size_t bytes = strlen(prefix);
    return c->in != NULL && c->bytes >= bytes &&
           memcmp(c->in, prefix, bytes) == 0;
}

/* The library's words tell whether there was an answer and it was not to its
 * liking, or none. */
static void end_upgrade(const call *c) {
    wire *w = c->w;
    int status = (int)lws_http_client_http_response(c->lws);
    if (status != 0 && status != 101) {
        snprintf(w->reason, sizeof w->reason, "HTTP status %d", status);
        end(w, &(websocket_end){.error = DGG_ERROR_UPGRADE,
                                .code = 1006,
                                .http_status = status,
                                .reason = w->reason});
    } else if (begins_with(c, "HS: ") || begins_with(c, "problems")) {
        end_with(w, DGG_ERROR_UPGRADE, "the upgrade was answered wrongly");
    } else {
        end_with(w, DGG_ERROR_CLOSED, "before the upgrade was answered");
    }
}

static void end_tls(wire *w) {
    if (w->verify_error != X509_V_OK) {
        end_with(w, DGG_ERROR_CERTIFICATE, tls_verify_words(w->verify_error));
    } else {
        end_with(w, DGG_ERROR_TLS, "");
    }
}

static int on_failed(const call *c) {
    switch (c->w->stage) {
    case WIRE_TCP: end_with(c->w, DGG_ERROR_UNREACHABLE, ""); break;
    case WIRE_TLS: end_tls(c->w); break;
    case WIRE_UPGRADE: end_upgrade(c); break;
    case WIRE_OPEN: end_with(c->w, DGG_ERROR_CLOSED, ""); break;
    }
    return 0;
}

typedef struct action {
    enum lws_callback_reasons reason;
    int (*handle)(const call *c);
} action;

static const action actions[] = {
    {LWS_CALLBACK_CLIENT_RECEIVE, on_receive},
    {LWS_CALLBACK_CLIENT_RECEIVE_PONG, on_pong},
    {LWS_CALLBACK_CLIENT_WRITEABLE, on_writable},
    {LWS_CALLBACK_WSI_CREATE, on_tcp},
    {LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER, on_headers},
    {LWS_CALLBACK_CLIENT_ESTABLISHED, on_open},
    {LWS_CALLBACK_CLIENT_CONNECTION_ERROR, on_failed},
    {LWS_CALLBACK_WS_PEER_INITIATED_CLOSE, on_peer_close},
    {LWS_CALLBACK_CLIENT_CLOSED, on_closed},
};

static int dispatch(enum lws_callback_reasons reason, const call *c) {
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (actions[i].reason == reason) {
            return actions[i].handle(c);
        }
    }
    return 0;
}

/* Some ends, such as a reset before the upgrade was answered, are told in no
 * other way than by this. */
static void on_destroyed(wire *w, struct lws *lws) {
    forget_connecting(w);
    wipe_cookie(w);
    if (!w->is_ended && !w->is_released) {
        w->depth++;
        on_failed(&(call){.w = w, .lws = lws});
        w->depth--;
    }
    w->lws = NULL;
    if (w->is_released && w->depth == 0) {
        free(w);
    }
}

/* For this one `user` is the X509_STORE_CTX and `bytes` whether OpenSSL is
 * content. */
static int on_certificate(struct lws *lws, void *user, size_t bytes) {
    wire *w = lws_wsi_user(lws);
    if (w != NULL && bytes == 0) {
        w->verify_error = X509_STORE_CTX_get_error(user);
    }
    return 0;
}

/* What it returns other than 0 ends the connection. */
static int on_lws(struct lws *lws, enum lws_callback_reasons reason, void *user,
                  void *in, size_t bytes) {
    if (reason == LWS_CALLBACK_OPENSSL_PERFORM_SERVER_CERT_VERIFICATION) {
        return on_certificate(lws, user, bytes);
    }
    wire *w = user;
    if (w == NULL) {
        return 0;
    }
    if (reason == LWS_CALLBACK_WSI_DESTROY) {
        on_destroyed(w, lws);
        return 0;
    }
    if (w->is_ended || w->is_released) {
        return 0;
    }
    w->depth++;
    int status = dispatch(reason, &(call){w, lws, in, bytes});
    w->depth--;
    return w->is_ended || w->is_released ? -1 : status;
}

const struct lws_protocols wire_protocols[] = {
    {.name = "dgg", .callback = on_lws},
    {.name = NULL},
};

void wire_watch_connecting(wire *w) {
    websocket_shared *shared = w->shared;
    w->next = shared->connecting;
    shared->connecting = w;
    uv_prepare_start(&shared->before_poll, on_before_poll);
}

void wire_kill(wire *w) {
    w->is_ended = true;
    lws_set_timeout(w->lws, PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_SYNC);
}
