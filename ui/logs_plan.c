#include "logs_plan.h"

#include "endpoint.h"
#include "log_calendar.h"

#include <stdio.h>

static bool is_named(const char *address) {
    return endpoint_or(address, NULL) != NULL;
}

static bool wants_archive(const options *o) {
    bool has_date = !log_month_is_zero(o->command.month) ||
                    !log_day_is_zero(o->command.day);
    if (o->demo.is_wanted) {
        return has_date;
    }
    return is_named(o->endpoints.archive_url) &&
           (has_date || !is_named(o->endpoints.logs_url));
}

static void plan_archive(logs_plan *plan, dgg_month now) {
    if (!log_day_is_zero(plan->day)) {
        plan->month = (dgg_month){plan->day.year, plan->day.month};
    } else if (log_month_is_zero(plan->month)) {
        plan->month = now;
    }
}

static void plan_search(logs_plan *plan) {
    plan->query = (dgg_log_query){.nick = plan->nick};
    if (!log_day_is_zero(plan->day)) {
        plan->query.from = plan->day;
        plan->query.to = plan->day;
    } else if (!log_month_is_zero(plan->month)) {
        plan->query.from = (dgg_day){plan->month.year, plan->month.month, 1};
        plan->query.to = dgg_month_last_day(plan->month);
    } else {
        plan->query.limit = LOGS_PLAN_NEWEST;
    }
}

void logs_plan_make(logs_plan *plan, const options *o, dgg_month now) {
    *plan = (logs_plan){
        .nick = o->command.nick,
        .is_archive = wants_archive(o),
        .month = o->command.month,
        .day = o->command.day,
    };
    if (plan->is_archive) {
        plan_archive(plan, now);
    } else {
        plan_search(plan);
    }
}

int logs_plan_compare(const logs_plan *plan, int64_t time_ms) {
    if (log_day_is_zero(plan->day)) {
        return 0;
    }
    dgg_day day = log_day_of(time_ms);
    if (day.year != plan->day.year) {
        return day.year - plan->day.year;
    }
    return day.month != plan->day.month ? day.month - plan->day.month
                                        : day.day - plan->day.day;
}

void logs_plan_when(char out[LOGS_PLAN_WHEN_BYTES], const logs_plan *plan) {
    out[0] = '\0';
    if (!log_day_is_zero(plan->day)) {
        char day[LOG_DAY_BYTES];
        log_day_write(day, plan->day);
        snprintf(out, LOGS_PLAN_WHEN_BYTES, " on %s", day);
    } else if (!log_month_is_zero(plan->month)) {
        snprintf(out, LOGS_PLAN_WHEN_BYTES, " in %s %d",
                 log_month_name(plan->month.month), plan->month.year);
    }
}
