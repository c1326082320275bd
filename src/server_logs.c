#include "server_logs.h"

#include "server_date.h"

#include <stdlib.h>
#include <string.h>

static size_t bytes_of(const server_log_line *line) {
    return (size_t)(line->text - line->nick) + strlen(line->text) + 1;
}

static void forget_oldest(server_logs *logs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        logs->bytes -= bytes_of(&logs->lines[i]);
        free(logs->lines[i].nick);
    }
    logs->count -= count;
    memmove(logs->lines, logs->lines + count,
            logs->count * sizeof *logs->lines);
}

/* Some at a time, so that lines are not moved for each new one. */
static void make_room(server_logs *logs, size_t bytes) {
    while (logs->count == SERVER_LOGS_LINES ||
           logs->bytes + bytes > SERVER_LOGS_BYTES) {
        forget_oldest(logs, 1 + logs->count / 64);
    }
}

static bool has_room(server_logs *logs) {
    if (logs->count < logs->capacity) {
        return true;
    }
    size_t capacity = logs->capacity == 0 ? 64 : logs->capacity * 2;
    server_log_line *lines = realloc(logs->lines, capacity * sizeof *lines);
    if (lines == NULL) {
        return false;
    }
    logs->lines = lines;
    logs->capacity = capacity;
    return true;
}

bool server_logs_add(server_logs *logs, const char *nick, int64_t ms,
                     const char *text) {
    size_t nick_bytes = strlen(nick) + 1;
    size_t bytes = nick_bytes + strlen(text) + 1;
    char *copy = bytes > SERVER_LOGS_BYTES ? NULL : malloc(bytes);
    if (copy == NULL) {
        return false;
    }
    make_room(logs, bytes);
    if (!has_room(logs)) {
        free(copy);
        return false;
    }
    memcpy(copy, nick, nick_bytes);
    memcpy(copy + nick_bytes, text, bytes - nick_bytes);
    size_t place =
        ms == INT64_MAX ? logs->count : server_logs_before(logs, ms + 1);
    server_log_line *line = &logs->lines[place];
    memmove(line + 1, line, (logs->count - place) * sizeof *line);
    *line = (server_log_line){ms, copy, copy + nick_bytes};
    logs->count++;
    logs->bytes += bytes;
    return true;
}

size_t server_logs_before(const server_logs *logs, int64_t ms) {
    size_t low = 0;
    size_t high = logs->count;
    if (high > 0 && logs->lines[high - 1].ms < ms) {
        return high;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (logs->lines[middle].ms < ms) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool write_flat(buffer *out, const char *text) {
    bool is_good = true;
    while (is_good && *text != '\0') {
        size_t bytes = strcspn(text, "\r\n");
        is_good = buffer_append(out, text, bytes);
        text += bytes;
        if (is_good && *text != '\0') {
            is_good = buffer_append(out, " ", 1);
            text++;
        }
    }
    return is_good;
}

bool server_log_line_write(const server_log_line *line, buffer *out) {
    char date[SERVER_DATE_BYTES];
    server_date(date, SERVER_DATE_SQL, line->ms);
    return date[0] != '\0' && buffer_append(out, "[", 1) &&
           buffer_append(out, date, strlen(date)) &&
           buffer_append(out, " UTC] ", 6) &&
           buffer_append(out, line->nick, strlen(line->nick)) &&
           buffer_append(out, ": ", 2) && write_flat(out, line->text);
}

void server_logs_free(server_logs *logs) {
    for (size_t i = 0; i < logs->count; i++) {
        free(logs->lines[i].nick);
    }
    free(logs->lines);
    *logs = (server_logs){0};
}
