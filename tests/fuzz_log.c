/* What the log services may send: whatever is accepted has to keep the
 * promises of the headers, and a file means the same wherever it is cut. The
 * first byte says which of them is read, the second where it is cut. */
#include "log_page.h"
#include "log_text.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define YEAR_10000_MS INT64_C(253402300800000)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

/* All lines as one number. */
typedef struct digest {
    uint64_t value;
    uint64_t lines;
} digest;

static void add(digest *d, const char *text) {
    for (; *text != '\0'; text++) {
        d->value = d->value * 31 + (uint8_t)*text;
    }
    d->value = d->value * 31 + 7;
}

static void check_line(const dgg_line *line) {
    require(line->nick[0] != '\0' &&
            utf8_is_valid(line->nick, strlen(line->nick)));
    require(utf8_is_valid(line->text, strlen(line->text)));
    require(line->timestamp_ms < YEAR_10000_MS);
}

static bool on_line(void *user, const dgg_line *line) {
    digest *d = user;
    check_line(line);
    add(d, line->nick);
    add(d, line->text);
    d->value = d->value * 31 + (uint64_t)line->timestamp_ms;
    d->lines++;
    return true;
}

static void feed(log_text *text, const uint8_t *data, size_t size) {
    char *copy = malloc(size + 1);
    require(copy != NULL);
    memcpy(copy, data, size);
    log_text_feed(text, copy, size);
    free(copy);
}

static digest read_file(const uint8_t *data, size_t size, size_t step,
                        uint64_t *skipped) {
    static log_text text;
    digest d = {0};
    log_text_init(&text, on_line, &d);
    for (size_t at = 0; at < size; at += step) {
        feed(&text, data + at, step < size - at ? step : size - at);
    }
    log_text_end(&text, true);
    require(text.lines == d.lines);
    *skipped = text.skipped;
    return d;
}

static void check_file(const uint8_t *data, size_t size, size_t step) {
    uint64_t skipped;
    uint64_t skipped_cut;
    digest whole = read_file(data, size, size > 0 ? size : 1, &skipped);
    digest cut = read_file(data, size, step, &skipped_cut);
    require(whole.value == cut.value && whole.lines == cut.lines);
    require(skipped == skipped_cut);
}

static void check_page(const uint8_t *data, size_t size) {
    json_doc doc = {0};
    arena memory = {0};
    log_page page;
    char *copy = malloc(size + 1);
    require(copy != NULL);
    memcpy(copy, data, size);
    if (json_parse(&doc, copy, size) &&
        log_page_read(&page, json_root(&doc), &memory) == DGG_OK) {
        for (size_t i = 0; i < page.count; i++) {
            check_line(&page.list[i].line);
            require(page.list[i].cursor_ms > 0);
        }
    }
    json_doc_free(&doc);
    arena_free(&memory);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) {
        return 0;
    }
    if (data[0] == 'p') {
        check_page(data + 2, size - 2);
    } else {
        check_file(data + 2, size - 2, data[1] > 0 ? data[1] : 256);
    }
    return 0;
}
