#include "model_case.h"

#include <stdio.h>
#include <stdlib.h>

static const int64_t at_14_00 = 1700056800000;

static const history *chat_lines(const model_case *c) {
    return &c->m.windows.list[WINDOW_CHAT]->lines;
}

static size_t chat_count(const model_case *c) {
    return history_count(chat_lines(c));
}

/* An event `second` seconds after 14:00. */
static dgg_event at(const model_case *c, int second, dgg_event_kind kind,
                    const char *nick, const char *text) {
    dgg_event e = case_event(c, kind, nick, text);
    e.timestamp_ms = at_14_00 + second * INT64_C(1000);
    return e;
}

static void apply(model_case *c, dgg_event e) {
    model_apply(&c->m, &e, c->now);
}

static void replay(model_case *c, dgg_event e) {
    e.is_replay = true;
    apply(c, e);
}

static dgg_event message(const model_case *c, int second, const char *text) {
    return at(c, second, DGG_EVENT_MESSAGE, "amy", text);
}

static dgg_event mute(const model_case *c, int second, const char *target) {
    dgg_event e = at(c, second, DGG_EVENT_MUTE, "Mod", "");
    e.as.moderation.target = target;
    return e;
}

/* The server sends `count` entries. */
static void begin_history(model_case *c, size_t count) {
    dgg_event e = case_event(c, DGG_EVENT_HISTORY, "", "");
    e.as.entry_count = count;
    apply(c, e);
}

static void reconnect(model_case *c) {
    dgg_event e = case_event(c, DGG_EVENT_CLOSE, "", "");
    e.as.close = (dgg_close){
        .error = DGG_ERROR_CLOSED, .code = 1001, .reason = "", .retry_ms = 300};
    apply(c, e);
    receive(c, DGG_EVENT_OPEN, "", "");
}

/* The texts of the chat window, "[x]" before removed ones. */
static void expect_chat(const model_case *c, const char *expected) {
    const history *h = chat_lines(c);
    char seen[1024] = "";
    for (uint64_t i = h->first; i < h->next; i++) {
        const line *l = history_get(h, i);
        strcat(seen, i > h->first ? "|" : "");
        strcat(seen, l->is_removed ? "[x]" : "");
        strcat(seen, line_text(l));
    }
    ck_assert_str_eq(seen, expected);
}

