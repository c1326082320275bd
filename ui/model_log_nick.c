/* Whose log a person means. */
#include "input_command.h"
#include "model_nick.h"
#include "model_parts.h"

#include <string.h>

static const window *chat_of(const model *m) {
    return m->windows.list[WINDOW_CHAT];
}

/* Copies what may be a nick; false: it may not. */
static bool take(char nick[MODEL_NICK_BYTES], const char *word, size_t bytes) {
    if (bytes >= MODEL_NICK_BYTES) {
        return false;
    }
    memcpy(nick, word, bytes);
    nick[bytes] = '\0';
    return dgg_nick_is_valid(nick);
}

/* Who wrote a line of chat; NULL: nobody did, or it was not said in public. */
static const char *author_of(const line *l) {
    bool is_speech = l != NULL && l->nick_bytes > 0 &&
                     (l->kind == LINE_MESSAGE || l->kind == LINE_ACTION);
    return is_speech ? line_nick(l) : NULL;
}

static bool is_author(const model *m, const char *nick) {
    const history *lines = &chat_of(m)->lines;
    for (uint64_t i = lines->next; i > lines->first; i--) {
        const char *author = author_of(history_get(lines, i - 1));
        if (author != NULL && dgg_nick_compare(author, nick) == 0) {
            return true;
        }
    }
    return false;
}

/* The word at the cursor, if it is "@" and a nick, or somebody's. Most words
 * could be nicks. */
static bool take_typed(const model *m, char nick[MODEL_NICK_BYTES]) {
    const edit *typed = &windows_shown(&m->windows)->input;
    size_t start = typed->cursor;
    while (start > 0 && typed->text[start - 1] != ' ') {
        start--;
    }
    bool has_mark = typed->text[start] == '@';
    const char *word = typed->text + start + has_mark;
    bool is_nick = take(nick, word, strcspn(word, " ,:;.!?"));
    return is_nick &&
           (has_mark || model_is_somebody(m, nick) || is_author(m, nick));
}

/* "/w bird hello": whom the command is about. */
static bool take_argument(const model *m, char nick[MODEL_NICK_BYTES]) {
    input_parsed parsed;
    input_parse(&parsed, windows_shown(&m->windows)->input.text);
    const char *word = parsed.nick + (parsed.nick[0] == '@');
    return parsed.command != COMMAND_TEXT && take(nick, word, strlen(word));
}

static bool take_chosen(const model *m, char nick[MODEL_NICK_BYTES]) {
    model_list_keep(m, nick);
    return dgg_nick_is_valid(nick);
}

static bool take_partner(const model *m, char nick[MODEL_NICK_BYTES]) {
    const char *partner = windows_shown(&m->windows)->nick;
    return partner != NULL && take(nick, partner, strlen(partner));
}

/* The last in sight, or above it. */
static bool take_author(const model *m, char nick[MODEL_NICK_BYTES]) {
    const window *chat = chat_of(m);
    text_context context = model_text_context(m);
    view_pane pane = model_pane(m, &context);
    if (chat->place.is_paused && pane.rows > 1) {
        pane.rows--; /* the bar */
    }
    uint64_t i = view_last(&chat->place, &chat->lines, &pane) + 1;
    for (; i > chat->lines.first; i--) {
        const char *author = author_of(history_get(&chat->lines, i - 1));
        if (author != NULL && take(nick, author, strlen(author))) {
            return true;
        }
    }
    return false;
}

bool model_log_nick(const model *m, char nick[MODEL_NICK_BYTES]) {
    bool is_found =
        take_chosen(m, nick) || take_typed(m, nick) || take_argument(m, nick);
    if (is_found) {
        return true;
    }
    /* Chat goes on: somebody else may have written the newest line since. */
    bool has_place = chat_of(m)->place.is_paused || !log_is_open(&m->log);
    return take_partner(m, nick) || (has_place && take_author(m, nick));
}
