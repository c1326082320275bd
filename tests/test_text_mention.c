#include "dgg.h"
#include "test.h"

#include <string.h>

static void expect_mention(const char *text) {
    ck_assert_msg(dgg_mentions(text, "bird"), "missed in: %s", text);
}

static void expect_none(const char *text) {
    ck_assert_msg(!dgg_mentions(text, "bird"), "found in: %s", text);
}

START_TEST(finds_the_whole_word_in_any_case) {
    expect_mention("bird");
    expect_mention("hello Bird how are you");
    expect_mention("BIRD?");
    expect_mention(">bird, @bird");
    expect_mention("(bird)");
    expect_mention("it's bird's");
    expect_mention("a\nbird\nb");
    expect_mention("\xC3\xA9"
                   "bird\xE2\x80\xA6");
    expect_mention("so.bird what");
    expect_mention("hey@bird");
    expect_mention("bird.10 points");
    expect_mention("well-known-bird");
}
END_TEST

START_TEST(does_not_find_a_part_of_a_word) {
    expect_none("");
    expect_none("birds");
    expect_none("a blackbird");
    expect_none("bird_");
    expect_none("_bird 7bird bird7");
    expect_none("b i r d");
    expect_none("bir");
}
END_TEST

START_TEST(links_do_not_count) {
    expect_none("https://example.com/bird");
    expect_none("see HTTP://bird/ now");
    expect_none("(https://example.com/?q=bird&x=bird)");
    expect_none("wss://bird.example/");
    expect_none("www.bird.example");
    expect_none("bird.com");
    expect_none("a.bird.co.uk, ok");
    expect_none("example.tv/bird");
    expect_none("example.tv:8080/bird#bird");
    expect_none("bird@example.com");
    expect_none("somebody@bird.com");
}
END_TEST

START_TEST(what_stands_beside_a_link_counts) {
    expect_mention("bird https://example.com/x");
    expect_mention("https://example.com/x bird");
    expect_mention("example.com, bird");
    expect_mention("example.com,bird");
    expect_mention("http:// bird");
    expect_mention("bird://example");
    expect_mention("bird..com");
    expect_mention("bird. com");
    expect_mention("bird...");
}
END_TEST

START_TEST(nobody_is_never_named) {
    ck_assert(!dgg_mentions("", ""));
    ck_assert(!dgg_mentions("a  b", ""));
}
END_TEST

START_TEST(looks_no_further_than_the_end) {
    static const char text[] = "x bird.com/a@b https://bird bird";
    char cut[sizeof text];
    for (size_t bytes = 0; bytes < sizeof text; bytes++) {
        memcpy(cut, text, bytes);
        cut[bytes] = '\0';
        bool is_whole_word =
            bytes == 6 || bytes == 7 || bytes == 8 || bytes == sizeof text - 1;
        ck_assert_msg(dgg_mentions(cut, "bird") == is_whole_word, "%s", cut);
    }
}
END_TEST

TEST_MAIN("text_mention", finds_the_whole_word_in_any_case,
          does_not_find_a_part_of_a_word, links_do_not_count,
          what_stands_beside_a_link_counts, nobody_is_never_named,
          looks_no_further_than_the_end)
