#include "server_log_query.h"
#include "test.h"

static const char text[] = "The owl said: hoot-hoot, \xc3\x9cwl http://a.b/c";

START_TEST(finds_whole_words_in_any_case) {
    static const char *const queries[] = {
        "",           "owl",  "OWL hoot",  "said:", "http://a.b/c",
        "\xc3\x9cwl", "+owl", "hoot-hoot",
    };
    static const char *const others[] = {
        "ow", "wl", "owl bird", "hoo", "said!", "\xc3\x9c",
    };
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        ck_assert_msg(server_log_query_matches(queries[i], text), "%s",
                      queries[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        ck_assert_msg(!server_log_query_matches(others[i], text), "%s",
                      others[i]);
    }
}
END_TEST

START_TEST(knows_phrases_and_what_is_not_wanted) {
    ck_assert(server_log_query_matches("\"the owl\"", text));
    ck_assert(!server_log_query_matches("\"owl the\"", text));
    ck_assert(server_log_query_matches("owl -bird", text));
    ck_assert(!server_log_query_matches("owl -hoot", text));
    ck_assert(!server_log_query_matches("-\"owl said\"", text));
    ck_assert(server_log_query_matches("\"owl", text));
    ck_assert(server_log_query_matches("- \"\" +", text));
}
END_TEST

START_TEST(knows_alternatives_of_nicks) {
    ck_assert(server_log_query_has_nick("a|Bird| owl ", "bird"));
    ck_assert(server_log_query_has_nick("a|Bird| owl ", "Owl"));
    ck_assert(!server_log_query_has_nick("a|Bird|owl", "bir"));
    ck_assert(!server_log_query_has_nick("a|Bird|owl", "a|Bird"));
    ck_assert(!server_log_query_has_nick("a||owl", "bird"));
}
END_TEST

START_TEST(takes_only_words_between_spaces_for_mentions) {
    ck_assert(server_log_query_mentions("hi OWL you", "owl"));
    ck_assert(server_log_query_mentions("owl", "owl"));
    ck_assert(!server_log_query_mentions("hi @owl", "owl"));
    ck_assert(!server_log_query_mentions("hi owl, you", "owl"));
    ck_assert(!server_log_query_mentions("", "owl"));
}
END_TEST

START_TEST(finds_parts_in_any_case) {
    ck_assert(server_log_query_contains("a Barn Owl", "n oW"));
    ck_assert(!server_log_query_contains("a Barn Owl", "owls"));
}
END_TEST

TEST_MAIN("server_log_query", finds_whole_words_in_any_case,
          knows_phrases_and_what_is_not_wanted, knows_alternatives_of_nicks,
          takes_only_words_between_spaces_for_mentions, finds_parts_in_any_case)
