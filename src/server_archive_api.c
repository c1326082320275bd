#include "server_archive_api.h"

#include "server_archive_lists.h"
#include "server_archive_mentions.h"
#include "text_fold.h"

#include <string.h>

static const char channel[] = "Destinygg";

static void give_channels(server_visit *v) {
    server_writer_open(&v->json, NULL, '[');
    server_writer_text(&v->json, NULL, channel);
    server_writer_close(&v->json, ']');
}

static bool is(const char *part, const char *name) {
    return strcmp(part, name) == 0;
}

static bool is_channel(const char *part) {
    return text_compare(part, channel) == 0;
}

/* Takes ".json" off the end; false: there is none. */
static bool strip_extension(char *file) {
    size_t bytes = strlen(file);
    if (bytes <= 5 || strcmp(file + bytes - 5, ".json") != 0) {
        return false;
    }
    file[bytes - 5] = '\0';
    return true;
}

static bool has_lines(const server_visit *v, const server_span *month) {
    const server_logs *logs = &v->s->logs.store;
    return server_logs_before(logs, month->from_ms) <
           server_logs_before(logs, month->until_ms);
}

/* False: there is no such answer. */
static bool give_month(server_visit *v, char *const *parts) {
    server_span month;
    if (!is_channel(parts[0]) || !server_span_of_month(parts[1], &month) ||
        !has_lines(v, &month)) {
        return false;
    }
    if (is(parts[2], "days.json")) {
        server_archive_name_days(v, &month);
        return true;
    }
    if (is(parts[2], "users.json")) {
        server_archive_name_people(v, &month);
        return true;
    }
    return false;
}

static bool give_person(server_visit *v, char *const *parts) {
    if (!is_channel(parts[1]) || !strip_extension(parts[2])) {
        return false;
    }
    if (is(parts[0], "stalk")) {
        server_archive_name_stalked(v, parts[2]);
    } else {
        server_archive_name_mentions(v, parts[2]);
    }
    return true;
}

static bool give(server_visit *v, char *const *parts, size_t count) {
    if (count == 1 && is(parts[0], "channels.json")) {
        give_channels(v);
        return true;
    }
    if (count == 2 && is_channel(parts[0]) && is(parts[1], "months.json")) {
        server_archive_name_months(v);
        return true;
    }
    bool is_person =
        count == 3 && (is(parts[0], "stalk") || is(parts[0], "mentions"));
    return is_person ? give_person(v, parts)
                     : count == 3 && give_month(v, parts);
}

void server_archive_give_api(server_visit *v, char *const *parts,
                             size_t count) {
    if (!give(v, parts, count)) {
        server_archive_refuse_json(v, 404, "file not found");
    }
}
