#include "server_poll.h"

#include "date.h"
#include "server_json.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES = 6144 };

static bool take_options(server_poll *p, json_value list) {
    for (json_value e = json_first(list); json_exists(e);
         e = json_next(list, e)) {
        const char *text = json_string(e, &p->strings, TEXT_BYTES, NULL);
        if (text == NULL || p->option_count == SERVER_POLL_OPTIONS) {
            return false;
        }
        p->options[p->option_count++] = text;
    }
    return p->option_count >= 2;
}

static void take_totals(server_poll *p, json_value list) {
    json_value e = json_first(list);
    for (size_t i = 0; i < p->option_count && json_exists(e); i++) {
        int64_t total = 0;
        if (json_int(e, &total) && total > 0) {
            server_poll_count(p, (int)i + 1, total);
        }
        e = json_next(list, e);
    }
}

bool server_poll_start(server_poll *p, json_value terms, const char *nick,
                       int64_t start_ms) {
    server_poll_free(p);
    p->start_ms = start_ms;
    p->is_weighted = json_typeof(json_get(terms, "weighted")) == JSON_TRUE;
    p->nick = arena_copy(&p->strings, nick, strlen(nick));
    p->question =
        json_string(json_get(terms, "question"), &p->strings, TEXT_BYTES, NULL);
    bool is_good = p->nick != NULL && p->question != NULL &&
                   *p->question != '\0' &&
                   json_int(json_get(terms, "time"), &p->length_ms) &&
                   p->length_ms >= SERVER_POLL_SHORTEST_MS &&
                   p->length_ms <= SERVER_POLL_LONGEST_MS &&
                   take_options(p, json_get(terms, "options"));
    if (!is_good) {
        server_poll_free(p);
        return false;
    }
    take_totals(p, json_get(terms, "totals"));
    p->is_open = true;
    return true;
}

void server_poll_stop(server_poll *p) {
    p->is_open = false;
}

bool server_poll_is_running(const server_poll *p, int64_t now_ms) {
    return p->is_open && now_ms - p->start_ms < p->length_ms;
}

int server_poll_option(const server_poll *p, const char *decimal) {
    size_t digits = strspn(decimal, "0123456789");
    if (digits == 0 || digits > 4 || decimal[digits] != '\0') {
        return 0;
    }
    unsigned long option = strtoul(decimal, NULL, 10);
    return option <= p->option_count ? (int)option : 0;
}

/* chat-gui, poll.js of 2025. */
int64_t server_poll_weight(const server_poll *p, int tier) {
    return p->is_weighted ? INT64_C(1) << tier : 1;
}

/* Totals stay far below what a reader can add up. */
void server_poll_count(server_poll *p, int option, int64_t quantity) {
    const int64_t limit = INT64_C(1) << 40;
    if (option < 1 || (size_t)option > p->option_count || quantity < 1 ||
        quantity > limit - p->total_votes) {
        return;
    }
    p->totals[option - 1] += quantity;
    p->total_votes += quantity;
}

static const char *date_of(int64_t ms, char date[DATE_WRITTEN_BYTES]) {
    return date_write_ms(date, ms) ? date : "";
}

static bool write_options(const server_poll *p, buffer *out) {
    bool is_good = server_json_print(out, ",\"options\":[");
    for (size_t i = 0; i < p->option_count && is_good; i++) {
        is_good = (i == 0 || buffer_append(out, ",", 1)) &&
                  server_json_quote(out, p->options[i], strlen(p->options[i]));
    }
    is_good = is_good && server_json_print(out, "],\"totals\":[");
    for (size_t i = 0; i < p->option_count && is_good; i++) {
        is_good = server_json_print(out, "%s%lld", i == 0 ? "" : ",",
                                    (long long)p->totals[i]);
    }
    return is_good && server_json_print(out, "],\"totalvotes\":%lld}",
                                        (long long)p->total_votes);
}

bool server_poll_write(const server_poll *p, const char *name,
                       const server_poll_view *view, buffer *out) {
    char start[DATE_WRITTEN_BYTES];
    char now[DATE_WRITTEN_BYTES];
    return server_json_print(
               out, "%s {\"canvote\":%s,\"myvote\":%d,\"nick\":", name,
               view->can_vote ? "true" : "false", view->own_vote) &&
           server_json_quote(out, p->nick, strlen(p->nick)) &&
           server_json_print(
               out,
               ",\"weighted\":%s,\"start\":\"%s\",\"now\":\"%s\","
               "\"time\":%lld,\"question\":",
               p->is_weighted ? "true" : "false", date_of(p->start_ms, start),
               date_of(view->now_ms, now), (long long)p->length_ms) &&
           server_json_quote(out, p->question, strlen(p->question)) &&
           write_options(p, out);
}

void server_poll_free(server_poll *p) {
    arena_free(&p->strings);
    *p = (server_poll){0};
}
