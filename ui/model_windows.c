#include "model_windows.h"

#include "dgg_event.h"

#include <stdlib.h>
#include <string.h>

static void window_free(window *w) {
    if (w == NULL) {
        return;
    }
    free(w->nick);
    history_free(&w->lines);
    edit_free(&w->input);
    free(w);
}

static window *window_new(const char *nick) {
    window *w = calloc(1, sizeof *w);
    if (w == NULL) {
        return NULL;
    }
    history_init(&w->lines);
    edit_init(&w->input);
    w->nick = nick == NULL ? NULL : strdup(nick);
    if (nick != NULL && w->nick == NULL) {
        window_free(w);
        return NULL;
    }
    return w;
}

static void take_out(windows *w, size_t index) {
    window_free(w->list[index]);
    w->count--;
    memmove(&w->list[index], &w->list[index + 1],
            (w->count - index) * sizeof *w->list);
    if (w->current > index) {
        w->current--;
    }
}

/* Nothing in it would be missed: it is not shown, everything was read and
 * nothing is half typed. */
static bool is_idle(const windows *w, size_t index) {
    const window *one = w->list[index];
    return index != w->current && one->unread == 0 && one->input.bytes == 0 &&
           one->input.back == 0;
}

/* Makes room for one more; false: every conversation is still needed. */
static bool make_room(windows *w) {
    if (w->count < WINDOWS) {
        return true;
    }
    size_t longest = WINDOW_CHAT;
    for (size_t i = 1; i < w->count; i++) {
        if (is_idle(w, i) &&
            (longest == WINDOW_CHAT ||
             w->list[i]->active_ms < w->list[longest]->active_ms)) {
            longest = i;
        }
    }
    if (longest == WINDOW_CHAT) {
        return false;
    }
    take_out(w, longest);
    return true;
}

static bool is_before(const window *a, const window *b) {
    bool has_unread = a->unread > 0;
    if (has_unread != (b->unread > 0)) {
        return has_unread;
    }
    return a->active_ms > b->active_ms;
}

/* Of the conversation with somebody; beyond the end if there is none. */
static size_t index_of(const windows *w, const char *nick) {
    size_t i = 1;
    while (i < w->count && dgg_nick_compare(w->list[i]->nick, nick) != 0) {
        i++;
    }
    return i;
}

bool windows_init(windows *w) {
    *w = (windows){0};
    w->list[WINDOW_CHAT] = window_new(NULL);
    w->count = w->list[WINDOW_CHAT] == NULL ? 0 : 1;
    return w->count == 1;
}

void windows_free(windows *w) {
    for (size_t i = 0; i < w->count; i++) {
        window_free(w->list[i]);
    }
    *w = (windows){0};
}

window *windows_current(windows *w) {
    return w->list[w->current];
}

const window *windows_shown(const windows *w) {
    return w->list[w->current];
}

window *windows_find(windows *w, const char *nick) {
    size_t index = index_of(w, nick);
    return index < w->count ? w->list[index] : NULL;
}

bool windows_has(const windows *w, const char *nick) {
    return index_of(w, nick) < w->count;
}

window *windows_open(windows *w, const char *nick) {
    window *known = windows_find(w, nick);
    if (known != NULL || !make_room(w)) {
        return known;
    }
    window *made = window_new(nick);
    if (made != NULL) {
        w->list[w->count++] = made;
    }
    return made;
}

void windows_close(windows *w, size_t index) {
    if (index == WINDOW_CHAT || index >= w->count) {
        return;
    }
    bool was_shown = index == w->current;
    take_out(w, index);
    if (was_shown) {
        windows_show(w, index - 1);
    }
}

bool windows_show(windows *w, size_t index) {
    if (index >= w->count) {
        return false;
    }
    w->current = index;
    w->list[index]->unread = 0;
    return true;
}

size_t windows_order(const windows *w, size_t order[WINDOWS]) {
    size_t count = 0;
    for (size_t i = 1; i < w->count; i++) {
        size_t place = count++;
        while (place > 0 && is_before(w->list[i], w->list[order[place - 1]])) {
            order[place] = order[place - 1];
            place--;
        }
        order[place] = i;
    }
    return count;
}

uint32_t windows_unread(const windows *w) {
    uint32_t sum = 0;
    for (size_t i = 0; i < w->count; i++) {
        sum += w->list[i]->unread;
    }
    return sum;
}
