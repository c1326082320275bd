/* One curl handle, set up for a request, and what it tells afterwards. */
#include "http_transfer.h"

#include "secret.h"
#include "tls.h"

#include <errno.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

enum {
    RESOLVE_BYTES = URL_HOST_BYTES + DGG_ADDRESS_BYTES + 32,
    RETRY_AFTER_MAX_S = 24 * 3600,
    CONTENT_TYPE_BYTES = 128,
    PIECES_BYTES = 256 * 1024, /* more is not kept between two pieces */
    STATUS_OK = 200,
};

static int status_of(CURL *transfer) {
    long status = 0;
    curl_easy_getinfo(transfer, CURLINFO_RESPONSE_CODE, &status);
    return (int)status;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *user) {
    http_transfer *t = user;
    if (t->has_piece != NULL) {
        *t->has_piece = status_of(t->curl) == STATUS_OK;
    }
    if (!buffer_append(&t->body, bytes, size * count)) {
        t->is_too_large = size * count > t->body.maximum - t->body.used;
        t->is_out_of_memory = !t->is_too_large;
        return 0;
    }
    return size * count;
}

/* curl takes headers that break off for an answer without a body. */
static size_t on_header(char *bytes, size_t size, size_t count, void *user) {
    http_transfer *t = user;
    if (size * count <= 2 && (bytes[0] == '\r' || bytes[0] == '\n')) {
        t->has_head = true;
    }
    return size * count;
}

