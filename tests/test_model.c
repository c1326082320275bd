#include "model_case.h"

static const char emotes_json[] =
    "[{\"prefix\":\"LUL\",\"creator\":\"x\",\"twitch\":false,"
    "\"minimumSubTier\":0,\"image\":[]}]";
static const char flairs_json[] =
    "[{\"name\":\"flair13\",\"label\":\"T1\",\"priority\":7,"
    "\"color\":\"#0000ff\",\"hidden\":true,\"rainbowColor\":false,"
    "\"image\":[]}]";

START_TEST(an_idle_model_changes_never) {
    model_case c;
    case_begin(&c);
    go_online(&c, "me");
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), -1);
    case_end(&c);
}
END_TEST

static void lose_connection(model_case *c) {
    dgg_event event = case_event(c, DGG_EVENT_CLOSE, "", "");
    event.as.close =
        (dgg_close){.error = DGG_ERROR_SILENT, .reason = "", .retry_ms = 2500};
    model_apply(&c->m, &event, c->now);
}

START_TEST(the_retry_counts_down_in_seconds) {
    static const int64_t waits[] = {500, 1000, 1000};
    model_case c;
    case_begin(&c);
    lose_connection(&c);
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        ck_assert_int_eq(model_wait_ms(&c.m, c.now), waits[i]);
        case_wait(&c, waits[i]);
    }
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), -1);
    case_end(&c);
}
END_TEST

START_TEST(a_hint_goes_away) {
    model_case c;
    case_begin(&c);
    press(&c, "M-r");
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), STATUS_HINT_MS);
    case_wait(&c, STATUS_HINT_MS);
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), -1);
    case_end(&c);
}
END_TEST

START_TEST(the_rate_fades_second_by_second) {
    model_case c;
    case_begin(&c);
    receive(&c, DGG_EVENT_MESSAGE, "amy", "hi");
    case_wait(&c, 400);
    int steps = 0;
    int64_t wait_ms;
    while ((wait_ms = model_wait_ms(&c.m, c.now)) >= 0) {
        case_wait(&c, wait_ms);
        ck_assert_int_eq(c.now.monotonic_ms % 1000, 0);
        steps++;
    }
    ck_assert_int_eq(steps, STATUS_RATE_SECONDS);
    case_end(&c);
}
END_TEST

START_TEST(a_faster_recording_waits_less) {
    model_case c;
    case_begin(&c);
    model_begin_replay(&c.m, 4);
    lose_connection(&c);
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), 125);
    model_begin_replay(&c.m, 1000);
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), 1);
    model_end_replay(&c.m, c.now);
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), -1);
    case_end(&c);
}
END_TEST

START_TEST(a_faster_demo_waits_less) {
    model_case c;
    case_begin(&c);
    model_set_clock_speed(&c.m, 4);
    lose_connection(&c);
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), 125);
    case_end(&c);
}
END_TEST

START_TEST(a_hint_is_read_as_fast_as_ever) {
    model_case c;
    case_begin(&c);
    model_begin_replay(&c.m, 1000);
    enter(&c, "hello");
    c.now.monotonic_ms += 100 * STATUS_HINT_MS;
    expect_hint(&c, "recording");
    ck_assert_int_eq(model_wait_ms(&c.m, c.now), STATUS_HINT_MS);
    model_end_replay(&c.m, c.now);
    c.now.person_ms += STATUS_HINT_MS;
    ck_assert_str_eq(status_hint_at(&c.m.status, c.now.person_ms), "");
    case_end(&c);
}
END_TEST

START_TEST(the_end_of_a_recording_is_told_once) {
    model_case c;
    case_begin(&c);
    model_begin_replay(&c.m, 1);
    receive(&c, DGG_EVENT_MESSAGE, "amy", "hi");
    model_end_replay(&c.m, c.now);
    expect_line(chat_line(&c, 0), LINE_NOTICE, "", "The recording has ended.");
    expect_line(chat_line(&c, 1), LINE_MESSAGE, "amy", "hi");
    case_end(&c);
}
END_TEST

