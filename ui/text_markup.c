/* A line as a list of styled pieces. */
#include "text_words.h"

#include "text_width.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { HANG_FROM_COLUMNS = 60, NARROW_INDENT = 2 };

/* How a kind of line begins, and what its text is. */
typedef struct line_look {
    const char *sign;
    const char *after_nick; /* NULL: the nick is not shown */
    text_role role;         /* of the sign and of the text */
    bool is_speech;         /* somebody's words: with emotes and mentions */
} line_look;

static const line_look looks[] = {
    [LINE_MESSAGE] = {"", ": ", ROLE_TEXT, true},
    [LINE_ACTION] = {"* ", " ", ROLE_ACTION, true},
    [LINE_BROADCAST] = {"! ", NULL, ROLE_BROADCAST, true},
    [LINE_MODERATION] = {"- ", NULL, ROLE_MODERATION, false},
    [LINE_DEATH] = {"* ", " ", ROLE_ACTION, true},
    [LINE_WHISPER] = {"[whisper] ", ": ", ROLE_WHISPER, true},
    [LINE_EVENT] = {"+ ", NULL, ROLE_EVENT, true},
    [LINE_GAP] = {"\xE2\x94\x80\xE2\x94\x80 ", NULL, ROLE_NOTICE, false},
    [LINE_LOGGED] = {"", NULL, ROLE_TEXT, true},
    [LINE_LOGGED_ACTION] = {"* ", NULL, ROLE_ACTION, true},
    [LINE_DAY] = {"\xE2\x94\x80\xE2\x94\x80 ", NULL, ROLE_NOTICE, false},
    [LINE_NOTICE] = {"\xE2\x94\x80 ", NULL, ROLE_NOTICE, false},
    [LINE_ERROR] = {"! ", NULL, ROLE_ERROR, false},
};

/* What stands around an own text that is not known to have arrived. */
typedef struct line_fate {
    const char *before;
    text_role before_role;
    const char *after;
} line_fate;

static const line_fate fates[] = {
    [LINE_PLAIN] = {"", ROLE_TEXT, ""},
    [LINE_PENDING] = {"", ROLE_PENDING, " \xE2\x80\xA6"},
    [LINE_REFUSED] = {"\xE2\x9C\x97 ", ROLE_ERROR, ""},
    [LINE_UNCONFIRMED] = {"? ", ROLE_PENDING, ""},
};

static void add_string(text_markup *markup, const char *text, text_role role) {
    text_add_span(markup, text, strlen(text),
                  (text_style){.role = (uint8_t)role});
}

static void add_time(text_markup *markup, int64_t time_ms) {
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm local;
    char *out = markup->scratch;
    if (localtime_r(&seconds, &local) == NULL ||
        strftime(out, sizeof markup->scratch, "%H:%M", &local) == 0) {
        snprintf(out, sizeof markup->scratch, "--:--");
    }
    add_string(markup, out, ROLE_TIME);
    add_string(markup, " ", ROLE_TEXT);
}

static void add_head(text_markup *markup, const line *l,
                     const line_look *look) {
    if (l->kind != LINE_GAP && l->kind != LINE_DAY) {
        add_time(markup, l->time_ms);
    }
    add_string(markup, look->sign, look->role);
    if (look->after_nick != NULL) {
        text_add_span(markup, line_nick(l), l->nick_bytes,
                      (text_style){.role = ROLE_NAME, .color = l->color});
        add_string(markup, look->after_nick, ROLE_TEXT);
    }
}

static size_t width_of(const text_markup *markup) {
    size_t width = 0;
    for (size_t i = 0; i < markup->count; i++) {
        width += text_width(markup->spans[i].bytes, markup->spans[i].count);
    }
    return width;
}

static void add_text(text_markup *markup, const line *l, const line_look *look,
                     const text_context *context) {
    bool has_mentions = look->is_speech && !l->is_own;
    text_words words = {
        .base.role = (uint8_t)(l->is_green ? ROLE_GREEN : look->role),
        .own_nick = has_mentions && context->own_nick ? context->own_nick : "",
        .has_emotes = look->is_speech,
        .context = context,
    };
    text_add_words(markup, line_text(l), l->text_bytes, &words);
}

/* Who said it stays in sight, and so does what it was. */
static void add_removed(text_markup *markup, const line *l) {
    add_string(markup, "[removed] ", ROLE_REMOVED);
    text_add_span(markup, line_text(l), l->text_bytes,
                  (text_style){.role = ROLE_REMOVED});
}

void text_mark_up(text_markup *markup, const line *l,
                  const text_context *context) {
    const line_look *look = &looks[l->kind];
    const line_fate *fate = &fates[l->state];
    markup->count = 0;
    add_head(markup, l, look);
    markup->indent = context->columns >= HANG_FROM_COLUMNS ? width_of(markup)
                                                           : NARROW_INDENT;
    if (l->is_removed) {
        add_removed(markup, l);
        return;
    }
    if (l->state == LINE_PLAIN) {
        add_text(markup, l, look, context);
        return;
    }
    add_string(markup, fate->before, fate->before_role);
    text_add_span(markup, line_text(l), l->text_bytes,
                  (text_style){.role = ROLE_PENDING});
    add_string(markup, fate->after, ROLE_PENDING);
}
