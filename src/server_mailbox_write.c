#include "server_mailbox_write.h"

#include "text_fold.h"

#include <stdlib.h>
#include <string.h>

/* All between the owner and one other. */
typedef struct talk {
    const char *partner;
    const server_letter *newest;
    size_t unread; /* of those received */
    size_t read;
} talk;

static bool is_same(const char *a, const char *b) {
    return text_compare(a, b) == 0;
}

/* The other side of a letter of the owner; NULL when it is not his. */
static const char *partner_in(const server_letter *l, const char *owner) {
    return is_same(l->to, owner)     ? l->from
           : is_same(l->from, owner) ? l->to
                                     : NULL;
}

static talk *talk_with(talk *list, size_t *count, const char *partner) {
    for (size_t i = 0; i < *count; i++) {
        if (is_same(list[i].partner, partner)) {
            return &list[i];
        }
    }
    list[*count] = (talk){.partner = partner};
    return &list[(*count)++];
}

/* The owner's talks, that with the newest letter first; malloc'd. NULL: no
 * memory, which the writer then knows. */
static talk *collect(const server_mail *mail, size_t *count) {
    const server_mailbox *m = mail->mailbox;
    talk *list = calloc(m->count + 1, sizeof *list);
    mail->out->has_failed = mail->out->has_failed || list == NULL;
    *count = 0;
    for (size_t i = m->count; i-- > 0 && list != NULL;) {
        const server_letter *l = &m->letters[i];
        const char *partner = partner_in(l, mail->owner);
        if (partner == NULL) {
            continue;
        }
        talk *t = talk_with(list, count, partner);
        t->newest = t->newest == NULL ? l : t->newest;
        if (is_same(l->to, mail->owner)) {
            t->unread += !l->is_read;
            t->read += l->is_read;
        }
    }
    return list;
}

static int64_t id_of(const server_mail *mail, const char *nick) {
    return mail->id_of == NULL ? 0 : mail->id_of(mail->user, nick);
}

void server_mail_write_unread(const server_mail *mail) {
    server_writer *w = mail->out;
    size_t count = 0;
    size_t written = 0;
    talk *list = collect(mail, &count);
    server_writer_open(w, NULL, '[');
    for (size_t i = 0; i < count && written < SERVER_MAILBOX_UNREAD; i++) {
        if (list[i].unread == 0) {
            continue;
        }
        server_writer_open(w, NULL, '{');
        server_writer_number(w, "messageid", list[i].newest->id);
        server_writer_text(w, "username", list[i].partner);
        server_writer_date(w, "timestamp", SERVER_DATE_SITE,
                           list[i].newest->sent_ms);
        server_writer_number(w, "unread", (int64_t)list[i].unread);
        server_writer_close(w, '}');
        written++;
    }
    server_writer_close(w, ']');
    free(list);
}

static void write_summary(const server_mail *mail, const talk *t) {
    server_writer *w = mail->out;
    server_writer_open(w, NULL, '{');
    server_writer_number(w, "id", t->newest->id);
    server_writer_date(w, "timestamp", SERVER_DATE_SITE, t->newest->sent_ms);
    server_writer_number(w, "userid", id_of(mail, t->partner));
    server_writer_text(w, "user", t->partner);
    server_writer_number(w, "unread", (int64_t)t->unread);
    server_writer_number(w, "read", (int64_t)t->read);
    server_writer_text(w, "message", t->newest->text);
    server_writer_close(w, '}');
}

/* Most unread ones first, then the newest. */
static int compare_talks(const void *left, const void *right) {
    const talk *a = left;
    const talk *b = right;
    if (a->unread != b->unread) {
        return a->unread > b->unread ? -1 : 1;
    }
    return a->newest->id > b->newest->id ? -1 : 1;
}

static void sort(talk *list, size_t count,
                 int (*compare)(const void *, const void *)) {
    if (count > 1) {
        qsort(list, count, sizeof *list, compare);
    }
}

void server_mail_write_inbox(const server_mail *mail, size_t offset) {
    size_t count = 0;
    talk *list = collect(mail, &count);
    sort(list, count, compare_talks);
    server_writer_open(mail->out, NULL, '[');
    for (size_t i = 0;
         i < SERVER_MAILBOX_PAGE && offset < count && i < count - offset; i++) {
        write_summary(mail, &list[offset + i]);
    }
    server_writer_close(mail->out, ']');
    free(list);
}

