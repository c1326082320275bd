/* What each action of a key does. */
#include "model_parts.h"
#include "utf8.h"

static const edit_verb no_verb = (edit_verb)-1;

static edit_verb verb_of(input_action action) {
    static const struct {
        input_action action;
        edit_verb verb;
    } verbs[] = {
        {ACTION_LEFT, EDIT_LEFT},
        {ACTION_RIGHT, EDIT_RIGHT},
        {ACTION_WORD_LEFT, EDIT_WORD_LEFT},
        {ACTION_WORD_RIGHT, EDIT_WORD_RIGHT},
        {ACTION_LINE_START, EDIT_START},
        {ACTION_RUBOUT, EDIT_RUBOUT},
        {ACTION_DELETE, EDIT_DELETE},
        {ACTION_KILL_WORD_BACK, EDIT_KILL_WORD_BACK},
        {ACTION_KILL_WORD, EDIT_KILL_WORD},
        {ACTION_KILL_TO_START, EDIT_KILL_TO_START},
        {ACTION_KILL_TO_END, EDIT_KILL_TO_END},
        {ACTION_YANK, EDIT_YANK},
    };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (verbs[i].action == action) {
            return verbs[i].verb;
        }
    }
    return no_verb;
}

static window *shown(model *m) {
    return windows_current(&m->windows);
}

static void scroll(model *m, long rows) {
    text_context context = model_text_context(m);
    view_pane pane = model_pane(m, &context);
    view_scroll(&shown(m)->place, &shown(m)->lines, &pane, rows);
}

/* Two rows of the old page stay in sight. */
static long page_of(const model *m) {
    return m->screen.text_rows > 3 ? (long)m->screen.text_rows - 2 : 1;
}

static void line_end(model *m) {
    if (shown(m)->input.bytes == 0) {
        view_live(&shown(m)->place);
    }
    edit_do(&shown(m)->input, EDIT_END);
}

static void older(model *m) {
    edit_history_show(m->typed, &shown(m)->input, true);
}

static void newer(model *m) {
    edit_history_show(m->typed, &shown(m)->input, false);
}

/* A cleared line can be had again: in chat from the lines typed before, in a
 * conversation, whose texts are kept out of those, from what was cut. */
static void clear_line(model *m) {
    window *w = shown(m);
    if (w->nick == NULL) {
        edit_history_add(m->typed, w->input.text);
        edit_clear(&w->input);
    } else {
        edit_do(&w->input, EDIT_END);
        edit_do(&w->input, EDIT_KILL_TO_START);
    }
}

static void clear(model *m, model_time now) {
    if (shown(m)->input.bytes > 0) {
        clear_line(m);
    } else if (now.person_ms < m->leave_until_ms) {
        model_want(m, EFFECT_QUIT);
    } else {
        model_hint(m, "Press Ctrl-C again to leave", now);
        m->leave_until_ms = now.person_ms + MODEL_LEAVE_MS;
    }
}

static void escape(model *m) {
    if (m->focus != FOCUS_INPUT) {
        model_focus_input(m);
    } else if (model_log_close(m)) {
        return;
    } else if (shown(m)->place.is_paused) {
        view_live(&shown(m)->place);
    } else {
        model_show(m, WINDOW_CHAT);
    }
}

static void page_up(model *m) {
    scroll(m, -page_of(m));
}

static void page_down(model *m) {
    scroll(m, page_of(m));
}

static void row_up(model *m) {
    scroll(m, -1);
}

static void row_down(model *m) {
    scroll(m, 1);
}

static void oldest(model *m) {
    text_context context = model_text_context(m);
    view_pane pane = model_pane(m, &context);
    view_oldest(&shown(m)->place, &shown(m)->lines, &pane);
}

static void live(model *m) {
    view_live(&shown(m)->place);
}

static void next_window(model *m) {
    model_show(m, (m->windows.current + 1) % m->windows.count);
}

static void previous_window(model *m) {
    size_t count = m->windows.count;
    model_show(m, (m->windows.current + count - 1) % count);
}

static void show_help(model *m) {
    model_toggle(m, FOCUS_HELP);
}

