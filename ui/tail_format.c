#include "tail_format.h"

#include "model_announce.h"
#include "text_clean.h"
#include "text_fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What plain tail prints unless it is told otherwise: what is said and done,
 * not who comes and goes. */
static const char usual_events[] =
    "MSG,PRIVMSG,BROADCAST,MUTE,UNMUTE,BAN,UNBAN,ERR,OPEN,CLOSE,SUBONLY,DEATH,"
    "ADDPHRASE,REMOVEPHRASE,POLLSTART,POLLSTOP,SUBSCRIPTION,GIFTSUB,MASSGIFT,"
    "DONATION,PIN,SPOTLIGHT,XPOST,VESTABOARD_LEAD,VESTABOARD_HOURLY,"
    "VESTABOARD_RESET,REFRESH,RELOAD";

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
        if (bytes == length && text_compare_start(word, name, length) == 0) {
            return true;
        }
        word += bytes;
        word += strspn(word, ",");
    }
    return false;
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

/* The sentence that says it, or at least the event's name. */
static char *describe_other(const dgg_event *event) {
    char words[ANNOUNCE_BYTES];
    announce(words, event);
    return join("-- ", *words != '\0' ? words : event->name, "", "");
}

static char *describe(const dgg_event *event) {
    const char *nick = event->user.nick;
    switch ((int)event->kind) {
    case DGG_EVENT_OPEN: return join("-- connected", "", "", "");
    case DGG_EVENT_CLOSE: return describe_close(&event->as.close);
    case DGG_EVENT_MESSAGE: return join("", nick, ": ", event->text);
    case DGG_EVENT_WHISPER: return join("[whisper] ", nick, ": ", event->text);
    case DGG_EVENT_BROADCAST: return join("! ", "", "", event->text);
    case DGG_EVENT_ERROR: return join("-- error: ", event->text, "", "");
    default: return describe_other(event);
    }
}

char *tail_text(const dgg_event *event) {
    char *raw = describe(event);
    char *text = raw != NULL ? text_clean_copy(raw) : NULL;
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
