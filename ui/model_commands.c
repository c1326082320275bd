/* What a typed command does. */
#include "input_command.h"
#include "model_parts.h"
#include "model_words.h"

#include <string.h>

static window *shown(model *m) {
    return windows_current(&m->windows);
}

/* The line did what it was meant to. Whispers are not remembered. */
static void done(model *m, window *w, bool is_remembered) {
    if (is_remembered) {
        edit_history_add(m->typed, w->input.text);
    }
    edit_clear(&w->input);
}

/* "w bob hi": a whisper whose slash was forgotten. */
static bool is_whisper_without_slash(model *m, const char *typed) {
    char slashed[EDIT_BYTES + 1];
    input_parsed parsed;
    const char *text = typed + strspn(typed, " ");
    size_t bytes = strlen(text);
    if (bytes >= EDIT_BYTES) {
        return false;
    }
    slashed[0] = '/';
    memcpy(slashed + 1, text, bytes + 1);
    input_parse(&parsed, slashed);
    return parsed.command == COMMAND_WHISPER &&
           model_is_somebody(m, parsed.nick);
}

/* " /w bob hi": a command that a space turned into text. */
static bool is_command_after_space(const char *typed) {
    input_parsed parsed;
    size_t spaces = strspn(typed, " ");
    if (spaces == 0) {
        return false;
    }
    input_parse(&parsed, typed + spaces);
    return parsed.command != COMMAND_TEXT;
}

/* Why a number is held back: it looks like a vote that would not count. */
static const char *why_no_vote(const model_poll *poll, const char *typed,
                               int64_t now_ms) {
    if (poll_typed_vote(poll, typed) == 0) {
        return NULL;
    }
    if (poll->phase == POLL_RUNNING) {
        return poll->known.own_vote > 0
                   ? "You have voted. Enter again sends this to public chat."
                   : "You cannot vote in this poll. Enter again sends this to "
                     "public chat.";
    }
    return poll_has_just_ended(poll, now_ms)
               ? "The poll has ended. Enter again sends this to public chat."
               : NULL;
}

/* What the public should not read by mistake is held back once. */
static bool is_held_back(model *m, const char *typed, model_time now) {
    const char *why = why_no_vote(&m->poll, typed, now.monotonic_ms);
    if (is_command_after_space(typed)) {
        why = "A space stands before the command. Enter again sends it to "
              "chat as it is.";
    } else if (is_whisper_without_slash(m, typed)) {
        why = "This looks like a whisper. Enter again sends it to public "
              "chat.";
    }
    if (why == NULL || sends_was_held(m->sends, typed)) {
        return false;
    }
    model_hint(m, why, now);
    return true;
}

/* True when the text was a vote, whatever became of it. */
static bool cast_vote(model *m, const char *text, model_time now) {
    const model_poll *poll = &m->poll;
    bool may_vote = poll->phase == POLL_RUNNING && poll->known.can_vote;
    int option = may_vote ? poll_typed_vote(poll, text) : 0;
    if (option > 0 && model_vote(m, option, now)) {
        done(m, shown(m), true);
    }
    return option > 0;
}

static void send_text(model *m, const char *text, model_time now) {
    window *w = shown(m);
    bool is_chat = w->nick == NULL;
    if (is_chat && cast_vote(m, text, now)) {
        return;
    }
    if (is_chat && is_held_back(m, w->input.text, now)) {
        return;
    }
    if (model_send(m, w, text, now)) {
        done(m, w, is_chat);
    }
}

/* True, and a hint, when the nick is missing. */
static bool lacks_nick(model *m, const input_parsed *parsed, model_time now) {
    char text[STATUS_BYTES];
    if (*parsed->nick != '\0') {
        return false;
    }
    words_format(text, sizeof text, "Usage: %s",
                 input_command_usage(parsed->command));
    model_hint(m, text, now);
    return true;
}

/* The conversation is shown afterwards: that is where the outcome and the
 * answer will stand. */
static void whisper(model *m, const input_parsed *parsed, model_time now) {
    window *typed_in = shown(m);
    if (lacks_nick(m, parsed, now)) {
        return;
    }
    if (*parsed->text == '\0') {
        if (model_talk_to(m, parsed->nick, now)) {
            done(m, typed_in, false);
        }
        return;
    }
    window *talk = model_talk(m, parsed->nick, now);
    if (talk != NULL && model_send(m, talk, parsed->text, now)) {
        done(m, typed_in, false);
        model_talk_to(m, parsed->nick, now);
    }
}

