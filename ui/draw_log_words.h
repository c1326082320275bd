/*
 * The sentences of the log pane: how far it is, and what it asks.
 */
#ifndef DRAW_LOG_WORDS_H
#define DRAW_LOG_WORDS_H

#include "model_log.h"

enum { LOG_WORDS_BYTES = 1024 };

/* "bird · logs.example" */
void log_words_title(char out[LOG_WORDS_BYTES], const log_pane *log);

/* What the pane says in the place of lines, or "" when it may have some. */
void log_words_instead(char out[LOG_WORDS_BYTES], const log_pane *log);

/* What is above the lines; `is_short` leaves out what the title says, too. */
void log_words_state(char out[LOG_WORDS_BYTES], const log_pane *log,
                     bool is_short);

#endif
