/* What comes for the log pane, from the service and from chat. */
#include "model_parts.h"

#include <string.h>

/* Whether he may write in green is known of those who are here. */
static bool may_greentext(const model *m, const char *nick) {
    const roster_user *user = roster_find(m->roster, nick);
    return user != NULL && (user->is_subscriber || user->is_privileged);
}

/* NULL: no memory. */
static line *line_of(const model *m, int64_t time_ms, const char *text) {
    const char *action = model_action_text(text);
    const char *shown = action != NULL ? action : text;
    line *l = line_new(action != NULL ? LINE_LOGGED_ACTION : LINE_LOGGED,
                       time_ms, NULL, shown, strlen(shown));
    if (l != NULL) {
        l->is_green = action == NULL && *line_text(l) == '>' &&
                      may_greentext(m, m->log.nick);
        l->is_own = model_is_own(m, m->log.nick);
    }
    return l;
}

void model_set_log_service(model *m, const log_service *service) {
    m->log.service = *service;
}

void model_log_line(model *m, uint64_t tag, const dgg_line *said) {
    log_take(&m->log, tag, line_of(m, said->timestamp_ms, said->text));
}

void model_log_progress(model *m, uint64_t tag, const dgg_log_report *report) {
    log_note(&m->log, tag, report);
}

void model_log_end(model *m, uint64_t tag, const dgg_log_report *report) {
    log_end(&m->log, &m->effects, tag, report);
}

void model_log_hear(model *m, const dgg_event *event) {
    bool is_shown = m->log.phase == LOG_LOADING || m->log.phase == LOG_IDLE ||
                    m->log.phase == LOG_FAILED;
    if (is_shown && event->kind == DGG_EVENT_MESSAGE &&
        log_is_of(&m->log, event->user.nick)) {
        log_lines_append(&m->log.lines,
                         line_of(m, event->timestamp_ms, event->text));
    }
}
