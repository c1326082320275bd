/*
 * Texts on their way to the server. Private to model_sends.c, which sends
 * them, and model_outcomes.c, which tells what became of them.
 */
#ifndef MODEL_SENDS_H
#define MODEL_SENDS_H

#include "model.h"

enum {
    SENDS = 16, /* on their way at a time */
    SENDS_DESCRIPTION_BYTES = 64,
};

#define SENDING_HINT "sending \u2026"

/* A text that was given to the library. */
typedef struct pending {
    effect_kind kind; /* EFFECT_SEND_MESSAGE, _WHISPER or EFFECT_VOTE */
    uint64_t tag;
    uint64_t id; /* the library's, once it started */
    bool is_started;
    char *nick; /* NULL: typed in chat */
    char *text;
    int64_t time_ms; /* of a whisper's line in its conversation */
} pending;

struct model_sends {
    pending list[SENDS];
    size_t count;
    char *held; /* the text held back last, or NULL */
    /* An ERR that came while a text was on its way: the outcome that follows
     * tells it, so that it is told once and in the right window. */
    char refusal[SENDS_DESCRIPTION_BYTES];
    char refusal_words[STATUS_BYTES];
};

void pending_free(pending *p);

#endif