static void write_letter(const server_mail *mail, const server_letter *l) {
    server_writer *w = mail->out;
    server_writer_open(w, NULL, '{');
    server_writer_number(w, "id", l->id);
    server_writer_number(w, "userid", id_of(mail, l->from));
    server_writer_number(w, "targetuserid", id_of(mail, l->to));
    server_writer_text(w, "message", l->text);
    server_writer_date(w, "timestamp", SERVER_DATE_SITE, l->sent_ms);
    server_writer_number(w, "isread", l->is_read);
    server_writer_number(w, "deletedbysender", 0);
    server_writer_number(w, "deletedbyreceiver", 0);
    server_writer_text(w, "from", l->from);
    server_writer_text(w, "to", l->to);
    server_writer_close(w, '}');
}

void server_mail_write_letters(const server_mail *mail, const char *partner,
                               size_t offset) {
    const server_mailbox *m = mail->mailbox;
    size_t found = 0;
    size_t written = 0;
    server_writer_open(mail->out, NULL, '[');
    for (size_t i = m->count; i-- > 0 && written < SERVER_MAILBOX_PAGE;) {
        const char *other = partner_in(&m->letters[i], mail->owner);
        if (other != NULL && is_same(other, partner) && found++ >= offset) {
            write_letter(mail, &m->letters[i]);
            written++;
        }
    }
    server_writer_close(mail->out, ']');
}

/* The newest first. */
static int compare_times(const void *left, const void *right) {
    const server_letter *a = ((const talk *)left)->newest;
    const server_letter *b = ((const talk *)right)->newest;
    if (a->sent_ms != b->sent_ms) {
        return a->sent_ms > b->sent_ms ? -1 : 1;
    }
    return a->id > b->id ? -1 : 1;
}

static void write_conversation(const server_mail *mail, const talk *t) {
    server_writer *w = mail->out;
    server_writer_open(w, NULL, '{');
    server_writer_count(w, "userId", id_of(mail, t->partner));
    server_writer_text(w, "username", t->partner);
    server_writer_text(w, "lastMessage", t->newest->text);
    server_writer_date(w, "timestamp", SERVER_DATE_SITE, t->newest->sent_ms);
    server_writer_count(w, "unread", (int64_t)t->unread);
    server_writer_truth(w, "lastMessageFromMe",
                        is_same(t->newest->from, mail->owner));
    server_writer_close(w, '}');
}

static void write_cursor(server_writer *w, const server_letter *last) {
    if (last == NULL) {
        server_writer_text(w, "nextPageOffset", NULL);
        return;
    }
    server_writer_open(w, "nextPageOffset", '{');
    server_writer_date(w, "timestamp", SERVER_DATE_CURSOR, last->sent_ms);
    server_writer_count(w, "id", last->id);
    server_writer_close(w, '}');
}

static bool is_behind(const server_letter *l, const server_mail_cursor *after) {
    return after == NULL || l->sent_ms < after->sent_ms ||
           (l->sent_ms == after->sent_ms && l->id < after->id);
}

static bool has_word(const char *nick, const char *search) {
    size_t bytes = strlen(search);
    for (; strlen(nick) >= bytes; nick++) {
        if (text_compare_start(nick, search, bytes) == 0) {
            return true;
        }
        if (*nick == '\0') {
            break;
        }
    }
    return false;
}

void server_mail_write_conversations(const server_mail *mail,
                                     const server_mail_cursor *after,
                                     const char *search) {
    server_writer *w = mail->out;
    const server_letter *last = NULL;
    size_t found = 0;
    size_t count = 0;
    talk *list = collect(mail, &count);
    sort(list, count, compare_times);
    server_writer_open(w, NULL, '{');
    server_writer_open(w, "results", '[');
    for (size_t i = 0; i < count; i++) {
        if (!is_behind(list[i].newest, after) ||
            !has_word(list[i].partner, search)) {
            continue;
        }
        if (found++ < SERVER_MAILBOX_PAGE) {
            write_conversation(mail, &list[i]);
            last = list[i].newest;
        }
    }
    bool has_more = found > SERVER_MAILBOX_PAGE;
    server_writer_close(w, ']');
    server_writer_truth(w, "more", has_more);
    write_cursor(w, has_more ? last : NULL);
    server_writer_close(w, '}');
    free(list);
}
