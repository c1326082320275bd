/* One request after the other, and never too soon. */
#include "logs_internal.h"

#include "endpoint.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    STATUS_TOO_MANY = 429,
    FIRST_WAIT_MS = 5000, /* when the service does not say how long */
};

static void on_answer(void *user, const http_answer *answer);

static dgg_error send_request(dgg_logs *logs) {
    logs_reading *r = &logs->reading;
    const http_options options = {
        .url = r->address,
        .user_agent = ENDPOINT_USER_AGENT,
        .on_piece = r->service->on_piece,
        .callback = on_answer,
        .user = logs,
    };
    dgg_error error = http_send(&r->request, logs->loop, &options);
    if (error == DGG_OK) {
        logs_hold(logs); /* until it is answered or cancelled */
    }
    return error;
}

/* How long to leave the service alone; it doubles while that is for us to
 * guess. 0: it is not asked again. */
static int64_t wait_of(const logs_reading *r, const http_answer *answer) {
    int64_t wait_ms = answer->retry_after_ms > 0
                          ? answer->retry_after_ms
                          : (int64_t)FIRST_WAIT_MS << r->throttled;
    bool is_worth_it =
        r->throttled + 1 < DGG_LOGS_TRIES && wait_ms <= DGG_LOGS_WAIT_MAX_MS;
    return is_worth_it ? wait_ms : 0;
}

static int64_t time_left_ms(const dgg_logs *logs) {
    int64_t left_ms = logs->free_ms[logs->reading.service->host] -
                      dgg_loop_monotonic_ms(logs->loop);
    return left_ms > 0 ? left_ms : 0;
}

/* Tells of a wait that somebody would wonder about, and waits. */
static void wait_and_ask(dgg_logs *logs, int64_t wait_ms) {
    logs_reading *r = &logs->reading;
    r->report.status = (dgg_api_status){
        .error = DGG_ERROR_THROTTLED,
        .http_status = STATUS_TOO_MANY,
        .reason = dgg_strerror(DGG_ERROR_THROTTLED),
        .retry_after_ms = wait_ms,
    };
    r->report.wait_ms = wait_ms;
    bool goes_on = logs_tell_progress(logs);
    r->report.status = (dgg_api_status){.reason = ""};
    r->report.wait_ms = 0;
    if (goes_on) {
        loop_timer_start(&logs->timer, wait_ms);
    } else {
        logs_end(logs, DGG_OK, "");
    }
}

static void take_answer(dgg_logs *logs, const http_answer *answer) {
    logs_reading *r = &logs->reading;
    bool is_throttled =
        answer->error == DGG_OK && answer->status == STATUS_TOO_MANY;
    int64_t wait_ms = is_throttled ? wait_of(r, answer) : 0;
    int64_t pause_ms = is_throttled && answer->retry_after_ms > wait_ms
                           ? answer->retry_after_ms
                           : wait_ms;
    pause_ms = pause_ms > DGG_LOGS_PAUSE_MS ? pause_ms : DGG_LOGS_PAUSE_MS;
    logs->free_ms[r->service->host] =
        dgg_loop_monotonic_ms(logs->loop) + pause_ms;
    r->report.status.http_status = answer->status;
    r->report.status.retry_after_ms = is_throttled ? answer->retry_after_ms : 0;
    if (r->report.is_stopped) {
        logs_end(logs, DGG_OK, "");
    } else if (wait_ms > 0) {
        r->throttled++;
        wait_and_ask(logs, wait_ms);
    } else {
        r->throttled = 0;
        r->service->on_answer(logs, answer);
    }
}

static void on_answer(void *user, const http_answer *answer) {
    dgg_logs *logs = user;
    logs->reading.request = NULL;
    if (!logs->is_freed) {
        take_answer(logs, answer);
    }
    if (logs->is_freed) {
        logs_end(logs, DGG_OK, "");
    }
    logs_release(logs);
}

/* The request of one reading may have to wait for what the service said to
 * another; the reader is told from the loop. */
void logs_on_time(void *user) {
    dgg_logs *logs = user;
    int64_t left_ms = time_left_ms(logs);
    if (logs->reading.report.is_stopped) {
        logs_end(logs, DGG_OK, "");
    } else if (left_ms > 0) {
        logs_hold(logs);
        wait_and_ask(logs, left_ms);
        logs_release(logs);
    } else {
        dgg_error error = send_request(logs);
        if (error != DGG_OK) {
            logs_end(logs, error, "");
        }
    }
}

dgg_error logs_ask(dgg_logs *logs, char *address) {
    free(logs->reading.address);
    logs->reading.address = address;
    int64_t left_ms = time_left_ms(logs);
    if (address == NULL || left_ms > DGG_LOGS_WAIT_MAX_MS) {
        return address == NULL ? DGG_ERROR_MEMORY : DGG_ERROR_THROTTLED;
    }
    if (left_ms == 0) {
        return send_request(logs);
    }
    bool is_pause = left_ms <= DGG_LOGS_PAUSE_MS;
    loop_timer_start(&logs->timer, is_pause ? left_ms : 0);
    return DGG_OK;
}
