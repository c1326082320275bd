/*
 * What dgg logs says of how far it is, and of how it ended. Pure; what came
 * from elsewhere is cleaned.
 */
#ifndef LOGS_WORDS_H
#define LOGS_WORDS_H

#include "logs_plan.h"

enum { LOGS_WORDS_BYTES = 512 };

/* "overrustlelogs.net: 12345 lines, 1.2 MB, 45 %", or that it wants to be left
 * alone. */
void logs_words_progress(char out[LOGS_WORDS_BYTES], const char *host,
                         const dgg_log_report *report);

/* "3 lines could not be understood.", or "". */
void logs_words_skipped(char out[LOGS_WORDS_BYTES],
                        const dgg_log_report *report);

/* The exit code, and the sentence for what went wrong, or "". The lines of the
 * report are those that were wanted. */
int logs_words_end(char out[LOGS_WORDS_BYTES], const char *host,
                   const logs_plan *plan, const dgg_log_report *report);

#endif
