#include "server_handshake.h"

#include "text_fold.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#define ACCEPTED_ORIGIN_HOST "www.destiny.gg"
/* RFC 6455, section 1.3. */
#define ACCEPT_GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

enum { KEY_BYTES = 24, SHA1_BYTES = 20, ACCEPT_BYTES = 29 };

/* Is the word one of the comma-separated values of the header? */
static bool header_has(const server_request *request, const char *name,
                       const char *word) {
    const char *at = server_http_header(request, name);
    size_t length = strlen(word);
    while (at != NULL && *at != '\0') {
        at += strspn(at, ", \t");
        size_t bytes = strcspn(at, ", \t");
        if (bytes == length && text_compare_start(at, word, length) == 0) {
            return true;
        }
        at += bytes;
    }
    return false;
}

static bool is_origin_accepted(const server_request *request) {
    const char *origin = server_http_header(request, "Origin");
    if (origin == NULL) {
        return true;
    }
    const char *host = strstr(origin, "://");
    return host != NULL && text_compare(host + 3, ACCEPTED_ORIGIN_HOST) == 0;
}

static bool has_key(const server_request *request) {
    const char *key = server_http_header(request, "Sec-WebSocket-Key");
    return key != NULL && strlen(key) == KEY_BYTES;
}

int server_handshake_check(const server_request *request) {
    if (strcmp(request->path, SERVER_CHAT_PATH) != 0) {
        return 404;
    }
    if (strcmp(request->method, "GET") != 0) {
        return 405;
    }
    if (request->body_bytes > 0 ||
        !header_has(request, "Connection", "upgrade") ||
        !header_has(request, "Upgrade", "websocket") ||
        !header_has(request, "Sec-WebSocket-Version", "13")) {
        return 400;
    }
    if (!is_origin_accepted(request)) {
        return 403;
    }
    return has_key(request) ? 101 : 400;
}

static bool accept_value(const char *key, char out[ACCEPT_BYTES]) {
    char text[KEY_BYTES + sizeof ACCEPT_GUID];
    int length = snprintf(text, sizeof text, "%s%s", key, ACCEPT_GUID);
    unsigned char digest[SHA1_BYTES];
    if (EVP_Digest(text, (size_t)length, digest, NULL, EVP_sha1(), NULL) != 1) {
        return false;
    }
    EVP_EncodeBlock((unsigned char *)out, digest, SHA1_BYTES);
    return true;
}

bool server_handshake_write(buffer *out, const server_request *request) {
    char accept[ACCEPT_BYTES];
    if (!accept_value(server_http_header(request, "Sec-WebSocket-Key"),
                      accept)) {
        return false;
    }
    char answer[256];
    int length = snprintf(answer, sizeof answer,
                          "HTTP/1.1 101 Switching Protocols\r\n"
                          "Upgrade: websocket\r\n"
                          "Connection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: %s\r\n\r\n",
                          accept);
    return buffer_append(out, answer, (size_t)length);
}
