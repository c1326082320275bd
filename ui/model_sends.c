#include "model_sends.h"

#include "model_parts.h"
#include "model_words.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SENDING_HINT_MS = 15000 }; /* longer than an outcome takes */

/* Copies the text; a nick of NULL is chat. False: no memory; free it all the
 * same. */
static bool pending_init(pending *p, effect_kind kind, const char *nick,
                         const char *text) {
    *p = (pending){.kind = kind, .text = strdup(text)};
    p->nick = nick == NULL ? NULL : strdup(nick);
    return p->text != NULL && (nick == NULL || p->nick != NULL);
}

static bool want(model *m, pending *p) {
    p->tag = m->next_tag;
    effect wanted = {
        .kind = p->kind,
        .nick = p->nick,
        .text = p->text,
        .tag = p->tag,
    };
    return effects_add(&m->effects, &wanted);
}

/* Why this text cannot go out now, or NULL. `words` is room for it. */
static const char *problem_of(const model *m, const char *text, char *words,
                              size_t size) {
    dgg_error error = dgg_text_check(text);
    if (error == DGG_ERROR_TEXT_LONG) {
        snprintf(words, size, "Too long: %zu of %d. Nothing was sent.",
                 utf8_length(text, strlen(text)), EDIT_MAX_CHARACTERS);
        return words;
    }
    if (error != DGG_OK) {
        words_for_error(words, size, error);
        return words;
    }
    if (m->status.link != LINK_ONLINE) {
        return "Not connected. Your text was kept.";
    }
    if (m->sends->count == SENDS) {
        return "Too many texts are on their way: wait for one to arrive.";
    }
    return NULL;
}

/* Shows the own whisper at once, as one that is on its way. */
static void add_line(model *m, window *talk, pending *p, model_time now) {
    bool is_action = strncmp(p->text, "/me ", 4) == 0;
    const char *text = is_action ? p->text + 4 : p->text;
    line *l = line_new(is_action ? LINE_ACTION : LINE_MESSAGE, now.wall_ms,
                       m->own_nick, text, strlen(text));
    if (l == NULL) {
        return;
    }
    const roster_user *self = roster_find(m->roster, m->own_nick);
    l->color = self == NULL ? 0 : self->color;
    l->is_own = true;
    l->state = LINE_PENDING;
    p->time_ms = now.wall_ms;
    model_append(m, talk, l);
    talk->active_ms = now.wall_ms;
}

static bool start(model *m, window *w, effect_kind kind, const char *text,
                  model_time now) {
    char words[STATUS_BYTES];
    const char *problem = problem_of(m, text, words, sizeof words);
    if (problem != NULL) {
        model_hint(m, problem, now);
        return false;
    }
    pending one;
    if (!pending_init(&one, kind, w->nick, text) || !want(m, &one)) {
        pending_free(&one);
        model_hint(m, "Out of memory: nothing was sent.", now);
        return false;
    }
    m->next_tag++;
    if (w->nick != NULL) {
        add_line(m, w, &one, now);
    }
    m->sends->list[m->sends->count++] = one;
    model_hint(m, SENDING_HINT, now);
    m->status.hint_until_ms = now.person_ms + SENDING_HINT_MS;
    return true;
}

void pending_free(pending *p) {
    free(p->nick);
    free(p->text);
}

struct model_sends *sends_new(void) {
    return calloc(1, sizeof(struct model_sends));
}

void sends_free(struct model_sends *sends) {
    if (sends == NULL) {
        return;
    }
    for (size_t i = 0; i < sends->count; i++) {
        pending_free(&sends->list[i]);
    }
    free(sends->held);
    free(sends);
}

bool sends_was_held(struct model_sends *sends, const char *text) {
    bool was_held = sends->held != NULL && strcmp(sends->held, text) == 0;
    free(sends->held);
    sends->held = was_held ? NULL : strdup(text);
    return was_held;
}

bool model_send(model *m, window *w, const char *text, model_time now) {
    effect_kind kind =
        w->nick == NULL ? EFFECT_SEND_MESSAGE : EFFECT_SEND_WHISPER;
    return start(m, w, kind, text, now);
}

bool model_vote(model *m, int option, model_time now) {
    char number[12];
    snprintf(number, sizeof number, "%d", option);
    return start(m, m->windows.list[WINDOW_CHAT], EFFECT_VOTE, number, now);
}
