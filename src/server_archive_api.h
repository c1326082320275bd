/*
 * What the archive answers in JSON, below /api/v1 (overrustlelogs,
 * server/main.go).
 */
#ifndef SERVER_ARCHIVE_API_H
#define SERVER_ARCHIVE_API_H

#include "server_visit.h"

/* `parts` are the `count` parts of the path behind /api/v1, which are cut. */
void server_archive_give_api(server_visit *v, char *const *parts, size_t count);

#endif
