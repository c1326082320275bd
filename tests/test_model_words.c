#include "model_words.h"
#include "test.h"

#include <string.h>

static const char *close_of(char out[STATUS_BYTES], dgg_error error,
                            int http_status, const char *reason) {
    dgg_event event = {
        .kind = DGG_EVENT_CLOSE,
        .as.close = {.error = error,
                     .code = 1006,
                     .http_status = http_status,
                     .reason = reason,
                     .retry_ms = -1},
    };
    status_describe_close(out, STATUS_BYTES, &event);
    return out;
}

START_TEST(an_http_answer_is_named) {
    char out[STATUS_BYTES];
    ck_assert_str_eq(close_of(out, DGG_ERROR_UPGRADE, 403, "Forbidden"),
                     "The chat address answered HTTP 403: it does not let "
                     "this program in.");
    ck_assert_ptr_nonnull(
        strstr(close_of(out, DGG_ERROR_UPGRADE, 200, ""), "a web page"));
    ck_assert_ptr_nonnull(
        strstr(close_of(out, DGG_ERROR_UPGRADE, 502, ""), "HTTP 502"));
    ck_assert_ptr_nonnull(
        strstr(close_of(out, DGG_ERROR_UPGRADE, 99999, ""), "HTTP 99999"));
    ck_assert_ptr_nonnull(
        strstr(close_of(out, DGG_ERROR_UPGRADE, -3, ""), "HTTP -3"));
}
END_TEST

START_TEST(which_way_a_certificate_is_wrong_is_said) {
    char out[STATUS_BYTES];
    ck_assert_str_eq(
        close_of(out, DGG_ERROR_CERTIFICATE, 0, "it has expired"),
        "The server's certificate is not trusted: it has expired.");
    ck_assert_str_eq(close_of(out, DGG_ERROR_CERTIFICATE, 0, ""),
                     "The server's certificate is not trusted.");
}
END_TEST

START_TEST(every_error_has_a_sentence) {
    char out[STATUS_BYTES];
#define CHECK_SENTENCE(error, words)                               \
    close_of(out, error, 0, "");                                   \
    ck_assert_msg(strlen(out) > 10 && strstr(out, "?.") == NULL && \
                      strchr(".?", out[strlen(out) - 1]) != NULL,  \
                  "close: %s: %s", words, out);                    \
    words_for_error(out, sizeof out, error);                       \
    ck_assert_msg(out[0] < 'a' && out[strlen(out) - 1] == '.', "%s", out);
    DGG_ERROR_LIST(CHECK_SENTENCE)
#undef CHECK_SENTENCE
}
END_TEST

START_TEST(being_banned_says_what_to_do) {
    char out[STATUS_BYTES];
    ck_assert_ptr_nonnull(
        strstr(close_of(out, DGG_ERROR_BANNED, 0, ""), "/connect"));
}
END_TEST

START_TEST(a_reason_from_the_network_is_cleaned) {
    char out[STATUS_BYTES];
    close_of(out, DGG_ERROR_CLOSED, 0, "go \033]0;away\a");
    ck_assert_ptr_null(strchr(out, '\033'));
    ck_assert_ptr_null(strchr(out, '\a'));
    ck_assert_ptr_nonnull(strstr(out, "away"));
}
END_TEST

START_TEST(a_question_ends_a_sentence) {
    char out[STATUS_BYTES];
    ck_assert_str_eq(close_of(out, DGG_ERROR_UNREACHABLE, 0, "no route"),
                     "The host could not be reached: is the network up?");
}
END_TEST

START_TEST(a_sentence_fits_its_room) {
    char reason[5000];
    char out[40];
    memset(reason, 'x', sizeof reason - 1);
    reason[sizeof reason - 1] = '\0';
    dgg_event event = {
        .kind = DGG_EVENT_CLOSE,
        .as.close = {.error = DGG_ERROR_CLOSED, .reason = reason}};
    status_describe_close(out, sizeof out, &event);
    ck_assert_uint_eq(strlen(out), sizeof out - 1);
}
END_TEST

START_TEST(refusals_are_told_in_our_words) {
    char out[STATUS_BYTES];
    dgg_refusal none = {.filtered = ""};
    status_describe_refusal(out, sizeof out, "duplicate", &none);
    ck_assert_str_eq(out, "Same as your last message.");
    status_describe_refusal(out, sizeof out, "muted", NULL);
    ck_assert_str_eq(out, "You are muted.");
    status_describe_refusal(out, sizeof out, "muted",
                            &(dgg_refusal){.mute_left_s = 583});
    ck_assert_str_eq(out, "Muted: 09:43 left.");
    status_describe_refusal(out, sizeof out, "bannedphrase",
                            &(dgg_refusal){.filtered = "a\033b"});
    ck_assert_str_eq(out, "Blocked: contains the banned phrase \"a\u241bb\".");
    status_describe_refusal(out, sizeof out, "submode",
                            &(dgg_refusal){.filtered = "", .tier = 2});
    ck_assert_str_eq(out, "Subscribers of tier 2 and up only right now.");
    status_describe_refusal(out, sizeof out, "submode",
                            &(dgg_refusal){.filtered = "", .tier = 1});
    ck_assert_str_eq(out, "Subscribers only right now.");
    status_describe_refusal(out, sizeof out, "somethingnew", &none);
    ck_assert_str_eq(out, "Server error: somethingnew");
}
END_TEST

START_TEST(durations_are_short) {
    static const struct {
        int64_t seconds;
        const char *words;
    } cases[] = {
        {0, ""},
        {-5, ""},
        {45, "45s"},
        {600, "10m"},
        {90, "1m 30s"},
        {3600, "1h"},
        {5400, "1h 30m"},
        {604800, "7d"},
        {90061, "1d 1h 1m 1s"},
        {INT64_MAX, "106751991167300d 15h 30m 7s"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[WORDS_DURATION_BYTES];
        words_for_duration(out, cases[i].seconds);
        ck_assert_str_eq(out, cases[i].words);
    }
}
END_TEST

TEST_MAIN("model_words", an_http_answer_is_named,
          which_way_a_certificate_is_wrong_is_said, every_error_has_a_sentence,
          being_banned_says_what_to_do, a_reason_from_the_network_is_cleaned,
          a_question_ends_a_sentence, a_sentence_fits_its_room,
          refusals_are_told_in_our_words, durations_are_short)
