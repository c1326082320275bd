/* The log pane opened, closed and scrolled, and its question answered. */
#include "model_parts.h"

#include <time.h>

/* The archive's months are those of UTC. */
static dgg_month month_of(int64_t wall_ms) {
    time_t seconds = (time_t)(wall_ms / 1000);
    struct tm utc;
    if (gmtime_r(&seconds, &utc) == NULL) {
        return (dgg_month){0};
    }
    return (dgg_month){utc.tm_year + 1900, utc.tm_mon + 1};
}

static void scroll(model *m, long rows) {
    text_context context = model_log_context(m);
    view_pane pane = {m->screen.log_columns, m->screen.log_rows, &context};
    view_scroll(&m->log.place, &m->log.lines.list, &pane, rows);
}

static bool is_at_oldest(const model *m) {
    text_context context = model_log_context(m);
    view_pane pane = {m->screen.log_columns, m->screen.log_rows, &context};
    return view_is_at_oldest(&m->log.place, &m->log.lines.list, &pane);
}

static void go_to_oldest(model *m) {
    text_context context = model_log_context(m);
    view_pane pane = {m->screen.log_columns, m->screen.log_rows, &context};
    view_oldest(&m->log.place, &m->log.lines.list, &pane);
}

/* Two rows of the old page stay in sight. */
static long page_of(const model *m) {
    return m->screen.log_rows > 3 ? (long)m->screen.log_rows - 2 : 1;
}

static void page_up(model *m) {
    if (is_at_oldest(m)) {
        log_load_older(&m->log, &m->effects);
    } else {
        scroll(m, -page_of(m));
    }
}

static bool has_empty_line(const model *m) {
    return windows_shown(&m->windows)->input.bytes == 0;
}

/* False: the action does not move the pane. */
static bool move(model *m, input_action action) {
    switch ((int)action) {
    case ACTION_PAGE_UP: page_up(m); break;
    case ACTION_PAGE_DOWN: scroll(m, page_of(m)); break;
    case ACTION_ROW_UP: scroll(m, -1); break;
    case ACTION_ROW_DOWN: scroll(m, 1); break;
    case ACTION_OLDEST: go_to_oldest(m); break;
    case ACTION_LIVE:
    case ACTION_LINE_END: view_live(&m->log.place); break;
    default: return false;
    }
    return true;
}

static bool is_letter(input_key key, char letter) {
    return key.modifiers == 0 && (key.code == (uint32_t)letter ||
                                  key.code == (uint32_t)(letter - 'a' + 'A'));
}

void model_log_open(model *m, const char *nick, model_time now) {
    model_focus_input(m);
    log_open(&m->log, &m->effects, nick, month_of(now.wall_ms));
}

void model_log_toggle(model *m, model_time now) {
    char nick[MODEL_NICK_BYTES];
    bool is_known = model_log_nick(m, nick);
    bool is_shown = !is_known || log_is_of(&m->log, nick);
    if (log_is_open(&m->log) && is_shown) {
        model_log_close(m);
    } else if (is_known) {
        model_log_open(m, nick, now);
    } else {
        model_hint(m, "Whose log? Type a nick, or /log nick.", now);
    }
}

bool model_log_close(model *m) {
    bool was_open = log_is_open(&m->log);
    log_close(&m->log, &m->effects);
    return was_open;
}

/* Whoever types on has not seen the question. His text is not lost, and a
 * letter further on does not answer. */
bool model_log_answer(model *m, input_key key, input_action action) {
    if (m->log.phase != LOG_ASKING) {
        return false;
    }
    bool is_typing = action == ACTION_NONE && input_key_is_character(key);
    if (is_letter(key, 'y')) {
        log_allow(&m->log, &m->effects, LOG_ALWAYS);
    } else if (is_letter(key, 'o')) {
        log_allow(&m->log, &m->effects, LOG_ONCE);
    } else if (is_letter(key, 'n') || action == ACTION_ESCAPE ||
               action == ACTION_CLEAR || action == ACTION_LOG) {
        log_allow(&m->log, &m->effects, LOG_NO);
    } else if (is_typing) {
        log_allow(&m->log, &m->effects, LOG_NO);
        return false;
    }
    return action != ACTION_PASTE_BEGIN && action != ACTION_REPAINT &&
           action != ACTION_SUSPEND;
}

bool model_log_act(model *m, input_action action) {
    if (!log_is_open(&m->log)) {
        return false;
    }
    bool is_empty = has_empty_line(m);
    if (action == ACTION_OTHER_PANE) {
        m->log.is_left ^= is_empty && m->screen.has_both;
        return true;
    }
    bool is_left = m->log.is_left && m->screen.has_both;
    bool is_typing = action == ACTION_LINE_END && !is_empty;
    return !is_left && !is_typing && move(m, action);
}
