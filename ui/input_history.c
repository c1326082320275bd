#include "input_edit.h"

#include <stdlib.h>
#include <string.h>

struct edit_history {
    char *lines[EDIT_HISTORY];
    size_t next; /* slot of the line that comes next */
    size_t count;
};

/* The line typed `back` lines ago, from 1. */
static const char *line_back(const edit_history *history, size_t back) {
    return history->lines[(history->next + EDIT_HISTORY - back) % EDIT_HISTORY];
}

/* Shows a text without forgetting draft and place. */
static void show(edit *e, const char *text) {
    e->bytes = 0;
    e->cursor = 0;
    e->text[0] = '\0';
    edit_insert(e, text, strlen(text));
}

static bool keep_draft(edit *e) {
    char *draft = strdup(e->text);
    if (draft == NULL) {
        return false;
    }
    free(e->draft);
    e->draft = draft;
    return true;
}

static void show_draft(edit *e) {
    show(e, e->draft != NULL ? e->draft : "");
    free(e->draft);
    e->draft = NULL;
}

edit_history *edit_history_new(void) {
    return calloc(1, sizeof(edit_history));
}

void edit_history_free(edit_history *history) {
    if (history == NULL) {
        return;
    }
    for (size_t i = 0; i < EDIT_HISTORY; i++) {
        free(history->lines[i]);
    }
    free(history);
}

void edit_history_add(edit_history *history, const char *text) {
    bool is_repeated =
        history->count > 0 && strcmp(line_back(history, 1), text) == 0;
    if (text[0] == '\0' || is_repeated) {
        return;
    }
    char *copy = strdup(text);
    if (copy == NULL) {
        return;
    }
    free(history->lines[history->next]);
    history->lines[history->next] = copy;
    history->next = (history->next + 1) % EDIT_HISTORY;
    if (history->count < EDIT_HISTORY) {
        history->count++;
    }
}

void edit_history_show(const edit_history *history, edit *e, bool older) {
    if (older ? e->back >= history->count : e->back == 0) {
        return;
    }
    if (e->back == 0 && !keep_draft(e)) {
        return;
    }
    e->back = older ? e->back + 1 : e->back - 1;
    if (e->back == 0) {
        show_draft(e);
    } else {
        show(e, line_back(history, e->back));
    }
}
