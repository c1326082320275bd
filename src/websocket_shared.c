#include "websocket_shared.h"

#include "tls.h"

#include <libwebsockets.h>
#include <stdlib.h>

enum {
    /* One read and the largest piece: some 250 chat lines, so that a flood is
     * taken in large bites and one service call still ends soon. */
    READ_BYTES = 64 << 10,
    HEADER_BYTES = 8 << 10, /* of the request, and of the answer */
    LWS_SECONDS = 120,      /* its own timeouts; ours come first */
    CLOSE_ROUNDS = 4,
};

/* Creating a context makes the process ignore SIGPIPE; whether it does is not
 * for a library to say. */
static struct lws_context *
create_context(const struct lws_context_creation_info *info) {
    struct sigaction before;
    sigaction(SIGPIPE, NULL, &before);
    lws_set_log_level(0, NULL);
    struct lws_context *context = lws_create_context(info);
    sigaction(SIGPIPE, &before, NULL);
    return context;
}

static uint64_t options_of(bool is_secure) {
    uint64_t options =
        LWS_SERVER_OPTION_LIBUV | LWS_SERVER_OPTION_SKIP_SERVER_CANONICAL_NAME;
    return is_secure ? options | LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT : options;
}

/* Destroying closes handles, which takes rounds of the loop, and wants to be
 * called again when they are closed. The round before lets close frames out
 * that were asked for just now. */
static void close_contexts(websocket_shared *shared) {
    uv_loop_t *uv = loop_uv(shared->loop);
    uv_run(uv, UV_RUN_NOWAIT);
    for (int i = 0; i < 2; i++) {
        if (shared->contexts[i] != NULL) {
            lws_context_destroy(shared->contexts[i]);
        }
    }
    for (int i = 0; i < CLOSE_ROUNDS; i++) {
        uv_run(uv, UV_RUN_NOWAIT);
    }
    for (int i = 0; i < 2; i++) {
        if (shared->contexts[i] != NULL) {
            lws_context_destroy(shared->contexts[i]);
        }
    }
}

static void release(void *value) {
    websocket_shared *shared = value;
    uv_close((uv_handle_t *)&shared->before_poll, NULL);
    close_contexts(shared);
    SSL_CTX_free(shared->tls);
    free(shared);
}

websocket_shared *websocket_shared_get(dgg_loop *loop) {
    websocket_shared *shared = loop_get(loop, LOOP_WEBSOCKET);
    if (shared != NULL) {
        return shared;
    }
    shared = calloc(1, sizeof *shared);
    if (shared == NULL) {
        return NULL;
    }
    shared->loop = loop;
    uv_prepare_init(loop_uv(loop), &shared->before_poll);
    shared->before_poll.data = shared;
    loop_set(loop, LOOP_WEBSOCKET, shared, release);
    return shared;
}

dgg_error websocket_shared_need(websocket_shared *shared, bool is_secure,
                                const struct lws_protocols *protocols) {
    if (shared->contexts[is_secure] != NULL) {
        return DGG_OK;
    }
    if (is_secure && shared->tls == NULL) {
        shared->tls = tls_context_new(loop_ca_file(shared->loop));
        if (shared->tls == NULL) {
            return DGG_ERROR_TLS;
        }
    }
    void *foreign_loops[] = {loop_uv(shared->loop)};
    const struct lws_context_creation_info info = {
        .port = CONTEXT_PORT_NO_LISTEN,
        .protocols = protocols,
        .options = options_of(is_secure),
        .foreign_loops = foreign_loops,
        .http_proxy_address = "", /* not the one of the environment */
        .provided_client_ssl_ctx = is_secure ? shared->tls : NULL,
        .pcontext = &shared->contexts[is_secure],
        .pt_serv_buf_size = READ_BYTES,
        .fd_limit_per_thread = WEBSOCKET_SHARED_MAX_SOCKETS,
        .max_http_header_data = HEADER_BYTES,
        .max_http_header_pool = WEBSOCKET_SHARED_MAX_SOCKETS,
        .timeout_secs = LWS_SECONDS,
        .connect_timeout_secs = LWS_SECONDS,
        .timeout_secs_ah_idle = LWS_SECONDS,
        .uid = -1,
        .gid = -1,
    };
    shared->contexts[is_secure] = create_context(&info);
    return shared->contexts[is_secure] != NULL ? DGG_OK : DGG_ERROR_SYSTEM;
}
