#include "server_commander.h"

#define POLL                                                      \
    "POLLSTART {\"nick\":\"m\",\"time\":9000,\"question\":\"?\"," \
    "\"options\":[\"A\",\"B\"]}"

static void broadcast(company *c, const char *frame) {
    server_broadcast(c->s.server, frame);
    char *received = peer_find_frame(&c->viewer, frame);
    free(received);
}

START_TEST(mutes_whom_a_frame_mutes) {
    company c;
    company_open(&c);
    broadcast(&c, "MUTE {\"timestamp\":1700000000000,\"data\":\"DEMO_viewer\","
                  "\"duration\":60}");
    expect_answer(&c.viewer, "MSG {\"data\":\"a\"}",
                  "ERR {\"description\":\"muted\",\"muteTimeLeft\":59}");
    broadcast(&c, "UNMUTE {\"data\":\"demo_viewer\"}");
    broadcast(&c, "DEATH {\"nick\":\"demo_viewer\",\"data\":\"fell\"}");
    expect_answer(&c.viewer, "MSG {\"data\":\"a\"}",
                  "ERR {\"description\":\"muted\",\"muteTimeLeft\":600}");
    broadcast(&c, "UNBAN {\"data\":\"demo_viewer\"}");
    peer_say(&c.viewer, "MSG {\"data\":\"a\"}");
    free(peer_find_frame(&c.viewer, "MSG "));
    company_close(&c);
}
END_TEST

START_TEST(turns_away_whom_a_frame_banned) {
    company c;
    company_open(&c);
    broadcast(&c, "BAN {\"data\":\"demo_friend\"}");
    peer p;
    peer_upgrade(&p, &c.s, COMMANDER_COOKIE(SERVER_FRIEND_TOKEN));
    peer_expect_text(&p, "ERR {\"description\":\"banned\"}");
    peer_close(&p);
    broadcast(&c, "UNBAN {\"data\":\"demo_friend\"}");
    peer_join(&p, &c.s, COMMANDER_COOKIE(SERVER_FRIEND_TOKEN));
    peer_close(&p);
    company_close(&c);
}
END_TEST

START_TEST(follows_modes_and_phrases) {
    company c;
    company_open(&c);
    broadcast(&c, "SUBONLY {\"data\":\"on\",\"tier\":9}");
    expect_answer(&c.viewer, "MSG {\"data\":\"a\"}",
                  "ERR {\"description\":\"submode\",\"tier\":5}");
    broadcast(&c, "SUBONLY {\"data\":\"off\"}");
    broadcast(&c, "ADDPHRASE {\"data\":\"abc\"}");
    expect_answer(&c.viewer, "MSG {\"data\":\"xABCx\"}",
                  "ERR {\"description\":\"bannedphrase\","
                  "\"filtered\":\"abc\"}");
    broadcast(&c, "REMOVEPHRASE {\"data\":\"abc\"}");
    c.s.now_ms += 400;
    peer_say(&c.viewer, "MSG {\"data\":\"abc again\"}");
    free(peer_find_frame(&c.viewer, "MSG "));
    company_close(&c);
}
END_TEST

/* The list that somebody who comes now would get. */
static char *names_of(company *c) {
    peer p;
    peer_upgrade(&p, &c->s, "");
    char *names = peer_find_frame(&p, "NAMES ");
    peer_close(&p);
    return names;
}

START_TEST(follows_who_came_changed_and_left) {
    company c;
    company_open(&c);
    broadcast(&c, "JOIN {\"id\":1,\"nick\":\"ann\",\"features\":[]}");
    broadcast(&c, "USERSDELTA {\"users\":[{\"nick\":\"bob\"},"
                  "{\"nick\":\"eve\"}],\"removed\":[{\"nick\":\"ANN\"},"
                  "{\"nick\":\"nobody\"},7]}");
    broadcast(&c, "UPDATEUSER {\"nick\":\"eve\",\"features\":[\"vip\"]}");
    broadcast(&c, "UPDATEUSER {\"nick\":\"ann\",\"features\":[\"vip\"]}");
    char *names = names_of(&c);
    ck_assert_ptr_null(strstr(names, "\"ann\""));
    ck_assert_ptr_nonnull(strstr(names, "{\"nick\":\"bob\"}"));
    ck_assert_ptr_nonnull(
        strstr(names, "{\"nick\":\"eve\",\"features\":[\"vip\"]}"));
    free(names);
    company_close(&c);
}
END_TEST

