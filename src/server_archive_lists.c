#include "server_archive_lists.h"

#include "server_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = SERVER_NICK_BYTES + sizeof ".txt" };

/* A list under way. */
typedef struct list {
    server_visit *v;
    const char *base; /* of the links; NULL: it is JSON */
} list;

static void note(server_visit *v, bool is_good) {
    v->json.has_failed = v->json.has_failed || !is_good;
}

/* A link leads to the page around a text. */
static void put(const list *l, const char *name) {
    size_t bytes = strlen(name);
    bool is_text = bytes > 4 && strcmp(name + bytes - 4, ".txt") == 0;
    if (l->base == NULL) {
        server_writer_text(&l->v->json, NULL, name);
    } else {
        note(l->v, server_json_print(
                       &l->v->body, "<li><a href=\"/%s/%.*s\">%s</a></li>\n",
                       l->base, (int)(bytes - 4 * is_text), name, name));
    }
}

static void begin(const list *l) {
    if (l->base == NULL) {
        server_writer_open(&l->v->json, NULL, '[');
        return;
    }
    server_visit_begin_page(l->v, 200);
    note(l->v, server_json_print(&l->v->body,
                                 "<!DOCTYPE html>\n<html lang=\"en\">\n<head>"
                                 "<title>%s</title></head>\n<body>\n<ul>\n",
                                 l->base));
}

static void end(const list *l) {
    if (l->base == NULL) {
        server_writer_close(&l->v->json, ']');
    } else {
        note(l->v, server_json_print(&l->v->body, "</ul>\n</body>\n</html>\n"));
    }
}

static void put_months(const list *l) {
    const server_logs *logs = &l->v->s->logs.store;
    char name[SERVER_SPAN_BYTES];
    server_span month;
    for (size_t left = logs->count; left > 0;
         left = server_logs_before(logs, month.from_ms)) {
        server_span_name_month(name, logs->lines[left - 1].ms);
        if (!server_span_of_month(name, &month)) {
            return;
        }
        put(l, name);
    }
}

static void put_days(const list *l, const server_span *month) {
    const server_logs *logs = &l->v->s->logs.store;
    server_span day = {month->until_ms, 0};
    for (;;) {
        char name[SERVER_SPAN_BYTES];
        char file[NAME_BYTES];
        size_t left = server_logs_before(logs, day.from_ms);
        if (left == 0 || logs->lines[left - 1].ms < month->from_ms) {
            return;
        }
        server_span_name_day(name, logs->lines[left - 1].ms);
        server_span_of_day(name, &day);
        snprintf(file, sizeof file, "%s.txt", name);
        put(l, file);
    }
}

static int compare_nicks(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_people(const list *l, const server_span *month) {
    const server_logs *logs = &l->v->s->logs.store;
    size_t first = server_logs_before(logs, month->from_ms);
    size_t count = server_logs_before(logs, month->until_ms) - first;
    const char **nicks = calloc(count + 1, sizeof *nicks);
    note(l->v, nicks != NULL);
    if (nicks == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        nicks[i] = logs->lines[first + i].nick;
    }
    qsort(nicks, count, sizeof *nicks, compare_nicks);
    for (size_t i = 0; i < count; i++) {
        char file[NAME_BYTES];
        if (i == 0 || strcmp(nicks[i], nicks[i - 1]) != 0) {
            snprintf(file, sizeof file, "%s.txt", nicks[i]);
            put(l, file);
        }
    }
    free(nicks);
}

void server_archive_list_months(server_visit *v, const char *base) {
    list l = {v, base};
    begin(&l);
    put_months(&l);
    end(&l);
}

void server_archive_list_days(server_visit *v, const char *base,
                              const server_span *month) {
    static const char *const others[] = {"userlogs", "broadcaster.txt",
                                         "subscribers.txt", "bans.txt"};
    list l = {v, base};
    begin(&l);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        put(&l, others[i]);
    }
    put_days(&l, month);
    end(&l);
}

void server_archive_list_people(server_visit *v, const char *base,
                                const server_span *month) {
    list l = {v, base};
    begin(&l);
    put_people(&l, month);
    end(&l);
}

void server_archive_name_months(server_visit *v) {
    server_archive_list_months(v, NULL);
}

void server_archive_name_days(server_visit *v, const server_span *month) {
    list l = {v, NULL};
    begin(&l);
    put(&l, "broadcaster.txt");
    put(&l, "subscribers.txt");
    put_days(&l, month);
    end(&l);
}

void server_archive_name_people(server_visit *v, const server_span *month) {
    server_archive_list_people(v, NULL, month);
}
