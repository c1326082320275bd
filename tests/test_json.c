#include "json.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/* The document and memory of one test. */
typedef struct reader {
    json_doc doc;
    arena memory;
} reader;

static json_value parse(reader *r, const char *text) {
    ck_assert_msg(json_parse(&r->doc, text, strlen(text)), "%s", text);
    return json_root(&r->doc);
}

static const char *string_of(reader *r, const char *text, size_t max_bytes) {
    size_t bytes = 0;
    const char *s = json_string(parse(r, text), &r->memory, max_bytes, &bytes);
    ck_assert_ptr_nonnull(s);
    ck_assert_uint_eq(strlen(s), bytes);
    return s;
}

static void end(reader *r) {
    json_doc_free(&r->doc);
    arena_free(&r->memory);
}

START_TEST(finds_members) {
    reader r = {0};
    json_value root =
        parse(&r, " { \"a\" : 1 , \"b\" : { \"c\" : [ 2 , 3 ] } } ");
    int64_t number = 0;
    ck_assert(json_int(json_get(root, "a"), &number));
    ck_assert_int_eq(number, 1);
    json_value list = json_get(json_get(root, "b"), "c");
    ck_assert_int_eq(json_typeof(list), JSON_ARRAY);
    ck_assert_uint_eq(json_count(list), 2);
    ck_assert(json_int(json_next(list, json_first(list)), &number));
    ck_assert_int_eq(number, 3);
    ck_assert_int_eq(json_typeof(json_get(root, "A")), JSON_NONE);
    ck_assert_int_eq(json_typeof(json_get(list, "a")), JSON_NONE);
    end(&r);
}
END_TEST

START_TEST(looks_up_many_keys_at_once) {
    reader r = {0};
    const json_key keys[] = {JSON_KEY("x"), JSON_KEY("none"), JSON_KEY("y")};
    json_value values[3];
    json_get_all(parse(&r, "{\"y\":[],\"z\":1,\"x\":\"\"}"), keys, 3, values);
    ck_assert_int_eq(json_typeof(values[0]), JSON_STRING);
    ck_assert(!json_exists(values[1]));
    ck_assert_int_eq(json_typeof(values[2]), JSON_ARRAY);
    json_get_all(parse(&r, "[]"), keys, 3, values);
    ck_assert(!json_exists(values[0]));
    end(&r);
}
END_TEST

START_TEST(the_last_of_equal_keys_wins) {
    reader r = {0};
    int64_t number = 0;
    json_value root = parse(&r, "{\"a\":1,\"\\u0061\":2,\"b\":3}");
    ck_assert(json_int(json_get(root, "a"), &number));
    ck_assert_int_eq(number, 2);
    end(&r);
}
END_TEST

START_TEST(keys_compare_after_unescaping) {
    reader r = {0};
    json_value root =
        parse(&r, "{\"\\u006e\\u00e4\\n\":1,\"\":2,\"\\u0000\":3}");
    ck_assert(json_exists(json_get(root, "n\xC3\xA4\n")));
    ck_assert(json_exists(json_get(root, "")));
    ck_assert(!json_exists(json_get(root, "n")));
    ck_assert(!json_exists(json_get(root, "n\xC3\xA4\nx")));
    end(&r);
}
END_TEST

START_TEST(iterates_arrays_and_objects) {
    reader r = {0};
    json_value list =
        parse(&r, "{\"a\":1,\"b\":[9,[9]],\"c\":{\"d\":9},\"e\":4}");
    json_type found[5];
    size_t count = 0;
    for (json_value e = json_first(list); json_exists(e);
         e = json_next(list, e)) {
        ck_assert_uint_lt(count, 4);
        found[count++] = json_typeof(e);
    }
    ck_assert_uint_eq(count, 4);
    ck_assert_int_eq(found[1], JSON_ARRAY);
    ck_assert_int_eq(found[2], JSON_OBJECT);
    ck_assert_int_eq(found[3], JSON_NUMBER);
    ck_assert(!json_exists(json_first(parse(&r, "[]"))));
    ck_assert(!json_exists(json_first(parse(&r, "{}"))));
    ck_assert(!json_exists(json_first(parse(&r, "\"x\""))));
    ck_assert_uint_eq(json_count((json_value){0}), 0);
    end(&r);
}
END_TEST

START_TEST(decodes_strings) {
    reader r = {0};
    ck_assert_str_eq(string_of(&r, "\"plain\"", 99), "plain");
    ck_assert_str_eq(string_of(&r, "\"\"", 99), "");
    ck_assert_str_eq(string_of(&r, "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", 99),
                     "\"\\/\b\f\n\r\t");
    ck_assert_str_eq(string_of(&r, "\"\\u003c\\u00E4\\u20ac\"", 99),
                     "<\xC3\xA4\xE2\x82\xAC");
    ck_assert_str_eq(string_of(&r, "\"\\ud83d\\ude00\"", 99),
                     "\xF0\x9F\x98\x80");
    ck_assert_str_eq(string_of(&r, "\"raw \xF0\x9F\x98\x80 too\"", 99),
                     "raw \xF0\x9F\x98\x80 too");
    end(&r);
}
END_TEST