START_TEST(shows_newcomers_what_there_is_in_order) {
    static const char *const frames[] = {
        "MSG {\"nick\":\"bird\",\"data\":\"hi\"}",
        "XPOST {\"expirationTimestamp\":1700000099000}",
        "SPOTLIGHT {\"key\":\"k\"}",
        "PIN {\"data\":\"rules\"}",
        POLL,
    };
    company c;
    company_open(&c);
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        broadcast(&c, frames[i]);
    }
    peer p;
    peer_upgrade(&p, &c.s, COMMANDER_COOKIE(SERVER_FRIEND_TOKEN));
    expect_shape(&p, "ME {\"id\":424243,", "}");
    expect_shape(&p, "NAMES {\"connectioncount\":4, \"users\":[", "]}");
    expect_shape(&p, "HISTORY [\"MSG {",
                 "\"SPOTLIGHT {\\\"key\\\":\\\"k\\\"}\"]");
    peer_expect_text(&p,
                     "PAIDEVENTS "
                     "[\"XPOST {\\\"expirationTimestamp\\\":1700000099000}\"]");
    peer_expect_text(&p, "SPOTLIGHTS [{\"key\":\"k\"}]");
    peer_expect_text(&p, "PIN {\"data\":\"rules\"}");
    expect_shape(&p, "POLLSTART {\"canvote\":true,", "\"totalvotes\":0}");
    expect_shape(&p, "JOIN {\"id\":424243,", "}");
    peer_close(&p);
    company_close(&c);
}
END_TEST

START_TEST(replaces_the_event_bar) {
    company c;
    company_open(&c);
    broadcast(&c, "XPOST {\"expirationTimestamp\":1700000099000}");
    broadcast(&c,
              "PAIDEVENTS [\"A {\\\"expirationTimestamp\\\":1700000099000}\","
              "7,\"B\",\"C {\"]");
    peer p;
    peer_upgrade(&p, &c.s, "");
    free(peer_find_frame(
        &p, "PAIDEVENTS [\"A {\\\"expirationTimestamp\\\":1700000099000}\"]"));
    peer_close(&p);
    company_close(&c);
}
END_TEST

START_TEST(forgets_what_frames_take_back) {
    company c;
    company_open(&c);
    broadcast(&c, "SPOTLIGHT {\"key\":\"k\"}");
    broadcast(&c, "PIN {\"data\":\"rules\"}");
    broadcast(&c, POLL);
    broadcast(&c, "UNSPOTLIGHT {\"key\":\"k\"}");
    broadcast(&c, "PIN {\"nick\":\"m\"}");
    broadcast(&c, "POLLSTOP {}");
    peer p;
    peer_upgrade(&p, &c.s, "");
    free(peer_find_frame(&p, "SPOTLIGHTS []"));
    expect_silence(&p);
    peer_close(&p);
    company_close(&c);
}
END_TEST

START_TEST(is_not_moved_by_nonsense) {
    static const char *const frames[] = {
        "MUTE x",
        "MUTE",
        "MUTE {}",
        "MUTE {\"data\":{}}",
        "MUTE {\"data\":\"demo_viewer\",\"duration\":-9223372036854775808}",
        "BAN null",
        "JOIN []",
        "SUBONLY {}",
        "PIN 1",
        "POLLSTART {}",
        "POLLSTART {\"start\":9223372036854775807,\"now\":-1}",
        "VOTECAST {\"vote\":\"1\"}",
        "SPOTLIGHT \"k\"",
        "DONATION \"\"",
    };
    company c;
    company_open(&c);
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        broadcast(&c, frames[i]);
    }
    peer_say(&c.viewer, "MSG {\"data\":\"still here\"}");
    free(peer_find_frame(&c.viewer, "MSG "));
    company_close(&c);
}
END_TEST

TEST_MAIN("server_follow", mutes_whom_a_frame_mutes,
          turns_away_whom_a_frame_banned, follows_modes_and_phrases,
          follows_who_came_changed_and_left,
          shows_newcomers_what_there_is_in_order, replaces_the_event_bar,
          forgets_what_frames_take_back, is_not_moved_by_nonsense)
