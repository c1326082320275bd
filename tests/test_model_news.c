#include "model_news.h"
#include "test.h"

#include <string.h>

static const int64_t now_ms = 1700056920000;

static dgg_event pin(const char *text, const char *uuid) {
    return (dgg_event){.kind = DGG_EVENT_PIN,
                       .user.nick = "Mod",
                       .text = text,
                       .as.pin.uuid = uuid};
}

static bool has_pin(model_news *n, const char *text, const char *uuid) {
    dgg_event e = pin(text, uuid);
    return news_has_pin(n, &e);
}

START_TEST(a_pin_is_news_once) {
    model_news n = {0};
    ck_assert(has_pin(&n, "rules", "a"));
    ck_assert(!has_pin(&n, "rules", "a"));
    ck_assert(has_pin(&n, "rules", "b"));
    ck_assert(has_pin(&n, "", ""));
    ck_assert(!has_pin(&n, "", "b"));
    ck_assert(has_pin(&n, "rules", "b"));
}
END_TEST

START_TEST(nothing_to_unpin_is_no_news) {
    model_news n = {0};
    ck_assert(!has_pin(&n, "", "a"));
}
END_TEST

START_TEST(pins_without_a_name_are_their_text) {
    model_news n = {0};
    ck_assert(has_pin(&n, "rules", ""));
    ck_assert(!has_pin(&n, "rules", ""));
    ck_assert(has_pin(&n, "other rules", ""));
}
END_TEST

static bool has_spotlights(model_news *n, size_t count) {
    static const dgg_spotlight list[] = {{.key = "a"}, {.key = "b"}};
    dgg_event e = {.kind = DGG_EVENT_SPOTLIGHTS};
    e.as.spotlights = (dgg_spotlights){list, count};
    return news_has_spotlights(n, &e);
}

START_TEST(spotlights_are_news_when_they_differ) {
    model_news n = {0};
    ck_assert(!has_spotlights(&n, 0));
    ck_assert(has_spotlights(&n, 1));
    ck_assert(!has_spotlights(&n, 1));
    ck_assert(has_spotlights(&n, 2));
    ck_assert(!has_spotlights(&n, 0));
    ck_assert(has_spotlights(&n, 2));
}
END_TEST

static dgg_event donation(const char *nick, int64_t cents) {
    dgg_event e = {.kind = DGG_EVENT_DONATION,
                   .user.nick = nick,
                   .text = "a long message",
                   .is_replay = true,
                   .is_bar_entry = true};
    e.as.paid = (dgg_paid){.uuid = "",
                           .tier_label = "",
                           .audio_url = "https://x.example/a.mp3",
                           .recipient.nick = "",
                           .amount_cents = cents};
    return e;
}

static void begin_bar(model_news *n, size_t count) {
    dgg_event e = {.kind = DGG_EVENT_PAID_EVENTS, .as.entry_count = count};
    news_begin_bar(n, &e);
}

static void add(model_news *n, dgg_event entry) {
    news_add_to_bar(n, &entry, now_ms);
}

START_TEST(the_bar_is_named_once) {
    model_news n = {0};
    dgg_event amy = donation("Amy", 2550);
    amy.as.paid.expires_ms = now_ms + 1000;
    begin_bar(&n, 2);
    add(&n, amy);
    ck_assert(!news_is_bar_whole(&n));
    add(&n, donation("Bob", 500));
    ck_assert(news_is_bar_whole(&n));
    ck_assert_str_eq(
        news_end_bar(&n, now_ms),
        "On the event bar: Amy donated $25.50 · Bob donated $5.00");

    begin_bar(&n, 2);
    add(&n, amy);
    add(&n, donation("Bob", 500));
    ck_assert_ptr_null(news_end_bar(&n, now_ms));

    begin_bar(&n, 1);
    add(&n, donation("Bob", 500));
    ck_assert_str_eq(news_end_bar(&n, now_ms),
                     "On the event bar: Bob donated $5.00");
}
END_TEST

START_TEST(what_expires_is_no_news) {
    model_news n = {0};
    dgg_event amy = donation("Amy", 2550);
    amy.as.paid.expires_ms = now_ms + 1000;
    begin_bar(&n, 2);
    add(&n, amy);
    add(&n, donation("Bob", 500));
    ck_assert_ptr_nonnull(news_end_bar(&n, now_ms));
    begin_bar(&n, 1);
    add(&n, donation("Bob", 500));
    ck_assert_ptr_null(news_end_bar(&n, now_ms + 1001));
}
END_TEST

START_TEST(what_came_live_is_no_news_on_the_bar) {
    model_news n = {0};
    dgg_event live = donation("Amy", 2550);
    live.is_replay = false;
    live.is_bar_entry = false;
    news_put_on_bar(&n, &live);
    begin_bar(&n, 1);
    add(&n, donation("Amy", 2550));
    ck_assert_ptr_null(news_end_bar(&n, now_ms));
    begin_bar(&n, 2);
    add(&n, donation("Amy", 2550));
    add(&n, donation("Bob", 500));
    ck_assert_ptr_nonnull(news_end_bar(&n, now_ms));
}
END_TEST

