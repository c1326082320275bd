#include "server_writer.h"

#include "server_json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NUMBER_BYTES = 24 };

static void put(server_writer *w, const char *text, size_t bytes) {
    w->has_failed = w->has_failed || !buffer_append(w->out, text, bytes);
}

static void put_quoted(server_writer *w, const char *text) {
    w->has_failed =
        w->has_failed || !server_json_quote(w->out, text, strlen(text));
}

/* The comma and the key, where they belong. */
static void begin(server_writer *w, const char *key) {
    const buffer *out = w->out;
    bool is_first =
        out->used == 0 || strchr("{[", out->bytes[out->used - 1]) != NULL;
    if (!is_first) {
        put(w, ",", 1);
    }
    if (key != NULL) {
        put_quoted(w, key);
        put(w, ":", 1);
    }
}

void server_writer_open(server_writer *w, const char *key, char bracket) {
    begin(w, key);
    put(w, &bracket, 1);
}

void server_writer_close(server_writer *w, char bracket) {
    put(w, &bracket, 1);
}

void server_writer_raw(server_writer *w, const char *key, const char *json,
                       size_t bytes) {
    begin(w, key);
    put(w, json, bytes);
}

static void put_word(server_writer *w, const char *key, const char *word) {
    server_writer_raw(w, key, word, strlen(word));
}

void server_writer_text(server_writer *w, const char *key, const char *text) {
    if (text == NULL) {
        put_word(w, key, "null");
        return;
    }
    begin(w, key);
    put_quoted(w, text);
}

void server_writer_count(server_writer *w, const char *key, int64_t number) {
    char text[NUMBER_BYTES];
    snprintf(text, sizeof text, "%" PRId64, number);
    put_word(w, key, text);
}

void server_writer_number(server_writer *w, const char *key, int64_t number) {
    char text[NUMBER_BYTES];
    snprintf(text, sizeof text, "%" PRId64, number);
    if (w->is_old) {
        server_writer_text(w, key, text);
    } else {
        put_word(w, key, text);
    }
}

void server_writer_truth(server_writer *w, const char *key, bool is_true) {
    put_word(w, key, is_true ? "true" : "false");
}

void server_writer_flag(server_writer *w, const char *key, bool is_set) {
    if (w->is_old) {
        server_writer_number(w, key, is_set);
    } else {
        server_writer_truth(w, key, is_set);
    }
}

void server_writer_date(server_writer *w, const char *key,
                        server_date_format format, int64_t ms) {
    char date[SERVER_DATE_BYTES];
    server_writer_text(w, key, server_date(date, format, ms));
}

/* A doubled element stood between the first two. */
void server_writer_unique(server_writer *w, const char *key,
                          const char *const *texts, size_t count) {
    bool is_object = w->is_old && count > 1;
    server_writer_open(w, key, is_object ? '{' : '[');
    for (size_t i = 0; i < count; i++) {
        char index[NUMBER_BYTES];
        snprintf(index, sizeof index, "%zu", i == 0 ? i : i + 1);
        server_writer_text(w, is_object ? index : NULL, texts[i]);
    }
    server_writer_close(w, is_object ? '}' : ']');
}
