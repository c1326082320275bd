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
    others[4].as.uuid = "";
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

static bool was_shown(model_seen *s, const dgg_event *event) {
    seen_begin_replay(s);
    return seen_check_replay(s, event);
}

/* The archive may spell a nick in another way; the id stays. */
START_TEST(somebody_is_his_id_or_his_nick) {
    model_seen *s = seen_new();
    dgg_event event = message(1000, "Amy", "hi");
    seen_add(s, &event);
    event.user.nick = "aMY";
    ck_assert(was_shown(s, &event));
    event.user.id = 5;
    seen_add(s, &event);
    event.user.nick = "Amy_renamed";
    ck_assert(was_shown(s, &event));
    event.user.id = 6;
    ck_assert(!was_shown(s, &event));
    seen_free(s);
}
END_TEST

static dgg_event with_detail(dgg_event_kind kind, const char *detail) {
    dgg_event e = message(1000, "amy", "");
    e.kind = kind;
    switch ((int)kind) {
    case DGG_EVENT_BROADCAST: e.as.uuid = detail; break;
    case DGG_EVENT_SUB_ONLY: e.as.sub_only.is_on = *detail == 'a'; break;
    case DGG_EVENT_GIFT_SUB:
        e.as.paid = (dgg_paid){.uuid = "", .recipient.nick = detail};
        break;
    case DGG_EVENT_DONATION: e.as.paid.uuid = detail; break;
    case DGG_EVENT_SPOTLIGHT: e.as.spotlight.key = detail; break;
    case DGG_EVENT_X_POST: e.as.x_post.uuid = detail; break;
    case DGG_EVENT_VESTABOARD_LEAD: e.as.vestaboard.uuid = detail; break;
    }
    return e;
}

START_TEST(every_kind_has_its_own_key) {
    static const dgg_event_kind kinds[] = {
        DGG_EVENT_BROADCAST,       DGG_EVENT_SUB_ONLY,  DGG_EVENT_GIFT_SUB,
        DGG_EVENT_DONATION,        DGG_EVENT_SPOTLIGHT, DGG_EVENT_X_POST,
        DGG_EVENT_VESTABOARD_LEAD,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        model_seen *s = seen_new();
        dgg_event event = with_detail(kinds[i], "a");
        dgg_event other = with_detail(kinds[i], "b");
        seen_add(s, &event);
        ck_assert_msg(!was_shown(s, &other), "case %zu", i);
        ck_assert_msg(was_shown(s, &event), "case %zu", i);
        seen_free(s);
    }
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
          somebody_is_his_id_or_his_nick, every_kind_has_its_own_key,
          one_message_answers_for_one_entry, each_replay_asks_anew,
          the_oldest_are_forgotten)
