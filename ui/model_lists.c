/* Choosing and moving in the lists of users and whispers. */
#include "model_nick.h"
#include "model_parts.h"

#include <limits.h>

static size_t entries(const model *m) {
    return m->focus == FOCUS_USERS ? roster_count(m->roster)
                                   : m->windows.count - 1;
}

static model_list *list_of(model *m) {
    return m->focus == FOCUS_USERS ? &m->users : &m->whispers;
}

/* The nick of an entry of the focused list; NULL beyond its end. */
static const char *nick_at(const model *m, size_t index) {
    if (m->focus == FOCUS_USERS) {
        const roster_user *user = roster_at(m->roster, index);
        return user == NULL ? NULL : user->nick;
    }
    size_t order[WINDOWS];
    size_t count = windows_order(&m->windows, order);
    return index < count ? m->windows.list[order[index]]->nick : NULL;
}

/* Where the nick stands now; beyond the end when it is gone. */
static size_t index_of(const model *m, const char *nick) {
    if (m->focus == FOCUS_USERS) {
        return roster_index(m->roster, nick);
    }
    size_t order[WINDOWS];
    size_t count = windows_order(&m->windows, order);
    size_t i = 0;
    while (i < count &&
           dgg_nick_compare(m->windows.list[order[i]]->nick, nick) != 0) {
        i++;
    }
    return i;
}

static bool has_list_focus(const model *m) {
    return m->focus == FOCUS_USERS || m->focus == FOCUS_WHISPERS;
}

static void open_chosen(model *m, model_time now) {
    const char *chosen = nick_at(m, list_of(m)->selected);
    if (chosen == NULL) {
        model_focus_input(m);
        return;
    }
    char nick[MODEL_NICK_BYTES];
    model_nick_clean(nick, chosen);
    model_talk_to(m, nick, now);
}

/* How far an action moves in a pane of so many rows; 0: it is no movement. */
static long step_of(input_action action, size_t rows) {
    long page = rows > 1 ? (long)rows - 1 : 1;
    switch ((int)action) {
    case ACTION_OLDER: return -1;
    case ACTION_NEWER: return 1;
    case ACTION_PAGE_UP: return -page;
    case ACTION_PAGE_DOWN: return page;
    case ACTION_LINE_START: return LONG_MIN;
    case ACTION_LINE_END: return LONG_MAX;
    default: return 0;
    }
}

/* Moves a place by a step and keeps it within 0..last. */
static size_t moved(size_t place, long step, size_t last) {
    if (step < 0) {
        size_t back = step == LONG_MIN ? place : (size_t)-step;
        place -= back < place ? back : place;
    } else {
        size_t rest = place < last ? last - place : 0;
        place += (size_t)step < rest ? (size_t)step : rest;
    }
    return place < last ? place : last;
}

static void move(model *m, long step) {
    if (m->focus == FOCUS_HELP) {
        m->help_first = moved(m->help_first, step, m->screen.help_last);
        return;
    }
    model_list *list = list_of(m);
    size_t count = entries(m);
    list->selected = moved(list->selected, step, count > 0 ? count - 1 : 0);
}

bool model_list_act(model *m, input_action action, model_time now) {
    if (m->focus == FOCUS_INPUT) {
        return false;
    }
    long step = step_of(action, m->screen.list_rows);
    if (step != 0) {
        move(m, step);
        return true;
    }
    if (action != ACTION_SEND) {
        return false;
    }
    if (has_list_focus(m)) {
        open_chosen(m, now);
    } else {
        model_focus_input(m);
    }
    return true;
}

void model_toggle(model *m, model_focus focus) {
    if (m->focus == focus) {
        model_focus_input(m);
        return;
    }
    m->focus = focus;
    m->help_first = 0;
    m->whispers.selected = 0;
    move(m, 0);
}

void model_list_keep(const model *m, char nick[MODEL_NICK_BYTES]) {
    nick[0] = '\0';
    if (!has_list_focus(m)) {
        return;
    }
    size_t selected =
        m->focus == FOCUS_USERS ? m->users.selected : m->whispers.selected;
    const char *chosen = nick_at(m, selected);
    if (chosen != NULL) {
        model_nick_clean(nick, chosen);
    }
}

void model_list_restore(model *m, const char *nick) {
    if (!has_list_focus(m)) {
        return;
    }
    size_t index = *nick == '\0' ? entries(m) : index_of(m, nick);
    if (index < entries(m)) {
        list_of(m)->selected = index;
    }
    move(m, 0);
}
