#include "logs_format.h"

#include "json.h"
#include "line_format.h"

#include <stdlib.h>

char *logs_text(const dgg_line *line) {
    char when[LINE_TIME_BYTES];
    line_time(when, line->timestamp_ms, true);
    return line_clean(line_format("[%s] %s: %s", when, line->nick, line->text));
}

char *logs_json(const dgg_line *line) {
    char *nick = json_write_string(line->nick);
    char *text = json_write_string(line->text);
    char *made = NULL;
    if (nick != NULL && text != NULL) {
        made = line_format("{\"timestamp\":%lld,\"nick\":%s,\"text\":%s}",
                           (long long)line->timestamp_ms, nick, text);
    }
    free(nick);
    free(text);
    return made;
}
