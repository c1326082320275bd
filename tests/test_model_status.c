#include "model_status.h"
#include "test.h"

#include <string.h>

static dgg_event closed(dgg_error error, int64_t retry_ms, uint32_t attempt) {
    return (dgg_event){
        .kind = DGG_EVENT_CLOSE,
        .as.close = {.error = error,
                     .code = 1006,
                     .reason = "",
                     .retry_ms = retry_ms,
                     .attempt = attempt},
    };
}

START_TEST(the_link_follows_the_connection) {
    status s = {0};
    ck_assert_int_eq(s.link, LINK_OFFLINE);
    status_apply(&s, &(dgg_event){.kind = DGG_EVENT_CONNECTING}, 0);
    ck_assert_int_eq(s.link, LINK_CONNECTING);
    status_apply(&s, &(dgg_event){.kind = DGG_EVENT_OPEN}, 10);
    ck_assert_int_eq(s.link, LINK_ONLINE);
    dgg_event end = closed(DGG_ERROR_SILENT, 2500, 3);
    status_apply(&s, &end, 1000);
    ck_assert_int_eq(s.link, LINK_WAITING);
    ck_assert_int_eq(s.retry_at_ms, 3500);
    ck_assert_uint_eq(s.attempt, 3);
    ck_assert_str_eq(s.problem, "The line went silent.");
    end = closed(DGG_ERROR_BANNED, -1, 0);
    status_apply(&s, &end, 1000);
    ck_assert_int_eq(s.link, LINK_OFFLINE);
}
END_TEST

START_TEST(the_problem_goes_when_it_is_online_again) {
    status s = {0};
    dgg_event end = closed(DGG_ERROR_REFUSED, 500, 1);
    status_apply(&s, &end, 0);
    status_apply(&s, &(dgg_event){.kind = DGG_EVENT_CONNECTING}, 500);
    ck_assert_str_ne(s.problem, "");
    status_apply(&s, &(dgg_event){.kind = DGG_EVENT_OPEN}, 600);
    ck_assert_str_eq(s.problem, "");
    ck_assert_uint_eq(s.attempt, 0);
}
END_TEST

START_TEST(the_rate_is_a_mean_of_ten_seconds) {
    status s = {0};
    for (int64_t now = 100000; now < 110000; now += 500) {
        status_count_message(&s, now);
    }
    ck_assert_uint_eq(status_rate_tenths(&s, 109500), 20);
    ck_assert_uint_eq(status_rate_tenths(&s, 114999), 10);
    ck_assert_uint_eq(status_rate_tenths(&s, 119000), 0);
}
END_TEST

START_TEST(a_pause_empties_the_rate) {
    status s = {0};
    status_count_message(&s, 5000);
    status_count_message(&s, 5001);
    status_count_message(&s, 1000000);
    ck_assert_uint_eq(status_rate_tenths(&s, 1000000), 1);
}
END_TEST

START_TEST(a_hint_passes) {
    status s = {0};
    ck_assert_str_eq(status_hint_at(&s, 0), "");
    status_hint(&s, 1000, "Nothing to send.");
    ck_assert_str_eq(status_hint_at(&s, 1000), "Nothing to send.");
    ck_assert_str_eq(status_hint_at(&s, 1000 + STATUS_HINT_MS - 1),
                     "Nothing to send.");
    ck_assert_str_eq(status_hint_at(&s, 1000 + STATUS_HINT_MS), "");
}
END_TEST

START_TEST(a_long_hint_is_cut_between_characters) {
    status s = {0};
    char text[3 * STATUS_BYTES + 1] = "";
    for (size_t i = 0; i < STATUS_BYTES; i++) {
        strcat(text, "\u20ac");
    }
    status_hint(&s, 0, text);
    ck_assert_uint_eq(strlen(s.hint), STATUS_BYTES / 3 * 3);
}
END_TEST

TEST_MAIN("model_status", the_link_follows_the_connection,
          the_problem_goes_when_it_is_online_again,
          the_rate_is_a_mean_of_ten_seconds, a_pause_empties_the_rate,
          a_hint_passes, a_long_hint_is_cut_between_characters)
