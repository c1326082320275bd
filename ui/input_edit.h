/*
 * A line being typed: text, cursor, kill buffer and the lines typed before. It
 * knows no key and no screen.
 */
#ifndef INPUT_EDIT_H
#define INPUT_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    EDIT_BYTES = 8192,          /* of one line, terminator included */
    EDIT_MAX_CHARACTERS = 512,  /* what the server takes, in code points */
    EDIT_WARN_CHARACTERS = 400, /* from here on the rest is counted */
    EDIT_HISTORY = 500,         /* lines remembered */
};

typedef struct edit_history edit_history;

/* The text is always valid UTF-8 without control characters; the cursor
 * stands between clusters. */
typedef struct edit {
    char text[EDIT_BYTES];
    size_t bytes;
    size_t cursor;   /* offset in bytes */
    char *killed;    /* malloc'd, or NULL */
    bool is_killing; /* the last verb cut: what is cut next joins it */
    size_t back;     /* how many lines back in the history; 0: the own line */
    uint64_t newest; /* how many lines the history had had when that began */
    char **drafts;   /* [back]: what a line was changed to, or NULL; [0] is the
                        own line. NULL: the history was not gone through */
} edit;

typedef enum edit_verb {
    EDIT_LEFT,
    EDIT_RIGHT,
    EDIT_WORD_LEFT,
    EDIT_WORD_RIGHT,
    EDIT_START,
    EDIT_END,
    EDIT_RUBOUT,
    EDIT_DELETE,
    EDIT_KILL_WORD_BACK,
    EDIT_KILL_WORD,
    EDIT_KILL_TO_START,
    EDIT_KILL_TO_END,
    EDIT_YANK,
} edit_verb;

void edit_init(edit *e);
void edit_free(edit *e);
void edit_do(edit *e, edit_verb verb);

/* Inserts at the cursor. Newlines and tabs become spaces, other controls are
 * dropped; what does not fit is dropped. */
void edit_insert(edit *e, const char *text, size_t bytes);

/* Replaces the whole line; the cursor goes to its end. */
void edit_set(edit *e, const char *text);
/* An own line that was left to go through the history can be yanked then. */
void edit_clear(edit *e);

size_t edit_characters(const edit *e);

/* Lines typed before, shared by all windows. */
edit_history *edit_history_new(void); /* NULL: no memory */
void edit_history_free(edit_history *history);
/* Remembers a line unless it is empty or the same as the last. */
void edit_history_add(edit_history *history, const char *text);
/* Shows an older (true) or newer line in the edit. The own line comes back
 * last, and what was changed in the others stays until the edit is cleared. */
void edit_history_show(const edit_history *history, edit *e, bool older);

#endif