START_TEST(replaces_what_is_no_character) {
#define FFFD "\xEF\xBF\xBD"
    reader r = {0};
    ck_assert_str_eq(string_of(&r, "\"a\\u0000b\"", 99), "a" FFFD "b");
    ck_assert_str_eq(string_of(&r, "\"\\ud800\"", 99), FFFD);
    ck_assert_str_eq(string_of(&r, "\"\\ud800x\"", 99), FFFD "x");
    ck_assert_str_eq(string_of(&r, "\"\\udc00\\ud800\"", 99), FFFD FFFD);
    ck_assert_str_eq(string_of(&r, "\"\\ud800\\u0041\"", 99), FFFD "A");
    ck_assert_str_eq(string_of(&r, "\"\\ud800\\ud83d\\ude00\"", 99),
                     FFFD "\xF0\x9F\x98\x80");
    ck_assert_str_eq(string_of(&r, "\"\xFF\xC0\xAF\"", 99), FFFD FFFD FFFD);
    ck_assert_str_eq(string_of(&r, "\"\xED\xA0\x80\"", 99), FFFD FFFD FFFD);
    ck_assert_str_eq(string_of(&r, "\"\xE2\x82\"", 99), FFFD FFFD);
    end(&r);
}
END_TEST

START_TEST(cuts_strings_between_characters) {
    reader r = {0};
    ck_assert_str_eq(string_of(&r, "\"abcdef\"", 3), "abc");
    ck_assert_str_eq(string_of(&r, "\"a\xE2\x82\xAC\"", 3), "a");
    ck_assert_str_eq(string_of(&r, "\"a\xE2\x82\xAC\"", 4), "a\xE2\x82\xAC");
    ck_assert_str_eq(string_of(&r, "\"\\u20ac\\u20ac\"", 5), "\xE2\x82\xAC");
    ck_assert_str_eq(string_of(&r, "\"abc\"", 0), "");
    ck_assert_str_eq(string_of(&r, "\"\\n\"", 0), "");
    end(&r);
}
END_TEST

START_TEST(only_strings_are_strings) {
    reader r = {0};
    size_t bytes = 7;
    ck_assert_ptr_null(json_string(parse(&r, "12"), &r.memory, 9, &bytes));
    ck_assert_ptr_null(json_string((json_value){0}, &r.memory, 9, NULL));
    end(&r);
}
END_TEST

START_TEST(integers_are_exact_or_refused) {
    static const struct {
        const char *text;
        bool is_int;
        int64_t number;
    } rows[] = {
        {"0", true, 0},
        {"-0", true, 0},
        {"9007199254740993", true, INT64_C(9007199254740993)},
        {"9223372036854775807", true, INT64_MAX},
        {"9223372036854775808", false, 0},
        {"-9223372036854775808", true, INT64_MIN},
        {"-9223372036854775809", false, 0},
        {"99999999999999999999999999", false, 0},
        {"1.0", false, 0},
        {"1e3", false, 0},
        {"\"12\"", false, 0},
        {"null", false, 0},
        {"true", false, 0},
    };
    reader r = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t number = 0;
        bool is_int = json_int(parse(&r, rows[i].text), &number);
        ck_assert_msg(is_int == rows[i].is_int, "%s", rows[i].text);
        ck_assert_int_eq(number, rows[i].number);
    }
    end(&r);
}
END_TEST

START_TEST(lenient_numbers_come_in_other_clothes) {
    reader r = {0};
    int64_t number = 0;
    ck_assert(json_lenient_int(parse(&r, "\"-12\""), &number));
    ck_assert_int_eq(number, -12);
    ck_assert(json_lenient_int(parse(&r, "true"), &number));
    ck_assert_int_eq(number, 1);
    ck_assert(!json_lenient_int(parse(&r, "\"\""), &number));
    ck_assert(!json_lenient_int(parse(&r, "\"-\""), &number));
    ck_assert(!json_lenient_int(parse(&r, "\"1x\""), &number));
    ck_assert(!json_lenient_int(parse(&r, "[1]"), &number));
    ck_assert(!json_lenient_int((json_value){0}, &number));
    bool flag = false;
    ck_assert(json_lenient_bool(parse(&r, "true"), &flag) && flag);
    ck_assert(json_lenient_bool(parse(&r, "0"), &flag) && !flag);
    ck_assert(json_lenient_bool(parse(&r, "\"1\""), &flag) && flag);
    ck_assert(!json_lenient_bool(parse(&r, "2"), &flag));
    ck_assert(!json_lenient_bool(parse(&r, "\"yes\""), &flag));
    end(&r);
}
END_TEST

START_TEST(raw_is_what_was_sent) {
    reader r = {0};
    size_t bytes = 0;
    json_value root = parse(&r, "{\"a\": [1, \"\\u0041\"] }");
    const char *raw = json_raw(json_get(root, "a"), &bytes);
    ck_assert_uint_eq(bytes, 13);
    ck_assert_mem_eq(raw, "[1, \"\\u0041\"]", bytes);
    ck_assert_str_eq(json_raw((json_value){0}, &bytes), "");
    end(&r);
}
END_TEST

START_TEST(looking_into_nothing_gives_nothing) {
    json_value nothing = {0};
    json_doc doc = {0};
    ck_assert(!json_exists(json_root(&doc)));
    ck_assert(!json_exists(json_get(json_get(nothing, "a"), "b")));
    ck_assert(!json_exists(json_first(nothing)));
    ck_assert_int_eq(json_typeof(nothing), JSON_NONE);
}
END_TEST

TEST_MAIN("json", finds_members, looks_up_many_keys_at_once,
          the_last_of_equal_keys_wins, keys_compare_after_unescaping,
          iterates_arrays_and_objects, decodes_strings,
          replaces_what_is_no_character, cuts_strings_between_characters,
          only_strings_are_strings, integers_are_exact_or_refused,
          lenient_numbers_come_in_other_clothes, raw_is_what_was_sent,
          looking_into_nothing_gives_nothing)
