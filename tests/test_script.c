#include "script.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define HEADER "{\"dgg_script\":1}\n"

static chat_script parse(const char *text) {
    chat_script script;
    char problem[128] = "";
    ck_assert_msg(script_parse(&script, text, strlen(text), problem,
                               sizeof problem) == DGG_OK,
                  "%s", problem);
    return script;
}

static void expect_problem(const char *text, const char *expected) {
    chat_script script;
    char problem[128] = "";
    ck_assert_int_eq(
        script_parse(&script, text, strlen(text), problem, sizeof problem),
        DGG_ERROR_ARGUMENT);
    ck_assert_str_eq(problem, expected);
    script_free(&script);
}

START_TEST(reads_the_header) {
    chat_script s = parse("{\"dgg_script\":1,\"title\":\"x\",\"epoch_ms\":5,"
                          "\"clock\":\"recorded\",\"loop_ms\":9,"
                          "\"lurkers\":3,\"later\":[]}");
    ck_assert_int_eq(s.epoch_ms, 5);
    ck_assert(s.is_recorded);
    ck_assert(!s.greets);
    ck_assert_int_eq(s.loop_ms, 9);
    ck_assert_uint_eq(s.lurkers, 3);
    ck_assert_uint_eq(s.count, 0);
    script_free(&s);
}
END_TEST

START_TEST(reads_each_kind_of_line) {
    chat_script s = parse(
        HEADER
        "\n"
        "{\"user\":{\"nick\":\"a\"},\"is_present\":true}\n"
        "{\"at_ms\":-5,\"whisper\":\"a\",\"text\":\"t\",\"is_read\":true}\n"
        "{\"at_ms\":0,\"frame\":\"MSG {}\"}\n"
        "{\"at_ms\":1,\"say\":\"a\",\"text\":\"\\u00e9\",\"other\":1}\r\n"
        "{\"at_ms\":1,\"fault\":\"close\",\"code\":1013}\n"
        "{\"at_ms\":2,\"http\":\"/p\",\"status\":404,\"body\":{\"a\": 1}}\n"
        "{\"http\":\"/q\",\"body\":\"<b>\"}\n"
        "{\"reply_to\":\"a\",\"after_ms\":7,\"texts\":[\"x\",\"y\"]}\n"
        "{\"refuse\":\"a\",\"description\":\"no\"}");
    ck_assert_uint_eq(s.count, 9);
    ck_assert_int_eq(s.lines[0].kind, SCRIPT_LINE_USER);
    ck_assert_str_eq(s.lines[0].text, "{\"nick\":\"a\"}");
    ck_assert(s.lines[0].is_true && !s.lines[0].is_timed);
    ck_assert_int_eq(s.lines[1].at_ms, -5);
    ck_assert(s.lines[1].is_true);
    ck_assert_str_eq(s.lines[2].name, "MSG {}");
    ck_assert_str_eq(s.lines[3].text, "\xc3\xa9");
    ck_assert_int_eq(s.lines[4].number, 1013);
    ck_assert_str_eq(s.lines[5].text, "{\"a\": 1}");
    ck_assert_int_eq(s.lines[5].number, 404);
    ck_assert(s.lines[6].is_true && !s.lines[6].is_timed);
    ck_assert_uint_eq(s.lines[7].text_count, 2);
    ck_assert_str_eq(s.lines[7].texts[1], "y");
    ck_assert_int_eq(s.lines[7].span_ms, 7);
    ck_assert_str_eq(s.lines[8].text, "no");
    script_free(&s);
}
END_TEST

START_TEST(reads_what_a_recording_says_of_its_connection) {
    chat_script s =
        parse("{\"dgg_script\":1,\"greeting\":\"script\"}\n"
              "{\"at_ms\":0,\"link\":\"connecting\",\"address\":\"h:1\"}\n\n"
              "{\"at_ms\":1,\"link\":\"open\"}\n"
              "{\"at_ms\":2,\"fault\":\"close\",\"code\":1005,\"retry_ms\":9}\n"
              "{\"at_ms\":3,\"fault\":\"stall\",\"for_ms\":4}");
    ck_assert(s.greets);
    ck_assert_int_eq(s.lines[0].kind, SCRIPT_LINE_LINK);
    ck_assert_str_eq(s.lines[0].name, "connecting");
    ck_assert_str_eq(s.lines[0].text, "h:1");
    ck_assert_str_eq(s.lines[1].text, "");
    ck_assert_uint_eq(s.lines[1].source_line, 4);
    ck_assert_int_eq(s.lines[2].number, 0);
    ck_assert_int_eq(s.lines[2].close->code, 1005);
    ck_assert_int_eq(s.lines[2].close->retry_ms, 9);
    ck_assert_ptr_null(s.lines[3].close);
    script_free(&s);
}
END_TEST

