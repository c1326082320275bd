/*
 * Which event answers which text: the server does not say.
 *
 * A whisper is answered by PRIVMSGSENT, a public message by its echo, both by
 * ERR. The server answers one text after the other, and of the answers to
 * whispers it loses none (destinygg/chat, connection.go). So while one is
 * overdue the next answer to a whisper is that one, and not that of a text that
 * went out later. Of echoes it may lose some, so none is overdue.
 */
#include "chat_internal.h"
#include "text_trim.h"

#include <string.h>

/* Source: destinygg/chat, connection.go and api.go; chat-gui, const.js. */
typedef enum concern {
    CONCERNS_ANY,
    CONCERNS_MESSAGE,
    CONCERNS_WHISPER,
    CONCERNS_NOTHING,
} concern;

static concern concern_of(const char *description) {
    static const struct {
        const char *description;
        concern concern;
    } known[] = {
        {"muted", CONCERNS_MESSAGE}, /* muted people may whisper */
        {"submode", CONCERNS_MESSAGE},
        {"duplicate", CONCERNS_MESSAGE},
        {"notfound", CONCERNS_WHISPER},
        {"privmsgbanned", CONCERNS_WHISPER},
        {"privmsgaccounttooyoung", CONCERNS_WHISPER},
        /* answers to what this library does not send */
        {"activepoll", CONCERNS_NOTHING},
        {"noactivepoll", CONCERNS_NOTHING},
        {"alreadyvoted", CONCERNS_NOTHING},
        {"duplicatephrase", CONCERNS_NOTHING},
        {"nophrase", CONCERNS_NOTHING},
        {"invalidphrase", CONCERNS_NOTHING},
        {"needbanreason", CONCERNS_NOTHING},
        {"cantbanprotected", CONCERNS_NOTHING},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].description, description) == 0) {
            return known[i].concern;
        }
    }
    return CONCERNS_ANY;
}

static bool may_concern(concern c, bool is_whisper) {
    return c == CONCERNS_ANY ||
           c == (is_whisper ? CONCERNS_WHISPER : CONCERNS_MESSAGE);
}

static bool is_own(const dgg_event *event, const char *own_nick) {
    return own_nick[0] != '\0' &&
           dgg_nick_compare(own_nick, event->user.nick) == 0;
}

/* The server sends a public message back to whoever wrote it, trimmed. Others
 * may say the same at the same time, so it has to be known who we are. */
static bool is_echo(const chat_text *text, const dgg_event *event,
                    const char *own_nick) {
    size_t bytes = 0;
    const char *trimmed = text_trim(event->text, &bytes);
    return is_own(event, own_nick) && strlen(text->text) == bytes &&
           memcmp(text->text, trimmed, bytes) == 0;
}

bool chat_text_is_whisper(const chat_text *text) {
    return text->nick[0] != '\0';
}

chat_answer chat_answer_to(const chat_text *text, const dgg_event *event,
                           const char *own_nick) {
    bool is_whisper = chat_text_is_whisper(text);
    if (event->kind == DGG_EVENT_ERROR) {
        bool is_meant = may_concern(concern_of(event->text), is_whisper);
        return is_meant ? CHAT_ANSWER_NO : CHAT_ANSWER_NONE;
    }
    bool is_yes = is_whisper ? event->kind == DGG_EVENT_WHISPER_SENT
                             : event->kind == DGG_EVENT_MESSAGE &&
                                   is_echo(text, event, own_nick);
    return is_yes ? CHAT_ANSWER_YES : CHAT_ANSWER_NONE;
}

void chat_overdue_add(chat_overdue *overdue, int64_t now_ms) {
    overdue->count++;
    overdue->until_ms = now_ms + CHAT_OVERDUE_MS;
}

bool chat_overdue_take(chat_overdue *overdue, const dgg_event *event,
                       int64_t now_ms) {
    bool answers_whisper = event->kind == DGG_EVENT_WHISPER_SENT ||
                           (event->kind == DGG_EVENT_ERROR &&
                            may_concern(concern_of(event->text), true));
    if (now_ms >= overdue->until_ms) {
        overdue->count = 0;
    }
    if (overdue->count == 0 || !answers_whisper) {
        return false;
    }
    overdue->count--;
    return true;
}
