/*
 * The text archive (overrustlelogs, server/main.go): files of a day, a month's
 * file of somebody, and who was mentioned.
 */
#ifndef SERVER_ARCHIVE_H
#define SERVER_ARCHIVE_H

#include "server_visit.h"

/* Answers what is asked of the archive; false, and nothing done: the path is
 * another one. */
bool server_archive_give(server_visit *v);

#endif