START_TEST(what_was_taken_off_the_bar_is_news) {
    model_news n = {0};
    dgg_event live = donation("Amy", 2550);
    live.as.paid.expires_ms = now_ms + 1000;
    news_put_on_bar(&n, &live);
    begin_bar(&n, 1);
    add(&n, donation("Bob", 500));
    ck_assert_ptr_nonnull(news_end_bar(&n, now_ms));

    dgg_event single = live;
    single.kind = DGG_EVENT_GIFT_SUB;
    single.as.paid.is_from_mass_gift = true;
    news_put_on_bar(&n, &single);
    begin_bar(&n, 1);
    add(&n, donation("Bob", 500));
    ck_assert_ptr_null(news_end_bar(&n, now_ms));
}
END_TEST

START_TEST(a_bar_of_many_is_named_once) {
    model_news n = {0};
    for (int told = 0; told < 2; told++) {
        begin_bar(&n, 2 * NEWS_CHIPS);
        for (int i = 0; i < 2 * NEWS_CHIPS; i++) {
            add(&n, donation("Amy", i));
        }
        ck_assert_int_eq(news_end_bar(&n, now_ms) == NULL, told);
    }
}
END_TEST

START_TEST(an_empty_bar_is_no_news) {
    model_news n = {0};
    begin_bar(&n, 0);
    ck_assert(news_is_bar_whole(&n));
    ck_assert_ptr_null(news_end_bar(&n, now_ms));
}
END_TEST

START_TEST(what_expired_or_has_its_own_chip_is_left_out) {
    model_news n = {0};
    dgg_event old = donation("Amy", 100);
    old.as.paid.expires_ms = now_ms - 1;
    dgg_event single = donation("Bob", 100);
    single.kind = DGG_EVENT_GIFT_SUB;
    single.as.paid.is_from_mass_gift = true;
    begin_bar(&n, 2);
    add(&n, old);
    add(&n, single);
    ck_assert_ptr_null(news_end_bar(&n, now_ms));
}
END_TEST

START_TEST(a_long_bar_is_counted) {
    model_news n = {0};
    begin_bar(&n, 9);
    for (int i = 0; i < 8; i++) {
        add(&n, donation("Amy", 100));
    }
    ck_assert(!news_is_bar_whole(&n));
    const char *words = news_end_bar(&n, now_ms);
    ck_assert_ptr_nonnull(strstr(words, " · and 3 more"));
    ck_assert(news_is_bar_whole(&n));
}
END_TEST

START_TEST(a_hostile_bar_fits) {
    static char text[DGG_TEXT_BYTES];
    memset(text, 'a', sizeof text - 1);
    model_news n = {0};
    begin_bar(&n, DGG_HISTORY_ENTRIES);
    for (int i = 0; i < DGG_HISTORY_ENTRIES; i++) {
        dgg_event e = donation(text, INT64_MAX);
        e.kind = DGG_EVENT_X_POST;
        e.text = text;
        e.as.x_post = (dgg_x_post){.handle = text, .url = text, .uuid = text};
        add(&n, e);
    }
    ck_assert_uint_lt(strlen(news_end_bar(&n, now_ms)), ANNOUNCE_BYTES);
    add(&n, donation("late", 1));
    ck_assert(news_is_bar_whole(&n));
}
END_TEST

static bool is_folded(model_news *n, dgg_event_kind kind, const char *nick,
                      int64_t time_ms) {
    dgg_event e = donation(nick, 0);
    e.kind = kind;
    e.timestamp_ms = time_ms;
    e.as.paid.is_from_mass_gift = kind == DGG_EVENT_GIFT_SUB;
    return news_is_in_mass_gift(n, &e);
}

START_TEST(gifts_of_a_mass_gift_belong_to_it) {
    model_news n = {0};
    ck_assert(!is_folded(&n, DGG_EVENT_GIFT_SUB, "Amy", 1000));
    ck_assert(!is_folded(&n, DGG_EVENT_MASS_GIFT, "Amy", 1000));
    ck_assert(is_folded(&n, DGG_EVENT_GIFT_SUB, "AMY", 1000));
    ck_assert(is_folded(&n, DGG_EVENT_GIFT_SUB, "Amy", 11000));
    ck_assert(!is_folded(&n, DGG_EVENT_GIFT_SUB, "Amy", 11001));
    ck_assert(!is_folded(&n, DGG_EVENT_GIFT_SUB, "Bob", 1000));
    ck_assert(!is_folded(&n, DGG_EVENT_SUBSCRIPTION, "Amy", 1000));
}
END_TEST

TEST_MAIN("model_news", a_pin_is_news_once, nothing_to_unpin_is_no_news,
          pins_without_a_name_are_their_text,
          spotlights_are_news_when_they_differ, the_bar_is_named_once,
          what_expires_is_no_news, what_came_live_is_no_news_on_the_bar,
          what_was_taken_off_the_bar_is_news, a_bar_of_many_is_named_once,
          an_empty_bar_is_no_news, what_expired_or_has_its_own_chip_is_left_out,
          a_long_bar_is_counted, a_hostile_bar_fits,
          gifts_of_a_mass_gift_belong_to_it)
