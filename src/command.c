#include "command.h"

#include "arena.h"
#include "dgg_chat.h"
#include "json.h"
#include "text_trim.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NS_PER_MS = 1000000,
    MEMBERS = 5,
    TIERS = 5,
    NUMBER_BYTES = 12,
};

typedef enum text_rule {
    NO_TEXT,
    SAID, /* by us: the server's rules for texts */
    SAID_OR_EMPTY,
    QUOTED, /* what the server told, to be found again */
    KEY,
} text_rule;

static const struct shape {
    const char *name;
    bool has_nick;
    text_rule rule;
} shapes[DGG_COMMAND_KINDS] = {
    [DGG_COMMAND_MESSAGE] = {"MSG", false, SAID},
    [DGG_COMMAND_WHISPER] = {"PRIVMSG", true, SAID},
    [DGG_COMMAND_MUTE] = {"MUTE", true, NO_TEXT},
    [DGG_COMMAND_UNMUTE] = {"UNMUTE", true, NO_TEXT},
    [DGG_COMMAND_BAN] = {"BAN", true, SAID},
    [DGG_COMMAND_UNBAN] = {"UNBAN", true, NO_TEXT},
    [DGG_COMMAND_SUB_ONLY] = {"SUBONLY", false, NO_TEXT},
    [DGG_COMMAND_BROADCAST] = {"BROADCAST", false, SAID},
    [DGG_COMMAND_PIN] = {"PIN", false, SAID_OR_EMPTY},
    [DGG_COMMAND_START_POLL] = {"STARTPOLL", false, SAID},
    [DGG_COMMAND_STOP_POLL] = {"STOPPOLL", false, NO_TEXT},
    [DGG_COMMAND_CAST_VOTE] = {"CASTVOTE", false, NO_TEXT},
    [DGG_COMMAND_ADD_PHRASE] = {"ADDPHRASE", false, SAID},
    [DGG_COMMAND_REMOVE_PHRASE] = {"REMOVEPHRASE", false, QUOTED},
    [DGG_COMMAND_DIE] = {"DIE", false, NO_TEXT},
    [DGG_COMMAND_RELOAD_USERS] = {"RELOADUSERS", false, NO_TEXT},
    [DGG_COMMAND_REMOVE_EVENT] = {"REMOVEEVENT", false, KEY},
    [DGG_COMMAND_SPOTLIGHT] = {"SPOTLIGHT", true, QUOTED},
    [DGG_COMMAND_UNSPOTLIGHT] = {"UNSPOTLIGHT", false, KEY},
    [DGG_COMMAND_PING] = {"PING", false, NO_TEXT},
};

static dgg_error check_nick(const struct shape *shape, const char *nick) {
    bool is_good =
        !shape->has_nick || (nick != NULL && dgg_nick_is_valid(nick));
    return is_good ? DGG_OK : DGG_ERROR_NICK;
}

static dgg_error check_quoted(const char *text) {
    if (text[0] == '\0') {
        return DGG_ERROR_TEXT_EMPTY;
    }
    return utf8_is_valid(text, strlen(text)) ? DGG_OK
                                             : DGG_ERROR_TEXT_CHARACTER;
}

static dgg_error check_key(const char *key) {
    size_t bytes = strlen(key);
    bool is_good = bytes > 0 && bytes <= DGG_KEY_BYTES;
    for (size_t i = 0; i < bytes && is_good; i++) {
        is_good = key[i] > ' ' && key[i] <= '~';
    }
    return is_good ? DGG_OK : DGG_ERROR_ARGUMENT;
}

static dgg_error check_text(text_rule rule, const char *given) {
    const char *text = given != NULL ? given : "";
    switch (rule) {
    case NO_TEXT: return DGG_OK;
    case SAID: return dgg_text_check(text);
    case SAID_OR_EMPTY: return text[0] == '\0' ? DGG_OK : dgg_text_check(text);
    case QUOTED: return check_quoted(text);
    case KEY: return check_key(text);
    }
    return DGG_ERROR_ARGUMENT;
}

static dgg_error check_poll(const char *question, const dgg_new_poll *poll) {
    size_t bytes = 0;
    const char *trimmed = text_trim(question, &bytes);
    if (trimmed[bytes - 1] != '?' || poll->options == NULL ||
        poll->option_count < 2 || poll->option_count > DGG_NEW_POLL_OPTIONS ||
        poll->length_ms < DGG_NEW_POLL_MIN_MS ||
        poll->length_ms > DGG_NEW_POLL_MAX_MS) {
        return DGG_ERROR_ARGUMENT;
    }
    dgg_error error = DGG_OK;
    for (size_t i = 0; i < poll->option_count && error == DGG_OK; i++) {
        error = check_text(SAID, poll->options[i]);
    }
    return error;
}

