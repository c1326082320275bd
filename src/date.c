#include "date.h"

#include <stddef.h>
#include <stdio.h>
#include <time.h>

typedef struct date {
    int64_t year, month, day, hour, minute, second, millisecond;
} date;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Reads exactly `digits` digits and moves on behind them. */
static bool take_number(const char **at, int digits, int64_t *out) {
    *out = 0;
    for (int i = 0; i < digits; i++) {
        if (!is_digit(**at)) {
            return false;
        }
        *out = *out * 10 + (*(*at)++ - '0');
    }
    return true;
}

static bool take(const char **at, char expected) {
    if (**at != expected) {
        return false;
    }
    (*at)++;
    return true;
}

static bool is_leap(int64_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int64_t days_in_month(int64_t year, int64_t month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Counts from the first of March of the year 0, so that the leap day is the
 * last of its year. */
static int64_t days_since_1970(const date *d) {
    int64_t year = d->month > 2 ? d->year : d->year - 1;
    int64_t month = d->month > 2 ? d->month - 3 : d->month + 9;
    int64_t days = year * 365 + year / 4 - year / 100 + year / 400;
    return days + (153 * month + 2) / 5 + d->day - 1 - 719468;
}

static bool take_day(const char **at, date *d) {
    return take_number(at, 4, &d->year) && take(at, '-') &&
           take_number(at, 2, &d->month) && take(at, '-') &&
           take_number(at, 2, &d->day) && d->year >= 1 && d->month >= 1 &&
           d->month <= 12 && d->day >= 1 &&
           d->day <= days_in_month(d->year, d->month);
}

static bool take_time(const char **at, date *d) {
    return take_number(at, 2, &d->hour) && take(at, ':') &&
           take_number(at, 2, &d->minute) && take(at, ':') &&
           take_number(at, 2, &d->second) && d->hour <= 23 && d->minute <= 59 &&
           d->second <= 60;
}

static bool take_fraction(const char **at, date *d) {
    if (!take(at, '.')) {
        return true;
    }
    if (!is_digit(**at)) {
        return false;
    }
    for (int64_t worth = 100; is_digit(**at); worth /= 10) {
        d->millisecond += worth * (*(*at)++ - '0');
    }
    return true;
}

/* The offset from UTC in minutes. */
static bool take_zone(const char **at, int64_t *minutes) {
    *minutes = 0;
    if (**at == '\0' || take(at, 'Z')) {
        return true;
    }
    bool is_west = **at == '-';
    if (!take(at, is_west ? '-' : '+')) {
        return false;
    }
    int64_t hour = 0;
    int64_t minute = 0;
    if (!take_number(at, 2, &hour)) {
        return false;
    }
    take(at, ':');
    if (!take_number(at, 2, &minute) || hour > 23 || minute > 59) {
        return false;
    }
    *minutes = (hour * 60 + minute) * (is_west ? -1 : 1);
    return true;
}

bool date_parse_ms(const char *text, int64_t *ms) {
    date d = {0};
    int64_t zone_minutes = 0;
    const char *at = text;
    if (text == NULL || !take_day(&at, &d) ||
        !(take(&at, 'T') || take(&at, ' ')) || !take_time(&at, &d) ||
        !take_fraction(&at, &d) || !take_zone(&at, &zone_minutes) ||
        *at != '\0') {
        return false;
    }
    int64_t minutes = days_since_1970(&d) * 1440 + d.hour * 60 + d.minute;
    *ms = ((minutes - zone_minutes) * 60 + d.second) * 1000 + d.millisecond;
    return true;
}

bool date_write_ms(char out[DATE_WRITTEN_BYTES], int64_t ms) {
    int fraction = (int)((ms % 1000 + 1000) % 1000);
    time_t seconds = (time_t)(ms / 1000 - (ms % 1000 < 0));
    struct tm utc;
    if (gmtime_r(&seconds, &utc) == NULL || utc.tm_year < 1 - 1900 ||
        utc.tm_year > 9999 - 1900) {
        return false;
    }
    char whole[DATE_WRITTEN_BYTES];
    snprintf(whole, sizeof whole, "%04d", utc.tm_year + 1900);
    strftime(whole + 4, sizeof whole - 4, "-%m-%dT%H:%M:%S", &utc);
    snprintf(out, DATE_WRITTEN_BYTES, "%.19s.%03dZ", whole, fraction);
    return true;
}
