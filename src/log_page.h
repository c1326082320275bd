/*
 * A page of the search service, out of JSON (chat-gui,
 * services/RustleSearchApiClient.js). Pure.
 */
#ifndef LOG_PAGE_H
#define LOG_PAGE_H

#include "arena.h"
#include "dgg_api.h"
#include "json.h"

enum { LOG_PAGE_LINES = 1000 }; /* what a page has beyond is left out */

typedef struct log_found {
    dgg_line line;
    int64_t cursor_ms; /* asking for what is older begins behind it */
} log_found;

typedef struct log_page {
    const log_found *list; /* newest first */
    size_t count;
    size_t skipped; /* entries that are no lines, or too many */
} log_page;

/* Reads what api_open found; strings and list live in `memory`. Errors:
 * NOT_JSON (it is no page), MEMORY. */
dgg_error log_page_read(log_page *page, json_value found, arena *memory);

#endif
