#include "server_archive.h"

#include "server_archive_api.h"
#include "server_archive_lists.h"
#include "server_archive_mentions.h"
#include "server_archive_route.h"
#include "server_archive_text.h"
#include "server_http_values.h"
#include "server_page.h"
#include "text_fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = SERVER_ARCHIVE_PATH_BYTES, NICK_BYTES = 25 };

static const char channel[] = "Destinygg chatlog";
static const char no_file[] = "file not found";
static const char no_user[] = "didn't find any logs for this user";

static void note(server_visit *v, bool is_good) {
    v->json.has_failed = v->json.has_failed || !is_good;
}

static void give_missing_page(server_visit *v) {
    server_visit_begin_page(v, 404);
    note(v, server_page_of_problem(&v->body, 404, no_file));
}

/* The page around a text is there whether the text is or not. */
static void give_wrapper(server_visit *v) {
    server_visit_begin_page(v, 200);
    note(v, server_page_of_problem(&v->body, 200, "The log is loading"));
}

/* Takes ".txt" off the end; false: there is none. */
static bool strip_extension(char *file) {
    size_t bytes = strlen(file);
    if (bytes <= 4 || strcmp(file + bytes - 4, ".txt") != 0) {
        return false;
    }
    file[bytes - 4] = '\0';
    return true;
}

static bool is_nick(const char *text) {
    size_t bytes = strlen(text);
    return bytes > 0 && bytes <= NICK_BYTES &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        "0123456789_-") == bytes;
}

/* malloc'd; NULL: no filter is wanted. */
static char *take_filter(const server_visit *v) {
    char *filter = server_http_parameter_at(v->request, "filter", 0);
    if (filter != NULL && *filter == '\0') {
        free(filter);
        return NULL;
    }
    return filter;
}

static void keep_for_a_minute(server_visit *v) {
    server_visit_add_header(v, "Cache-Control", "max-age=60");
}

/* A filter that leaves nothing leaves an empty text. */
static void give_person(server_visit *v, const server_span *month,
                        const char *nick, int status) {
    server_selection all = {.span = *month, .nick = nick};
    const server_logs *logs = &v->s->logs.store;
    if (server_archive_next(logs, &all, 0) == logs->count) {
        server_archive_refuse(v, status, no_user);
        return;
    }
    char *filter = take_filter(v);
    all.part = filter;
    keep_for_a_minute(v);
    v->type = "text/plain; charset=UTF-8";
    server_archive_write(v, &all);
    free(filter);
}

static void give_day(server_visit *v, const server_span *month,
                     const char *date) {
    server_selection all = {0};
    const server_logs *logs = &v->s->logs.store;
    if (!server_span_of_day(date, &all.span) ||
        all.span.from_ms < month->from_ms ||
        all.span.until_ms > month->until_ms ||
        server_archive_next(logs, &all, 0) == logs->count) {
        server_archive_refuse(v, 404, no_file);
        return;
    }
    char *filter = take_filter(v);
    all.line_part = filter;
    if (server_archive_write(v, &all)) {
        keep_for_a_minute(v);
    } else {
        server_archive_refuse(v, 404,
                              "didn't find what you were looking for :(");
    }
    free(filter);
}

/* Files whose names are nobody's, and where nobody is an error. */
static bool give_others(server_visit *v, const server_span *month,
                        const char *name) {
    static const struct {
        const char *name;
        const char *nick;
        const char *none;
    } others[] = {
        {"broadcaster", "Destiny", no_user},
        {"subscribers", "Subscriber", "no subscribers this month"},
        {"bans", "Ban", no_user},
    };
    const server_logs *logs = &v->s->logs.store;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(others[i].name, name) != 0) {
            continue;
        }
        server_selection all = {.span = *month, .nick = others[i].nick};
        if (server_archive_next(logs, &all, 0) == logs->count) {
            server_archive_refuse(v, 500, others[i].none);
        } else {
            give_person(v, month, others[i].nick, 500);
        }
        return true;
    }
    return false;
}

static bool has_lines(const server_visit *v, const server_span *span) {
    const server_logs *logs = &v->s->logs.store;
    return server_archive_next(logs, &(server_selection){.span = *span}, 0) <
           logs->count;
}