START_TEST(reads_how_many_bytes_a_fault_lets_pass) {
    chat_script s =
        parse(HEADER "{\"at_ms\":1,\"fault\":\"cut\",\"after_bytes\":7}\n"
                     "{\"at_ms\":1,\"fault\":\"cut\"}\n"
                     "{\"at_ms\":1,\"fault\":\"fragments\",\"bytes\":3}\n"
                     "{\"at_ms\":1,\"fault\":\"fragments\",\"bytes\":-3}\n"
                     "{\"at_ms\":1,\"fault\":\"cut-http\",\"after_bytes\":90}");
    static const size_t expected[] = {7, 0, 3, 0, 90};
    ck_assert_uint_eq(s.count, 5);
    for (size_t i = 0; i < s.count; i++) {
        ck_assert_uint_eq(s.lines[i].bytes, expected[i]);
    }
    script_free(&s);
}
END_TEST

START_TEST(names_the_line_that_is_wrong) {
    expect_problem("", "line 1: the script is empty");
    expect_problem("{\"at_ms\":1}",
                   "line 1: a script begins with {\"dgg_script\":1}");
    expect_problem(HEADER "\n{\"at_ms\":1,\"frame\":\"A {}\"",
                   "line 3: it is no JSON object");
    expect_problem(HEADER "[]", "line 2: it is no JSON object");
    expect_problem(HEADER "{\"frame\":\"A {}\"}", "line 2: it has no at_ms");
    expect_problem(HEADER "{\"at_ms\":1,\"frame\":7}",
                   "line 2: its main value has the wrong type");
    expect_problem(HEADER "{\"at_ms\":1,\"shout\":\"A\"}",
                   "line 2: it says nothing that is known");
    expect_problem(HEADER "{\"at_ms\":1,\"say\":\"a\"}",
                   "line 2: it has no text");
    expect_problem(HEADER "{\"at_ms\":1,\"spotlight\":\"a\"}",
                   "line 2: it does not say by whom");
    expect_problem(HEADER "{\"reply_to\":\"a\",\"texts\":[]}",
                   "line 2: it has no texts");
    expect_problem(HEADER "{\"at_ms\":1,\"fault\":\"fire\"}",
                   "line 2: it names a fault that does not exist");
    expect_problem(HEADER "{\"at_ms\":1,\"link\":\"shut\"}",
                   "line 2: a link is \"connecting\" or \"open\"");
    expect_problem(HEADER "{\"at_ms\":2,\"join\":\"a\"}\n"
                          "{\"at_ms\":1,\"join\":\"a\"}",
                   "line 3: its at_ms is less than the one before, or absurd");
}
END_TEST

/* As is what was copied while it was recorded. */
START_TEST(leaves_a_recordings_last_line_out_if_it_is_cut) {
    static const char text[] = "{\"dgg_script\":1,\"clock\":\"recorded\"}\n"
                               "{\"at_ms\":1,\"frame\":\"MSG {}\"}\n";
    size_t last = (size_t)(strchr(text, '\n') - text) + 1;
    for (size_t cut = last; cut < sizeof text; cut++) {
        chat_script s;
        char problem[128] = "";
        bool is_whole = cut == last || cut >= sizeof text - 2;
        ck_assert_int_eq(script_parse(&s, text, cut, problem, sizeof problem),
                         DGG_OK);
        ck_assert_int_eq(s.is_cut, !is_whole);
        ck_assert_uint_eq(s.count, is_whole && cut > last);
        script_free(&s);
    }
}
END_TEST

START_TEST(is_never_content_with_a_line_cut_short) {
    const char whole[] = HEADER "{\"at_ms\":1,\"say\":\"a\",\"text\":\"b\"}";
    size_t header = strlen(HEADER);
    for (size_t cut = header + 1; cut < sizeof whole - 1; cut++) {
        chat_script script;
        char problem[128];
        char *text = malloc(cut); /* exact, for the address sanitizer */
        memcpy(text, whole, cut);
        ck_assert_int_eq(
            script_parse(&script, text, cut, problem, sizeof problem),
            DGG_ERROR_ARGUMENT);
        script_free(&script);
        free(text);
    }
}
END_TEST

TEST_MAIN("script", reads_the_header, reads_each_kind_of_line,
          reads_what_a_recording_says_of_its_connection,
          reads_how_many_bytes_a_fault_lets_pass, names_the_line_that_is_wrong,
          is_never_content_with_a_line_cut_short,
          leaves_a_recordings_last_line_out_if_it_is_cut)
