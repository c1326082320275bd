/*
 * Addresses: taking apart what a person gave, and putting together what is
 * asked for.
 */
#ifndef URL_H
#define URL_H

#include <stdbool.h>
#include <stddef.h>

enum { URL_BYTES = 2048, URL_HOST_BYTES = 256 };

typedef struct url {
    bool is_secure; /* wss or https */
    bool is_websocket;
    char host[URL_HOST_BYTES]; /* without the brackets of an IPv6 address */
    int port;
    char path[URL_BYTES]; /* begins with '/', query included */
} url;

/* False: not an absolute ws, wss, http or https URL, holds user:password,
 * control bytes or spaces, or is too long. */
bool url_parse(url *out, const char *text);

/* Percent-encodes everything but unreserved characters. False: `out` is too
 * small. */
bool url_escape(char *out, size_t size, const char *text);

/* True if credentials may go there: https or wss to exactly `host`, or a
 * trusted endpoint. */
bool url_may_carry_credentials(const char *text, const char *host,
                               bool is_trusted);

#endif
