/*
 * The sentences of assets/demo_logs.txt, one a line, in which $nick, $emote and
 * $n stand for somebody, an emote and a number. Pure.
 */
#ifndef SERVER_LOG_WORDS_H
#define SERVER_LOG_WORDS_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { SERVER_LOG_WORDS_BYTES = 512, SERVER_LOG_SENTENCES = 512 };

/* Whose sentences begin with a nick and a colon, and whose do not. */
typedef enum server_log_speaker {
    SERVER_LOG_BAN,
    SERVER_LOG_SUBSCRIBER,
    SERVER_LOG_BROADCAST,
    SERVER_LOG_ANYBODY,
    SERVER_LOG_SPEAKERS,
} server_log_speaker;

typedef struct server_log_sentences {
    const char *list[SERVER_LOG_SENTENCES]; /* each up to its line's end */
    size_t count;
} server_log_sentences;

/* {0} is a valid empty one. */
typedef struct server_log_words {
    server_log_sentences of[SERVER_LOG_SPEAKERS];
    server_log_sentences emotes; /* their names */
    arena strings;
} server_log_words;

/* Reads the sentences and the demo's emotes; false: no memory. */
bool server_log_words_load(server_log_words *words);
void server_log_words_free(server_log_words *words);

/* A nick for a number, of which there may be many. */
typedef struct server_log_nicks {
    const char *(*nick)(const void *user, uint64_t number);
    const void *user;
} server_log_nicks;

/* One of somebody's sentences, as chance wants it. Returns `out`. */
const char *server_log_words_say(const server_log_words *words,
                                 server_log_speaker by,
                                 const server_log_nicks *nicks,
                                 uint64_t *chance,
                                 char out[SERVER_LOG_WORDS_BYTES]);

/* The nick under which the sentences of one who is nobody are logged. */
const char *server_log_speaker_nick(server_log_speaker by);

#endif