START_TEST(a_recording_that_fails_is_told) {
    model_case c;
    case_begin(&c);
    model_begin_recording(&c.m);
    model_stop_recording(&c.m, "The disk is full.", c.now);
    expect_line(chat_line(&c, 0), LINE_ERROR, "", "The disk is full.");
    ck_assert_int_eq(c.m.status.tape, TAPE_NONE);
    case_end(&c);
}
END_TEST

START_TEST(a_notice_stands_in_chat) {
    model_case c;
    case_begin(&c);
    model_notice(&c.m, "TERM is unknown.", false, c.now);
    expect_line(chat_line(&c, 0), LINE_NOTICE, "", "TERM is unknown.");
    model_notice(&c.m, "Disk full.", true, c.now);
    expect_line(chat_line(&c, 0), LINE_ERROR, "", "Disk full.");
    case_end(&c);
}
END_TEST

START_TEST(tables_that_come_late_recolour_what_is_there) {
    model_case c;
    case_begin(&c);
    dgg_emotes *emotes = NULL;
    dgg_flairs *flairs = NULL;
    dgg_emotes_parse(&emotes, emotes_json, strlen(emotes_json));
    dgg_flairs_parse(&flairs, flairs_json, strlen(flairs_json));
    const char *features[] = {"flair13"};
    dgg_event event = case_event(&c, DGG_EVENT_JOIN, "amy", "");
    event.user.features = features;
    event.user.feature_count = 1;
    model_apply(&c.m, &event, c.now);
    event.kind = DGG_EVENT_MESSAGE;
    event.text = "LUL";
    model_apply(&c.m, &event, c.now);
    ck_assert_uint_eq(chat_line(&c, 0)->color, 0);
    ck_assert(model_text_context(&c.m).is_emote == NULL);
    model_set_tables(&c.m, emotes, flairs);
    ck_assert_uint_eq(chat_line(&c, 0)->color, 21);
    ck_assert_uint_eq(roster_find(c.m.roster, "amy")->color, 21);
    text_context context = model_text_context(&c.m);
    ck_assert(context.is_emote(context.emotes, "LULx", 3));
    ck_assert(!context.is_emote(context.emotes, "LULx", 4));
    receive(&c, DGG_EVENT_WHISPER, "amy", "psst");
    ck_assert_uint_eq(line_at(talk_with(&c, "amy"), 0)->color, 21);
    model_set_tables(&c.m, NULL, NULL);
    case_end(&c);
    dgg_emotes_free(emotes);
    dgg_flairs_free(flairs);
}
END_TEST

START_TEST(chat_is_bounded_and_kept_longer_while_reading) {
    model_case c;
    case_begin(&c);
    window *chat = c.m.windows.list[WINDOW_CHAT];
    for (size_t i = 0; i < MODEL_CHAT_LINES + 10; i++) {
        receive(&c, DGG_EVENT_MESSAGE, "amy", "x");
    }
    ck_assert_uint_eq(history_count(&chat->lines), MODEL_CHAT_LINES);
    press(&c, "M-<");
    uint64_t oldest = chat->lines.first;
    for (size_t i = 0; i < MODEL_CHAT_LINES; i++) {
        receive(&c, DGG_EVENT_MESSAGE, "amy", "y");
    }
    ck_assert_uint_eq(chat->lines.first, oldest);
    receive(&c, DGG_EVENT_MESSAGE, "amy", "z");
    ck_assert_uint_gt(chat->lines.first, oldest);
    press(&c, "Esc");
    for (size_t i = 0; i < 2000; i++) {
        receive(&c, DGG_EVENT_MESSAGE, "amy", "z");
    }
    ck_assert_uint_eq(history_count(&chat->lines), MODEL_CHAT_LINES);
    case_end(&c);
}
END_TEST

TEST_MAIN("model", an_idle_model_changes_never,
          the_retry_counts_down_in_seconds, a_hint_goes_away,
          the_rate_fades_second_by_second, a_faster_recording_waits_less,
          a_faster_demo_waits_less, a_hint_is_read_as_fast_as_ever,
          the_end_of_a_recording_is_told_once, a_recording_that_fails_is_told,
          a_notice_stands_in_chat, tables_that_come_late_recolour_what_is_there,
          chat_is_bounded_and_kept_longer_while_reading)
