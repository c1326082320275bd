/* The search service: page after page, newest line first. */
#include "log_address.h"
#include "log_page.h"
#include "logs_internal.h"

#include <stdlib.h>
#include <string.h>

static dgg_error ask_page(dgg_logs *logs) {
    const logs_pages *pages = &logs->reading.pages;
    return logs_ask(logs, log_address_search(logs->search_url, &pages->query,
                                             pages->before_ms));
}

static bool is_full(const logs_pages *pages) {
    return pages->query.limit > 0 && pages->told >= pages->query.limit;
}

static void note_place(dgg_logs *logs, int64_t cursor_ms) {
    logs->reading.report.has_more = true;
    logs->reading.report.older_than_ms = cursor_ms;
}

/* Tells what is new of a page. False: that was all that is wanted. */
static bool tell_page(dgg_logs *logs, const log_page *page) {
    logs_pages *pages = &logs->reading.pages;
    int64_t before_ms = pages->before_ms;
    for (size_t i = 0; i < page->count; i++) {
        const log_found *found = &page->list[i];
        if (before_ms > 0 && found->cursor_ms >= before_ms) {
            logs->reading.report.repeated++;
            continue;
        }
        if (pages->before_ms == 0 || found->cursor_ms < pages->before_ms) {
            pages->before_ms = found->cursor_ms;
        }
        note_place(logs, pages->before_ms);
        pages->told++;
        if (!logs_tell(logs, &found->line) || is_full(pages)) {
            return false;
        }
    }
    return true;
}

/* After a page that was told to its end. */
static void go_on(dgg_logs *logs, const log_page *page, uint64_t told_before) {
    const logs_reading *r = &logs->reading;
    dgg_error error = DGG_OK;
    if (page->count == 0 && page->skipped > 0) {
        error = DGG_ERROR_NOT_JSON;
    } else if (page->count > 0 && r->pages.told == told_before) {
        error = DGG_ERROR_REPEATED;
    } else if (page->count > 0) {
        error = ask_page(logs);
        if (error == DGG_OK) {
            return;
        }
    }
    logs->reading.report.has_more =
        error != DGG_OK && r->report.older_than_ms > 0;
    logs_end(logs, error, "");
}

static void take_page(dgg_logs *logs, const log_page *page) {
    uint64_t told_before = logs->reading.pages.told;
    logs->reading.report.skipped += page->skipped;
    bool goes_on = tell_page(logs, page);
    if (!logs->is_freed && !logs->reading.report.is_stopped) {
        goes_on = logs_tell_progress(logs) && goes_on;
    }
    if (goes_on) {
        go_on(logs, page, told_before);
    } else {
        logs_end(logs, DGG_OK, "");
    }
}

/* A refused query comes with status 400. */
static void fail(dgg_logs *logs, const api_verdict *verdict,
                 const http_answer *answer) {
    bool is_refused = answer->error == DGG_OK && answer->status == 400 &&
                      verdict->error == DGG_ERROR_HTTP_STATUS;
    logs_end(logs, is_refused ? DGG_ERROR_SITE : verdict->error,
             verdict->words);
}

static void on_answer(dgg_logs *logs, const http_answer *answer) {
    api_verdict verdict = {.error = answer->error};
    json_doc doc = {0};
    arena memory = {0};
    json_value found;
    log_page page;
    if (answer->error != DGG_OK) {
        logs_end(logs, answer->error, answer->reason);
        return;
    }
    logs->reading.report.bytes += answer->bytes;
    if (api_open(&verdict, answer, NULL, false, &doc, &found)) {
        dgg_error error = log_page_read(&page, found, &memory);
        if (error == DGG_OK) {
            take_page(logs, &page);
        } else {
            api_fail(&verdict, error);
        }
    }
    if (verdict.error != DGG_OK) {
        fail(logs, &verdict, answer);
    }
    json_doc_free(&doc);
    arena_free(&memory);
}

static const logs_service search = {LOGS_SEARCH, NULL, on_answer};

/* False: no memory. */
static bool keep_text(char **kept, const char **text) {
    *kept = *text != NULL ? strdup(*text) : NULL;
    bool is_kept = (*kept != NULL) == (*text != NULL);
    *text = *kept;
    return is_kept;
}

static dgg_error keep_query(logs_pages *pages, const dgg_log_query *query) {
    *pages = (logs_pages){.query = *query, .before_ms = query->older_than_ms};
    bool has_nick = keep_text(&pages->nick, &pages->query.nick);
    bool has_text = keep_text(&pages->text, &pages->query.text);
    return has_nick && has_text ? DGG_OK : DGG_ERROR_MEMORY;
}

dgg_error dgg_logs_search(dgg_logs *logs, const dgg_log_query *query,
                          const dgg_log_reader *reader) {
    dgg_error error = log_query_check(query);
    if (error == DGG_OK) {
        error = logs_begin(logs, reader, &search);
    }
    if (error != DGG_OK) {
        return error;
    }
    error = keep_query(&logs->reading.pages, query);
    return logs_started(logs, error == DGG_OK ? ask_page(logs) : error);
}
