/*
 * The archive's answers to who was mentioned on a day, and to what somebody
 * said last (overrustlelogs, server/main.go).
 */
#ifndef SERVER_ARCHIVE_MENTIONS_H
#define SERVER_ARCHIVE_MENTIONS_H

#include "server_visit.h"

/* The text, and the same as JSON. */
void server_archive_give_mentions(server_visit *v, const char *nick);
void server_archive_name_mentions(server_visit *v, const char *nick);

/* JSON only. */
void server_archive_name_stalked(server_visit *v, const char *nick);

/* The error of a request for JSON. */
void server_archive_refuse_json(server_visit *v, int status, const char *text);

#endif
