#include "test.h"
#include "text_line.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const int64_t at_14_02 = 1399989720000;

static bool is_kappa(const void *emotes, const char *word, size_t bytes) {
    (void)emotes;
    return bytes == 5 && memcmp(word, "Kappa", 5) == 0;
}

static const text_context wide = {
    .own_nick = "Ann", .is_emote = is_kappa, .columns = 80};

static line *make(line_kind kind, const char *text) {
    line *l = line_new(kind, at_14_02, "Bob", text, strlen(text));
    ck_assert_ptr_nonnull(l);
    return l;
}

/* Marks up and frees the line; text and styles as strings of equal length. */
static void assert_looks(line *l, const char *text, const char *styles) {
    static text_markup markup;
    text_mark_up(&markup, l, &wide);
    char shown[512] = "";
    char letters[512] = "";
    size_t at = 0;
    for (size_t i = 0; i < markup.count; i++) {
        const text_span *span = &markup.spans[i];
        memcpy(shown + at, span->bytes, span->count);
        memset(letters + at, text_role_letter(span->style.role), span->count);
        at += span->count;
    }
    ck_assert_str_eq(shown, text);
    ck_assert_str_eq(letters, styles);
    free(l);
}

START_TEST(messages) {
    assert_looks(make(LINE_MESSAGE, "hi Kappa ann"), "14:02 Bob: hi Kappa ann",
                 "ttttt.nnn.....EEEEE.ooo");
}
END_TEST

START_TEST(actions) {
    assert_looks(make(LINE_ACTION, "waves Kappa"), "14:02 * Bob waves Kappa",
                 "ttttt.aannn.aaaaaaEEEEE");
}
END_TEST

START_TEST(lines_of_a_log) {
    assert_looks(make(LINE_LOGGED, "hi Kappa"), "14:02 hi Kappa",
                 "ttttt....EEEEE");
    assert_looks(make(LINE_LOGGED_ACTION, "waves"), "14:02 * waves",
                 "ttttt.aaaaaaa");
    assert_looks(make(LINE_DAY, "2014-05-13 Kappa"),
                 "\xE2\x94\x80\xE2\x94\x80 2014-05-13 Kappa",
                 "iiiiiiiiiiiiiiiiiiiiiii");
}
END_TEST

START_TEST(broadcasts) {
    assert_looks(make(LINE_BROADCAST, "live www.a.b"), "14:02 ! live www.a.b",
                 "ttttt.bbbbbbblllllll");
}
END_TEST

START_TEST(moderation) {
    assert_looks(make(LINE_MODERATION, "Bob muted Kappa"),
                 "14:02 - Bob muted Kappa", "ttttt.mmmmmmmmmmmmmmmmm");
}
END_TEST

START_TEST(whispers) {
    assert_looks(make(LINE_WHISPER, "psst"), "14:02 [whisper] Bob: psst",
                 "ttttt.wwwwwwwwwwnnn..wwww");
}
END_TEST

START_TEST(notices_and_errors) {
    assert_looks(make(LINE_NOTICE, "Kappa is here"),
                 "14:02 \xE2\x94\x80 Kappa is here", "ttttt.iiiiiiiiiiiiiiiii");
    assert_looks(make(LINE_ERROR, "no"), "14:02 ! no", "ttttt.eeee");
}
END_TEST

START_TEST(events_and_gaps) {
    assert_looks(make(LINE_EVENT, "Amy donated $5.00: Kappa ann"),
                 "14:02 + Amy donated $5.00: Kappa ann",
                 "ttttt.+++++++++++++++++++++EEEEE+ooo");
    assert_looks(make(LINE_DEATH, "fell Kappa"), "14:02 * Bob fell Kappa",
                 "ttttt.aannn.aaaaaEEEEE");
    assert_looks(make(LINE_GAP, "gap: Kappa"),
                 "\xE2\x94\x80\xE2\x94\x80 gap: Kappa", "iiiiiiiiiiiiiiiii");
}
END_TEST

