/*
 * Asking for what nobody may see.
 */
#ifndef PROMPT_H
#define PROMPT_H

#include "options_secret.h"

typedef enum prompt_result {
    PROMPT_READ,
    PROMPT_ENDED, /* standard input ended first */
    PROMPT_LONG,  /* longer than any credential */
    PROMPT_INTERRUPTED,
    PROMPT_FAILED, /* errno says why */
} prompt_result;

/* Reads a line of standard input. Where that is a terminal, `words` are shown
 * and what is typed is not; its settings come back on every way out. `signals`
 * is what signals_open gave. Only `secret` holds the line afterwards. */
prompt_result prompt_secret(const char *words, int signals,
                            char secret[OPTIONS_SECRET_BYTES]);

#endif
