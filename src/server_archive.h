/*
 * The text archive (overrustlelogs, server/main.go): files of a day, a month's
 * file of somebody, and who was mentioned.
 */
#ifndef SERVER_ARCHIVE_H
#define SERVER_ARCHIVE_H

#include "server_visit.h"

/* Is the archive asked? Then this answers. */
bool server_archive_has(const server_request *request);
void server_archive_give(server_visit *v);

#endif