static void show_users(model *m) {
    model_toggle(m, FOCUS_USERS);
}

static void show_whispers(model *m) {
    model_toggle(m, FOCUS_WHISPERS);
}

static void repaint(model *m) {
    model_want(m, EFFECT_REPAINT);
}

static void suspend(model *m) {
    model_want(m, EFFECT_SUSPEND);
}

static void begin_paste(model *m) {
    model_focus_input(m);
    m->is_pasting = true;
}

static void (*const acts[ACTIONS])(model *m) = {
    [ACTION_LINE_END] = line_end,
    [ACTION_OLDER] = older,
    [ACTION_NEWER] = newer,
    [ACTION_ESCAPE] = escape,
    [ACTION_PAGE_UP] = page_up,
    [ACTION_PAGE_DOWN] = page_down,
    [ACTION_ROW_UP] = row_up,
    [ACTION_ROW_DOWN] = row_down,
    [ACTION_OLDEST] = oldest,
    [ACTION_LIVE] = live,
    [ACTION_NEXT_WINDOW] = next_window,
    [ACTION_PREVIOUS_WINDOW] = previous_window,
    [ACTION_HELP] = show_help,
    [ACTION_USERS] = show_users,
    [ACTION_WHISPERS] = show_whispers,
    [ACTION_REPAINT] = repaint,
    [ACTION_SUSPEND] = suspend,
    [ACTION_PASTE_BEGIN] = begin_paste,
};

/* These may have something to say, and so need to know when. */
static void (*const timed_acts[ACTIONS])(model *m, model_time now) = {
    [ACTION_SEND] = model_enter,
    [ACTION_CLEAR] = clear,
    [ACTION_NEXT_UNREAD] = model_next_unread,
    [ACTION_REPLY] = model_reply,
    [ACTION_LOG] = model_log_toggle,
};

/* M-1 to M-9 */
static void show_numbered(model *m, input_key key, model_time now) {
    size_t index = key.code >= '1' && key.code <= '9' ? key.code - '1' : 0;
    if (index >= m->windows.count) {
        model_hint(m, "No conversation has that number.", now);
        return;
    }
    model_show(m, index);
}

static void type(model *m, uint32_t code) {
    char bytes[UTF8_MAX_BYTES];
    edit_insert(&shown(m)->input, bytes, utf8_encode(code, bytes));
}

/* Line breaks as terminals send them: as Enter, or as the control letters
 * they are. */
static bool is_break(input_key key) {
    return key.code == INPUT_ENTER || key.code == INPUT_TAB ||
           (key.modifiers == INPUT_CONTROL &&
            (key.code == 'j' || key.code == 'm' || key.code == 'i'));
}

/* Nothing that is pasted acts: it is text, or it is left out. */
static void paste(model *m, input_key key, input_action action) {
    if (action == ACTION_PASTE_END) {
        m->is_pasting = false;
    } else if (is_break(key)) {
        type(m, ' ');
    } else if (input_key_is_character(key)) {
        type(m, key.code);
    }
}

static void run(model *m, input_action action, input_key key, model_time now) {
    edit_verb verb = verb_of(action);
    if (verb != no_verb) {
        model_focus_input(m);
        edit_do(&shown(m)->input, verb);
    } else if (action == ACTION_WINDOW) {
        show_numbered(m, key, now);
    } else if (acts[action] != NULL) {
        acts[action](m);
    } else if (timed_acts[action] != NULL) {
        timed_acts[action](m, now);
    }
}

void model_key(model *m, input_key key, model_time now) {
    input_action action = input_action_of(key);
    if (m->is_pasting) {
        paste(m, key, action);
        return;
    }
    if (action != ACTION_CLEAR) {
        m->leave_until_ms = 0;
    }
    if (model_log_answer(m, key, action) || model_list_act(m, action, now) ||
        model_log_act(m, action)) {
        return;
    }
    if (action != ACTION_NONE) {
        run(m, action, key, now);
    } else if (input_key_is_character(key)) {
        model_focus_input(m);
        type(m, key.code);
    }
}
