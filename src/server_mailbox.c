#include "server_mailbox.h"

#include "text_fold.h"

#include <stdlib.h>
#include <string.h>

enum { HOUR_MS = 60 * 60 * 1000 };

static bool is_same(const char *a, const char *b) {
    return text_compare(a, b) == 0;
}

static bool goes(const server_letter *l, const char *from, const char *to) {
    return is_same(l->from, from) && is_same(l->to, to);
}

static void free_letter(server_letter *l) {
    free(l->from);
    free(l->to);
    free(l->text);
}

static bool make_room(server_mailbox *m) {
    if (m->count == SERVER_MAILBOX_LETTERS) {
        free_letter(&m->letters[0]);
        m->count--;
        memmove(m->letters, m->letters + 1, m->count * sizeof *m->letters);
    }
    if (m->count < m->capacity) {
        return true;
    }
    size_t capacity = m->capacity == 0 ? 32 : m->capacity * 2;
    server_letter *letters = realloc(m->letters, capacity * sizeof *letters);
    if (letters == NULL) {
        return false;
    }
    m->letters = letters;
    m->capacity = capacity;
    return true;
}

const server_letter *server_mailbox_add(server_mailbox *m, const char *from,
                                        const char *to, const char *text,
                                        int64_t sent_ms) {
    server_letter copy = {.from = strdup(from),
                          .to = strdup(to),
                          .text = strdup(text),
                          .sent_ms = sent_ms};
    if (copy.from == NULL || copy.to == NULL || copy.text == NULL ||
        !make_room(m)) {
        free_letter(&copy);
        return NULL;
    }
    copy.id = ++m->last_id;
    m->letters[m->count] = copy;
    return &m->letters[m->count++];
}

void server_mailbox_mark_read(server_mailbox *m, const char *from,
                              const char *to) {
    for (size_t i = 0; i < m->count; i++) {
        if (goes(&m->letters[i], from, to)) {
            m->letters[i].is_read = true;
        }
    }
}

void server_mailbox_open(server_mailbox *m, int64_t id, const char *to) {
    for (size_t i = 0; i < m->count; i++) {
        if (m->letters[i].id == id && is_same(m->letters[i].to, to)) {
            m->letters[i].is_read = true;
        }
    }
}

void server_mailbox_open_all(server_mailbox *m, const char *to) {
    for (size_t i = 0; i < m->count; i++) {
        if (is_same(m->letters[i].to, to)) {
            m->letters[i].is_read = true;
        }
    }
}

bool server_mailbox_is_spam(const server_mailbox *m, const char *from,
                            const char *to, int64_t now_ms) {
    size_t to_him = 0;
    size_t to_all = 0;
    size_t answers = 0;
    for (size_t i = m->count;
         i-- > 0 && now_ms - m->letters[i].sent_ms <= HOUR_MS;) {
        const server_letter *l = &m->letters[i];
        if (goes(l, to, from)) {
            return false;
        }
        answers += is_same(l->to, from);
        to_all += is_same(l->from, from) && !l->is_read;
        to_him += goes(l, from, to) && !l->is_read;
        if (to_him == SERVER_MAILBOX_UNANSWERED) {
            return true;
        }
    }
    return to_all > answers + SERVER_MAILBOX_UNANSWERED_BY_ALL;
}

size_t server_mailbox_count_unread(const server_mailbox *m, const char *to) {
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++) {
        count += is_same(m->letters[i].to, to) && !m->letters[i].is_read;
    }
    return count;
}

void server_mailbox_free(server_mailbox *m) {
    for (size_t i = 0; i < m->count; i++) {
        free_letter(&m->letters[i]);
    }
    free(m->letters);
    *m = (server_mailbox){0};
}
