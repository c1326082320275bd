#include "cache_entry.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NUMBERS_BYTES = 48 };

static const char magic[] = "dgg copy 1";

static bool is_line(const char *text) {
    size_t bytes = 0;
    for (; text[bytes] != '\0'; bytes++) {
        if (text[bytes] < ' ' || text[bytes] > '~') {
            return false;
        }
    }
    return bytes <= CACHE_LINE_BYTES;
}

static bool append_line(buffer *out, const char *text) {
    return is_line(text) && buffer_append(out, text, strlen(text)) &&
           buffer_append(out, "\n", 1);
}

bool cache_entry_encode(buffer *out, const cache_entry *entry) {
    char numbers[NUMBERS_BYTES];
    snprintf(numbers, sizeof numbers, "%" PRId64 " %zu", entry->stored_ms,
             entry->bytes);
    return entry->stored_ms >= 0 && entry->bytes <= CACHE_BODY_BYTES &&
           append_line(out, magic) && append_line(out, entry->source) &&
           append_line(out, entry->base) && append_line(out, entry->path) &&
           append_line(out, entry->key) &&
           append_line(out, entry->content_type) && append_line(out, numbers) &&
           buffer_append(out, entry->body, entry->bytes);
}

/* The next line, or NULL. */
static const char *take_line(char **at, char *end) {
    char *line = *at;
    char *stop = memchr(line, '\n', (size_t)(end - line));
    if (stop == NULL) {
        return NULL;
    }
    *stop = '\0';
    *at = stop + 1;
    bool is_whole = strlen(line) == (size_t)(stop - line);
    return is_whole && is_line(line) ? line : NULL;
}

/* Digits as they are written: no sign, no leading zero, no overflow. */
static bool take_number(const char **at, int64_t *out) {
    const char *digit = *at;
    int64_t number = 0;
    for (; *digit >= '0' && *digit <= '9'; digit++) {
        int next = *digit - '0';
        if (number > (INT64_MAX - next) / 10) {
            return false;
        }
        number = number * 10 + next;
    }
    bool is_good = digit != *at && (**at != '0' || digit == *at + 1);
    *at = digit;
    *out = number;
    return is_good;
}

static bool read_numbers(cache_entry *out, const char *line) {
    int64_t bytes = 0;
    if (!take_number(&line, &out->stored_ms) || *line++ != ' ' ||
        !take_number(&line, &bytes) || *line != '\0' ||
        bytes > CACHE_BODY_BYTES) {
        return false;
    }
    out->bytes = (size_t)bytes;
    return true;
}

bool cache_entry_decode(cache_entry *out, char *text, size_t bytes) {
    char *at = text;
    char *end = text + bytes;
    const char *first = take_line(&at, end);
    if (first == NULL || strcmp(first, magic) != 0) {
        return false;
    }
    const char **const texts[] = {&out->source, &out->base, &out->path,
                                  &out->key, &out->content_type};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = take_line(&at, end);
        if (*texts[i] == NULL) {
            return false;
        }
    }
    const char *numbers = take_line(&at, end);
    out->body = at;
    return numbers != NULL && read_numbers(out, numbers) &&
           out->bytes == (size_t)(end - at);
}
