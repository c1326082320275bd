#include "whispers_format.h"

#include "json.h"
#include "text_clean.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TIME_BYTES = 32 };

static void format_time(char out[TIME_BYTES], int64_t time_ms) {
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm local;
    if (time_ms == 0 || localtime_r(&seconds, &local) == NULL ||
        strftime(out, TIME_BYTES, "%Y-%m-%d %H:%M", &local) == 0) {
        snprintf(out, TIME_BYTES, "-");
    }
}

__attribute__((format(printf, 1, 2))) static char *print(const char *format,
                                                         ...) {
    va_list arguments;
    va_start(arguments, format);
    int bytes = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = bytes >= 0 ? malloc((size_t)bytes + 1) : NULL;
    if (text != NULL) {
        va_start(arguments, format);
        vsnprintf(text, (size_t)bytes + 1, format, arguments);
        va_end(arguments);
    }
    return text;
}

/* Cleans a line and takes it over. */
static char *clean(char *line) {
    char *cleaned = line != NULL ? text_clean_copy(line) : NULL;
    free(line);
    return cleaned;
}

char *whispers_unread_text(const dgg_unread *unread) {
    char when[TIME_BYTES];
    format_time(when, unread->newest_ms);
    return clean(
        print("%lld  %s  %s", (long long)unread->count, unread->nick, when));
}

char *whispers_unread_json(const dgg_unread *unread) {
    char *nick = json_write_string(unread->nick);
    char *line =
        nick == NULL
            ? NULL
            : print("{\"nick\":%s,\"unread\":%lld,\"newest\":%lld}", nick,
                    (long long)unread->count, (long long)unread->newest_ms);
    free(nick);
    return line;
}

char *whispers_message_text(const dgg_private_message *message) {
    char when[TIME_BYTES];
    format_time(when, message->timestamp_ms);
    return clean(print("[%s] %s: %s", when, message->from, message->text));
}

char *whispers_message_json(const dgg_private_message *message) {
    char *from = json_write_string(message->from);
    char *to = json_write_string(message->to);
    char *text = json_write_string(message->text);
    char *line = NULL;
    if (from != NULL && to != NULL && text != NULL) {
        line = print("{\"id\":%lld,\"from\":%s,\"to\":%s,\"text\":%s,"
                     "\"timestamp\":%lld,\"read\":%s}",
                     (long long)message->id, from, to, text,
                     (long long)message->timestamp_ms,
                     message->is_read ? "true" : "false");
    }
    free(from);
    free(to);
    free(text);
    return line;
}
