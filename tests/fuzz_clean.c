/* The text of strangers: whatever it is, a screen can show what comes out of
 * cleaning, and wrapping keeps it inside of its columns. */
#include "text_clean.h"
#include "text_line.h"
#include "text_width.h"
#include "text_wrap.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WIDEST = 70 };

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

static void check_cleaned(const char *text, size_t bytes) {
    int marks = TEXT_CLEAN_MARKS;
    require(strlen(text) == bytes && utf8_is_valid(text, bytes));
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        at += utf8_decode(text + at, bytes - at, &code, NULL);
        int width = text_char_width(code);
        require(code >= ' ' && (code < 0x7F || code >= 0xA0) && width >= 0);
        marks = width > 0 ? 0 : marks + 1;
        require(marks <= TEXT_CLEAN_MARKS);
    }
}

static char *clean(const char *text, size_t bytes) {
    char *out = malloc(text_clean_room(bytes));
    require(out != NULL);
    size_t length = text_clean(out, text, bytes);
    require(length < text_clean_room(bytes));
    check_cleaned(out, length);
    return out;
}

static void check_clusters(const char *text) {
    size_t bytes = strlen(text);
    size_t width = 0;
    for (size_t at = 0; at < bytes;) {
        int columns;
        at += text_cluster(text + at, bytes - at, &columns);
        width += (size_t)columns;
        require(at <= bytes && (columns == 1 || columns == 2));
    }
    require(text_width(text, bytes) == width);
    require(text_fit(text, bytes, width) == bytes);
}

static bool is_emote(const void *emotes, const char *word, size_t bytes) {
    return emotes == NULL && bytes % 2 == 0 && word[0] != 'a';
}

static void check_rows(const text_markup *markup, size_t columns) {
    text_wrap wrap;
    text_placed placed;
    size_t row = 0;
    text_wrap_begin(&wrap, markup, columns);
    while (text_wrap_next(&wrap, &placed)) {
        require(placed.row == row || placed.row == row + 1);
        require(placed.column + (size_t)placed.columns <= columns);
        row = placed.row;
    }
    require(text_wrap_rows(markup, columns) == row + 1);
}

static void check_line(const char *nick, const char *text, size_t bytes) {
    static text_markup markup;
    line *l = line_new(LINE_MESSAGE, 0, nick, text, bytes);
    require(l != NULL);
    for (size_t columns = 1; columns < WIDEST; columns += columns / 2 + 1) {
        const text_context context = {
            .own_nick = "a", .is_emote = is_emote, .columns = columns};
        text_mark_up(&markup, l, &context);
        require(markup.count <= TEXT_SPANS);
        check_rows(&markup, columns);
    }
    free(l);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *text = (const char *)data;
    char *cleaned = clean(text, size);
    char *again = clean(cleaned, strlen(cleaned));
    require(strcmp(cleaned, again) == 0);
    check_clusters(cleaned);
    check_line(cleaned, text, size);
    free(again);
    free(cleaned);
    return 0;
}
