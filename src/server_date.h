/*
 * The dates of the site (destinygg/website, Date.php). Pure.
 */
#ifndef SERVER_DATE_H
#define SERVER_DATE_H

#include <stdint.h>

enum { SERVER_DATE_BYTES = 40 };

typedef enum server_date_format {
    SERVER_DATE_SITE,   /* 2020-05-01T12:00:00+0000 */
    SERVER_DATE_COLON,  /* 2020-05-01T12:00:00+00:00 */
    SERVER_DATE_SQL,    /* 2020-05-01 12:00:00 */
    SERVER_DATE_CURSOR, /* 2020-05-01 12:00:00.000 */
} server_date_format;

/* Returns `out`; "" before the year 1 and after 9999. */
const char *server_date(char out[SERVER_DATE_BYTES], server_date_format format,
                        int64_t ms);

#endif
