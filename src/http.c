#include "http.h"

#include "buffer.h"
#include "http_multi.h"
#include "resolver.h"
#include "sigpipe.h"
#include "tls.h"
#include "url.h"

#include <errno.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RESOLVE_BYTES = URL_HOST_BYTES + DGG_ADDRESS_BYTES + 32 };

struct http_request {
    dgg_loop *loop;
    url url;    /* its path without the query */
    char *text; /* of the URL; may hold a credential */
    resolver_query *query;
    http_multi *multi; /* once it runs */
    CURL *transfer;
    struct curl_slist *address; /* for CURLOPT_RESOLVE */
    buffer body;
    bool is_too_large;
    bool has_head; /* the empty line after the headers came */
    loop_timer timer;
    http_answer tapped; /* what the loop's tap answers instead */
    http_callback callback;
    void *user;
};

static void destroy(http_request *request) {
    loop_timer_stop(&request->timer);
    if (request->query != NULL) {
        resolver_cancel(request->query);
    }
    if (request->transfer != NULL) {
        curl_easy_cleanup(request->transfer);
    }
    curl_slist_free_all(request->address);
    buffer_free(&request->body);
    free(request->text);
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
        long status = 0;
        char *type = NULL;
        curl_easy_getinfo(request->transfer, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(request->transfer, CURLINFO_CONTENT_TYPE, &type);
        result.status = (int)status;
        result.content_type = type != NULL ? type : "";
        result.bytes = request->body.used;
        result.body = result.bytes > 0 ? request->body.bytes : "";
        tell_tap(request, &result);
    }
    request->callback(request->user, &result);
    destroy(request);
}

static dgg_error connect_error(CURL *transfer) {
    long code = 0;
    curl_easy_getinfo(transfer, CURLINFO_OS_ERRNO, &code);
    return code == ECONNREFUSED ? DGG_ERROR_REFUSED : DGG_ERROR_UNREACHABLE;
}

/* curl's own words are not used: some hold the URL. */
static dgg_error error_of(const http_request *request, CURLcode result) {
    if (request->is_too_large) {
        return DGG_ERROR_TOO_LARGE;
    }
    switch ((int)result) {
    case CURLE_OK: return request->has_head ? DGG_OK : DGG_ERROR_CLOSED;
    case CURLE_OUT_OF_MEMORY: return DGG_ERROR_MEMORY;
    case CURLE_COULDNT_CONNECT: return connect_error(request->transfer);
    case CURLE_OPERATION_TIMEDOUT: return DGG_ERROR_TIMEOUT;
    case CURLE_PEER_FAILED_VERIFICATION: return DGG_ERROR_CERTIFICATE;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return DGG_ERROR_TLS;
    case CURLE_FILESIZE_EXCEEDED: return DGG_ERROR_TOO_LARGE;
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return DGG_ERROR_CLOSED;
    default: return DGG_ERROR_PROTOCOL;
    }
}

/* curl compares the name itself, after OpenSSL was content with the chain, and
 * then leaves its "not yet known" where the result should be. */
static const char *certificate_words(CURL *transfer) {
    long verified = X509_V_OK;
    curl_easy_getinfo(transfer, CURLINFO_SSL_VERIFYRESULT, &verified);
    bool is_name = verified == X509_V_OK || verified == X509_V_ERR_UNSPECIFIED;
    return tls_verify_words(is_name ? X509_V_ERR_HOSTNAME_MISMATCH : verified);
}

static void on_done(void *private_data, CURLcode result) {
    http_request *request = private_data;
    dgg_error error = error_of(request, result);
    answer(request, error,
           error == DGG_ERROR_CERTIFICATE ? certificate_words(request->transfer)
                                          : "");
}

static void on_timeout(void *user) {
    http_request *request = user;
    if (request->multi == NULL) {
        answer(request, DGG_ERROR_RESOLVE, "the name server does not answer");
        return;
    }
    http_multi_remove(request->multi, request->transfer);
    answer(request, DGG_ERROR_TIMEOUT, "");
}

