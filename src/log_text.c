#include "log_text.h"

#include "utf8.h"

#include <string.h>

/* A byte repeated over a word. */
#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* What makes the highest bits of eight bytes: those that are not ASCII, and,
 * when one is taken from them, NULs. */
static uint64_t marks_in(const char *text) {
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return word | (word - EACH_BYTE(1));
}

/* ASCII without NULs. The last eight bytes may overlap those before. */
static bool is_plain(const char *text, size_t bytes) {
    uint64_t marks = 0;
    if (bytes < sizeof marks) {
        char padded[sizeof marks];
        memset(padded, ' ', sizeof padded);
        memcpy(padded, text, bytes);
        return (marks_in(padded) & EACH_BYTE(0x80)) == 0;
    }
    for (size_t at = 0; at + sizeof marks < bytes; at += sizeof marks) {
        marks |= marks_in(text + at);
    }
    marks |= marks_in(text + bytes - sizeof marks);
    return (marks & EACH_BYTE(0x80)) == 0;
}

static bool is_clean(const char *text, size_t bytes) {
    return is_plain(text, bytes) ||
           (memchr(text, '\0', bytes) == NULL && utf8_is_valid(text, bytes));
}

static void clean(log_text *t, dgg_line *line, size_t text_bytes) {
    if (is_clean(line->text, text_bytes)) {
        return;
    }
    size_t bytes = utf8_repair(t->repaired, LOG_TEXT_REPAIRED_BYTES, line->text,
                               text_bytes);
    t->repaired[bytes] = '\0';
    line->text = t->repaired;
}

static void take_line(log_text *t, char *line, size_t bytes) {
    bool is_too_long = bytes > DGG_LOGS_LINE_BYTES;
    if (bytes > 0 && line[bytes - 1] == '\r') {
        bytes--;
    }
    if (bytes == 0) {
        return;
    }
    dgg_line parsed;
    size_t text_bytes;
    if (is_too_long ||
        !log_line_parse(&parsed, &text_bytes, &t->day, line, bytes)) {
        t->skipped++;
        return;
    }
    clean(t, &parsed, text_bytes);
    t->lines++;
    t->is_stopped = !t->on_line(t->user, &parsed);
}

/* Keeps what may be the first part of a line. */
static void hold(log_text *t, const char *bytes, size_t count) {
    t->is_too_long |= count > DGG_LOGS_LINE_BYTES - t->held;
    if (!t->is_too_long) {
        memcpy(t->line + t->held, bytes, count);
        t->held += count;
    }
}

static void take_held(log_text *t) {
    if (t->is_too_long) {
        t->skipped++;
    } else {
        take_line(t, t->line, t->held);
    }
    t->is_too_long = false;
    t->held = 0;
}

void log_text_init(log_text *t, log_text_handler on_line, void *user) {
    t->on_line = on_line;
    t->user = user;
    t->day = (log_line_day){0};
    t->lines = 0;
    t->skipped = 0;
    t->is_stopped = false;
    t->is_too_long = false;
    t->held = 0;
}

bool log_text_feed(log_text *t, char *bytes, size_t count) {
    char *end = bytes + count;
    while (bytes < end && !t->is_stopped) {
        char *line_end = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t length = (size_t)((line_end != NULL ? line_end : end) - bytes);
        bool is_begun = t->held > 0 || t->is_too_long;
        if (line_end != NULL && !is_begun) {
            take_line(t, bytes, length);
        } else {
            hold(t, bytes, length);
        }
        if (line_end != NULL && is_begun) {
            take_held(t);
        }
        bytes += length + (line_end != NULL);
    }
    return !t->is_stopped;
}

void log_text_end(log_text *t, bool is_whole) {
    if (t->is_stopped || (t->held == 0 && !t->is_too_long)) {
        return;
    }
    if (is_whole) {
        take_held(t);
    } else {
        t->skipped++;
        t->held = 0;
    }
}
