#include "server_date.h"

#include "date.h"

#include <stdio.h>

/* Where the parts of what date_write_ms writes stand. */
enum { DAY_BYTES = 10, TIME_AT = 11, TIME_BYTES = 8, FRACTION_AT = 20 };

const char *server_date(char out[SERVER_DATE_BYTES], server_date_format format,
                        int64_t ms) {
    static const struct {
        char middle;
        const char *zone;
        const char *point;
        int fraction_bytes;
    } formats[] = {
        [SERVER_DATE_SITE] = {'T', "+0000", "", 0},
        [SERVER_DATE_COLON] = {'T', "+00:00", "", 0},
        [SERVER_DATE_SQL] = {' ', "", "", 0},
        [SERVER_DATE_CURSOR] = {' ', "", ".", 3},
    };
    char date[DATE_WRITTEN_BYTES];
    out[0] = '\0';
    if (date_write_ms(date, ms)) {
        snprintf(out, SERVER_DATE_BYTES, "%.*s%c%.*s%s%.*s%s", DAY_BYTES, date,
                 formats[format].middle, TIME_BYTES, date + TIME_AT,
                 formats[format].point, formats[format].fraction_bytes,
                 date + FRACTION_AT, formats[format].zone);
    }
    return out;
}