static size_t on_body(char *bytes, size_t size, size_t count, void *user) {
    http_request *request = user;
    if (!buffer_append(&request->body, bytes, size * count)) {
        request->is_too_large = true;
        return 0;
    }
    return size * count;
}

/* curl takes headers that break off for an answer without a body. */
static size_t on_header(char *bytes, size_t size, size_t count, void *user) {
    http_request *request = user;
    if (size * count <= 2 && (bytes[0] == '\r' || bytes[0] == '\n')) {
        request->has_head = true;
    }
    return size * count;
}

/* The name was resolved by the helper thread, and curl must not do it
 * again. */
static bool pin_address(http_request *request, const char *address) {
    if (strchr(request->url.host, ':') != NULL) {
        return true; /* numeric: there is nothing to resolve */
    }
    char text[RESOLVE_BYTES];
    bool is_ipv6 = strchr(address, ':') != NULL;
    snprintf(text, sizeof text, "%s:%d:%s%s%s", request->url.host,
             request->url.port, is_ipv6 ? "[" : "", address,
             is_ipv6 ? "]" : "");
    request->address = curl_slist_append(NULL, text);
    curl_easy_setopt(request->transfer, CURLOPT_RESOLVE, request->address);
    return request->address != NULL;
}

static void on_resolved(void *user, const char *address) {
    http_request *request = user;
    request->query = NULL;
    if (address == NULL) {
        answer(request, DGG_ERROR_RESOLVE, "");
        return;
    }
    request->multi = http_multi_get(request->loop, on_done);
    if (!pin_address(request, address) || request->multi == NULL ||
        !http_multi_add(request->multi, request->transfer, request)) {
        request->multi = NULL;
        answer(request, DGG_ERROR_MEMORY, "");
    }
}

static void limit(CURL *transfer) {
    curl_easy_setopt(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(transfer, CURLOPT_HTTP_VERSION,
                     (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(transfer, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(transfer, CURLOPT_PROXY, "");
    curl_easy_setopt(transfer, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(transfer, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(transfer, CURLOPT_MAXFILESIZE_LARGE,
                     (curl_off_t)HTTP_MAX_BYTES);
}

/* The system's directory of anchors is read one certificate at a time, as
 * needed; the usual bundle would cost 20 ms at the first request. */
static void trust(CURL *transfer, const char *ca_file) {
    curl_easy_setopt(transfer, CURLOPT_CAINFO, ca_file);
    curl_easy_setopt(transfer, CURLOPT_CAPATH, TLS_TRUST_DIRECTORY);
}

static bool configure(http_request *request, const http_options *options) {
    CURL *transfer = curl_easy_init();
    request->transfer = transfer;
    if (transfer == NULL) {
        return false;
    }
    limit(transfer);
    trust(transfer, loop_ca_file(request->loop));
    curl_easy_setopt(transfer, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(transfer, CURLOPT_WRITEDATA, request);
    curl_easy_setopt(transfer, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(transfer, CURLOPT_HEADERDATA, request);
    curl_easy_setopt(transfer, CURLOPT_USERAGENT, options->user_agent);
    return curl_easy_setopt(transfer, CURLOPT_URL, request->text) == CURLE_OK &&
           (options->cookie == NULL ||
            curl_easy_setopt(transfer, CURLOPT_COOKIE, options->cookie) ==
                CURLE_OK);
}

static void on_tapped(void *user) {
    http_request *request = user;
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

static dgg_error ask_network(http_request *request,
                             const http_options *options) {
    request->text = strdup(options->url);
    if (request->text == NULL || !configure(request, options)) {
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
    path[strcspn(path, "?#")] = '\0';
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

dgg_error http_get(http_request **out, dgg_loop *loop,
                   const http_options *options) {
    *out = NULL;
    http_request *request = calloc(1, sizeof *request);
    if (request == NULL) {
        return DGG_ERROR_MEMORY;
    }
    request->loop = loop;
    request->callback = options->callback;
    request->user = options->user;
    buffer_init(&request->body, HTTP_MAX_BYTES);
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
        http_multi_remove(request->multi, request->transfer);
    }
    destroy(request);
    sigpipe_restore(&guard);
}
