#include "whispers_format.h"

#include "json.h"
#include "line_format.h"

#include <stdlib.h>

char *whispers_unread_text(const dgg_unread *unread) {
    char when[LINE_TIME_BYTES];
    line_time(when, unread->newest_ms, false);
    return line_clean(line_format("%lld  %s  %s", (long long)unread->count,
                                  unread->nick, when));
}

char *whispers_unread_json(const dgg_unread *unread) {
    char *nick = json_write_string(unread->nick);
    char *line =
        nick == NULL
            ? NULL
            : line_format("{\"nick\":%s,\"unread\":%lld,\"newest\":%lld}", nick,
                          (long long)unread->count,
                          (long long)unread->newest_ms);
    free(nick);
    return line;
}

char *whispers_message_text(const dgg_private_message *message) {
    char when[LINE_TIME_BYTES];
    line_time(when, message->timestamp_ms, false);
    return line_clean(
        line_format("[%s] %s: %s", when, message->from, message->text));
}

char *whispers_message_json(const dgg_private_message *message) {
    char *from = json_write_string(message->from);
    char *to = json_write_string(message->to);
    char *text = json_write_string(message->text);
    char *line = NULL;
    if (from != NULL && to != NULL && text != NULL) {
        line = line_format("{\"id\":%lld,\"from\":%s,\"to\":%s,\"text\":%s,"
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
