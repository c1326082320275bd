#include "server_answers.h"

#include "server_hub.h"
#include "text_fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An answer on its way. */
typedef struct waiting {
    server_answers *owner;
    struct waiting *next;
    loop_timer timer;
    const char *text;
    bool is_whisper;
    char from[SERVER_NICK_BYTES];
    char to[SERVER_NICK_BYTES];
} waiting;

struct server_answers {
    server *s;
    const chat_script *script;
    size_t *turns; /* for each line of the script: answers given */
    size_t said;   /* messages of the demo's account */
    waiting *list;
    size_t count;
};

static void forget(waiting *w) {
    waiting **link = &w->owner->list;
    while (*link != w) {
        link = &(*link)->next;
    }
    *link = w->next;
    w->owner->count--;
    loop_timer_stop(&w->timer);
    free(w);
}

static void give(const waiting *w) {
    server *s = w->owner->s;
    if (w->is_whisper) {
        server_mailbox_mark_read(&s->mailbox, w->to, w->from);
        server_hub_whisper(s, w->from, w->to, w->text);
        return;
    }
    const server_user *user = server_roster_find(&s->roster, w->from);
    if (user != NULL) {
        server_hub_publish_of(s, "MSG", user->object, w->text);
    }
}

static void on_due(void *user) {
    waiting *w = user;
    give(w);
    forget(w);
}

/* Lets `line` answer; the nicks are copied, the text lives in the script. */
static waiting *expect(server_answers *answers, size_t line, const char *from) {
    waiting *w =
        answers->count < SERVER_ANSWERS_WAITING ? calloc(1, sizeof *w) : NULL;
    if (w == NULL) {
        return NULL;
    }
    const script_line *l = &answers->script->lines[line];
    w->owner = answers;
    w->text = l->texts[answers->turns[line] % l->text_count];
    answers->turns[line]++;
    snprintf(w->from, sizeof w->from, "%s", from);
    w->next = answers->list;
    answers->list = w;
    answers->count++;
    loop_timer_init(&w->timer, answers->s->loop, on_due, w);
    loop_timer_start(&w->timer, l->span_ms);
    return w;
}

/* The line that answers whispers to `nick`, or the one for everybody; the
 * script's count when there is none. */
static size_t line_for(const chat_script *script, const char *nick) {
    size_t found = script->count;
    for (size_t i = 0; i < script->count; i++) {
        const script_line *line = &script->lines[i];
        if (line->kind != SCRIPT_LINE_REPLY) {
            continue;
        }
        if (text_compare(line->name, nick) == 0) {
            return i;
        }
        found = strcmp(line->name, "*") == 0 ? i : found;
    }
    return found;
}

void server_answers_whispered(server_answers *answers, const char *from,
                              const char *to) {
    size_t line = line_for(answers->script, to);
    waiting *w =
        line == answers->script->count ? NULL : expect(answers, line, to);
    if (w != NULL) {
        w->is_whisper = true;
        snprintf(w->to, sizeof w->to, "%s", from);
    }
}

void server_answers_said(server_answers *answers) {
    size_t lines[SCRIPT_TEXTS];
    size_t count = 0;
    for (size_t i = 0; i < answers->script->count && count < SCRIPT_TEXTS;
         i++) {
        if (answers->script->lines[i].kind == SCRIPT_LINE_ANSWER) {
            lines[count++] = i;
        }
    }
    size_t turn = answers->said++;
    if (count > 0 && turn % 3 != 2) {
        size_t line = lines[turn % count];
        expect(answers, line, answers->script->lines[line].name);
    }
}

server_answers *server_answers_new(server *s, const chat_script *script) {
    server_answers *answers = calloc(1, sizeof *answers);
    size_t *turns = calloc(script->count + 1, sizeof *turns);
    if (answers == NULL || turns == NULL) {
        free(answers);
        free(turns);
        return NULL;
    }
    *answers = (server_answers){.s = s, .script = script, .turns = turns};
    return answers;
}

void server_answers_free(server_answers *answers) {
    if (answers == NULL) {
        return;
    }
    while (answers->list != NULL) {
        forget(answers->list);
    }
    free(answers->turns);
    free(answers);
}
