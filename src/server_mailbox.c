#include "server_mailbox.h"

#include "server_json.h"
#include "text_fold.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HOUR_MS = 60 * 60 * 1000, DATE_BYTES = 32 };

static bool is_same(const char *a, const char *b) {
    return text_compare(a, b) == 0;
}

static bool goes(const server_letter *l, const char *from, const char *to) {
    return is_same(l->from, from) && is_same(l->to, to);
}

/* The other side of a letter of the owner; NULL when it is not his. */
static const char *partner_in(const server_letter *l, const char *owner) {
    return is_same(l->to, owner)     ? l->from
           : is_same(l->from, owner) ? l->to
                                     : NULL;
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

static const char *date_of(int64_t ms, char date[DATE_BYTES]) {
    time_t seconds = (time_t)(ms / 1000);
    struct tm utc;
    if (gmtime_r(&seconds, &utc) == NULL ||
        strftime(date, DATE_BYTES, "%Y-%m-%dT%H:%M:%S+0000", &utc) == 0) {
        return "";
    }
    return date;
}

/* Is letter `index` the newest between the owner and its other side? */
static bool is_newest(const server_mailbox *m, size_t index,
                      const char *owner) {
    const char *partner = partner_in(&m->letters[index], owner);
    for (size_t i = index + 1; i < m->count && partner != NULL; i++) {
        const char *other = partner_in(&m->letters[i], owner);
        if (other != NULL && is_same(other, partner)) {
            return false;
        }
    }
    return partner != NULL;
}

/* How many letters from one person to another are (not) read. */
static size_t count_letters(const server_mailbox *m, const char *from,
                            const char *to, bool is_read) {
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++) {
        count +=
            goes(&m->letters[i], from, to) && m->letters[i].is_read == is_read;
    }
    return count;
}

static bool write_separator(buffer *out, size_t written) {
    return written == 0 || buffer_append(out, ",", 1);
}

bool server_mailbox_write_unread(const server_mailbox *m, const char *to,
                                 buffer *out) {
    bool is_good = buffer_append(out, "[", 1);
    size_t written = 0;
    for (size_t i = m->count;
         i-- > 0 && is_good && written < SERVER_MAILBOX_UNREAD;) {
        const server_letter *l = &m->letters[i];
        const char *partner = partner_in(l, to);
        size_t unread =
            partner == NULL ? 0 : count_letters(m, partner, to, false);
        if (unread == 0 || !is_newest(m, i, to)) {
            continue;
        }
        char date[DATE_BYTES];
        is_good =
            write_separator(out, written++) &&
            server_json_print(out,
                              "{\"messageid\":\"%lld\",\"username\":\"%s\","
                              "\"timestamp\":\"%s\",\"unread\":\"%zu\"}",
                              (long long)l->id, partner,
                              date_of(l->sent_ms, date), unread);
    }
    return is_good && buffer_append(out, "]", 1);
}

static bool write_summary(const server_mailbox *m, const server_letter *l,
                          const char *owner, buffer *out) {
    char date[DATE_BYTES];
    const char *partner = partner_in(l, owner);
    return server_json_print(
               out,
               "{\"id\":\"%lld\",\"timestamp\":\"%s\",\"userid\":\"0\","
               "\"user\":\"%s\",\"unread\":\"%zu\",\"read\":\"%zu\","
               "\"message\":",
               (long long)l->id, date_of(l->sent_ms, date), partner,
               count_letters(m, partner, owner, false),
               count_letters(m, partner, owner, true)) &&
           server_json_quote(out, l->text, strlen(l->text)) &&
           buffer_append(out, "}", 1);
}

bool server_mailbox_write_inbox(const server_mailbox *m, const char *owner,
                                size_t offset, buffer *out) {
    bool is_good = buffer_append(out, "[", 1);
    size_t found = 0;
    size_t written = 0;
    for (int unread_turn = 1; unread_turn >= 0; unread_turn--) {
        for (size_t i = m->count; i-- > 0 && is_good;) {
            const server_letter *l = &m->letters[i];
            const char *partner = partner_in(l, owner);
            if (partner == NULL || !is_newest(m, i, owner) ||
                (count_letters(m, partner, owner, false) > 0) != unread_turn) {
                continue;
            }
            if (found++ >= offset && written < SERVER_MAILBOX_PAGE) {
                is_good = write_separator(out, written++) &&
                          write_summary(m, l, owner, out);
            }
        }
    }
    return is_good && buffer_append(out, "]", 1);
}

static bool write_letter(const server_letter *l, buffer *out) {
    char date[DATE_BYTES];
    return server_json_print(
               out, "{\"id\":\"%lld\",\"userid\":\"0\",\"targetuserid\":\"0\",",
               (long long)l->id) &&
           server_json_print(out, "\"message\":") &&
           server_json_quote(out, l->text, strlen(l->text)) &&
           server_json_print(out,
                             ",\"timestamp\":\"%s\",\"isread\":\"%d\","
                             "\"deletedbysender\":\"0\","
                             "\"deletedbyreceiver\":\"0\","
                             "\"from\":\"%s\",\"to\":\"%s\"}",
                             date_of(l->sent_ms, date), l->is_read, l->from,
                             l->to);
}

bool server_mailbox_write_conversation(const server_mailbox *m,
                                       const char *owner, const char *partner,
                                       size_t offset, buffer *out) {
    bool is_good = buffer_append(out, "[", 1);
    size_t found = 0;
    size_t written = 0;
    for (size_t i = m->count;
         i-- > 0 && is_good && written < SERVER_MAILBOX_PAGE;) {
        const server_letter *l = &m->letters[i];
        if ((goes(l, owner, partner) || goes(l, partner, owner)) &&
            found++ >= offset) {
            is_good = write_separator(out, written++) && write_letter(l, out);
        }
    }
    return is_good && buffer_append(out, "]", 1);
}

void server_mailbox_free(server_mailbox *m) {
    for (size_t i = 0; i < m->count; i++) {
        free_letter(&m->letters[i]);
    }
    free(m->letters);
    *m = (server_mailbox){0};
}