static void give_month(server_visit *v, const server_span *month,
                       server_archive_route *r) {
    char base[PATH_BYTES];
    bool is_people = r->count == 3 && strcmp(r->parts[2], "userlogs") == 0;
    snprintf(base, sizeof base, "%s/%s%s", channel, r->parts[1],
             is_people ? "/userlogs" : "");
    if (!has_lines(v, month)) {
        give_missing_page(v);
    } else if (is_people) {
        server_archive_list_people(v, base, month);
    } else {
        server_archive_list_days(v, base, month);
    }
}

static void give_month_file(server_visit *v, const server_span *month,
                            char *name) {
    if (!strip_extension(name)) {
        give_wrapper(v);
    } else if (!give_others(v, month, name)) {
        give_day(v, month, name);
    }
}

static void give_user_file(server_visit *v, const server_span *month,
                           char *name) {
    bool is_text = strip_extension(name);
    if (!is_nick(name)) {
        give_missing_page(v);
    } else if (is_text) {
        give_person(v, month, name, 404);
    } else {
        give_wrapper(v);
    }
}

/* NULL: nobody is called so. */
static const server_log_line *newest_of(const server_logs *logs,
                                        const char *nick) {
    for (size_t i = logs->count; i > 0; i--) {
        if (text_compare(logs->lines[i - 1].nick, nick) == 0) {
            return &logs->lines[i - 1];
        }
    }
    return NULL;
}

/* The address has a space in it, as Go's http.Redirect leaves it. */
static void give_current(server_visit *v, char *name) {
    if (!strip_extension(name)) {
        give_wrapper(v);
        return;
    }
    const server_log_line *line = newest_of(&v->s->logs.store, name);
    char text[PATH_BYTES];
    server_span month;
    if (line == NULL) {
        server_archive_refuse(v, 404, no_user);
    } else if (strcmp(line->nick, name) != 0) {
        snprintf(text, sizeof text, "/%s/current/%s.txt", channel, line->nick);
        server_visit_add_header(v, "Location", text);
        server_visit_give_page(v, 301);
    } else if (server_span_of_month(server_span_name_month(text, line->ms),
                                    &month)) {
        give_person(v, &month, name, 404);
    }
}

/* False: there is no such file. */
static bool give_in_month(server_visit *v, const server_span *month,
                          server_archive_route *r) {
    bool is_people = r->count > 2 && strcmp(r->parts[2], "userlogs") == 0;
    if (r->count == 2 || (r->count == 3 && is_people)) {
        give_month(v, month, r);
        return true;
    }
    if (r->count == 3) {
        give_month_file(v, month, r->parts[2]);
        return true;
    }
    if (is_people && r->count == 4) {
        give_user_file(v, month, r->parts[3]);
        return true;
    }
    return false;
}

static bool give_channel(server_visit *v, server_archive_route *r) {
    server_span month;
    if (text_compare(r->parts[0], channel) != 0) {
        return false;
    }
    if (r->count == 1) {
        server_archive_list_months(v, channel);
        return true;
    }
    if (r->count == 3 && strcmp(r->parts[1], "current") == 0) {
        give_current(v, r->parts[2]);
        return true;
    }
    return server_span_of_month(r->parts[1], &month) &&
           give_in_month(v, &month, r);
}

/* The mentions of somebody in the channel of the path, or in the only one. */
static void give_mentions(server_visit *v, char *file) {
    bool is_text = strip_extension(file);
    if (!is_nick(file)) {
        give_missing_page(v);
    } else if (is_text) {
        server_archive_give_mentions(v, file);
    } else {
        give_wrapper(v);
    }
}

bool server_archive_has(const server_request *request) {
    server_archive_route r;
    server_archive_read_route(request, &r);
    return r.kind != SERVER_ARCHIVE_NOTHING;
}

void server_archive_give(server_visit *v) {
    server_archive_route r;
    server_archive_read_route(v->request, &r);
    if (strcmp(v->request->method, "GET") != 0) {
        server_visit_give_page(v, 405);
        return;
    }
    switch (r.kind) {
    case SERVER_ARCHIVE_NOTHING: break;
    case SERVER_ARCHIVE_CHANNEL:
        if (!give_channel(v, &r)) {
            give_missing_page(v);
        }
        break;
    case SERVER_ARCHIVE_MENTIONS: give_mentions(v, r.parts[r.count - 1]); break;
    case SERVER_ARCHIVE_API:
        server_archive_give_api(v, r.parts + 2, r.count - 2);
        break;
    }
}
