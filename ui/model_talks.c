/* Showing a conversation, and filling it with what the site keeps. */
#include "model_nick.h"
#include "model_parts.h"
#include "model_words.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* A line of ours and the site's copy of it differ by the clocks and by
     * the time the sending took. */
    SAME_MESSAGE_MS = 60 * 1000,
    /* The site cuts times to seconds. */
    SAME_SECOND_MS = 1000,
};

/* The first opening loads what was whispered before; the site then counts it
 * as read. */
static void ask_for_older(model *m, window *talk) {
    if (talk->nick == NULL || talk->load != LOAD_NOT_ASKED) {
        return;
    }
    effect wanted = {.kind = EFFECT_LOAD_INBOX, .nick = talk->nick};
    if (effects_add(&m->effects, &wanted)) {
        talk->load = LOAD_RUNNING;
    }
}

static size_t index_of(const windows *all, const window *one) {
    size_t i = 0;
    while (i < all->count && all->list[i] != one) {
        i++;
    }
    return i;
}

/* Older messages that cannot be had are worth a sentence, but a session that
 * was never given and an answer that was not recorded are not. */
static bool is_worth_telling(const dgg_api_status *answer) {
    return answer->error != DGG_ERROR_ANONYMOUS &&
           answer->error != DGG_ERROR_REPLAY;
}

static void tell_failure(model *m, window *w, const char *what,
                         const dgg_api_status *answer, model_time now) {
    char reason[STATUS_BYTES];
    char text[STATUS_BYTES];
    words_for_error(reason, sizeof reason, answer->error);
    words_format(text, sizeof text, "%s %s %s", what, reason, answer->reason);
    model_tell(m, w, text, true, now);
}

static line *line_from(const model *m, const dgg_private_message *message) {
    bool is_action = strncmp(message->text, "/me ", 4) == 0;
    const char *text = is_action ? message->text + 4 : message->text;
    line *l =
        line_new(is_action ? LINE_ACTION : LINE_MESSAGE, message->timestamp_ms,
                 message->from, text, strlen(text));
    if (l == NULL) {
        return NULL;
    }
    l->is_dated = true;
    const roster_user *user = roster_find(m->roster, line_nick(l));
    l->color = user == NULL ? 0 : user->color;
    l->is_own = model_is_own(m, line_nick(l));
    return l;
}

static bool is_same(const line *a, const line *b) {
    int64_t apart = a->time_ms - b->time_ms;
    return a->state != LINE_REFUSED && a->kind == b->kind &&
           apart <= SAME_MESSAGE_MS && apart >= -SAME_MESSAGE_MS &&
           dgg_nick_compare(line_nick(a), line_nick(b)) == 0 &&
           strcmp(line_text(a), line_text(b)) == 0;
}

/* A line that is this message and did not answer for another one. */
static line *find_same(window *talk, const line *loaded, line *const *taken,
                       size_t count) {
    for (uint64_t i = talk->lines.next; i > talk->lines.first; i--) {
        line *l = history_edit(&talk->lines, i - 1);
        size_t k = 0;
        while (k < count && taken[k] != l) {
            k++;
        }
        if (k == count && is_same(l, loaded)) {
            return l;
        }
    }
    return NULL;
}

/* Makes lines of those that are not there yet, NULL of the others. Somebody
 * who said the same thing twice said it twice: each line that is there answers
 * for one message. */
static void lines_from(line **loaded, model *m, window *talk,
                       const dgg_private_message *list, size_t count) {
    line **taken = calloc(count, sizeof *taken);
    for (size_t i = 0; i < count && taken != NULL; i++) {
        loaded[i] = line_from(m, &list[i]);
        line *known =
            loaded[i] == NULL ? NULL : find_same(talk, loaded[i], taken, i);
        taken[i] = known;
        if (known != NULL) {
            known->state = LINE_PLAIN;
            free(loaded[i]);
            loaded[i] = NULL;
        }
    }
    free(taken);
}

static void add_loaded(model *m, window *talk, const dgg_private_message *list,
                       size_t count) {
    line **loaded = count == 0 ? NULL : calloc(count, sizeof *loaded);
    if (loaded == NULL) {
        return;
    }
    lines_from(loaded, m, talk, list, count);
    for (size_t i = count; i > 0; i--) {
        if (loaded[i - 1] != NULL) {
            model_insert(m, talk, loaded[i - 1]);
        }
    }
    free(loaded);
}

/* When the other last whispered, as far as we know. */
static int64_t newest_received(const window *talk) {
    for (uint64_t i = talk->lines.next; i > talk->lines.first; i--) {
        const line *l = history_get(&talk->lines, i - 1);
        if (!l->is_own && l->nick_bytes > 0) {
            return l->time_ms;
        }
    }
    return INT64_MIN / 2;
}

