/*
 * The two tables of the CDN: where they are, and how they are read. Pure.
 */
#ifndef CDN_TABLES_H
#define CDN_TABLES_H

#include "dgg_cdn.h"

/* {0} is valid: both are not there. */
typedef struct cdn_tables {
    dgg_emotes *emotes;
    dgg_flairs *flairs;
} cdn_tables;

typedef struct cdn_table {
    const char *path;
    /* Puts what the bytes say in the place of what was there, which stays on
     * an error; `tables` may be NULL, to see whether they are good. */
    dgg_error (*take)(cdn_tables *tables, const char *body, size_t bytes);
} cdn_table;

enum { CDN_TABLES = 2 };
extern const cdn_table cdn_table_list[CDN_TABLES];

/* NULL: there is no table at this path. */
const cdn_table *cdn_table_at(const char *path);

void cdn_tables_free(cdn_tables *tables);

#endif
