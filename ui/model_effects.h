/*
 * What the model wants done. It never acts itself: the loop takes the effects
 * and performs them.
 */
#ifndef MODEL_EFFECTS_H
#define MODEL_EFFECTS_H

#include "dgg_logs.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum effect_kind {
    EFFECT_SEND_MESSAGE, /* text; report with model_send_started */
    EFFECT_SEND_WHISPER, /* nick, text; the same */
    EFFECT_VOTE,         /* text: the option's number; the same */
    EFFECT_LOAD_INBOX,   /* nick, offset; report with model_inbox_loaded */
    EFFECT_LOG_PAGE,     /* nick, tag, older_than_ms; report with model_log_* */
    EFFECT_LOG_MONTH,    /* nick, tag, month; the same */
    EFFECT_LOG_CANCEL,   /* nothing of that is waited for any more */
    EFFECT_LOG_ALLOW,    /* text: a host that may always be asked about nicks */
    EFFECT_CONNECT,
    EFFECT_DISCONNECT,
    EFFECT_BELL,
    EFFECT_REPAINT,
    EFFECT_SUSPEND,
    EFFECT_QUIT,
} effect_kind;

typedef struct effect {
    effect_kind kind;
    char *nick; /* malloc'd, or NULL */
    char *text; /* malloc'd, or NULL */
    size_t offset;
    uint64_t tag; /* names a send until the library gives it an id, and what a
                     log is asked for */
    int64_t older_than_ms;
    dgg_month month;
} effect;

typedef struct effects {
    effect *list;
    size_t count;
    size_t capacity;
} effects;

void effects_free(effects *e);

/* Copies nick and text (NULL is fine). False: no memory. */
bool effects_add(effects *e, const effect *wanted);

/* Moves the oldest one out; the caller gives it to effect_free. False: there
 * is none. */
bool effects_take(effects *e, effect *out);
void effect_free(effect *one);

#endif