/* Notes what waits unread; false when all of it is in the window already. */
static bool take_unread(model *m, const dgg_unread *unread) {
    char nick[MODEL_NICK_BYTES];
    model_nick_clean(nick, unread->nick);
    if (*nick == '\0' || unread->count <= 0) {
        return false;
    }
    window *talk = windows_open(&m->windows, nick);
    if (talk == NULL ||
        (unread->newest_ms != 0 &&
         unread->newest_ms <= newest_received(talk) + SAME_SECOND_MS)) {
        return false;
    }
    uint32_t count =
        unread->count < UINT16_MAX ? (uint32_t)unread->count : UINT16_MAX;
    talk->unread = count > talk->unread ? count : talk->unread;
    talk->load = LOAD_NOT_ASKED;
    if (unread->newest_ms > talk->active_ms) {
        talk->active_ms = unread->newest_ms;
    }
    return true;
}

static void tell_unread(model *m, size_t people, model_time now) {
    char text[STATUS_BYTES];
    words_format(text, sizeof text,
                 "Unread whispers from %zu %s: F4 opens the list.", people,
                 people == 1 ? "person" : "people");
    model_notice(m, text, false, now);
}

void model_show(model *m, size_t index) {
    if (!windows_show(&m->windows, index)) {
        return;
    }
    m->focus = FOCUS_INPUT;
    ask_for_older(m, windows_current(&m->windows));
}

void model_focus_input(model *m) {
    model_show(m, m->windows.current);
}

window *model_talk(model *m, const char *nick, model_time now) {
    char words[STATUS_BYTES];
    const char *problem = NULL;
    window *known = windows_find(&m->windows, nick);
    if (known != NULL) {
        return known;
    }
    if (!dgg_nick_is_valid(nick)) {
        words_for_error(words, sizeof words, DGG_ERROR_NICK);
        problem = words;
    } else if (model_is_own(m, nick)) {
        problem = "You cannot whisper to yourself.";
    }
    window *talk = problem == NULL ? windows_open(&m->windows, nick) : NULL;
    if (problem == NULL && talk == NULL) {
        problem = "Too many conversations are open: /exit closes one.";
    }
    if (problem != NULL) {
        model_hint(m, problem, now);
    }
    return talk;
}

bool model_talk_to(model *m, const char *nick, model_time now) {
    window *talk = model_talk(m, nick, now);
    if (talk == NULL) {
        return false;
    }
    model_show(m, index_of(&m->windows, talk));
    return true;
}

void model_reply(model *m, model_time now) {
    if (*m->windows.last_whisperer == '\0') {
        model_hint(m, "Nobody has whispered to you yet.", now);
        return;
    }
    model_talk_to(m, m->windows.last_whisperer, now);
}

void model_next_unread(model *m, model_time now) {
    size_t order[WINDOWS];
    size_t count = windows_order(&m->windows, order);
    if (count == 0 || m->windows.list[order[0]]->unread == 0) {
        model_hint(m, "No unread whispers.", now);
        return;
    }
    model_show(m, order[0]);
}

void model_unread_loaded(model *m, const dgg_api_status *answer,
                         const dgg_unread *list, size_t count, model_time now) {
    if (answer->error != DGG_OK) {
        if (is_worth_telling(answer)) {
            tell_failure(m, m->windows.list[WINDOW_CHAT],
                         "Unread whispers are not known.", answer, now);
        }
        return;
    }
    char chosen[MODEL_NICK_BYTES];
    model_list_keep(m, chosen);
    size_t people = 0;
    for (size_t i = 0; i < count; i++) {
        people += take_unread(m, &list[i]) ? 1 : 0;
    }
    model_list_restore(m, chosen);
    if (people > 0) {
        tell_unread(m, people, now);
    }
    if (m->focus == FOCUS_INPUT) {
        model_focus_input(m);
    }
}

void model_inbox_loaded(model *m, const char *nick,
                        const dgg_api_status *answer,
                        const dgg_private_message *list, size_t count,
                        model_time now) {
    char clean[MODEL_NICK_BYTES];
    model_nick_clean(clean, nick);
    window *talk = windows_find(&m->windows, clean);
    if (talk == NULL) {
        return;
    }
    if (answer->error == DGG_OK) {
        talk->load = LOAD_DONE;
        add_loaded(m, talk, list, count);
        return;
    }
    talk->load = LOAD_FAILED;
    if (is_worth_telling(answer)) {
        tell_failure(m, talk, "Older messages could not be loaded.", answer,
                     now);
    }
}
