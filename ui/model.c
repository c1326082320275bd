#include "model.h"

#include "model_parts.h"
#include "model_seen.h"

#include <string.h>

static bool is_emote(const void *emotes, const char *word, size_t bytes) {
    return dgg_emotes_find(emotes, word, bytes) != NULL;
}

static void recolor_window(model *m, window *w) {
    for (uint64_t i = w->lines.first; i < w->lines.next; i++) {
        line *l = history_edit(&w->lines, i);
        const roster_user *user =
            l->nick_bytes > 0 ? roster_find(m->roster, line_nick(l)) : NULL;
        if (user != NULL) {
            l->color = user->color;
        }
    }
}

/* -1, or the nearer of both. */
static int64_t nearer(int64_t a, int64_t b) {
    if (a < 0 || b < 0) {
        return a < 0 ? b : a;
    }
    return a < b ? a : b;
}

/* Real time for a time by the clock of chat. */
static int64_t real_wait(const status *s, int64_t wait_ms) {
    if (wait_ms < 0 || s->tape == TAPE_ENDED) {
        return -1;
    }
    return s->clock_speed > 0
               ? 1 + (int64_t)((double)(wait_ms - 1) / s->clock_speed)
               : wait_ms;
}

/* How many lines a window keeps. */
static size_t limit_of(const model *m, const window *w) {
    bool is_chat = w == m->windows.list[WINDOW_CHAT];
    size_t limit = is_chat ? MODEL_CHAT_LINES : MODEL_TALK_LINES;
    return w->place.is_paused ? 2 * limit : limit;
}

bool model_init(model *m) {
    *m = (model){.next_tag = 1};
    log_init(&m->log);
    m->roster = roster_new();
    m->typed = edit_history_new();
    m->seen = seen_new();
    m->sends = sends_new();
    bool has_windows = windows_init(&m->windows);
    if (m->roster == NULL || m->typed == NULL || m->seen == NULL ||
        m->sends == NULL || !has_windows) {
        model_free(m);
        return false;
    }
    return true;
}

void model_free(model *m) {
    windows_free(&m->windows);
    roster_free(m->roster);
    edit_history_free(m->typed);
    seen_free(m->seen);
    poll_free(&m->poll);
    sends_free(m->sends);
    log_free(&m->log);
    effects_free(&m->effects);
    *m = (model){0};
}

void model_append(model *m, window *w, line *l) {
    history_append(&w->lines, l, limit_of(m, w));
}

void model_insert(model *m, window *w, line *l) {
    uint64_t place;
    if (history_insert(&w->lines, &place, l, limit_of(m, w))) {
        view_line_inserted(&w->place, place);
    }
}

void model_tell(model *m, window *w, const char *text, bool is_error,
                model_time now) {
    line_kind kind = is_error ? LINE_ERROR : LINE_NOTICE;
    model_append(m, w, line_new(kind, now.wall_ms, NULL, text, strlen(text)));
}

void model_hint(model *m, const char *text, model_time now) {
    status_hint(&m->status, now.person_ms, text);
}

void model_want(model *m, effect_kind kind) {
    effects_add(&m->effects, &(effect){.kind = kind});
}

bool model_is_own(const model *m, const char *nick) {
    return *m->own_nick != '\0' && dgg_nick_compare(nick, m->own_nick) == 0;
}

view_pane model_pane(const model *m, const text_context *context) {
    return (view_pane){m->screen.text_columns, m->screen.text_rows, context};
}

void model_resize(model *m, const model_screen *screen) {
    m->screen = *screen;
    if (m->help_first > screen->help_last) {
        m->help_first = screen->help_last;
    }
}

void model_set_tables(model *m, const dgg_emotes *emotes,
                      const dgg_flairs *flairs) {
    m->emotes = emotes;
    m->flairs = flairs;
    roster_recolor(m->roster, flairs);
    for (size_t i = 0; i < m->windows.count; i++) {
        recolor_window(m, m->windows.list[i]);
    }
}

void model_notice(model *m, const char *text, bool is_error, model_time now) {
    model_tell(m, m->windows.list[WINDOW_CHAT], text, is_error, now);
}

void model_set_clock_speed(model *m, double speed) {
    m->status.clock_speed = speed;
}

void model_begin_replay(model *m, double speed) {
    m->status.tape = TAPE_PLAYING;
    model_set_clock_speed(m, speed);
}

void model_end_replay(model *m, model_time now) {
    m->status.tape = TAPE_ENDED;
    model_notice(m, "The recording has ended.", false, now);
}

void model_begin_recording(model *m) {
    m->status.tape = TAPE_RECORDING;
}

void model_stop_recording(model *m, const char *problem, model_time now) {
    m->status.tape = TAPE_NONE;
    model_notice(m, problem, true, now);
}

text_context model_text_context(const model *m) {
    return (text_context){
        .own_nick = m->own_nick,
        .is_emote = m->emotes == NULL ? NULL : is_emote,
        .emotes = m->emotes,
        .columns = m->screen.text_columns,
    };
}

text_context model_log_context(const model *m) {
    text_context context = model_text_context(m);
    context.columns = m->screen.log_columns;
    return context;
}

int64_t model_wait_ms(const model *m, model_time now) {
    const status *s = &m->status;
    int64_t wait_ms = status_link_wait_ms(s, now.monotonic_ms);
    if (status_rate_tenths(s, now.monotonic_ms) > 0) {
        wait_ms = nearer(wait_ms, 1000 - now.monotonic_ms % 1000);
    }
    wait_ms = nearer(wait_ms, poll_wait_ms(&m->poll, now.monotonic_ms));
    wait_ms = real_wait(s, wait_ms);
    if (*status_hint_at(s, now.person_ms) != '\0') {
        wait_ms = nearer(wait_ms, s->hint_until_ms - now.person_ms);
    }
    return wait_ms;
}
