/* The log services: the object, and what all readings have in common. */
#include "logs_internal.h"

#include "endpoint.h"
#include "log_calendar.h"
#include "url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void destroy(dgg_logs *logs) {
    loop_timer_stop(&logs->timer);
    dgg_api_free(logs->api);
    free(logs->search_url);
    free(logs->archive_url);
    free(logs);
}

void logs_hold(dgg_logs *logs) {
    logs->depth++;
}

void logs_release(dgg_logs *logs) {
    if (--logs->depth == 0 && logs->is_freed) {
        destroy(logs);
    }
}

/* --- one reading --------------------------------------------------------- */

static void set_status(logs_reading *r, dgg_error error, const char *words) {
    snprintf(r->words, sizeof r->words, "%s",
             words[0] != '\0' ? words : dgg_strerror(error));
    r->report.status.error = error;
    r->report.status.reason = r->words;
}

static void forget(dgg_logs *logs) {
    logs_reading *r = &logs->reading;
    loop_timer_stop(&logs->timer);
    free(r->address);
    free(r->file);
    free(r->pages.nick);
    free(r->pages.text);
    *r = (logs_reading){0};
}

static void keep_last(dgg_logs *logs, const dgg_log_report *report) {
    snprintf(logs->last_words, sizeof logs->last_words, "%s",
             report->status.reason);
    logs->last = *report;
    logs->last.status.reason = logs->last_words;
}

/* The reader may begin another reading, and free the object. */
void logs_end(dgg_logs *logs, dgg_error error, const char *words) {
    logs_reading *r = &logs->reading;
    if (!r->is_active) {
        return;
    }
    set_status(r, r->report.is_stopped ? DGG_OK : error,
               r->report.is_stopped ? "" : words);
    logs_reading done = *r;
    done.report.status.reason = done.words;
    *r = (logs_reading){
        .file = done.file, .address = done.address, .pages = done.pages};
    forget(logs);
    if (logs->is_freed) {
        return;
    }
    if (done.reader.on_end != NULL) {
        done.reader.on_end(done.reader.user, &done.report);
    } else {
        keep_last(logs, &done.report);
    }
}

dgg_error logs_begin(dgg_logs *logs, const dgg_log_reader *reader,
                     const logs_service *service) {
    if (reader->on_line == NULL) {
        return DGG_ERROR_ARGUMENT;
    }
    bool waits = reader->on_end == NULL;
    if (logs->reading.is_active || logs->is_freed ||
        (waits && loop_is_servicing(logs->loop))) {
        return DGG_ERROR_STATE;
    }
    logs->reading = (logs_reading){
        .is_active = true, .service = service, .reader = *reader};
    logs->reading.report.status.reason = "";
    return DGG_OK;
}

/* A handler of something else on the loop may free the object meanwhile. */
static dgg_error wait(dgg_logs *logs) {
    logs_hold(logs);
    while (logs->reading.is_active && !logs->is_freed) {
        dgg_loop_wait(logs->loop, -1);
    }
    dgg_error error =
        logs->is_freed ? DGG_ERROR_STATE : logs->last.status.error;
    logs_release(logs);
    return error;
}

dgg_error logs_started(dgg_logs *logs, dgg_error error) {
    bool waits = logs->reading.reader.on_end == NULL;
    if (error == DGG_OK) {
        return waits ? wait(logs) : DGG_OK;
    }
    if (waits) {
        set_status(&logs->reading, error, "");
        keep_last(logs, &logs->reading.report);
    }
    forget(logs);
    return error;
}

static bool goes_on(const dgg_logs *logs) {
    return !logs->reading.report.is_stopped && !logs->is_freed;
}

bool logs_tell(dgg_logs *logs, const dgg_line *line) {
    logs_reading *r = &logs->reading;
    r->is_telling = true;
    r->report.lines++;
    if (r->reader.on_line(r->reader.user, line) != 0) {
        r->report.is_stopped = true;
    }
    r->is_telling = false;
    return goes_on(logs);
}

bool logs_tell_progress(dgg_logs *logs) {
    logs_reading *r = &logs->reading;
    if (r->reader.on_progress != NULL) {
        r->is_telling = true;
        r->reader.on_progress(r->reader.user, &r->report);
        r->is_telling = false;
    }
    return goes_on(logs);
}

/* --- the object ---------------------------------------------------------- */

static dgg_error take_url(char **out, const char *given,
                          const char *otherwise) {
    url parsed;
    *out = endpoint_join(endpoint_or(given, otherwise), "");
    if (*out == NULL) {
        return DGG_ERROR_MEMORY;
    }
    bool is_good = url_parse(&parsed, *out) && !parsed.is_websocket &&
                   strpbrk(*out, "?#") == NULL;
    return is_good ? DGG_OK : DGG_ERROR_URL;
}

dgg_error dgg_logs_new(dgg_logs **out, dgg_loop *loop,
                       const dgg_endpoints *endpoints,
                       const dgg_credentials *credentials) {
    const dgg_endpoints live = {0};
    const dgg_endpoints *from = endpoints != NULL ? endpoints : &live;
    *out = NULL;
    dgg_logs *logs = calloc(1, sizeof *logs);
    if (logs == NULL) {
        return DGG_ERROR_MEMORY;
    }
    logs->loop = loop;
    logs->last.status = (dgg_api_status){.error = DGG_ERROR_STATE};
    logs->last.status.reason = logs->last_words;
    loop_timer_init(&logs->timer, loop, logs_on_time, logs);
    dgg_error error =
        take_url(&logs->search_url, from->logs_url, ENDPOINT_LOGS_URL);
    if (error == DGG_OK) {
        error = take_url(&logs->archive_url, from->archive_url,
                         ENDPOINT_ARCHIVE_URL);
    }
    if (error == DGG_OK) {
        error = dgg_api_new(&logs->api, loop, from, credentials);
    }
    if (error != DGG_OK) {
        destroy(logs);
        return error;
    }
    *out = logs;
    return DGG_OK;
}

/* The request that is under way is not touched while it tells of a piece: it
 * ends by itself then. */
static void stop_request(dgg_logs *logs) {
    http_request *request = logs->reading.request;
    if (request != NULL && !logs->reading.is_telling) {
        logs->reading.request = NULL;
        http_cancel(request);
        logs->depth--; /* the request's hold, never the last one here */
    }
}

void dgg_logs_cancel(dgg_logs *logs) {
    logs_reading *r = &logs->reading;
    if (!r->is_active) {
        return;
    }
    r->report.is_stopped = true;
    bool is_with_site = r->service == NULL;
    if (!r->is_telling && !is_with_site) {
        stop_request(logs);
        loop_timer_start(&logs->timer, 0);
    }
}

void dgg_logs_free(dgg_logs *logs) {
    if (logs == NULL || logs->is_freed) {
        return;
    }
    logs_hold(logs);
    stop_request(logs);
    logs->is_freed = true;
    if (!logs->reading.is_telling) {
        forget(logs);
    }
    logs_release(logs);
}

const dgg_log_report *dgg_logs_last(const dgg_logs *logs) {
    return &logs->last;
}

/* --- the calendar by the loop's clock ------------------------------------ */

dgg_day dgg_day_now(const dgg_loop *loop) {
    return log_day_of(dgg_loop_wall_ms(loop));
}

dgg_month dgg_month_now(const dgg_loop *loop) {
    dgg_day day = dgg_day_now(loop);
    return (dgg_month){day.year, day.month};
}
