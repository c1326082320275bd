/* The text archive: one file, told while it arrives. */
#include "log_address.h"
#include "log_calendar.h"
#include "logs_internal.h"
#include "text_fold.h"

#include <stdlib.h>

enum { STATUS_OK = 200, STATUS_NOT_FOUND = 404, STATUS_TROUBLE = 500 };

static bool on_line(void *user, const dgg_line *line) {
    return logs_tell(user, line);
}

static bool is_page(const char *content_type) {
    static const char html[] = "text/html";
    return text_compare_start(content_type, html, sizeof html - 1) == 0;
}

static void count(dgg_logs *logs) {
    logs->reading.report.skipped = logs->reading.file->text.skipped;
}

static bool on_piece(void *user, const http_piece *piece) {
    dgg_logs *logs = user;
    dgg_log_report *report = &logs->reading.report;
    logs_file *file = logs->reading.file;
    if (is_page(piece->content_type)) {
        file->is_page = true;
        return false;
    }
    report->bytes += piece->count;
    report->total_bytes = piece->total_bytes;
    bool goes_on = log_text_feed(&file->text, piece->bytes, piece->count);
    count(logs);
    return goes_on && logs_tell_progress(logs);
}

/* That there is no such file is a 404, but the files of one kind of line say
 * it with a 500 (overrustlelogs, server/main.go). */
static bool is_missing(const logs_file *file, const http_answer *answer) {
    return answer->status == STATUS_NOT_FOUND ||
           (answer->status == STATUS_TROUBLE && file->is_of_service);
}

static void judge(dgg_logs *logs, const http_answer *answer) {
    const logs_file *file = logs->reading.file;
    if (answer->error != DGG_OK) {
        logs_end(logs, answer->error, answer->reason);
    } else if (file->is_page) {
        logs_end(logs, DGG_ERROR_HTML, "");
    } else if (is_missing(file, answer)) {
        logs_end(logs, DGG_ERROR_NOT_FOUND, "the archive has no such log");
    } else {
        api_verdict verdict;
        api_judge(&verdict, answer, false);
        logs_end(logs, verdict.error, verdict.words);
    }
}

static void on_answer(dgg_logs *logs, const http_answer *answer) {
    log_text *text = &logs->reading.file->text;
    bool is_whole = answer->error == DGG_OK && answer->status == STATUS_OK;
    log_text_end(text, is_whole);
    count(logs);
    if (logs->is_freed || logs->reading.report.is_stopped) {
        logs_end(logs, DGG_OK, "");
    } else {
        judge(logs, answer);
    }
}

static const logs_service archive = {LOGS_ARCHIVE, on_piece, on_answer};

/* Takes over the address. */
static dgg_error read_file(dgg_logs *logs, char *address, bool is_of_service,
                           const dgg_log_reader *reader) {
    dgg_error error = logs_begin(logs, reader, &archive);
    if (error != DGG_OK) {
        free(address);
        return error;
    }
    logs_file *file = malloc(sizeof *file);
    if (file == NULL) {
        free(address);
        return logs_started(logs, DGG_ERROR_MEMORY);
    }
    file->is_page = false;
    file->is_of_service = is_of_service;
    log_text_init(&file->text, on_line, logs);
    logs->reading.file = file;
    return logs_started(logs, logs_ask(logs, address));
}

static dgg_error read_month(dgg_logs *logs, dgg_month month, const char *name,
                            const dgg_log_reader *reader) {
    if (log_month_is_zero(month)) {
        month = dgg_month_now(logs->loop);
    }
    if (!log_month_exists(month)) {
        return DGG_ERROR_ARGUMENT;
    }
    char *address = log_address_monthly(logs->archive_url, month, name, NULL);
    return read_file(logs, address, true, reader);
}

dgg_error dgg_logs_daily(dgg_logs *logs, dgg_day day,
                         const dgg_log_reader *reader) {
    if (log_day_is_zero(day)) {
        day = dgg_day_now(logs->loop);
    }
    return log_day_exists(day)
               ? read_file(logs, log_address_daily(logs->archive_url, day),
                           false, reader)
               : DGG_ERROR_ARGUMENT;
}

dgg_error dgg_logs_user(dgg_logs *logs, const char *nick, dgg_month month,
                        const dgg_log_reader *reader) {
    if (log_month_is_zero(month)) {
        month = dgg_month_now(logs->loop);
    }
    if (!log_nick_is_valid(nick)) {
        return DGG_ERROR_NICK;
    }
    return log_month_exists(month)
               ? read_file(logs,
                           log_address_monthly(logs->archive_url, month,
                                               "userlogs", nick),
                           false, reader)
               : DGG_ERROR_ARGUMENT;
}

dgg_error dgg_logs_broadcaster(dgg_logs *logs, dgg_month month,
                               const dgg_log_reader *reader) {
    return read_month(logs, month, "broadcaster", reader);
}

dgg_error dgg_logs_subscribers(dgg_logs *logs, dgg_month month,
                               const dgg_log_reader *reader) {
    return read_month(logs, month, "subscribers", reader);
}

dgg_error dgg_logs_bans(dgg_logs *logs, dgg_month month,
                        const dgg_log_reader *reader) {
    return read_month(logs, month, "bans", reader);
}
