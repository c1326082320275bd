/*
 * What a reader without a single fault would show, and whether a real one
 * shows that, but for what it cannot have got.
 */
#ifndef SOAK_LEDGER_H
#define SOAK_LEDGER_H

#include "model_history.h"

enum { LEDGER_PROBLEM_BYTES = 1024 };

typedef struct ledger ledger;

/* NULL: no memory. */
ledger *ledger_new(void);
void ledger_free(ledger *l);

/* The server sent this frame to all; `is_kept`: its HISTORY has it as well. */
void ledger_publish(ledger *l, const char *frame, bool is_kept,
                    int64_t wall_ms);

/* The reader was told a HISTORY of at most `frames`. From now on it owes those
 * and all that is published until it loses the connection. */
void ledger_connected(ledger *l, size_t frames);

/* Compares the lines that came since the last call with what was published.
 * Every one must have been, once and in this order, and what is owed must be
 * there. Call it while connected and nothing is on its way. False: `problem`
 * says what is wrong. */
bool ledger_check(ledger *l, const history *lines,
                  char problem[LEDGER_PROBLEM_BYTES]);

/* Frames published that HISTORY keeps, and lines found right so far. */
size_t ledger_kept(const ledger *l);
size_t ledger_checked(const ledger *l);

#endif
