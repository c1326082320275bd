#include "model_seen.h"
#include "test.h"

static dgg_event message(int64_t time_ms, const char *nick, const char *text) {
    return (dgg_event){
        .kind = DGG_EVENT_MESSAGE,
        .timestamp_ms = time_ms,
        .user = {.nick = nick},
        .text = text,
        .name = "MSG",
    };
}

START_TEST(a_replayed_message_is_known) {
    model_seen *s = seen_new();
    dgg_event event = message(1000, "amy", "hello there, everybody");
    seen_add(s, &event);
    seen_begin_replay(s);
    ck_assert(seen_check_replay(s, &event));
    seen_free(s);
}
END_TEST

START_TEST(every_part_of_the_key_counts) {
    model_seen *s = seen_new();
    dgg_event event = message(1000, "amy", "hello there");
    seen_add(s, &event);
    seen_begin_replay(s);
    dgg_event others[] = {
        message(1001, "amy", "hello there"),
        message(1000, "bob", "hello there"),
        message(1000, "amy", "hello there!"),
        message(1000, "amyh", "ello there"),
        event,
    };
    others[4].kind = DGG_EVENT_BROADCAST;
    for (size_t i = 0; i < 5; i++) {
        ck_assert_msg(!seen_check_replay(s, &others[i]), "case %zu", i);
    }
    ck_assert(seen_check_replay(s, &event));
    seen_free(s);
}
END_TEST

START_TEST(the_target_of_a_mute_counts) {
    model_seen *s = seen_new();
    dgg_event event = message(1000, "mod", "");
    event.kind = DGG_EVENT_MUTE;
    event.as.moderation.target = "bob";
    seen_add(s, &event);
    seen_begin_replay(s);
    dgg_event other = event;
    other.as.moderation.target = "carl";
    ck_assert(!seen_check_replay(s, &other));
    ck_assert(seen_check_replay(s, &event));
    seen_free(s);
}
END_TEST

START_TEST(one_message_answers_for_one_entry) {
    model_seen *s = seen_new();
    dgg_event event = message(1000, "amy", "LUL");
    seen_add(s, &event);
    seen_add(s, &event);
    seen_begin_replay(s);
    ck_assert(seen_check_replay(s, &event));
    ck_assert(seen_check_replay(s, &event));
    ck_assert(!seen_check_replay(s, &event));
    seen_free(s);
}
END_TEST

START_TEST(each_replay_asks_anew) {
    model_seen *s = seen_new();
    dgg_event event = message(1000, "amy", "hi");
    seen_begin_replay(s);
    ck_assert(!seen_check_replay(s, &event));
    seen_begin_replay(s);
    ck_assert(seen_check_replay(s, &event));
    ck_assert(!seen_check_replay(s, &event));
    seen_begin_replay(s);
    ck_assert(seen_check_replay(s, &event));
    seen_free(s);
}
END_TEST

START_TEST(the_oldest_are_forgotten) {
    model_seen *s = seen_new();
    for (int i = 0; i < 3 * SEEN_EVENTS; i++) {
        dgg_event event = message(i, "amy", "x");
        seen_add(s, &event);
    }
    seen_begin_replay(s);
    for (int i = 0; i < 3 * SEEN_EVENTS; i++) {
        dgg_event event = message(i, "amy", "x");
        if (i == 2 * SEEN_EVENTS - 1) {
            ck_assert(!seen_check_replay(s, &event));
        } else if (i > 2 * SEEN_EVENTS) {
            ck_assert(seen_check_replay(s, &event));
        }
    }
    seen_free(s);
}
END_TEST

TEST_MAIN("model_seen", a_replayed_message_is_known,
          every_part_of_the_key_counts, the_target_of_a_mute_counts,
          one_message_answers_for_one_entry, each_replay_asks_anew,
          the_oldest_are_forgotten)
