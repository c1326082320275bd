#include "server_span.h"

#include "date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_BYTES = 10, DATE_BYTES = 40 };

static const int64_t day_ms = INT64_C(24) * 60 * 60 * 1000;

static const char *const months[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

bool server_span_of_day(const char *text, server_span *span) {
    char date[DATE_BYTES];
    if (strlen(text) != DAY_BYTES) {
        return false;
    }
    snprintf(date, sizeof date, "%sT00:00:00Z", text);
    if (!date_parse_ms(date, &span->from_ms)) {
        return false;
    }
    span->until_ms = span->from_ms + day_ms;
    return true;
}

/* The first day of a month, of which 12 are a year. */
static bool first_day(int month, server_span *day) {
    char text[DATE_BYTES];
    snprintf(text, sizeof text, "%04d-%02d-01", month / 12, month % 12 + 1);
    return server_span_of_day(text, day);
}

bool server_span_of_month(const char *text, server_span *span) {
    const char *year = strchr(text, ' ');
    if (year == NULL || strspn(year + 1, "0123456789") != 4 ||
        year[5] != '\0') {
        return false;
    }
    size_t bytes = (size_t)(year - text);
    for (int i = 0; i < 12; i++) {
        server_span first;
        server_span next;
        int month = (int)strtol(year, NULL, 10) * 12 + i;
        if (strlen(months[i]) == bytes && memcmp(months[i], text, bytes) == 0 &&
            first_day(month, &first) && first_day(month + 1, &next)) {
            *span = (server_span){first.from_ms, next.from_ms};
            return true;
        }
    }
    return false;
}

const char *server_span_name_day(char out[SERVER_SPAN_BYTES], int64_t ms) {
    char date[DATE_WRITTEN_BYTES];
    out[0] = '\0';
    if (date_write_ms(date, ms)) {
        snprintf(out, SERVER_SPAN_BYTES, "%.*s", DAY_BYTES, date);
    }
    return out;
}

const char *server_span_name_month(char out[SERVER_SPAN_BYTES], int64_t ms) {
    char date[DATE_WRITTEN_BYTES];
    out[0] = '\0';
    if (date_write_ms(date, ms)) {
        long month = strtol(date + 5, NULL, 10);
        snprintf(out, SERVER_SPAN_BYTES, "%s %.4s", months[month - 1], date);
    }
    return out;
}
