#include "endpoint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *endpoint_or(const char *given, const char *otherwise) {
    return given == NULL || given[0] == '\0' ? otherwise : given;
}

char *endpoint_join(const char *base, const char *path) {
    size_t base_bytes = strlen(base);
    while (base_bytes > 0 && base[base_bytes - 1] == '/') {
        base_bytes--;
    }
    size_t size = base_bytes + strlen(path) + 1;
    char *joined = malloc(size);
    if (joined != NULL) {
        snprintf(joined, size, "%.*s%s", (int)base_bytes, base, path);
    }
    return joined;
}

char *endpoint_api_url(const dgg_endpoints *endpoints) {
    const dgg_endpoints none = {0};
    const dgg_endpoints *from = endpoints != NULL ? endpoints : &none;
    if (endpoint_or(from->api_url, NULL) != NULL) {
        return endpoint_join(from->api_url, "");
    }
    return endpoint_join(endpoint_or(from->site_url, ENDPOINT_SITE_URL),
                         "/api");
}
