/*
 * Bytes a terminal sends -> keys. Pure: it neither reads nor waits.
 *
 * Understood are UTF-8, control bytes, ESC as a prefix for Alt, and the
 * sequences of xterm and its kin, the Linux console, rxvt and PuTTY, with
 * modifiers; also CSI u and modifyOtherKeys. Unknown sequences are swallowed
 * whole, so that none of their letters is taken for typing. Between the ends
 * of a bracketed paste nothing is a command. Its end may get lost: a key that
 * comes a second after what was pasted ends it too.
 */
#ifndef TERM_KEYS_H
#define TERM_KEYS_H

#include "input_key.h"

#include <stddef.h>
#include <stdint.h>

enum { TERM_KEYS_BYTES = 4096 };

/* All-zero is the start. */
typedef struct term_keys {
    char bytes[TERM_KEYS_BYTES];
    size_t first; /* of the bytes not yet decoded */
    size_t end;
    bool is_pasting;
    bool has_lost_end; /* of a paste: the next key is that end */
} term_keys;

/* Where to put bytes that arrived; never less than half of the buffer once
 * term_keys_next returned no key. */
char *term_keys_room(term_keys *k, size_t *room);
/* `pause_ms`: since the bytes before these came. */
void term_keys_added(term_keys *k, size_t bytes, int64_t pause_ms);

/* The next key; false: more bytes are needed. `is_late` decides what is
 * unfinished: a lone ESC is the Escape key. */
bool term_keys_next(term_keys *k, input_key *key, bool is_late);

/* Is something unfinished that time will decide? */
bool term_keys_is_waiting(const term_keys *k);

#endif