START_TEST(every_kind_has_its_line) {
    static const struct {
        dgg_event_kind kind;
        line_kind line;
    } cases[] = {
        {DGG_EVENT_MESSAGE, LINE_MESSAGE},
        {DGG_EVENT_BROADCAST, LINE_BROADCAST},
        {DGG_EVENT_DEATH, LINE_DEATH},
        {DGG_EVENT_MUTE, LINE_MODERATION},
        {DGG_EVENT_UNMUTE, LINE_MODERATION},
        {DGG_EVENT_BAN, LINE_MODERATION},
        {DGG_EVENT_UNBAN, LINE_MODERATION},
        {DGG_EVENT_SUB_ONLY, LINE_MODERATION},
        {DGG_EVENT_PHRASE_ADDED, LINE_MODERATION},
        {DGG_EVENT_PHRASE_REMOVED, LINE_MODERATION},
        {DGG_EVENT_SUBSCRIPTION, LINE_EVENT},
        {DGG_EVENT_GIFT_SUB, LINE_EVENT},
        {DGG_EVENT_MASS_GIFT, LINE_EVENT},
        {DGG_EVENT_DONATION, LINE_EVENT},
        {DGG_EVENT_SPOTLIGHT, LINE_EVENT},
        {DGG_EVENT_UNSPOTLIGHT, LINE_EVENT},
        {DGG_EVENT_X_POST, LINE_EVENT},
        {DGG_EVENT_VESTABOARD_LEAD, LINE_EVENT},
        {DGG_EVENT_VESTABOARD_HOURLY, LINE_EVENT},
        {DGG_EVENT_VESTABOARD_RESET, LINE_EVENT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        model_case c;
        case_begin(&c);
        dgg_event e = at(&c, 1, cases[i].kind, "Amy", "text");
        apply(&c, e);
        ck_assert_msg(chat_count(&c) == 1, "case %zu", i);
        ck_assert_int_eq(chat_line(&c, 0)->kind, cases[i].line);
        ck_assert_int_eq(chat_line(&c, 0)->time_ms, e.timestamp_ms);
        begin_history(&c, 1);
        replay(&c, e);
        ck_assert_msg(chat_count(&c) == 1, "case %zu is doubled", i);
        e.timestamp_ms++;
        replay(&c, e);
        ck_assert_msg(chat_count(&c) == 2, "case %zu is lost", i);
        expect_no_effect(&c);
        case_end(&c);
    }
}
END_TEST

START_TEST(a_death_reads_like_an_action) {
    model_case c;
    case_begin(&c);
    dgg_event e = at(&c, 1, DGG_EVENT_DEATH, "lemming", "was eaten by a grue");
    e.as.death_s = 600;
    apply(&c, e);
    expect_line(chat_line(&c, 0), LINE_DEATH, "lemming",
                "was eaten by a grue (muted 10m)");
    case_end(&c);
}
END_TEST

/* --- who writes */

START_TEST(a_message_tells_of_its_author) {
    const char *features[] = {"moderator"};
    model_case c;
    case_begin(&c);
    dgg_event e = message(&c, 1, ">hi");
    e.user.features = features;
    e.user.feature_count = 1;
    e.user.sent = DGG_USER_FEATURES;
    apply(&c, e);
    ck_assert_uint_eq(roster_find(c.m.roster, "amy")->section,
                      SECTION_MODERATOR);
    apply(&c, message(&c, 2, ">no features here"));
    ck_assert(chat_line(&c, 0)->is_green);
    e.user.feature_count = 0;
    apply(&c, e);
    ck_assert(!chat_line(&c, 0)->is_green);
    ck_assert_uint_eq(roster_find(c.m.roster, "amy")->section, SECTION_USER);
    case_end(&c);
}
END_TEST

START_TEST(a_replayed_author_need_not_be_here) {
    const char *features[] = {"subscriber"};
    model_case c;
    case_begin(&c);
    begin_history(&c, 1);
    dgg_event e = message(&c, 1, ">hi");
    e.user.features = features;
    e.user.feature_count = 1;
    e.user.sent = DGG_USER_FEATURES;
    replay(&c, e);
    ck_assert(chat_line(&c, 0)->is_green);
    ck_assert_ptr_null(roster_find(c.m.roster, "amy"));
    case_end(&c);
}
END_TEST

/* --- moderation */

START_TEST(a_mute_removes_what_was_said_before) {
    model_case c;
    case_begin(&c);
    apply(&c, message(&c, 1, "one"));
    apply(&c, at(&c, 1, DGG_EVENT_MESSAGE, "bob", "other"));
    apply(&c, mute(&c, 2, "AMY"));
    apply(&c, message(&c, 3, "later"));
    dgg_event e = mute(&c, 4, "amy");
    e.kind = DGG_EVENT_UNMUTE;
    apply(&c, e);
    expect_chat(&c, "[x]one|other|AMY muted by Mod|later|amy unmuted by Mod");
    e.kind = DGG_EVENT_BAN;
    apply(&c, e);
    e.kind = DGG_EVENT_UNBAN;
    apply(&c, e);
    expect_chat(&c, "[x]one|other|AMY muted by Mod|[x]later|amy unmuted by "
                    "Mod|amy banned by Mod|amy unbanned by Mod");
    case_end(&c);
}
END_TEST

START_TEST(a_death_removes_all_but_itself) {
    model_case c;
    case_begin(&c);
    apply(&c, message(&c, 1, "one"));
    dgg_event e = at(&c, 2, DGG_EVENT_DEATH, "amy", "fell");
    apply(&c, e);
    begin_history(&c, 1);
    replay(&c, e);
    expect_chat(&c, "[x]one|fell");
    case_end(&c);
}
END_TEST

START_TEST(a_replayed_mute_removes_only_what_was_before) {
    model_case c;
    case_begin(&c);
    begin_history(&c, 4);
    replay(&c, message(&c, 1, "one"));
    replay(&c, mute(&c, 2, "amy"));
    replay(&c, message(&c, 3, "three"));
    expect_chat(&c, "[x]one|amy muted by Mod|three");
    apply(&c, message(&c, 9, "live"));
    reconnect(&c);
    begin_history(&c, 2);
    replay(&c, mute(&c, 2, "amy"));
    replay(&c, message(&c, 3, "three"));
    expect_chat(&c, "[x]one|amy muted by Mod|three|live");
    case_end(&c);
}
END_TEST

/* The mute came live, what it took away only with HISTORY. */
START_TEST(a_missed_line_of_a_muted_is_removed) {
    model_case c;
    case_begin(&c);
    begin_history(&c, 1);
    replay(&c, message(&c, 1, "one"));
    reconnect(&c);
    apply(&c, mute(&c, 5, "amy"));
    begin_history(&c, 3);
    replay(&c, message(&c, 1, "one"));
    replay(&c, message(&c, 4, "missed"));
    replay(&c, mute(&c, 5, "amy"));
    expect_chat(&c, "[x]one|[x]missed|amy muted by Mod");
    case_end(&c);
}
END_TEST

START_TEST(a_ban_wave_in_a_long_history) {
    char nick[32];
    model_case c;
    case_begin(&c);
    for (int i = 0; i < 20000; i++) {
        snprintf(nick, sizeof nick, "user%d", i % 500);
        apply(&c, at(&c, i, DGG_EVENT_MESSAGE, nick, "x"));
    }
    for (int i = 0; i < 500; i += 2) {
        snprintf(nick, sizeof nick, "USER%d", i);
        dgg_event e = mute(&c, 30000, nick);
        e.kind = DGG_EVENT_BAN;
        apply(&c, e);
    }
    const history *h = chat_lines(&c);
    for (uint64_t i = 0; i < 20000; i++) {
        ck_assert(history_get(h, h->first + i)->is_removed == (i % 2 == 0));
    }
    case_end(&c);
}
END_TEST

/* --- splicing */

START_TEST(missed_lines_stand_before_live_ones) {
    model_case c;
    case_begin(&c);
    begin_history(&c, 2);
    replay(&c, message(&c, 1, "a"));
    replay(&c, message(&c, 2, "b"));
    apply(&c, message(&c, 3, "c"));
    reconnect(&c);
    apply(&c, message(&c, 6, "f"));
    begin_history(&c, 6);
    static const char *const all[] = {"a", "b", "c", "d", "e", "f"};
    for (int i = 0; i < 6; i++) {
        replay(&c, message(&c, i + 1, all[i]));
    }
    apply(&c, message(&c, 7, "g"));
    expect_chat(&c, "a|b|c|d|e|f|g");
    case_end(&c);
}
END_TEST

START_TEST(the_same_words_in_one_second_are_all_kept) {
    model_case c;
    case_begin(&c);
    begin_history(&c, 0);
    apply(&c, message(&c, 1, "LUL"));
    apply(&c, message(&c, 1, "LUL"));
    reconnect(&c);
    apply(&c, message(&c, 1, "LUL"));
    begin_history(&c, 5);
    for (int i = 0; i < 5; i++) {
        replay(&c, message(&c, 1, "LUL"));
    }
    expect_chat(&c, "LUL|LUL|LUL|LUL|LUL");
    apply(&c, message(&c, 1, "LUL"));
    ck_assert_uint_eq(chat_count(&c), 6);
    case_end(&c);
}
END_TEST

/* However the connection is cut, the window holds each line once. */
START_TEST(random_cuts_neither_double_nor_lose) {
    enum { MESSAGES = 400, KEPT = 40 };
    for (unsigned seed = 1; seed < 60; seed++) {
        model_case c;
        case_begin(&c);
        unsigned random = seed;
        int shown = 0;
        for (int said = 0; said < MESSAGES;) {
            random = random * 1103515245 + 12345;
            int missed = (int)(random >> 16 & 15);
            int early = (int)(random >> 20 & 3);
            int late = (int)(random >> 24 & 7);
            reconnect(&c);
            shown = said;
            said += missed;
            char text[16];
            for (int i = 0; i < early; i++) {
                snprintf(text, sizeof text, "%d", said);
                apply(&c, message(&c, said++ / 3, text));
            }
            int first = said > KEPT ? said - KEPT : 0;
            begin_history(&c, (size_t)(said - first));
            for (int i = first; i < said; i++) {
                snprintf(text, sizeof text, "%d", i);
                replay(&c, message(&c, i / 3, text));
            }
            for (int i = 0; i < late; i++) {
                snprintf(text, sizeof text, "%d", said);
                apply(&c, message(&c, said++ / 3, text));
            }
            ck_assert_int_ge(said, shown);
            shown = said;
        }
        const history *h = chat_lines(&c);
        ck_assert_uint_eq(history_count(h), (size_t)shown);
        for (int i = 0; i < shown; i++) {
            const line *l = history_get(h, h->first + (uint64_t)i);
            ck_assert_int_eq(atoi(line_text(l)) / 3, i / 3);
        }
        case_end(&c);
    }
}
END_TEST

START_TEST(a_paused_view_stays_while_lines_are_spliced) {
    char text[16];
    model_case c;
    case_begin(&c);
    for (int i = 0; i < 100; i++) {
        snprintf(text, sizeof text, "%d", i);
        apply(&c, message(&c, 10 * i, text));
    }
    press(&c, "PgUp");
    text_context context = model_text_context(&c.m);
    view_pane pane = {80, 22, &context};
    const window *w = c.m.windows.list[WINDOW_CHAT];
    const line *top =
        history_get(&w->lines, view_top(&w->place, &w->lines, &pane).sequence);
    begin_history(&c, 100);
    for (int i = 0; i < 100; i++) {
        replay(&c, message(&c, 10 * i + 5, "missed"));
    }
    ck_assert_ptr_eq(
        history_get(&w->lines, view_top(&w->place, &w->lines, &pane).sequence),
        top);
    ck_assert(w->place.is_paused);
    case_end(&c);
}
END_TEST

START_TEST(a_gap_is_told) {
    model_case c;
    case_begin(&c);
    reconnect(&c);
    begin_history(&c, 1);
    replay(&c, message(&c, 100, "first"));
    reconnect(&c);
    apply(&c, message(&c, 400, "live"));
    begin_history(&c, 2);
    replay(&c, message(&c, 306, "missed"));
    replay(&c, message(&c, 400, "live"));
    expect_chat(&c, "first|gap: 14:01:40 – 14:05:06 (3m 26s), messages "
                    "missing|missed|live");
    expect_line(chat_line(&c, 2), LINE_GAP, "",
                "gap: 14:01:40 – 14:05:06 (3m 26s), messages missing");
    reconnect(&c);
    begin_history(&c, 1);
    replay(&c, message(&c, 400, "live"));
    ck_assert_uint_eq(chat_count(&c), 4);
    case_end(&c);
}
END_TEST

START_TEST(a_history_that_forgot_all_leaves_a_gap) {
    model_case c;
    case_begin(&c);
    c.now.wall_ms = at_14_00 + 60000;
    reconnect(&c);
    begin_history(&c, 0);
    apply(&c, message(&c, 1, "first"));
    ck_assert_uint_eq(chat_count(&c), 1);
    reconnect(&c);
    begin_history(&c, 0);
    expect_chat(&c, "first|gap: 14:00:01 – 14:01:00 (59s), messages missing");
    case_end(&c);
}
END_TEST

/* --- gifts */

static dgg_event gift(const model_case *c, int second, const char *recipient) {
    dgg_event e = at(c, second, DGG_EVENT_GIFT_SUB, "Amy", "");
    e.as.paid.recipient.nick = recipient;
    e.as.paid.is_from_mass_gift = true;
    return e;
}

START_TEST(a_mass_gift_is_one_line) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    size_t before = chat_count(&c);
    dgg_event mass = at(&c, 1, DGG_EVENT_MASS_GIFT, "Amy", "");
    mass.as.paid.quantity = 3;
    apply(&c, mass);
    apply(&c, gift(&c, 1, "Bob"));
    apply(&c, gift(&c, 2, "Me"));
    apply(&c, gift(&c, 2, "Cat"));
    ck_assert_uint_eq(chat_count(&c), before + 2);
    expect_line(chat_line(&c, 1), LINE_EVENT, "",
                "Amy gave 3 subs to the community");
    expect_line(chat_line(&c, 0), LINE_EVENT, "", "Amy gave Me a sub");
    apply(&c, gift(&c, 60, "Dan"));
    ck_assert_uint_eq(chat_count(&c), before + 3);
    begin_history(&c, 2);
    replay(&c, gift(&c, 1, "Bob"));
    replay(&c, gift(&c, 2, "Cat"));
    ck_assert_uint_eq(chat_count(&c), before + 3);
    case_end(&c);
}
END_TEST

TEST_MAIN("model_lines", every_kind_has_its_line, a_death_reads_like_an_action,
          a_message_tells_of_its_author, a_replayed_author_need_not_be_here,
          a_mute_removes_what_was_said_before, a_death_removes_all_but_itself,
          a_replayed_mute_removes_only_what_was_before,
          a_missed_line_of_a_muted_is_removed, a_ban_wave_in_a_long_history,
          missed_lines_stand_before_live_ones,
          the_same_words_in_one_second_are_all_kept,
          random_cuts_neither_double_nor_lose,
          a_paused_view_stays_while_lines_are_spliced, a_gap_is_told,
          a_history_that_forgot_all_leaves_a_gap, a_mass_gift_is_one_line)