START_TEST(removed_lines_can_be_read) {
    line *l = make(LINE_MESSAGE, ">hi Kappa ann www.a.b");
    l->is_removed = true;
    l->is_green = true;
    assert_looks(l, "14:02 Bob: [removed] >hi Kappa ann www.a.b",
                 "ttttt.nnn..xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
}
END_TEST

START_TEST(greentext) {
    line *l = make(LINE_MESSAGE, ">be me Kappa");
    l->is_green = true;
    assert_looks(l, "14:02 Bob: >be me Kappa", "ttttt.nnn..gggggggEEEEE");
}
END_TEST

START_TEST(own_lines_do_not_mention) {
    line *l = make(LINE_MESSAGE, "ann Kappa");
    l->is_own = true;
    assert_looks(l, "14:02 Bob: ann Kappa", "ttttt.nnn......EEEEE");
}
END_TEST

START_TEST(own_text_shows_its_fate) {
    line *l = make(LINE_MESSAGE, "a Kappa");
    l->is_own = true;
    l->state = LINE_PENDING;
    assert_looks(l, "14:02 Bob: a Kappa \xE2\x80\xA6",
                 "ttttt.nnn..ppppppppppp");
    l = make(LINE_MESSAGE, "a");
    l->state = LINE_REFUSED;
    assert_looks(l, "14:02 Bob: \xE2\x9C\x97 a", "ttttt.nnn..eeeep");
    l = make(LINE_MESSAGE, "a");
    l->state = LINE_UNCONFIRMED;
    assert_looks(l, "14:02 Bob: ? a", "ttttt.nnn..ppp");
}
END_TEST

START_TEST(names_carry_their_colour) {
    static text_markup markup;
    line *l = make(LINE_MESSAGE, "a");
    l->color = 196;
    text_mark_up(&markup, l, &wide);
    for (size_t i = 0; i < markup.count; i++) {
        bool is_name = markup.spans[i].style.role == ROLE_NAME;
        ck_assert_uint_eq(markup.spans[i].style.color, is_name ? 196 : 0);
    }
    free(l);
}
END_TEST

START_TEST(rows_hang_below_the_text) {
    static text_markup markup;
    text_context context = wide;
    line *l = make(LINE_MESSAGE, "a");
    text_mark_up(&markup, l, &context);
    ck_assert_uint_eq(markup.indent, strlen("14:02 Bob: "));
    context.columns = 60;
    text_mark_up(&markup, l, &context);
    ck_assert_uint_eq(markup.indent, strlen("14:02 Bob: "));
    context.columns = 59;
    text_mark_up(&markup, l, &context);
    ck_assert_uint_eq(markup.indent, 2);
    free(l);
}
END_TEST

START_TEST(nobody_is_mentioned_without_a_nick) {
    const text_context anonymous = {.own_nick = NULL, .columns = 80};
    static text_markup markup;
    line *l = make(LINE_MESSAGE, "ann Kappa");
    text_mark_up(&markup, l, &anonymous);
    ck_assert_uint_eq(markup.spans[markup.count - 1].count, 9);
    free(l);
}
END_TEST

START_TEST(times_are_local) {
    setenv("TZ", "EST5", 1);
    tzset();
    line *l = line_new(LINE_NOTICE, 0, NULL, "x", 1);
    assert_looks(l, "19:00 \xE2\x94\x80 x", "ttttt.iiiii");
    setenv("TZ", "UTC", 1);
    tzset();
}
END_TEST

START_TEST(absurd_times_do_no_harm) {
    const int64_t times[] = {INT64_MIN, -1, INT64_MAX};
    static text_markup markup;
    for (size_t i = 0; i < 3; i++) {
        line *l = line_new(LINE_NOTICE, times[i], NULL, "x", 1);
        text_mark_up(&markup, l, &wide);
        ck_assert_uint_eq(markup.spans[0].count, 5);
        free(l);
    }
}
END_TEST

TEST_MAIN("text_markup", messages, actions, lines_of_a_log, broadcasts,
          moderation, whispers, notices_and_errors, events_and_gaps,
          removed_lines_can_be_read, greentext, own_lines_do_not_mention,
          own_text_shows_its_fate, names_carry_their_colour,
          rows_hang_below_the_text, nobody_is_mentioned_without_a_nick,
          times_are_local, absurd_times_do_no_harm)
