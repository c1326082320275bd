#include "http.h"

#include "http_multi.h"
#include "http_transfer.h"
#include "resolver.h"
#include "secret.h"
#include "sigpipe.h"

#include <stdlib.h>
#include <string.h>

struct http_request {
    dgg_loop *loop;
    url url; /* its path without the query */
    resolver_query *query;
    http_multi *multi; /* once it runs */
    http_transfer transfer;
    http_multi_entry entry;
    loop_timer timer;
    http_answer tapped; /* what the loop's tap answers instead */
    http_piece_handler on_piece;
    http_callback callback;
    void *user;
};

static void destroy(http_request *request) {
    loop_timer_stop(&request->timer);
    if (request->query != NULL) {
        resolver_cancel(request->query);
    }
    http_transfer_end(&request->transfer);
    free(request);
}

static void tell_tap(const http_request *request, const http_answer *result) {
    const http_tap *tap = http_get_tap(request->loop);
    if (tap != NULL && tap->on_answer != NULL) {
        tap->on_answer(tap->user, request->url.path, result);
    }
}

/* The last thing that happens to a request. */
static void answer(http_request *request, dgg_error error, const char *reason) {
    http_answer result = {
        .error = error, .body = "", .content_type = "", .reason = reason};
    if (error == DGG_OK) {
        http_transfer_read(&request->transfer, &result);
        tell_tap(request, &result);
    }
    request->callback(request->user, &result);
    destroy(request);
}

static void on_done(void *user, CURLcode result) {
    http_request *request = user;
    const http_transfer *t = &request->transfer;
    dgg_error error = http_transfer_error(t, result);
    answer(request, error,
           error == DGG_ERROR_CERTIFICATE ? http_transfer_certificate_words(t)
                                          : "");
}

/* The time that is left begins anew with each piece, once it was taken. */
static void on_piece(void *user) {
    http_request *request = user;
    http_piece piece;
    if (!http_transfer_take(&request->transfer, &piece)) {
        return;
    }
    bool is_wanted = request->on_piece(request->user, &piece);
    http_transfer_drop(&request->transfer);
    loop_timer_start(&request->timer, HTTP_TIMEOUT_MS);
    if (!is_wanted) {
        http_multi_remove(request->multi, &request->entry);
        answer(request, DGG_OK, "");
    }
}

static const http_multi_handlers handlers = {on_piece, on_done};

static void on_timeout(void *user) {
    http_request *request = user;
    if (request->multi == NULL) {
        answer(request, DGG_ERROR_RESOLVE, "the name server does not answer");
        return;
    }
    http_multi_remove(request->multi, &request->entry);
    answer(request, DGG_ERROR_TIMEOUT, "");
}

static void on_resolved(void *user, const char *address) {
    http_request *request = user;
    request->query = NULL;
    if (address == NULL) {
        answer(request, DGG_ERROR_RESOLVE, "");
        return;
    }
    request->entry =
        (http_multi_entry){.transfer = request->transfer.curl, .user = request};
    request->multi = http_multi_get(request->loop, &handlers);
    if (request->multi == NULL ||
        !http_transfer_pin(&request->transfer, &request->url, address) ||
        !http_multi_add(request->multi, &request->entry)) {
        request->multi = NULL;
        answer(request, DGG_ERROR_MEMORY, "");
    }
}

/* The tap's body in one piece. */
static void tell_tapped(http_request *request) {
    http_answer *tapped = &request->tapped;
    buffer *body = &request->transfer.body;
    if (request->on_piece == NULL || tapped->status != 200) {
        return;
    }
    buffer_init(body, HTTP_MAX_BYTES);
    if (!buffer_append(body, tapped->body, tapped->bytes)) {
        *tapped = (http_answer){.error = DGG_ERROR_MEMORY, .reason = ""};
    } else if (body->used > 0) {
        const http_piece piece = {body->bytes, body->used, tapped->content_type,
                                  body->used};
        request->on_piece(request->user, &piece);
    }
    tapped->body = "";
    tapped->bytes = 0;
}

static void on_tapped(void *user) {
    http_request *request = user;
    tell_tapped(request);
    request->callback(request->user, &request->tapped);
    destroy(request);
}

static void ask_tap(http_request *request, const http_tap *tap) {
    request->tapped = (http_answer){
        .error = DGG_OK, .body = "", .content_type = "", .reason = ""};
    int64_t due_ms =
        tap->answer(tap->user, request->url.path, &request->tapped);
    loop_timer_init(&request->timer, request->loop, on_tapped, request);
    loop_timer_start_at(&request->timer, due_ms);
}

/* The multi handle comes first: with it curl is started. */
static dgg_error ask_network(http_request *request,
                             const http_options *options) {
    request->transfer.has_piece =
        options->on_piece != NULL ? &request->entry.has_piece : NULL;
    if (http_multi_get(request->loop, &handlers) == NULL ||
        !http_transfer_begin(&request->transfer, options,
                             loop_ca_file(request->loop))) {
        return DGG_ERROR_MEMORY;
    }
    request->query =
        resolver_start(request->loop, request->url.host, on_resolved, request);
    if (request->query == NULL) {
        return DGG_ERROR_MEMORY;
    }
    loop_timer_start(&request->timer, HTTP_TIMEOUT_MS);
    return DGG_OK;
}

static dgg_error start(http_request *request, const http_options *options) {
    if (!url_parse(&request->url, options->url) || request->url.is_websocket) {
        return DGG_ERROR_URL;
    }
    char *path = request->url.path;
    size_t bytes = strcspn(path, "?#");
    secret_wipe(path + bytes, sizeof request->url.path - bytes);
    const http_tap *tap = http_get_tap(request->loop);
    if (tap != NULL && tap->answer != NULL) {
        ask_tap(request, tap);
        return DGG_OK;
    }
    return ask_network(request, options);
}

void http_set_tap(dgg_loop *loop, const http_tap *tap) {
    loop_set_tap(loop, tap);
}

const http_tap *http_get_tap(const dgg_loop *loop) {
    return loop_tap(loop);
}

dgg_error http_send(http_request **out, dgg_loop *loop,
                    const http_options *options) {
    *out = NULL;
    http_request *request = calloc(1, sizeof *request);
    if (request == NULL) {
        return DGG_ERROR_MEMORY;
    }
    request->loop = loop;
    request->callback = options->callback;
    request->on_piece = options->on_piece;
    request->user = options->user;
    loop_timer_init(&request->timer, loop, on_timeout, request);
    dgg_error error = start(request, options);
    if (error != DGG_OK) {
        destroy(request);
        return error;
    }
    *out = request;
    return DGG_OK;
}

void http_cancel(http_request *request) {
    if (request == NULL) {
        return;
    }
    sigpipe_guard guard; /* a connection under TLS says goodbye */
    sigpipe_block(&guard);
    if (request->multi != NULL) {
        http_multi_remove(request->multi, &request->entry);
    }
    destroy(request);
    sigpipe_restore(&guard);
}
