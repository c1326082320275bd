/*
 * Windows: chat, and one conversation for each person whispered with. Each
 * has its own lines, reading place and half-typed line.
 */
#ifndef MODEL_WINDOWS_H
#define MODEL_WINDOWS_H

#include "input_edit.h"
#include "model_history.h"
#include "model_view.h"

enum { WINDOWS = 200, WINDOW_CHAT = 0 };

typedef enum window_load {
    LOAD_NOT_ASKED,
    LOAD_RUNNING,
    LOAD_DONE,
    LOAD_FAILED,
} window_load;

typedef struct window {
    char *nick; /* whom it talks to, as he spells it; NULL: chat */
    history lines;
    view place;
    edit input;
    uint32_t unread;
    int64_t active_ms; /* last whisper, by the wall clock */
    window_load load;  /* of the older messages from the site */
} window;

typedef struct windows {
    window *list[WINDOWS]; /* list[0] is chat */
    size_t count;
    size_t current;
    char last_whisperer[65]; /* of the last whisper received, or "" */
} windows;

bool windows_init(windows *w); /* false: no memory */
void windows_free(windows *w);

window *windows_current(windows *w);
const window *windows_shown(const windows *w);

/* The conversation with somebody, compared without case; NULL if none. */
window *windows_find(windows *w, const char *nick);

bool windows_has(const windows *w, const char *nick);

/* Finds or makes it. When all places are taken, the one longest inactive
 * without unread whispers goes. NULL: no memory, or every one has unread. */
window *windows_open(windows *w, const char *nick);

/* Closes a conversation (chat stays); the one before it is shown. */
void windows_close(windows *w, size_t index);

/* Shows a window and forgets its unread count; false if there is none. */
bool windows_show(windows *w, size_t index);

/* Conversations for the list: unread first, then the most recent. Fills
 * `order` with indexes into list and returns how many. */
size_t windows_order(const windows *w, size_t order[WINDOWS]);

uint32_t windows_unread(const windows *w);

#endif
