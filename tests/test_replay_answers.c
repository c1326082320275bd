#include "replay_answers.h"
#include "test.h"

#include <string.h>

static chat_script script;
static replay_answers answers;

static void setup(void) {
    static const char text[] =
        "{\"dgg_script\":1}\n"
        "{\"at_ms\":0,\"frame\":\"MSG {}\"}\n"
        "{\"at_ms\":100,\"http\":\"/a\",\"status\":200,\"body\":[1]}\n"
        "{\"at_ms\":150,\"http\":\"/b\",\"status\":404,\"body\":\"<p>\"}\n"
        "{\"at_ms\":200,\"http\":\"/a\",\"status\":200,\"body\":[2]}\n"
        "{\"at_ms\":300,\"http\":\"/a\",\"status\":200,\"body\":[3]}\n"
        "{\"http\":\"/c\",\"status\":200,\"body\":{}}\n";
    char problem[128];
    ck_assert_int_eq(
        script_parse(&script, text, strlen(text), problem, sizeof problem),
        DGG_OK);
    ck_assert(replay_answers_find(&answers, &script));
}

static void teardown(void) {
    replay_answers_free(&answers);
    script_free(&script);
}

static void expect(const char *path, int64_t now_ms, const char *body,
                   int64_t due_ms) {
    http_answer answer;
    ck_assert_int_eq(replay_answers_give(&answers, path, now_ms, &answer),
                     due_ms);
    ck_assert_int_eq(answer.error, DGG_OK);
    ck_assert_str_eq(answer.body, body);
    ck_assert_uint_eq(answer.bytes, strlen(body));
}

START_TEST(the_newest_by_then_is_given_at_once) {
    expect("/a", 100, "[1]", 100);
    expect("/a", 199, "[1]", 199);
    expect("/a", 250, "[2]", 250);
    expect("/a", 9999, "[3]", 9999);
}
END_TEST

START_TEST(the_first_is_waited_for) {
    expect("/a", 0, "[1]", 100);
    expect("/a", 99, "[1]", 100);
    expect("/b", 100, "<p>", 150);
}
END_TEST

START_TEST(what_has_no_time_is_there_from_the_start) {
    expect("/c", 0, "{}", 0);
}
END_TEST

START_TEST(a_page_and_json_are_told_apart) {
    http_answer answer;
    replay_answers_give(&answers, "/b", 200, &answer);
    ck_assert_str_eq(answer.content_type, "text/html");
    ck_assert_int_eq(answer.status, 404);
    replay_answers_give(&answers, "/a", 200, &answer);
    ck_assert_str_eq(answer.content_type, "application/json");
    ck_assert_int_eq(answer.status, 200);
}
END_TEST

START_TEST(what_was_not_recorded_is_an_error) {
    http_answer answer;
    ck_assert_int_eq(replay_answers_give(&answers, "/d", 200, &answer), 200);
    ck_assert_int_eq(answer.error, DGG_ERROR_REPLAY);
    ck_assert_int_eq(answer.status, 0);
    ck_assert_str_eq(answer.body, "");
}
END_TEST

TEST_MAIN_WITH("replay_answers", setup, teardown,
               the_newest_by_then_is_given_at_once, the_first_is_waited_for,
               what_has_no_time_is_there_from_the_start,
               a_page_and_json_are_told_apart,
               what_was_not_recorded_is_an_error)
