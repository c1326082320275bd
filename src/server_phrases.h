/*
 * The phrases that nobody may write: plain text, found in any case, or a
 * POSIX extended regular expression between slashes. Pure.
 */
#ifndef SERVER_PHRASES_H
#define SERVER_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

enum { SERVER_PHRASES = 100, SERVER_PHRASE_BYTES = 128 };

struct server_phrase;

/* {0} is a valid empty one. */
typedef struct server_phrases {
    struct server_phrase *list[SERVER_PHRASES];
    size_t count;
} server_phrases;

void server_phrases_free(server_phrases *p);

/* NULL, or the description of the ERR for who wants to add it: it is there
 * already, or it is empty, too long, or no regular expression. Those with
 * repetition counts, back references or many plus signs are refused too,
 * because making or matching them may take for ever. */
const char *server_phrases_problem(const server_phrases *p, const char *phrase);

bool server_phrases_has(const server_phrases *p, const char *phrase);

/* Adding what has a problem, or removing what is not there, does nothing. */
void server_phrases_add(server_phrases *p, const char *phrase);
void server_phrases_remove(server_phrases *p, const char *phrase);

/* The phrase that the text contains, or NULL. */
const char *server_phrases_find(const server_phrases *p, const char *text);

#endif
