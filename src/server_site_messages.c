#include "server_site_messages.h"

#include "date.h"
#include "server_http_values.h"
#include "server_hub.h"
#include "server_mailbox_write.h"
#include "server_people.h"
#include "server_player.h"
#include "server_whisper.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 64, SEARCH_BYTES = 512 };

static int64_t id_of(void *user, const char *nick) {
    server_person person;
    int64_t id = 0;
    if (server_people_find(user, nick, &person)) {
        id = server_person_id(&person);
    }
    return id;
}

static server_mail mail_of(server_visit *v) {
    return (server_mail){&v->s->mailbox, v->account->nick, &v->json, id_of,
                         v->s};
}

static size_t offset_of(const server_visit *v) {
    char text[WORD_BYTES] = "";
    server_http_parameter(v->request, "s", text, sizeof text);
    long offset = strtol(text, NULL, 10);
    return offset < 0 ? 0 : (size_t)offset;
}

void server_site_unread(server_visit *v) {
    server_mail mail = mail_of(v);
    server_mail_write_unread(&mail);
}

void server_site_unread_count(server_visit *v) {
    size_t count =
        server_mailbox_count_unread(&v->s->mailbox, v->account->nick);
    server_visit_open_envelope(v);
    server_writer_open(&v->json, "data", '{');
    server_writer_count(&v->json, "count", (int64_t)count);
    server_writer_close(&v->json, '}');
    server_visit_close_envelope(v);
}

void server_site_inbox(server_visit *v) {
    server_mail mail = mail_of(v);
    server_mail_write_inbox(&mail, offset_of(v));
}

/* False: it is said, but no place in the list. */
static bool read_cursor(const server_visit *v, server_mail_cursor *cursor,
                        bool *is_said) {
    char time[WORD_BYTES];
    char id[WORD_BYTES] = "";
    char *end = NULL;
    *is_said = server_http_parameter(v->request, "last-timestamp", time,
                                     sizeof time) &&
               server_http_parameter(v->request, "last-id", id, sizeof id);
    cursor->id = strtoll(id, &end, 10);
    return !*is_said ||
           (date_parse_ms(time, &cursor->sent_ms) && end != id && *end == '\0');
}

void server_site_conversations(server_visit *v) {
    server_mail mail = mail_of(v);
    server_mail_cursor cursor = {0};
    bool is_said = false;
    char search[SEARCH_BYTES] = "";
    server_http_parameter(v->request, "search", search, sizeof search);
    if (read_cursor(v, &cursor, &is_said)) {
        server_mail_write_conversations(&mail, is_said ? &cursor : NULL,
                                        search);
    } else {
        server_visit_throw(v, "Invalid page offset");
    }
}

static void say_user_not_found(server_visit *v) {
    if (server_visit_is_old(v)) {
        server_visit_throw(v, "User not found");
        return;
    }
    server_writer_open(&v->json, NULL, '{');
    server_writer_text(&v->json, "error", "User not found");
    server_writer_close(&v->json, '}');
}

/* The page still shows what was unread before. */
void server_site_letters(server_visit *v) {
    server_person partner;
    server_mail mail = mail_of(v);
    if (!server_people_find(v->s, v->argument, &partner)) {
        say_user_not_found(v);
        return;
    }
    server_mail_write_letters(&mail, v->argument, offset_of(v));
    server_mailbox_mark_read(&v->s->mailbox, v->argument, v->account->nick);
}

static void say_success(server_visit *v) {
    server_writer_open(&v->json, NULL, '{');
    server_writer_truth(&v->json, "success", true);
    server_writer_close(&v->json, '}');
}

/* An id of nobody, or of somebody else, is no failure. */
void server_site_open(server_visit *v) {
    server_mailbox_open(&v->s->mailbox, strtoll(v->argument, NULL, 10),
                        v->account->nick);
    say_success(v);
}

void server_site_open_all(server_visit *v) {
    server_mailbox_open_all(&v->s->mailbox, v->account->nick);
    say_success(v);
}

/* What a form asks to be sent, and to whom. */
typedef struct mailing {
    char *text;
    char *nicks[SERVER_RECIPIENTS + 1]; /* one more than there may be */
    size_t count;
} mailing;

static void mailing_read(mailing *m, const server_request *request) {
    *m = (mailing){.text = server_http_parameter_at(request, "message", 0)};
    char *nick;
    while (m->count <= SERVER_RECIPIENTS &&
           (nick = server_http_parameter_at(request, "recipients[]",
                                            m->count)) != NULL) {
        m->nicks[m->count++] = nick;
    }
}

static void mailing_free(mailing *m) {
    free(m->text);
    for (size_t i = 0; i < m->count; i++) {
        free(m->nicks[i]);
    }
}

/* What the site says where the socket has a word for it. */
static const char *words_for(const char *refusal) {
    static const struct {
        const char *refusal;
        const char *words;
    } known[] = {
        {"notfound", "You cannot send messages to this person."},
        {"throttled", "You have sent too many unanswered messages."},
        {"privmsgbanned", "You are not allowed to send messages."},
        {"privmsgaccounttooyoung",
         "Your account is not old enough to send messages."},
        {"nochatting", "You are not allowed to chat."},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].refusal, refusal) == 0) {
            return known[i].words;
        }
    }
    return refusal;
}

static const char *problem_with_form(const mailing *m) {
    if (m->text == NULL || *m->text == '\0') {
        return "The message is empty.";
    }
    if (!utf8_is_valid(m->text, strlen(m->text))) {
        return "The message is no text.";
    }
    if (strlen(m->text) > SERVER_LETTER_BYTES) {
        return "The message is too long.";
    }
    if (m->count == 0) {
        return "Somebody must get the message.";
    }
    return m->count > SERVER_RECIPIENTS ? "A message goes to at most 20 people."
                                        : NULL;
}

static const char *problem_with_sender(server_visit *v) {
    const char *refusal = server_account_message_refusal(v->account);
    if (refusal != NULL) {
        return words_for(refusal);
    }
    return server_sanctions_find(&v->s->rules.banned, v->account->nick,
                                 server_visit_now_ms(v)) != NULL
               ? "Who is banned cannot send messages."
               : NULL;
}

/* NULL, or why it cannot be sent to all of them. */
static const char *problem_with(server_visit *v, const mailing *m) {
    const char *problem = problem_with_form(m);
    problem = problem == NULL ? problem_with_sender(v) : problem;
    for (size_t i = 0; i < m->count && problem == NULL; i++) {
        server_person target;
        if (!server_people_find(v->s, m->nicks[i], &target)) {
            return "One of these people does not exist.";
        }
        const char *refusal =
            server_whisper_refusal(v->s, v->account, target.nick);
        problem = refusal == NULL ? NULL : words_for(refusal);
    }
    return problem;
}

static bool deliver(server_visit *v, const mailing *m) {
    bool is_good = true;
    for (size_t i = 0; i < m->count && is_good; i++) {
        server_person target;
        server_people_find(v->s, m->nicks[i], &target);
        is_good =
            server_hub_whisper(v->s, v->account->nick, target.nick, m->text);
        server_player_answer(v->s, v->account->nick, target.nick);
    }
    return is_good;
}

void server_site_send(server_visit *v) {
    mailing m;
    mailing_read(&m, v->request);
    const char *problem = problem_with(v, &m);
    if (problem == NULL && !deliver(v, &m)) {
        problem = "The message could not be stored.";
    }
    server_visit_give_outcome(v, problem == NULL,
                              problem == NULL ? "Message sent." : problem);
    mailing_free(&m);
}
