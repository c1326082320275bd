/*
 * The language of the configuration file: lines of `key = value`. A line that
 * is empty or begins with # says nothing; of two lines with one key the last
 * counts. Pure.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include <stdbool.h>
#include <stddef.h>

typedef enum config_key {
    CONFIG_TOKEN_COMMAND,   /* prints the login key */
    CONFIG_SESSION_COMMAND, /* prints the session id */
    CONFIG_KEYS,
} config_key;

typedef struct config {
    const char *values[CONFIG_KEYS]; /* NULL: not set */
} config;

/* What is wrong with a line, as a sentence that is safe to print. */
typedef void (*config_warn)(void *user, unsigned line, const char *sentence);

/* Takes `text` apart; the values point into it. A line that cannot be used is
 * told and left out. */
void config_read(config *c, char *text, config_warn warn, void *user);

const char *config_key_name(config_key key);

/* Splits a command at blanks, in place; double quotes keep blanks together and
 * nothing else is special. `words` gets a NULL after the last one. 0: there is
 * no word, there are more than room - 1, or a quote is left open. */
size_t config_split(char *command, char **words, size_t room);

#endif
