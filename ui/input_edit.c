#include "input_edit.h"

#include "text_width.h"
#include "utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct range {
    size_t start;
    size_t end;
} range;

static size_t next_boundary(const edit *e, size_t at) {
    int columns;
    return at + text_cluster(e->text + at, e->bytes - at, &columns);
}

/* The start of the character before an offset, which is not 0. */
static size_t previous_character(const edit *e, size_t before) {
    size_t at = before - 1;
    while (at > 0 && ((unsigned char)e->text[at] & 0xC0) == 0x80) {
        at--;
    }
    return at;
}

/* Does the character at the offset begin a cluster? */
static bool is_boundary(const edit *e, size_t at) {
    if (at == 0 || at == e->bytes) {
        return true;
    }
    uint32_t code;
    utf8_decode(e->text + at, e->bytes - at, &code, NULL);
    return text_char_width(code) > 0;
}

static size_t previous_boundary(const edit *e, size_t before) {
    size_t at = before;
    while (at > 0) {
        at = previous_character(e, at);
        if (is_boundary(e, at)) {
            break;
        }
    }
    return at;
}

static size_t word_start(const edit *e) {
    size_t at = e->cursor;
    while (at > 0 && e->text[previous_boundary(e, at)] == ' ') {
        at = previous_boundary(e, at);
    }
    while (at > 0 && e->text[previous_boundary(e, at)] != ' ') {
        at = previous_boundary(e, at);
    }
    return at;
}

static size_t word_end(const edit *e) {
    size_t at = e->cursor;
    while (at < e->bytes && e->text[at] == ' ') {
        at = next_boundary(e, at);
    }
    while (at < e->bytes && e->text[at] != ' ') {
        at = next_boundary(e, at);
    }
    return at;
}

/* An edit beside the cursor can join a mark to a new base. */
static void snap_cursor(edit *e) {
    if (!is_boundary(e, e->cursor)) {
        e->cursor = next_boundary(e, previous_boundary(e, e->cursor));
    }
}

static void delete_range(edit *e, range r) {
    memmove(e->text + r.start, e->text + r.end, e->bytes - r.end + 1);
    e->bytes -= r.end - r.start;
    e->cursor = r.start;
    snap_cursor(e);
}

static char *joined(const char *a, size_t a_bytes, const char *b,
                    size_t b_bytes) {
    char *both = malloc(a_bytes + b_bytes + 1);
    if (both != NULL) {
        memcpy(both, a, a_bytes);
        memcpy(both + a_bytes, b, b_bytes);
        both[a_bytes + b_bytes] = '\0';
    }
    return both;
}

/* Cuts next to the cursor. What several verbs in a row cut is put back as one
 * piece, as in readline. Without memory nothing is cut: text is never lost. */
static void kill_range(edit *e, range r, bool was_killing) {
    const char *old = was_killing && e->killed != NULL ? e->killed : "";
    const char *cut = e->text + r.start;
    size_t bytes = r.end - r.start;
    e->is_killing = was_killing || bytes > 0;
    if (bytes == 0) {
        return;
    }
    char *killed = r.start < e->cursor ? joined(cut, bytes, old, strlen(old))
                                       : joined(old, strlen(old), cut, bytes);
    if (killed == NULL) {
        return;
    }
    free(e->killed);
    e->killed = killed;
    delete_range(e, r);
}

static void drop_drafts(edit *e) {
    for (size_t i = 0; e->drafts != NULL && i <= EDIT_HISTORY; i++) {
        free(e->drafts[i]);
    }
    free(e->drafts);
    e->drafts = NULL;
}

/* The own line, if it waits behind a line of the history. */
static void kill_own_line(edit *e) {
    if (e->drafts != NULL && e->drafts[0] != NULL && *e->drafts[0] != '\0') {
        free(e->killed);
        e->killed = e->drafts[0];
        e->drafts[0] = NULL;
    }
}

/* The character as it may stand in a line; 0: not at all. */
static uint32_t allowed(uint32_t code) {
    bool is_line_end = code == '\n' || code == '\r' || code == 0x85 ||
                       code == 0x2028 || code == 0x2029;
    if (is_line_end || code == '\t') {
        return ' ';
    }
    bool is_control = code < ' ' || (code >= 0x7F && code < 0xA0);
    return is_control ? 0 : code;
}

static void insert_character(edit *e, uint32_t code) {
    char bytes[UTF8_MAX_BYTES];
    size_t count = utf8_encode(code, bytes);
    char *here = e->text + e->cursor;
    memmove(here + count, here, e->bytes - e->cursor + 1);
    memcpy(here, bytes, count);
    e->bytes += count;
    e->cursor += count;
}

void edit_init(edit *e) {
    e->text[0] = '\0';
    e->bytes = 0;
    e->cursor = 0;
    e->killed = NULL;
    e->is_killing = false;
    e->back = 0;
    e->newest = 0;
    e->drafts = NULL;
}

void edit_free(edit *e) {
    free(e->killed);
    drop_drafts(e);
    edit_init(e);
}

void edit_do(edit *e, edit_verb verb) {
    size_t here = e->cursor;
    bool was_killing = e->is_killing;
    e->is_killing = false;
    switch (verb) {
    case EDIT_LEFT: e->cursor = previous_boundary(e, here); break;
    case EDIT_RIGHT: e->cursor = next_boundary(e, here); break;
    case EDIT_WORD_LEFT: e->cursor = word_start(e); break;
    case EDIT_WORD_RIGHT: e->cursor = word_end(e); break;
    case EDIT_START: e->cursor = 0; break;
    case EDIT_END: e->cursor = e->bytes; break;
    case EDIT_RUBOUT:
        delete_range(e, (range){previous_boundary(e, here), here});
        break;
    case EDIT_DELETE:
        delete_range(e, (range){here, next_boundary(e, here)});
        break;
    case EDIT_KILL_WORD_BACK:
        kill_range(e, (range){word_start(e), here}, was_killing);
        break;
    case EDIT_KILL_WORD:
        kill_range(e, (range){here, word_end(e)}, was_killing);
        break;
    case EDIT_KILL_TO_START:
        kill_range(e, (range){0, here}, was_killing);
        break;
    case EDIT_KILL_TO_END:
        kill_range(e, (range){here, e->bytes}, was_killing);
        break;
    case EDIT_YANK:
        if (e->killed != NULL) {
            edit_insert(e, e->killed, strlen(e->killed));
        }
        break;
    }
}

void edit_insert(edit *e, const char *text, size_t bytes) {
    e->is_killing = false;
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        bool is_valid;
        bool is_line_start = at > 0 && text[at - 1] == '\r';
        at += utf8_decode(text + at, bytes - at, &code, &is_valid);
        if (!is_valid || (code == '\n' && is_line_start)) {
            continue;
        }
        code = allowed(code);
        if (e->bytes + UTF8_MAX_BYTES >= sizeof e->text) {
            break;
        }
        if (code != 0) {
            insert_character(e, code);
        }
    }
    snap_cursor(e);
}

void edit_set(edit *e, const char *text) {
    edit_clear(e);
    edit_insert(e, text, strlen(text));
}

void edit_clear(edit *e) {
    e->text[0] = '\0';
    e->bytes = 0;
    e->cursor = 0;
    e->is_killing = false;
    e->back = 0;
    kill_own_line(e);
    drop_drafts(e);
}

size_t edit_characters(const edit *e) {
    return utf8_length(e->text, e->bytes);
}
