#include "log_page.h"

#include "api_fields.h"
#include "date.h"

#define YEAR_10000_MS INT64_C(253402300800000)

/* The time, which may be missing when the cursor, the same in milliseconds, is
 * there; and the other way round. */
static bool read_times(api_reader *r, json_value entry, log_found *found) {
    int64_t time_ms = api_date(r, entry, "ts");
    int64_t cursor_ms = api_quantity(entry, "searchAfter");
    found->line.timestamp_ms = time_ms > 0 ? time_ms : cursor_ms;
    found->cursor_ms = cursor_ms > 0 ? cursor_ms : time_ms;
    return found->line.timestamp_ms > 0 && found->cursor_ms > 0 &&
           found->line.timestamp_ms < YEAR_10000_MS;
}

static bool read_entry(api_reader *r, json_value entry, log_found *found) {
    found->line.nick = api_name(r, entry, "username");
    found->line.text = api_text(r, entry, "text");
    return found->line.nick[0] != '\0' &&
           json_typeof(json_get(entry, "text")) == JSON_STRING &&
           read_times(r, entry, found);
}

dgg_error log_page_read(log_page *page, json_value found, arena *memory) {
    json_value messages = json_get(found, "messages");
    api_reader r = {.memory = memory};
    *page = (log_page){0};
    if (json_typeof(messages) != JSON_ARRAY) {
        return DGG_ERROR_NOT_JSON;
    }
    size_t count = json_count(messages);
    size_t room = count < LOG_PAGE_LINES ? count : LOG_PAGE_LINES;
    log_found *list = arena_alloc(memory, (room + 1) * sizeof *list);
    if (list == NULL) {
        return DGG_ERROR_MEMORY;
    }
    page->list = list;
    json_value entry = json_first(messages);
    for (size_t i = 0; i < room; i++, entry = json_next(messages, entry)) {
        if (read_entry(&r, entry, &list[page->count])) {
            page->count++;
        }
    }
    page->skipped = count - page->count;
    return api_reader_end(&r);
}
