#include "test.h"
#include "whispers_format.h"

#include <stdlib.h>

static void expect_line(char *line, const char *text) {
    ck_assert_ptr_nonnull(line);
    ck_assert_str_eq(line, text);
    free(line);
}

static const dgg_unread unread = {"bird", 3, 1788623391000};
static const dgg_private_message message = {
    .id = 7,
    .from = "bird",
    .to = "fish",
    .text = "say \"hi\"\n\033[2J",
    .timestamp_ms = 1788623391000,
    .is_read = true,
};

START_TEST(unread_is_count_nick_and_time) {
    expect_line(whispers_unread_text(&unread), "3  bird  2026-09-05 15:49");
    const dgg_unread odd = {"\033[31mb\xff", 1, 0};
    expect_line(whispers_unread_text(&odd),
                "1  \xe2\x90\x9b[31mb\xef\xbf\xbd  -");
}
END_TEST

START_TEST(unread_is_json) {
    expect_line(whispers_unread_json(&unread),
                "{\"nick\":\"bird\",\"unread\":3,\"newest\":1788623391000}");
}
END_TEST

START_TEST(a_message_is_one_clean_line) {
    expect_line(whispers_message_text(&message),
                "[2026-09-05 15:49] bird: say \"hi\" \xe2\x90\x9b[2J");
}
END_TEST

START_TEST(a_message_is_json) {
    expect_line(whispers_message_json(&message),
                "{\"id\":7,\"from\":\"bird\",\"to\":\"fish\",\"text\":"
                "\"say \\\"hi\\\"\\n\\u001b[2J\",\"timestamp\":1788623391000,"
                "\"read\":true}");
}
END_TEST

TEST_MAIN("whispers_format", unread_is_count_nick_and_time, unread_is_json,
          a_message_is_one_clean_line, a_message_is_json)
