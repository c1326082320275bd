#include "tail_format.h"

#include "text_clean.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* What plain tail prints unless it is told otherwise: what is said and done,
 * not who comes and goes. */
static const char usual_events[] =
    "MSG,PRIVMSG,BROADCAST,MUTE,UNMUTE,BAN,UNBAN,ERR,OPEN,CLOSE";

const char *tail_event_name(const dgg_event *event) {
    if (event->kind == DGG_EVENT_OPEN) {
        return "OPEN";
    }
    return event->kind == DGG_EVENT_CLOSE ? "CLOSE" : event->name;
}

bool tail_wants(const char *list, bool is_json, const char *name) {
    if (list == NULL && is_json) {
        return true;
    }
    size_t length = strlen(name);
    const char *word = list != NULL ? list : usual_events;
    while (*word != '\0') {
        size_t bytes = strcspn(word, ",");
        if (bytes == length && strncasecmp(word, name, length) == 0) {
            return true;
        }
        word += bytes;
        word += strspn(word, ",");
    }
    return false;
}

static char *cleaned(const char *text) {
    size_t bytes = strlen(text);
    char *out = malloc(text_clean_room(bytes));
    if (out != NULL) {
        text_clean(out, text, bytes);
    }
    return out;
}

static void format_clock(char out[16], int64_t time_ms) {
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm local;
    if (localtime_r(&seconds, &local) == NULL ||
        strftime(out, 16, "[%H:%M:%S]", &local) == 0) {
        snprintf(out, 16, "[--:--:--]");
    }
}

/* The line without its time: at most three pieces around nick and text. */
static char *join(const char *before, const char *nick, const char *between,
                  const char *text) {
    size_t room =
        strlen(before) + strlen(nick) + strlen(between) + strlen(text) + 1;
    char *line = malloc(room);
    if (line != NULL) {
        snprintf(line, room, "%s%s%s%s", before, nick, between, text);
    }
    return line;
}

static char *describe_close(const dgg_close *close) {
    char retry[64] = "";
    if (close->retry_ms >= 0) {
        snprintf(retry, sizeof retry, "; next try in %.1f s",
                 (double)close->retry_ms / 1000);
    }
    const char *why =
        close->reason[0] != '\0' ? close->reason : dgg_strerror(close->error);
    return join("-- disconnected: ", why, "", retry);
}

static char *describe_moderation(const dgg_event *event, const char *verb) {
    const char *moderator =
        event->user.nick[0] != '\0' ? event->user.nick : "unknown";
    char *by = join(verb, " by ", moderator, "");
    char *line =
        by != NULL ? join("-- ", event->as.moderation.target, " ", by) : NULL;
    free(by);
    return line;
}

static char *describe_names(const dgg_event *event) {
    char counts[96];
    snprintf(counts, sizeof counts, "%zu users, %" PRId64 " connections",
             event->as.names.user_count, event->as.names.connection_count);
    return join("-- ", counts, "", "");
}

static char *describe(const dgg_event *event) {
    const char *nick = event->user.nick;
    switch (event->kind) {
    case DGG_EVENT_OPEN: return join("-- connected", "", "", "");
    case DGG_EVENT_CLOSE: return describe_close(&event->as.close);
    case DGG_EVENT_ME:
        return nick[0] == '\0' ? join("-- not logged in", "", "", "")
                               : join("-- logged in as ", nick, "", "");
    case DGG_EVENT_NAMES: return describe_names(event);
    case DGG_EVENT_JOIN: return join("-- ", nick, " joined", "");
    case DGG_EVENT_QUIT: return join("-- ", nick, " left", "");
    case DGG_EVENT_MESSAGE: return join("", nick, ": ", event->text);
    case DGG_EVENT_WHISPER: return join("[whisper] ", nick, ": ", event->text);
    case DGG_EVENT_BROADCAST: return join("! ", "", "", event->text);
    case DGG_EVENT_MUTE: return describe_moderation(event, "muted");
    case DGG_EVENT_UNMUTE: return describe_moderation(event, "unmuted");
    case DGG_EVENT_BAN: return describe_moderation(event, "banned");
    case DGG_EVENT_UNBAN: return describe_moderation(event, "unbanned");
    case DGG_EVENT_ERROR: return join("-- error: ", event->text, "", "");
    case DGG_EVENT_CONNECTING:
    case DGG_EVENT_SEND_RESULT:
    case DGG_EVENT_WHISPER_SENT:
    case DGG_EVENT_HISTORY:
    case DGG_EVENT_PING:
    case DGG_EVENT_PONG:
    case DGG_EVENT_USERS_DELTA:
    case DGG_EVENT_USER_UPDATED:
    case DGG_EVENT_REFRESH:
    case DGG_EVENT_RELOAD:
    case DGG_EVENT_SUB_ONLY:
    case DGG_EVENT_DEATH:
    case DGG_EVENT_PHRASE_ADDED:
    case DGG_EVENT_PHRASE_REMOVED:
    case DGG_EVENT_POLL_START:
    case DGG_EVENT_POLL_STOP:
    case DGG_EVENT_VOTE_CAST:
    case DGG_EVENT_VOTE_COUNTED:
    case DGG_EVENT_SUBSCRIPTION:
    case DGG_EVENT_GIFT_SUB:
    case DGG_EVENT_MASS_GIFT:
    case DGG_EVENT_DONATION:
    case DGG_EVENT_PAID_EVENTS:
    case DGG_EVENT_PIN:
    case DGG_EVENT_SPOTLIGHT:
    case DGG_EVENT_UNSPOTLIGHT:
    case DGG_EVENT_SPOTLIGHTS:
    case DGG_EVENT_X_POST:
    case DGG_EVENT_VESTABOARD_LEAD:
    case DGG_EVENT_VESTABOARD_HOURLY:
    case DGG_EVENT_VESTABOARD_RESET:
    case DGG_EVENT_UNKNOWN:
    case DGG_EVENT_KINDS: break;
    }
    return join("-- ", event->name, "", "");
}

char *tail_text(const dgg_event *event) {
    char *raw = describe(event);
    char *text = raw != NULL ? cleaned(raw) : NULL;
    free(raw);
    if (text == NULL) {
        return NULL;
    }
    char clock[16];
    format_clock(clock, event->timestamp_ms);
    char *line = join(clock, " ", "", text);
    free(text);
    return line;
}
