/* Lines typed before. */
#include "input_edit.h"

#include <stdlib.h>
#include <string.h>

struct edit_history {
    char *lines[EDIT_HISTORY]; /* line n is in slot n % EDIT_HISTORY */
    uint64_t added;            /* lines so far: the number of the next */
};

/* NULL when it was not typed yet, or is not kept any more. */
static const char *line_at(const edit_history *history, uint64_t number) {
    bool is_kept =
        number < history->added && history->added - number <= EDIT_HISTORY;
    return is_kept ? history->lines[number % EDIT_HISTORY] : NULL;
}

/* Shows a text without forgetting drafts and place. */
static void show(edit *e, const char *text) {
    e->bytes = 0;
    e->cursor = 0;
    e->text[0] = '\0';
    edit_insert(e, text, strlen(text));
}

/* Keeps the line that is shown as it is now; false: no memory. */
static bool keep_draft(edit *e) {
    if (e->drafts == NULL) {
        e->drafts = calloc(EDIT_HISTORY + 1, sizeof *e->drafts);
    }
    char *draft = e->drafts == NULL ? NULL : strdup(e->text);
    if (draft == NULL) {
        return false;
    }
    free(e->drafts[e->back]);
    e->drafts[e->back] = draft;
    return true;
}

/* Lines that came meanwhile from other windows moved all others back. */
static void begin(const edit_history *history, edit *e) {
    for (size_t i = 1;
         e->drafts != NULL && e->newest != history->added && i <= EDIT_HISTORY;
         i++) {
        free(e->drafts[i]);
        e->drafts[i] = NULL;
    }
    e->newest = history->added;
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
    const char *last =
        history->added > 0 ? line_at(history, history->added - 1) : "";
    if (text[0] == '\0' || strcmp(last, text) == 0) {
        return;
    }
    char *copy = strdup(text);
    if (copy == NULL) {
        return;
    }
    char **slot = &history->lines[history->added % EDIT_HISTORY];
    free(*slot);
    *slot = copy;
    history->added++;
}

void edit_history_show(const edit_history *history, edit *e, bool older) {
    if (!older && e->back == 0) {
        return;
    }
    if (e->back == 0) {
        begin(history, e);
    }
    size_t back = older ? e->back + 1 : e->back - 1;
    const char *line = line_at(history, e->newest - back);
    if ((older && line == NULL) || !keep_draft(e)) {
        return;
    }
    e->back = line == NULL ? 0 : back;
    const char *draft = e->drafts[e->back];
    show(e, draft != NULL ? draft : line);
}
