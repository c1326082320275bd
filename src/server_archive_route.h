/*
 * The parts of a path of the archive. Pure.
 */
#ifndef SERVER_ARCHIVE_ROUTE_H
#define SERVER_ARCHIVE_ROUTE_H

#include "server_http.h"

enum { SERVER_ARCHIVE_PATH_BYTES = 1024, SERVER_ARCHIVE_PARTS = 5 };

typedef enum server_archive_kind {
    SERVER_ARCHIVE_NOTHING,  /* no path of the archive */
    SERVER_ARCHIVE_CHANNEL,  /* in the directory of a channel */
    SERVER_ARCHIVE_MENTIONS, /* the last part is whose */
    SERVER_ARCHIVE_API,      /* behind the first two parts */
} server_archive_kind;

/* What stands between the slashes of a path, decoded. It is not to be copied:
 * the parts lie in `path`. */
typedef struct server_archive_route {
    server_archive_kind kind;
    char path[SERVER_ARCHIVE_PATH_BYTES];
    char *parts[SERVER_ARCHIVE_PARTS];
    size_t count;
} server_archive_route;

/* A slash at the end does not count. */
void server_archive_read_route(const server_request *request,
                               server_archive_route *r);

#endif
