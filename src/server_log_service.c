#include "server_log_service.h"

#include "server_archive.h"
#include "server_archive_text.h"
#include "server_log_past.h"
#include "server_page.h"
#include "server_search.h"

#include <stdio.h>

/* One of the services. */
typedef struct service {
    bool (*has)(const server_request *request);
    void (*give)(server_visit *v);
    void (*throttle)(server_visit *v);
} service;

static void throttle_search(server_visit *v) {
    server_search_refuse(v, 429, "RateLimit", "too many requests");
}

static void throttle_archive(server_visit *v) {
    server_archive_refuse(v, 429, "Too Many Requests");
}

static const service services[] = {
    {server_search_has, server_search_give, throttle_search},
    {server_archive_has, server_archive_give, throttle_archive},
};

static void throttle(server_visit *v, const service *to) {
    server_log_faults *faults = &v->s->faults.logs;
    faults->throttles--;
    if (faults->throttle_retry_s != 0) {
        char seconds[16];
        snprintf(seconds, sizeof seconds, "%d", faults->throttle_retry_s);
        server_visit_add_header(v, "Retry-After", seconds);
    }
    to->throttle(v);
}

static void give(server_visit *v, const service *to) {
    const server_log_faults *faults = &v->s->faults.logs;
    if (faults->throttles > 0) {
        throttle(v, to);
    } else if (faults->is_html) {
        server_visit_begin_page(v, 200);
        v->json.has_failed =
            !server_page_of_problem(&v->body, 200, "We will be back soon");
    } else {
        server_log_past_ensure(v->s);
        to->give(v);
    }
}

bool server_log_service_give(server_visit *v) {
    for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
        if (services[i].has(v->request)) {
            give(v, &services[i]);
            return true;
        }
    }
    return false;
}
