/* What became of a line that was sent. */
#include "input_command.h"
#include "model_parts.h"
#include "model_sends.h"
#include "model_words.h"

#include <stdio.h>
#include <string.h>

static void take_out(struct model_sends *sends, size_t index, pending *out) {
    *out = sends->list[index];
    sends->count--;
    memmove(&sends->list[index], &sends->list[index + 1],
            (sends->count - index) * sizeof *sends->list);
}

/* The line that shows this text, or NULL: trimmed, or its window was closed.
 * Lines loaded later may have moved it, so it is looked for. */
static line *line_of(window *talk, const pending *p) {
    for (uint64_t i = talk->lines.first; i < talk->lines.next; i++) {
        line *l = history_edit(&talk->lines, i);
        if (l->state == LINE_PENDING && l->time_ms == p->time_ms) {
            return l;
        }
    }
    return NULL;
}

/* False when no line shows this text. */
static bool set_state(window *talk, const pending *p, line_state state) {
    line *l = line_of(talk, p);
    if (l != NULL) {
        l->state = (uint8_t)state;
    }
    return l != NULL;
}

/* The window that a text was typed in, opened again if it was closed. */
static window *window_of(model *m, const pending *p) {
    window *talk = p->nick == NULL ? NULL : windows_open(&m->windows, p->nick);
    return talk == NULL ? m->windows.list[WINDOW_CHAT] : talk;
}

/* A text that begins with a slash would be a command when sent again. */
static bool needs_slash(const char *text) {
    input_parsed parsed;
    input_parse(&parsed, text);
    return parsed.command != COMMAND_TEXT || parsed.text != text;
}

static void give_back(model *m, window *w, const char *text, model_time now) {
    char typed[EDIT_BYTES];
    snprintf(typed, sizeof typed, "%s%s", needs_slash(text) ? "/" : "", text);
    if (w->input.bytes == 0) {
        edit_set(&w->input, typed);
    } else {
        edit_history_add(m->typed, typed);
        model_hint(m, "What was not sent can be had again with Up.", now);
    }
}

static void refuse(model *m, const pending *p, const char *words,
                   model_time now) {
    window *w = window_of(m, p);
    if (w->nick != NULL) {
        set_state(w, p, LINE_REFUSED);
    }
    model_tell(m, w, words, true, now);
    give_back(m, w, p->text, now);
}

static void tell_unconfirmed(model *m, const pending *p, model_time now) {
    window *w = window_of(m, p);
    if (w->nick != NULL && set_state(w, p, LINE_UNCONFIRMED)) {
        return;
    }
    char text[STATUS_BYTES];
    words_format(text, sizeof text, "Nobody confirmed this %s%s: %s",
                 p->kind == EFFECT_VOTE ? "vote" : "text",
                 p->nick == NULL ? "; Up has it again" : "", p->text);
    model_tell(m, w, text, true, now);
}

static void clear_sending(model *m, model_time now) {
    if (strcmp(m->status.hint, SENDING_HINT) == 0) {
        model_hint(m, "", now);
    }
}

/* The ERR that was kept for an outcome turned out to be about something
 * else. */
static void tell_kept(model *m, model_time now) {
    struct model_sends *sends = m->sends;
    if (*sends->refusal != '\0') {
        model_notice(m, sends->refusal_words, true, now);
        *sends->refusal = '\0';
    }
}

/* These are followed by a CLOSE, which tells them. */
static bool ends_connection(const char *description) {
    return strcmp(description, "banned") == 0 ||
           strcmp(description, "toomanyconnections") == 0;
}

static void words_of(char *out, size_t size, struct model_sends *sends,
                     const dgg_send_result *result) {
    if (result->outcome == DGG_SEND_DROPPED) {
        words_format(out, size,
                     "The connection ended before this was sent. "
                     "Your text was kept.");
    } else if (*sends->refusal != '\0' &&
               strncmp(sends->refusal, result->reason,
                       sizeof sends->refusal - 1) == 0) {
        words_format(out, size, "%s", sends->refusal_words);
        *sends->refusal = '\0';
    } else {
        status_describe_refusal(out, size, result->reason, NULL);
    }
}

static void confirm(model *m, const pending *p) {
    window *talk = p->nick == NULL ? NULL : windows_find(&m->windows, p->nick);
    if (talk != NULL) {
        set_state(talk, p, LINE_PLAIN);
    }
    /* The library sent it a second time; that is nobody's concern now. */
    if (strcmp(m->sends->refusal, "throttled") == 0) {
        *m->sends->refusal = '\0';
    }
}

static void settle(model *m, const pending *p, const dgg_send_result *result,
                   model_time now) {
    char words[STATUS_BYTES];
    switch (result->outcome) {
    case DGG_SEND_CONFIRMED: confirm(m, p); break;
    case DGG_SEND_UNCONFIRMED: tell_unconfirmed(m, p, now); break;
    case DGG_SEND_REFUSED:
    case DGG_SEND_DROPPED:
        words_of(words, sizeof words, m->sends, result);
        refuse(m, p, words, now);
        break;
    }
}

void model_send_started(model *m, uint64_t tag, dgg_error error, uint64_t id,
                        model_time now) {
    struct model_sends *sends = m->sends;
    size_t i = 0;
    while (i < sends->count && sends->list[i].tag != tag) {
        i++;
    }
    if (i == sends->count) {
        return;
    }
    if (error == DGG_OK) {
        sends->list[i].id = id;
        sends->list[i].is_started = true;
        return;
    }
    pending one;
    char words[STATUS_BYTES];
    take_out(sends, i, &one);
    clear_sending(m, now);
    words_for_error(words, sizeof words, error);
    refuse(m, &one, words, now);
    pending_free(&one);
}

void model_apply_outcome(model *m, const dgg_event *event, model_time now) {
    struct model_sends *sends = m->sends;
    const dgg_send_result *result = &event->as.send;
    size_t i = 0;
    while (i < sends->count &&
           (!sends->list[i].is_started || sends->list[i].id != result->id)) {
        i++;
    }
    if (i == sends->count) {
        return;
    }
    pending one;
    take_out(sends, i, &one);
    clear_sending(m, now);
    settle(m, &one, result, now);
    tell_kept(m, now);
    pending_free(&one);
}

void model_apply_refusal(model *m, const dgg_event *event, model_time now) {
    struct model_sends *sends = m->sends;
    char words[STATUS_BYTES];
    if (event->is_replay || ends_connection(event->text)) {
        return;
    }
    status_describe_refusal(words, sizeof words, event->text,
                            &event->as.refusal);
    tell_kept(m, now);
    if (sends->count == 0) {
        model_notice(m, words, true, now);
        return;
    }
    snprintf(sends->refusal, sizeof sends->refusal, "%s", event->text);
    memcpy(sends->refusal_words, words, sizeof words);
}
