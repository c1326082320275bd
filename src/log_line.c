#include "log_line.h"

#include "date.h"

#include <string.h>

#define MS_PER_S INT64_C(1000)

/* Where the parts of a line stand. */
enum {
    HOUR_AT = sizeof "[2020-07-09 " - 1,
    MINUTE_AT = HOUR_AT + 3,
    SECOND_AT = MINUTE_AT + 3,
    ZONE_AT = SECOND_AT + 2,
    NICK_AT = sizeof "[2020-07-09 18:03:55 UTC] " - 1,
};

static const char zone[] = " UTC] ";

/* Two digits as a number; 100 or more when they are none. */
static unsigned two_digits(const char *at) {
    unsigned tens = (unsigned)(unsigned char)at[0] - '0';
    unsigned ones = (unsigned)(unsigned char)at[1] - '0';
    return tens <= 9 && ones <= 9 ? tens * 10 + ones : 100;
}

static bool read_day(log_line_day *day, const char *line) {
    if (memcmp(day->text, line, LOG_LINE_DAY_BYTES) == 0) {
        return true;
    }
    char text[LOG_LINE_DAY_BYTES + sizeof "T00:00:00"];
    memcpy(text, line, LOG_LINE_DAY_BYTES);
    memcpy(text + LOG_LINE_DAY_BYTES, "T00:00:00", sizeof "T00:00:00");
    if (!date_parse_ms(text + 1, &day->ms)) {
        *day = (log_line_day){0};
        return false;
    }
    memcpy(day->text, line, LOG_LINE_DAY_BYTES);
    return true;
}

/* A second of 60 is a leap second. */
static bool read_time(int64_t *ms, log_line_day *day, const char *line) {
    unsigned hour = two_digits(line + HOUR_AT);
    unsigned minute = two_digits(line + MINUTE_AT);
    unsigned second = two_digits(line + SECOND_AT);
    if (line[0] != '[' || line[HOUR_AT - 1] != ' ' ||
        line[MINUTE_AT - 1] != ':' || line[SECOND_AT - 1] != ':' || hour > 23 ||
        minute > 59 || second > 60 ||
        memcmp(line + ZONE_AT, zone, sizeof zone - 1) != 0 ||
        !read_day(day, line)) {
        return false;
    }
    *ms = day->ms + ((hour * 60 + minute) * 60 + second) * MS_PER_S;
    return true;
}

/* The length of the nick, which a colon ends; 0: there is none. Printable, so
 * that pseudo-nicks like _anon$ count as well. */
static size_t nick_bytes(const char *nick, size_t bytes) {
    size_t max = bytes <= LOG_LINE_NICK_BYTES ? bytes : LOG_LINE_NICK_BYTES + 1;
    for (size_t i = 0; i < max; i++) {
        if (nick[i] == ':') {
            return i;
        }
        if (nick[i] <= ' ' || nick[i] > '~') {
            return 0;
        }
    }
    return 0;
}

/* The blank before an empty text may have been lost. */
bool log_line_parse(dgg_line *out, size_t *text_bytes, log_line_day *day,
                    char *line, size_t bytes) {
    if (bytes <= NICK_AT || !read_time(&out->timestamp_ms, day, line)) {
        return false;
    }
    char *nick = line + NICK_AT;
    size_t nick_length = nick_bytes(nick, bytes - NICK_AT);
    char *text = nick + nick_length + 1;
    char *end = line + bytes;
    if (nick_length == 0 || (text < end && *text != ' ')) {
        return false;
    }
    text += text < end;
    nick[nick_length] = '\0';
    *end = '\0';
    out->nick = nick;
    out->text = text;
    *text_bytes = (size_t)(end - text);
    return true;
}
