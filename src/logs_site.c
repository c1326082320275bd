/* What the site tells a session of somebody's lines. */
#include "logs_internal.h"

static void tell_lines(dgg_logs *logs, const dgg_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        if (!logs_tell(logs, &lines->list[i])) {
            return;
        }
    }
}

static void on_lines(void *user, const dgg_api_answer *answer) {
    dgg_logs *logs = user;
    logs_hold(logs);
    dgg_api_status *status = &logs->reading.report.status;
    status->http_status = answer->status.http_status;
    status->retry_after_ms = answer->status.retry_after_ms;
    if (answer->status.error == DGG_OK && !logs->reading.report.is_stopped) {
        tell_lines(logs, &answer->as.lines);
    }
    logs_end(logs, answer->status.error, answer->status.reason);
    logs_release(logs);
}

typedef dgg_error (*site_call)(dgg_api *api, const char *nick, int limit,
                               dgg_api_callback callback, void *user);

static dgg_error ask(dgg_logs *logs, site_call call, const char *nick,
                     int limit, const dgg_log_reader *reader) {
    dgg_error error = logs_begin(logs, reader, NULL);
    if (error != DGG_OK) {
        return error;
    }
    return logs_started(logs, call(logs->api, nick, limit, on_lines, logs));
}

dgg_error dgg_logs_stalk(dgg_logs *logs, const char *nick, int limit,
                         const dgg_log_reader *reader) {
    return ask(logs, dgg_api_stalk, nick, limit, reader);
}

dgg_error dgg_logs_mentions(dgg_logs *logs, const char *nick, int limit,
                            const dgg_log_reader *reader) {
    return ask(logs, dgg_api_mentions, nick, limit, reader);
}
