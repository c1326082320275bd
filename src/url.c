#include "url.h"

#include "text_fold.h"

#include <string.h>

typedef struct scheme {
    const char *prefix;
    bool is_secure;
    bool is_websocket;
    int port;
} scheme;

static const scheme schemes[] = {
    {"wss://", true, true, 443},
    {"ws://", false, true, 80},
    {"https://", true, false, 443},
    {"http://", false, false, 80},
};

static bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static const scheme *find_scheme(const char *text) {
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (text_compare_start(text, schemes[i].prefix,
                               strlen(schemes[i].prefix)) == 0) {
            return &schemes[i];
        }
    }
    return NULL;
}

/* Printable ASCII only: whatever else stands there must be escaped. */
static bool is_printable(const char *text) {
    for (; *text != '\0'; text++) {
        if (*text <= ' ' || *text > '~') {
            return false;
        }
    }
    return true;
}

static bool copy_host(url *out, const char *text, size_t bytes,
                      const char *punctuation) {
    if (bytes == 0 || bytes >= sizeof out->host) {
        return false;
    }
    for (size_t i = 0; i < bytes; i++) {
        char c = text[i];
        if (!is_letter_or_digit(c) && strchr(punctuation, c) == NULL) {
            return false;
        }
        out->host[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    out->host[bytes] = '\0';
    return true;
}

/* `text` is what follows the host, up to `end`: nothing or ":" and digits. */
static bool parse_port(url *out, const char *text, const char *end) {
    if (text == end) {
        return true;
    }
    if (*text != ':' || text + 1 == end || end - text > 6) {
        return false;
    }
    int port = 0;
    for (text++; text < end; text++) {
        if (*text < '0' || *text > '9') {
            return false;
        }
        port = port * 10 + (*text - '0');
    }
    out->port = port;
    return port > 0 && port <= 65535;
}

static bool parse_authority(url *out, const char *text, size_t bytes) {
    const char *end = text + bytes;
    if (bytes > 0 && *text == '[') {
        const char *bracket = memchr(text, ']', bytes);
        return bracket != NULL &&
               copy_host(out, text + 1, (size_t)(bracket - text - 1), ":.") &&
               parse_port(out, bracket + 1, end);
    }
    const char *colon = memchr(text, ':', bytes);
    const char *host_end = colon != NULL ? colon : end;
    return copy_host(out, text, (size_t)(host_end - text), "-._") &&
           parse_port(out, host_end, end);
}

/* The path and query without the fragment, which is never sent. */
static bool copy_path(url *out, const char *text) {
    size_t bytes = strcspn(text, "#");
    size_t at = 0;
    if (*text != '/') {
        out->path[at++] = '/';
    }
    if (bytes >= sizeof out->path - at) {
        return false;
    }
    memcpy(out->path + at, text, bytes);
    out->path[at + bytes] = '\0';
    return true;
}

bool url_parse(url *out, const char *text) {
    const scheme *found = find_scheme(text);
    if (found == NULL || !is_printable(text)) {
        return false;
    }
    *out = (url){.is_secure = found->is_secure,
                 .is_websocket = found->is_websocket,
                 .port = found->port};
    const char *authority = text + strlen(found->prefix);
    size_t bytes = strcspn(authority, "/?#");
    return parse_authority(out, authority, bytes) &&
           copy_path(out, authority + bytes);
}

bool url_escape(char *out, size_t size, const char *text) {
    static const char hex[] = "0123456789ABCDEF";
    size_t at = 0;
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        bool is_unreserved =
            is_letter_or_digit(*text) || strchr("-._~", *text) != NULL;
        if (size - at <= (is_unreserved ? 1 : 3)) {
            return false;
        }
        if (is_unreserved) {
            out[at++] = *text;
            continue;
        }
        out[at++] = '%';
        out[at++] = hex[byte >> 4];
        out[at++] = hex[byte & 0xF];
    }
    if (at >= size) {
        return false;
    }
    out[at] = '\0';
    return true;
}

bool url_may_carry_credentials(const char *text, const char *host,
                               bool is_trusted) {
    url parsed;
    if (!url_parse(&parsed, text)) {
        return false;
    }
    bool is_host = parsed.is_secure && parsed.port == 443 &&
                   text_compare(parsed.host, host) == 0;
    return is_trusted || is_host;
}
