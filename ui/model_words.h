/*
 * Sentences for what goes wrong: what happened, and what a person can do.
 */
#ifndef MODEL_WORDS_H
#define MODEL_WORDS_H

#include "model_status.h"

/* Why the library did not take a text, or nothing could be loaded. */
void words_for_error(char *out, size_t size, dgg_error error);

/* "10m", "1h 30m", "7d"; "" for 0. */
enum { WORDS_DURATION_BYTES = 48 };
void words_for_duration(char out[WORDS_DURATION_BYTES], int64_t seconds);

/* snprintf that cleans what it made and cuts at a character border, so that
 * a stranger's words may stand in a sentence. */
void words_format(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