static dgg_error range(int64_t value, int64_t least, int64_t most) {
    return value >= least && value <= most ? DGG_OK : DGG_ERROR_ARGUMENT;
}

/* What is neither nick nor text. */
static dgg_error check_rest(const dgg_command *wanted) {
    switch (wanted->kind) {
    case DGG_COMMAND_MUTE:
        return range(wanted->as.sanction.duration_ms, 0, DGG_MUTE_MAX_MS);
    case DGG_COMMAND_BAN:
        if (wanted->as.sanction.is_permanent) {
            return DGG_OK;
        }
        return range(wanted->as.sanction.duration_ms, 0, INT64_MAX / NS_PER_MS);
    case DGG_COMMAND_SUB_ONLY: return range(wanted->as.sub_only.tier, 0, TIERS);
    case DGG_COMMAND_CAST_VOTE: return range(wanted->as.vote, 1, INT32_MAX);
    case DGG_COMMAND_SPOTLIGHT:
        return range(wanted->as.timestamp_ms, 1, INT64_MAX);
    case DGG_COMMAND_START_POLL:
        return check_poll(wanted->text, &wanted->as.poll);
    case DGG_COMMAND_MESSAGE:
    case DGG_COMMAND_WHISPER:
    case DGG_COMMAND_UNMUTE:
    case DGG_COMMAND_UNBAN:
    case DGG_COMMAND_BROADCAST:
    case DGG_COMMAND_PIN:
    case DGG_COMMAND_STOP_POLL:
    case DGG_COMMAND_ADD_PHRASE:
    case DGG_COMMAND_REMOVE_PHRASE:
    case DGG_COMMAND_DIE:
    case DGG_COMMAND_RELOAD_USERS:
    case DGG_COMMAND_REMOVE_EVENT:
    case DGG_COMMAND_UNSPOTLIGHT:
    case DGG_COMMAND_PING:
    case DGG_COMMAND_KINDS: break;
    }
    return DGG_OK;
}

static dgg_error check(const dgg_command *wanted) {
    if ((unsigned)wanted->kind >= DGG_COMMAND_KINDS) {
        return DGG_ERROR_ARGUMENT;
    }
    const struct shape *shape = &shapes[wanted->kind];
    dgg_error error = check_nick(shape, wanted->nick);
    if (error == DGG_OK) {
        error = check_text(shape->rule, wanted->text);
    }
    return error == DGG_OK ? check_rest(wanted) : error;
}

/* A text of ours loses the white space that the server would cut off. */
static char *copy_text(const dgg_command *wanted) {
    const text_rule rule = shapes[wanted->kind].rule;
    char number[NUMBER_BYTES];
    if (wanted->kind == DGG_COMMAND_CAST_VOTE) {
        snprintf(number, sizeof number, "%d", wanted->as.vote);
        return strdup(number);
    }
    if (wanted->kind == DGG_COMMAND_SUB_ONLY) {
        return strdup(wanted->as.sub_only.is_on ? "on" : "off");
    }
    if (rule == NO_TEXT || wanted->text == NULL) {
        return strdup("");
    }
    size_t bytes = strlen(wanted->text);
    const char *text = wanted->text;
    if (rule == SAID || rule == SAID_OR_EMPTY) {
        text = text_trim(wanted->text, &bytes);
    }
    return strndup(text, bytes);
}

static json_member string(const char *key, const char *text) {
    return (json_member){.key = key, .type = JSON_STRING, .text = text};
}

static json_member flag(const char *key, bool is_set) {
    return (json_member){.key = key, .type = is_set ? JSON_TRUE : JSON_FALSE};
}

/* Left out when it is 0. */
static json_member number(const char *key, int64_t value) {
    return (json_member){.key = key,
                         .type = value != 0 ? JSON_NUMBER : JSON_NONE,
                         .number = value};
}

static size_t list_poll(json_member out[MEMBERS], const char *question,
                        const dgg_new_poll *poll) {
    out[0] = flag("weighted", poll->is_weighted);
    out[1] = number("time", poll->length_ms);
    out[2] = string("question", question);
    out[3] = (json_member){.key = "options",
                           .type = JSON_ARRAY,
                           .texts = poll->options,
                           .count = poll->option_count};
    return 4;
}

static size_t list_ban(json_member out[MEMBERS], const command *c,
                       const dgg_sanction *ban) {
    int64_t ns = ban->is_permanent ? 0 : ban->duration_ms * NS_PER_MS;
    out[0] = string("nick", c->nick);
    out[1] = string("reason", c->text);
    out[2] = number("duration", ns);
    out[3] = flag("ispermanent", ban->is_permanent);
    out[4] = flag("banip", ban->bans_address);
    return 5;
}

