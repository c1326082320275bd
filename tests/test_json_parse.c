#include "json.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/* Parses from memory of exactly that size, so that a sanitizer sees a read
 * past the end. */
static bool accepts_bytes(const char *text, size_t bytes) {
    json_doc doc = {0};
    char *exact = malloc(bytes > 0 ? bytes : 1);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, text, bytes);
    bool is_accepted = json_parse(&doc, exact, bytes);
    ck_assert_int_eq(json_exists(json_root(&doc)), is_accepted);
    json_doc_free(&doc);
    free(exact);
    return is_accepted;
}

static bool accepts(const char *text) {
    return accepts_bytes(text, strlen(text));
}

/* `depth` opening brackets, a 1 and as many closing ones. */
static char *nested(size_t depth) {
    char *text = malloc(2 * depth + 2);
    ck_assert_ptr_nonnull(text);
    memset(text, '[', depth);
    text[depth] = '1';
    memset(text + depth + 1, ']', depth);
    text[2 * depth + 1] = '\0';
    return text;
}

START_TEST(accepts_json) {
    static const char *const texts[] = {
        "null",
        " true\r\n\t",
        "false",
        "0",
        "-0",
        "-12.5e+10",
        "1E5",
        "0.0",
        "\"\"",
        "\"\x7F\"",
        "\"\\u12aF\"",
        "[]",
        "[ ]",
        "[1,[2],{}]",
        "{}",
        "{\"\":{\"a\":[null]}}",
        "\"a rather long string without anything special in it\"",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ck_assert_msg(accepts(texts[i]), "%s", texts[i]);
    }
}
END_TEST

START_TEST(refuses_what_is_not_json) {
    static const char *const texts[] = {
        "",
        " ",
        "nul",
        "nullx",
        "True",
        "NaN",
        "Infinity",
        "undefined",
        "01",
        "-",
        "+1",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x1",
        "--1",
        "1 2",
        "\"",
        "\"abc",
        "\"\\",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\U0041\"",
        "\"a\nb\"",
        "\"a longer text with a \t tab\"",
        "\"\x1F\"",
        "'a'",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\" 1}",
        "{\"a\":1]",
        "{}}",
        "[]]",
        "/* */ 1",
        "\xEF\xBB\xBF{}",
        "\x0B[]",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ck_assert_msg(!accepts(texts[i]), "%s", texts[i]);
    }
    ck_assert(!accepts_bytes("[]\0", 3));
    ck_assert(!accepts_bytes("\"a\0b\"", 5));
    ck_assert(!accepts_bytes("\"\\\0\"", 4));
}
END_TEST

START_TEST(refuses_every_cut_document) {
    const char *text = "{\"nick\":\"a\\u00e4\\n\xC3\xA4\",\"n\":[-1.5e3,true,"
                       "null],\"o\":{\"long key, longer\":false}}";
    size_t bytes = strlen(text);
    for (size_t cut = 0; cut < bytes; cut++) {
        ck_assert_msg(!accepts_bytes(text, cut), "cut at %zu", cut);
    }
    ck_assert(accepts_bytes(text, bytes));
}
END_TEST

START_TEST(finds_special_bytes_at_every_offset) {
    for (size_t offset = 1; offset < 24; offset++) {
        char text[] = "\"abcdefghijklmnopqrstuvwx\"";
        text[offset] = '\x01';
        ck_assert_msg(!accepts(text), "offset %zu", offset);
        text[offset] = '"';
        ck_assert_msg(!accepts(text), "offset %zu", offset);
        text[offset] = '\xC3';
        ck_assert_msg(accepts(text), "offset %zu", offset);
    }
}
END_TEST

START_TEST(tolerates_deep_nesting_within_bounds) {
    for (size_t depth = JSON_DEPTH - 1; depth <= JSON_DEPTH + 1; depth++) {
        char *text = nested(depth);
        ck_assert(accepts(text));
        free(text);
    }
    char *text = nested(JSON_DEPTH_SKIPPED);
    ck_assert(accepts(text));
    free(text);
    text = nested(JSON_DEPTH_SKIPPED + 1);
    ck_assert(!accepts(text));
    free(text);
    text = nested(100000);
    ck_assert(!accepts(text));
    free(text);
}
END_TEST

START_TEST(what_is_nested_too_deep_appears_empty) {
    json_doc doc = {0};
    char *text = nested(JSON_DEPTH + 5);
    ck_assert(json_parse(&doc, text, strlen(text)));
    json_value value = json_root(&doc);
    for (int depth = 1; depth <= JSON_DEPTH; depth++) {
        ck_assert_uint_eq(json_count(value), 1);
        value = json_first(value);
    }
    ck_assert_int_eq(json_typeof(value), JSON_ARRAY);
    ck_assert_uint_eq(json_count(value), 0);
    size_t bytes = 0;
    json_raw(value, &bytes);
    ck_assert_uint_eq(bytes, 11);
    free(text);
    json_doc_free(&doc);
}
END_TEST

START_TEST(skipping_does_not_lose_what_follows) {
    json_doc doc = {0};
    char text[400] = "{\"deep\":";
    memset(text + strlen(text), '[', 100);
    memset(text + strlen(text), ']', 100);
    strcat(text, ",\"after\":7}");
    ck_assert(json_parse(&doc, text, strlen(text)));
    int64_t number = 0;
    ck_assert(json_int(json_get(json_root(&doc), "after"), &number));
    ck_assert_int_eq(number, 7);
    json_doc_free(&doc);
}
END_TEST

START_TEST(refuses_too_many_values) {
    size_t bytes = 2 * JSON_VALUES + 2;
    char *text = malloc(bytes);
    ck_assert_ptr_nonnull(text);
    memset(text, '[', 1);
    for (size_t i = 1; i + 1 < bytes; i += 2) {
        text[i] = '1';
        text[i + 1] = ',';
    }
    size_t accepted = 1 + 2 * (JSON_VALUES - 1);
    text[accepted - 1] = ']';
    ck_assert(accepts_bytes(text, accepted));
    text[accepted - 1] = ',';
    text[accepted + 1] = ']';
    ck_assert(!accepts_bytes(text, accepted + 2));
    free(text);
}
END_TEST

START_TEST(a_document_is_reused) {
    json_doc doc = {0};
    ck_assert(json_parse(&doc, "[1,2,3]", 7));
    const json_token *tokens = doc.tokens;
    ck_assert(!json_parse(&doc, "[1,2", 4));
    ck_assert(!json_exists(json_root(&doc)));
    ck_assert(json_parse(&doc, "{}", 2));
    ck_assert_int_eq(json_typeof(json_root(&doc)), JSON_OBJECT);
    ck_assert_ptr_eq(doc.tokens, tokens);
    json_doc_free(&doc);
    ck_assert_ptr_null(doc.tokens);
}
END_TEST

TEST_MAIN("json_parse", accepts_json, refuses_what_is_not_json,
          refuses_every_cut_document, finds_special_bytes_at_every_offset,
          tolerates_deep_nesting_within_bounds,
          what_is_nested_too_deep_appears_empty,
          skipping_does_not_lose_what_follows, refuses_too_many_values,
          a_document_is_reused)
