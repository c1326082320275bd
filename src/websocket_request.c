#include "websocket_request.h"

#include "websocket_wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* False: no memory. */
static bool copy_optional(char **out, const char *text) {
    *out = text != NULL ? strdup(text) : NULL;
    return text == NULL || *out != NULL;
}

/* A line break in a header's value would start another header. */
static bool is_header_value(const char *text) {
    if (text == NULL) {
        return true;
    }
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || *text == '\x7F') {
            return false;
        }
    }
    return true;
}

static void write_host(websocket_request *r) {
    const url *target = &r->target;
    bool is_ipv6 = strchr(target->host, ':') != NULL;
    int bytes = snprintf(r->host, sizeof r->host, is_ipv6 ? "[%s]" : "%s",
                         target->host);
    int usual_port = target->is_secure ? 443 : 80;
    if (bytes > 0 && target->port != usual_port) {
        snprintf(r->host + bytes, sizeof r->host - (size_t)bytes, ":%d",
                 target->port);
    }
}

static bool has_usable_url(websocket_request *r, const char *text) {
    if (!url_parse(&r->target, text) || !r->target.is_websocket) {
        return false;
    }
    write_host(r);
    return strlen(r->host) <= WIRE_MAX_HOST_BYTES &&
           strlen(r->target.path) <= WIRE_MAX_PATH_BYTES;
}

bool websocket_can_open(const char *address) {
    websocket_request r = {0};
    return has_usable_url(&r, address);
}

dgg_error websocket_request_new(websocket_request **out,
                                const websocket_options *options) {
    if (!is_header_value(options->cookie) ||
        !is_header_value(options->origin) ||
        !is_header_value(options->user_agent)) {
        return DGG_ERROR_ARGUMENT;
    }
    websocket_request *r = calloc(1, sizeof *r);
    if (r == NULL) {
        return DGG_ERROR_MEMORY;
    }
    dgg_error error = DGG_ERROR_URL;
    if (!has_usable_url(r, options->url)) {
        goto fail;
    }
    error = DGG_ERROR_MEMORY;
    r->cookie = secret_new(options->cookie);
    bool wants_cookie = options->cookie != NULL && options->cookie[0] != '\0';
    if (!copy_optional(&r->origin, options->origin) ||
        !copy_optional(&r->user_agent, options->user_agent) ||
        (wants_cookie && r->cookie == NULL)) {
        goto fail;
    }
    *out = r;
    return DGG_OK;
fail:
    websocket_request_free(r);
    return error;
}

void websocket_request_free(websocket_request *r) {
    if (r != NULL) {
        free(r->origin);
        free(r->user_agent);
        secret_free(r->cookie);
        free(r);
    }
}
