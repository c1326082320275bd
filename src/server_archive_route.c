#include "server_archive_route.h"

#include "server_http_values.h"
#include "text_fold.h"

#include <string.h>

/* False: it has more parts than any path of the archive, or none. */
static bool split(server_archive_route *r) {
    char *at = r->path;
    while (at != NULL && at[1] != '\0') {
        if (r->count == SERVER_ARCHIVE_PARTS) {
            return false;
        }
        *at = '\0';
        r->parts[r->count++] = ++at;
        at = strchr(at, '/');
    }
    if (at != NULL) {
        *at = '\0';
    }
    return r->count > 0;
}

static bool ends_with(const char *text, const char *end) {
    size_t bytes = strlen(text);
    size_t end_bytes = strlen(end);
    return bytes > end_bytes &&
           text_compare(text + bytes - end_bytes, end) == 0;
}

static server_archive_kind kind_of(const server_archive_route *r) {
    char *const *parts = r->parts;
    if (ends_with(parts[0], " chatlog")) {
        return SERVER_ARCHIVE_CHANNEL;
    }
    if (r->count > 2 && strcmp(parts[0], "api") == 0 &&
        strcmp(parts[1], "v1") == 0) {
        return SERVER_ARCHIVE_API;
    }
    bool is_mention = (r->count == 2 || r->count == 3) &&
                      strcmp(parts[r->count - 2], "mentions") == 0;
    return is_mention ? SERVER_ARCHIVE_MENTIONS : SERVER_ARCHIVE_NOTHING;
}

void server_archive_read_route(const server_request *request,
                               server_archive_route *r) {
    *r = (server_archive_route){.kind = SERVER_ARCHIVE_NOTHING};
    if (server_http_path(request, r->path, sizeof r->path) && split(r)) {
        r->kind = kind_of(r);
    }
}