/* The payload's members; returns how many. */
static size_t list_members(json_member out[MEMBERS], const command *c,
                           const dgg_command *wanted) {
    switch (c->kind) {
    case DGG_COMMAND_MESSAGE:
    case DGG_COMMAND_BROADCAST:
    case DGG_COMMAND_PIN:
    case DGG_COMMAND_ADD_PHRASE:
    case DGG_COMMAND_REMOVE_PHRASE:
    case DGG_COMMAND_DIE:
    case DGG_COMMAND_REMOVE_EVENT:
    case DGG_COMMAND_UNSPOTLIGHT: out[0] = string("data", c->text); return 1;
    case DGG_COMMAND_WHISPER:
        out[0] = string("nick", c->nick);
        out[1] = string("data", c->text);
        return 2;
    case DGG_COMMAND_MUTE:
        out[0] = string("data", c->nick);
        out[1] = number("duration",
                        wanted->as.sanction.duration_ms * (int64_t)NS_PER_MS);
        return 2;
    case DGG_COMMAND_UNMUTE:
    case DGG_COMMAND_UNBAN: out[0] = string("data", c->nick); return 1;
    case DGG_COMMAND_BAN: return list_ban(out, c, &wanted->as.sanction);
    case DGG_COMMAND_SUB_ONLY:
        out[0] = string("data", c->text);
        out[1] = number(
            "tier", wanted->as.sub_only.is_on ? wanted->as.sub_only.tier : 0);
        return 2;
    case DGG_COMMAND_START_POLL:
        return list_poll(out, c->text, &wanted->as.poll);
    case DGG_COMMAND_CAST_VOTE: out[0] = string("vote", c->text); return 1;
    case DGG_COMMAND_SPOTLIGHT:
        out[0] = string("nick", c->nick);
        out[1] = number("messageTimestamp", wanted->as.timestamp_ms);
        out[2] = string("data", c->text);
        return 3;
    case DGG_COMMAND_STOP_POLL:
    case DGG_COMMAND_RELOAD_USERS:
    case DGG_COMMAND_PING:
    case DGG_COMMAND_KINDS: break;
    }
    return 0;
}

static dgg_error write_frame(command *c, const dgg_command *wanted) {
    json_member members[MEMBERS];
    const char *name = shapes[c->kind].name;
    char *payload =
        json_write_object(members, list_members(members, c, wanted));
    if (payload == NULL) {
        return DGG_ERROR_MEMORY;
    }
    size_t size = strlen(name) + 1 + strlen(payload) + 1;
    c->frame = malloc(size);
    if (c->frame != NULL) {
        snprintf(c->frame, size, "%s %s", name, payload);
    }
    free(payload);
    if (c->frame == NULL) {
        return DGG_ERROR_MEMORY;
    }
    return size - 1 <= DGG_FRAME_BYTES ? DGG_OK : DGG_ERROR_TEXT_LONG;
}

/* The options of a poll are texts, too. */
static bool trim_options(arena *memory, dgg_new_poll *poll) {
    const char **trimmed =
        arena_alloc(memory, poll->option_count * sizeof *trimmed);
    for (size_t i = 0; i < poll->option_count && trimmed != NULL; i++) {
        size_t bytes = 0;
        const char *text = text_trim(poll->options[i], &bytes);
        trimmed[i] = arena_copy(memory, text, bytes);
        if (trimmed[i] == NULL) {
            return false;
        }
    }
    poll->options = trimmed;
    return trimmed != NULL;
}

static dgg_error write_trimmed(command *c, const dgg_command *wanted) {
    if (wanted->kind != DGG_COMMAND_START_POLL) {
        return write_frame(c, wanted);
    }
    arena memory = {0};
    dgg_command trimmed = *wanted;
    dgg_error error = trim_options(&memory, &trimmed.as.poll)
                          ? write_frame(c, &trimmed)
                          : DGG_ERROR_MEMORY;
    arena_free(&memory);
    return error;
}

dgg_error command_init(command *out, const dgg_command *wanted) {
    dgg_error error = check(wanted);
    if (error != DGG_OK) {
        return error;
    }
    *out = (command){.kind = wanted->kind, .text = copy_text(wanted)};
    if (shapes[wanted->kind].has_nick) {
        snprintf(out->nick, sizeof out->nick, "%s", wanted->nick);
    }
    error = out->text == NULL ? DGG_ERROR_MEMORY : write_trimmed(out, wanted);
    if (error != DGG_OK) {
        command_free(out);
    }
    return error;
}

void command_free(command *c) {
    free(c->text);
    free(c->frame);
    c->text = NULL;
    c->frame = NULL;
}