static void open_talk(model *m, const input_parsed *parsed, model_time now) {
    window *typed_in = shown(m);
    if (!lacks_nick(m, parsed, now) && model_talk_to(m, parsed->nick, now)) {
        done(m, typed_in, true);
    }
}

static void open_log(model *m, const input_parsed *parsed, model_time now) {
    char words[STATUS_BYTES];
    const char *nick = parsed->nick + (parsed->nick[0] == '@');
    if (parsed->nick[0] == '\0') {
        done(m, shown(m), true);
        model_log_toggle(m, now);
    } else if (!dgg_nick_is_valid(nick)) {
        words_for_error(words, sizeof words, DGG_ERROR_NICK);
        model_hint(m, words, now);
    } else {
        done(m, shown(m), true);
        model_log_open(m, nick, now);
    }
}

static void close_talk(model *m, model_time now) {
    if (m->windows.current == WINDOW_CHAT) {
        model_hint(m, "Chat stays open. /quit leaves.", now);
        return;
    }
    done(m, shown(m), true);
    windows_close(&m->windows, m->windows.current);
    model_focus_input(m);
}

static void connect_now(model *m, model_time now) {
    if (m->status.link == LINK_ONLINE) {
        model_hint(m, "Connected already.", now);
    } else {
        model_want(m, EFFECT_CONNECT);
    }
    done(m, shown(m), true);
}

static void refuse_unknown(model *m, const input_parsed *parsed,
                           model_time now) {
    char text[STATUS_BYTES];
    words_format(text, sizeof text,
                 "No command /%s. Closest: /%s. (//%s sends it as text)",
                 parsed->name, input_command_nearest(parsed->name),
                 parsed->name);
    model_hint(m, text, now);
}

static void reply(model *m, model_time now) {
    done(m, shown(m), true);
    model_reply(m, now);
}

static void want(model *m, effect_kind kind) {
    done(m, shown(m), true);
    model_want(m, kind);
}

static void show_help(model *m) {
    done(m, shown(m), true);
    if (m->focus != FOCUS_HELP) {
        model_toggle(m, FOCUS_HELP);
    }
}

/* True, and a hint, for what a recording cannot answer. */
static bool is_for_live_chat(model *m, const input_parsed *parsed,
                             model_time now) {
    bool is_text =
        parsed->command == COMMAND_TEXT ||
        (parsed->command == COMMAND_WHISPER && *parsed->text != '\0');
    bool is_link = parsed->command == COMMAND_CONNECT ||
                   parsed->command == COMMAND_DISCONNECT;
    if (is_text) {
        model_hint(m, "This is a recording: nothing can be sent.", now);
    } else if (is_link) {
        model_hint(m, "This is a recording: it has no connection.", now);
    }
    return is_text || is_link;
}

bool model_is_somebody(const model *m, const char *nick) {
    return roster_find(m->roster, nick) != NULL ||
           windows_has(&m->windows, nick);
}

void model_enter(model *m, model_time now) {
    input_parsed parsed;
    if (shown(m)->input.bytes == 0) {
        return;
    }
    input_parse(&parsed, shown(m)->input.text);
    if (status_is_replay(&m->status) && is_for_live_chat(m, &parsed, now)) {
        return;
    }
    switch (parsed.command) {
    case COMMAND_TEXT: send_text(m, parsed.text, now); break;
    case COMMAND_HELP: show_help(m); break;
    case COMMAND_WHISPER: whisper(m, &parsed, now); break;
    case COMMAND_OPEN: open_talk(m, &parsed, now); break;
    case COMMAND_REPLY: reply(m, now); break;
    case COMMAND_EXIT: close_talk(m, now); break;
    case COMMAND_LOG: open_log(m, &parsed, now); break;
    case COMMAND_CONNECT: connect_now(m, now); break;
    case COMMAND_DISCONNECT: want(m, EFFECT_DISCONNECT); break;
    case COMMAND_QUIT: want(m, EFFECT_QUIT); break;
    case COMMAND_UNKNOWN:
    case COMMANDS: refuse_unknown(m, &parsed, now); break;
    }
}
