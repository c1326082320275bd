/*
 * What a search looks for in a line: one of several nicks, all of some words.
 * Pure.
 */
#ifndef SERVER_LOG_QUERY_H
#define SERVER_LOG_QUERY_H

#include <stdbool.h>

/* Is the nick one of those between the bars? Case is ignored, and so are
 * spaces around a nick. */
bool server_log_query_has_nick(const char *nicks, const char *nick);

/* Has the text every word of the query, and none that has a minus before it?
 * Between quotation marks stands a phrase. Case is ignored; what is a part of a
 * word only does not count (rustlesearch, HelpCard.vue). */
bool server_log_query_matches(const char *query, const char *text);

/* Is this one of the words between the spaces of a text, case ignored? */
bool server_log_query_mentions(const char *text, const char *word);

/* Does the text have this part, case ignored? */
bool server_log_query_contains(const char *text, const char *part);

#endif
