#include "log_calendar.h"

#include "date.h"
#include "text_fold.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    MONTHS = 12,
    SHORTEST_MONTH_DAYS = 28,
    LONGEST_MONTH_DAYS = 31,
    SHORT_NAME_BYTES = 3,
    YEAR_DIGITS = 4,
    FIRST_YEAR = 1970,
    LAST_YEAR = 9999,
    TM_YEAR_0 = 1900,
    MS_PER_S = 1000,
    WORD_BYTES = 16,
};

/* Not from the locale: the archive is in English. */
static const char *const names[MONTHS] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

/* All of the text as a number of at most `max_digits` digits, or -1. */
static int number_of(const char *text, size_t max_digits) {
    size_t digits = strspn(text, "0123456789");
    int number = 0;
    if (digits == 0 || digits > max_digits || text[digits] != '\0') {
        return -1;
    }
    for (size_t i = 0; i < digits; i++) {
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

const char *log_month_name(int month) {
    return names[month - 1];
}

bool log_month_exists(dgg_month month) {
    return month.year >= FIRST_YEAR && month.year <= LAST_YEAR &&
           month.month >= 1 && month.month <= MONTHS;
}

bool log_day_exists(dgg_day day) {
    char text[LOG_DAY_BYTES + sizeof "T00:00:00"];
    int64_t ms;
    if (!log_month_exists((dgg_month){day.year, day.month}) || day.day < 1 ||
        day.day > LONGEST_MONTH_DAYS) {
        return false;
    }
    log_day_write(text, day);
    strcat(text, "T00:00:00");
    return date_parse_ms(text, &ms);
}

bool log_day_is_zero(dgg_day day) {
    return day.year == 0 && day.month == 0 && day.day == 0;
}

bool log_month_is_zero(dgg_month month) {
    return month.year == 0 && month.month == 0;
}

dgg_day log_day_of(int64_t ms) {
    time_t seconds = (time_t)(ms / MS_PER_S - (ms % MS_PER_S < 0));
    struct tm utc;
    if (gmtime_r(&seconds, &utc) == NULL ||
        utc.tm_year > LAST_YEAR - TM_YEAR_0) {
        return (dgg_day){0};
    }
    return (dgg_day){utc.tm_year + TM_YEAR_0, utc.tm_mon + 1, utc.tm_mday};
}

void log_day_write(char out[LOG_DAY_BYTES], dgg_day day) {
    snprintf(out, LOG_DAY_BYTES, "%04u-%02u-%02u", (unsigned)day.year % 10000,
             (unsigned)day.month % 100, (unsigned)day.day % 100);
}

int dgg_month_number(const char *text) {
    int number = number_of(text, 2);
    if (number >= 1 && number <= MONTHS) {
        return number;
    }
    for (int i = 0; i < MONTHS; i++) {
        bool is_short =
            strlen(text) == SHORT_NAME_BYTES &&
            text_compare_start(text, names[i], SHORT_NAME_BYTES) == 0;
        if (is_short || text_compare(text, names[i]) == 0) {
            return i + 1;
        }
    }
    return 0;
}

/* Splits at the last `separator`; false: there is none, or too much before. */
static bool split(const char *text, char separator, char first[WORD_BYTES],
                  const char **second) {
    const char *at = strrchr(text, separator);
    if (at == NULL || (size_t)(at - text) >= WORD_BYTES) {
        return false;
    }
    memcpy(first, text, (size_t)(at - text));
    first[at - text] = '\0';
    *second = at + 1;
    return true;
}

bool dgg_month_parse(dgg_month *month, const char *text) {
    char first[WORD_BYTES];
    const char *second;
    if (split(text, ' ', first, &second)) {
        *month = (dgg_month){number_of(second, YEAR_DIGITS),
                             dgg_month_number(first)};
        return log_month_exists(*month);
    }
    if (split(text, '-', first, &second)) {
        *month = (dgg_month){number_of(first, YEAR_DIGITS), 0};
        month->month = strlen(second) == 2 ? number_of(second, 2) : 0;
        return log_month_exists(*month);
    }
    return false;
}

bool dgg_day_parse(dgg_day *day, const char *text) {
    char first[WORD_BYTES];
    const char *second;
    dgg_month month;
    if (!split(text, '-', first, &second) || strlen(second) != 2 ||
        strchr(first, ' ') != NULL || !dgg_month_parse(&month, first)) {
        return false;
    }
    *day = (dgg_day){month.year, month.month, number_of(second, 2)};
    return log_day_exists(*day);
}

dgg_month dgg_month_add(dgg_month month, int count) {
    int64_t months = (int64_t)month.year * MONTHS + month.month - 1 + count;
    return (dgg_month){(int)(months / MONTHS), (int)(months % MONTHS) + 1};
}

dgg_day dgg_month_last_day(dgg_month month) {
    dgg_day day = {month.year, month.month, LONGEST_MONTH_DAYS};
    while (day.day > SHORTEST_MONTH_DAYS && !log_day_exists(day)) {
        day.day--;
    }
    return day;
}