/* Without the empty proxy curl would take one from the environment. */
static bool limit(CURL *transfer) {
    curl_easy_setopt(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(transfer, CURLOPT_HTTP_VERSION,
                     (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(transfer, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(transfer, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(transfer, CURLOPT_QUICK_EXIT, 1L);
    return curl_easy_setopt(transfer, CURLOPT_PROXY, "") == CURLE_OK;
}

/* The system's directory of anchors is read one certificate at a time, as
 * needed; the usual bundle would cost 20 ms at the first request. */
static bool trust(CURL *transfer, const char *ca_file) {
    return curl_easy_setopt(transfer, CURLOPT_CAINFO, ca_file) == CURLE_OK &&
           curl_easy_setopt(transfer, CURLOPT_CAPATH, TLS_TRUST_DIRECTORY) ==
               CURLE_OK;
}

static bool add_header(http_transfer *t, const char *header) {
    struct curl_slist *longer = curl_slist_append(t->headers, header);
    if (longer == NULL) {
        return false;
    }
    t->headers = longer;
    return curl_easy_setopt(t->curl, CURLOPT_HTTPHEADER, longer) == CURLE_OK;
}

/* "Expect:" keeps curl from waiting for a go-ahead before a larger body. */
static bool set_body(http_transfer *t, const http_options *options) {
    const char *body = options->body != NULL ? options->body : "";
    char type[CONTENT_TYPE_BYTES];
    snprintf(type, sizeof type, "Content-Type: %s",
             options->type != NULL ? options->type : "");
    return curl_easy_setopt(t->curl, CURLOPT_COPYPOSTFIELDS, body) ==
               CURLE_OK &&
           add_header(t, type) && add_header(t, "Expect:");
}

static bool set_method(http_transfer *t, const http_options *options) {
    switch (options->method) {
    case HTTP_GET: return true;
    case HTTP_POST: return set_body(t, options);
    case HTTP_DELETE: break;
    }
    return curl_easy_setopt(t->curl, CURLOPT_CUSTOMREQUEST, "DELETE") ==
           CURLE_OK;
}

static bool set_request(http_transfer *t, const http_options *options) {
    CURL *transfer = t->curl;
    return curl_easy_setopt(transfer, CURLOPT_URL, options->url) == CURLE_OK &&
           (options->user_agent == NULL ||
            curl_easy_setopt(transfer, CURLOPT_USERAGENT,
                             options->user_agent) == CURLE_OK) &&
           (options->cookie == NULL ||
            curl_easy_setopt(transfer, CURLOPT_COOKIE, options->cookie) ==
                CURLE_OK) &&
           (options->header == NULL || add_header(t, options->header)) &&
           set_method(t, options);
}

/* A date that is over is so many seconds below 0. */
static int64_t retry_after_ms(CURL *transfer) {
    curl_off_t seconds = 0;
    curl_easy_getinfo(transfer, CURLINFO_RETRY_AFTER, &seconds);
    if (seconds < 0) {
        return 0;
    }
    return seconds < RETRY_AFTER_MAX_S ? (int64_t)seconds * 1000
                                       : RETRY_AFTER_MAX_S * INT64_C(1000);
}

static http_redirect compare(const url *asked, const url *target) {
    if (target->port != asked->port || target->is_secure != asked->is_secure ||
        strcmp(target->host, asked->host) != 0) {
        return HTTP_REDIRECT_ELSEWHERE;
    }
    return strcmp(asked->path, target->path) == 0 ? HTTP_REDIRECT_TO_ITSELF
                                                  : HTTP_REDIRECT_ON_HOST;
}

/* Where curl would go now if it followed. The address may repeat a key. */
static http_redirect redirect_of(CURL *curl) {
    char *from = NULL;
    char *to = NULL;
    curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &from);
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &to);
    url asked;
    url target;
    if (from == NULL || to == NULL || !url_parse(&asked, from)) {
        return HTTP_STAYS;
    }
    http_redirect where = url_parse(&target, to) ? compare(&asked, &target)
                                                 : HTTP_REDIRECT_ELSEWHERE;
    secret_wipe(&asked, sizeof asked);
    secret_wipe(&target, sizeof target);
    return where;
}

static dgg_error connect_error(CURL *transfer) {
    long code = 0;
    curl_easy_getinfo(transfer, CURLINFO_OS_ERRNO, &code);
    return code == ECONNREFUSED ? DGG_ERROR_REFUSED : DGG_ERROR_UNREACHABLE;
}

bool http_transfer_begin(http_transfer *t, const http_options *options,
                         const char *ca_file) {
    buffer_init(&t->body, HTTP_MAX_BYTES);
    t->curl = curl_easy_init();
    if (t->curl == NULL) {
        return false;
    }
    if (!limit(t->curl) || !trust(t->curl, ca_file)) {
        return false;
    }
    if (options->on_piece == NULL) {
        curl_easy_setopt(t->curl, CURLOPT_MAXFILESIZE_LARGE,
                         (curl_off_t)HTTP_MAX_BYTES);
    }
    curl_easy_setopt(t->curl, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(t->curl, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(t->curl, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(t->curl, CURLOPT_HEADERDATA, t);
    return set_request(t, options);
}

bool http_transfer_pin(http_transfer *t, const url *to, const char *address) {
    if (strchr(to->host, ':') != NULL) {
        return true; /* numeric: there is nothing to resolve */
    }
    char text[RESOLVE_BYTES];
    bool is_ipv6 = strchr(address, ':') != NULL;
    snprintf(text, sizeof text, "%s:%d:%s%s%s", to->host, to->port,
             is_ipv6 ? "[" : "", address, is_ipv6 ? "]" : "");
    t->address = curl_slist_append(NULL, text);
    curl_easy_setopt(t->curl, CURLOPT_RESOLVE, t->address);
    return t->address != NULL;
}

dgg_error http_transfer_error(const http_transfer *t, CURLcode result) {
    if (t->is_too_large) {
        return DGG_ERROR_TOO_LARGE;
    }
    if (t->is_out_of_memory) {
        return DGG_ERROR_MEMORY;
    }
    switch ((int)result) {
    case CURLE_OK: return t->has_head ? DGG_OK : DGG_ERROR_CLOSED;
    case CURLE_SETOPT_OPTION_SYNTAX: /* it could not keep the address */
    case CURLE_OUT_OF_MEMORY: return DGG_ERROR_MEMORY;
    case CURLE_COULDNT_CONNECT: return connect_error(t->curl);
    case CURLE_OPERATION_TIMEDOUT: return DGG_ERROR_TIMEOUT;
    case CURLE_PEER_FAILED_VERIFICATION: return DGG_ERROR_CERTIFICATE;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return DGG_ERROR_TLS;
    case CURLE_FILESIZE_EXCEEDED: return DGG_ERROR_TOO_LARGE;
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR: return DGG_ERROR_CLOSED;
    case CURLE_PARTIAL_FILE: return DGG_ERROR_TRUNCATED;
    case CURLE_RECV_ERROR:
        return t->has_head ? DGG_ERROR_TRUNCATED : DGG_ERROR_CLOSED;
    default: return DGG_ERROR_PROTOCOL;
    }
}

/* curl compares the name itself, after OpenSSL was content with the chain, and
 * then leaves its "not yet known" where the result should be. */
const char *http_transfer_certificate_words(const http_transfer *t) {
    long verified = X509_V_OK;
    curl_easy_getinfo(t->curl, CURLINFO_SSL_VERIFYRESULT, &verified);
    bool is_name = verified == X509_V_OK || verified == X509_V_ERR_UNSPECIFIED;
    return tls_verify_words(is_name ? X509_V_ERR_HOSTNAME_MISMATCH : verified);
}

static const char *content_type_of(CURL *transfer) {
    char *type = NULL;
    curl_easy_getinfo(transfer, CURLINFO_CONTENT_TYPE, &type);
    return type != NULL ? type : "";
}

bool http_transfer_take(http_transfer *t, http_piece *piece) {
    curl_off_t total = 0;
    if (t->body.used == 0 || status_of(t->curl) != STATUS_OK) {
        return false;
    }
    curl_easy_getinfo(t->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &total);
    *piece = (http_piece){
        .bytes = t->body.bytes,
        .count = t->body.used,
        .content_type = content_type_of(t->curl),
        .total_bytes = total > 0 ? (uint64_t)total : 0,
    };
    return true;
}

void http_transfer_drop(http_transfer *t) {
    buffer_reset(&t->body, PIECES_BYTES);
}

void http_transfer_read(const http_transfer *t, http_answer *answer) {
    answer->status = status_of(t->curl);
    answer->content_type = content_type_of(t->curl);
    answer->bytes = t->body.used;
    answer->body = answer->bytes > 0 ? t->body.bytes : "";
    answer->redirect = redirect_of(t->curl);
    answer->retry_after_ms = retry_after_ms(t->curl);
}

void http_transfer_end(http_transfer *t) {
    if (t->curl != NULL) {
        curl_easy_cleanup(t->curl);
    }
    curl_slist_free_all(t->address);
    curl_slist_free_all(t->headers);
    buffer_free(&t->body);
}
