#include "server_commander.h"

#define ASK                                                             \
    "STARTPOLL {\"weighted\":%s,\"time\":30000,\"question\":\"More?\"," \
    "\"options\":[\"Yes\",\"No\"]}"

static void ask(company *c, const char *is_weighted) {
    char command[256];
    snprintf(command, sizeof command, ASK, is_weighted);
    peer_say(&c->moderator, command);
    free(peer_find_frame(&c->moderator, "POLLSTART "));
    free(peer_find_frame(&c->viewer, "POLLSTART "));
    free(peer_find_frame(&c->nobody, "POLLSTART "));
}

static void expect_poll(peer *p, const char *name, const char *rights,
                        const char *rest) {
    char expected[512];
    snprintf(expected, sizeof expected,
             "%s {%s,\"nick\":\"demo_moderator\",\"weighted\":false,"
             "\"start\":\"2023-11-14T22:13:21.000Z\",%s",
             name, rights, rest);
    peer_expect_text(p, expected);
}

#define FRESH                                                               \
    "\"now\":\"2023-11-14T22:13:21.000Z\",\"time\":30000,"                  \
    "\"question\":\"More?\",\"options\":[\"Yes\",\"No\"],\"totals\":[0,0]," \
    "\"totalvotes\":0}"
#define OVER                                                                \
    "\"now\":\"2023-11-14T22:13:51.000Z\",\"time\":30000,"                  \
    "\"question\":\"More?\",\"options\":[\"Yes\",\"No\"],\"totals\":[0,1]," \
    "\"totalvotes\":1}"
#define MAY_VOTE "\"canvote\":true,\"myvote\":0"
#define MAY_LOOK "\"canvote\":false,\"myvote\":0"

START_TEST(asks_counts_and_ends) {
    company c;
    company_open(&c);
    peer_say(&c.moderator,
             "STARTPOLL {\"weighted\":false,\"time\":30000,"
             "\"question\":\"More?\",\"options\":[\"Yes\",\"No\"]}");
    expect_poll(&c.moderator, "POLLSTART", MAY_VOTE, FRESH);
    expect_poll(&c.viewer, "POLLSTART", MAY_VOTE, FRESH);
    expect_poll(&c.nobody, "POLLSTART", MAY_LOOK, FRESH);
    expect_answer(&c.viewer, "CASTVOTE {\"vote\":\"2\"}",
                  "VOTECOUNTED {\"vote\":\"2\"}");
    const char cast[] = "VOTECAST {\"vote\":\"2\",\"quantity\":1}";
    peer_expect_frame(&c.viewer, cast);
    peer_expect_frame(&c.moderator, cast);
    peer_expect_frame(&c.nobody, cast);
    scene_advance(&c.s, 30 * 1000);
    expect_poll(&c.viewer, "POLLSTOP", "\"canvote\":false,\"myvote\":2", OVER);
    expect_poll(&c.nobody, "POLLSTOP", MAY_LOOK, OVER);
    expect_refusal(&c.viewer, "CASTVOTE {\"vote\":\"1\"}", "noactivepoll");
    company_close(&c);
}
END_TEST

START_TEST(weighs_votes_by_tier) {
    company c;
    company_open(&c);
    ask(&c, "true");
    expect_answer(&c.viewer, "CASTVOTE {\"vote\":\"1\"}",
                  "VOTECOUNTED {\"vote\":\"1\"}");
    peer_expect_frame(&c.nobody, "VOTECAST {\"vote\":\"1\",\"quantity\":2}");
    peer_say(&c.moderator, "CASTVOTE {\"vote\":\"2\"}");
    peer_expect_frame(&c.nobody, "VOTECAST {\"vote\":\"2\",\"quantity\":1}");
    company_close(&c);
}
END_TEST

START_TEST(refuses_votes) {
    company c;
    company_open(&c);
    expect_refusal(&c.viewer, "CASTVOTE {\"vote\":\"1\"}", "noactivepoll");
    ask(&c, "false");
    expect_refusal(&c.viewer, "CASTVOTE {\"vote\":1}", "protocolerror");
    expect_refusal(&c.viewer, "CASTVOTE {\"vote\":\"3\"}", "protocolerror");
    expect_refusal(&c.viewer, "CASTVOTE {}", "protocolerror");
    expect_refusal(&c.nobody, "CASTVOTE {\"vote\":\"1\"}", "nopermission");
    peer_say(&c.viewer, "CASTVOTE {\"vote\":\"1\"}");
    free(peer_find_frame(&c.viewer, "VOTECAST "));
    expect_refusal(&c.viewer, "CASTVOTE {\"vote\":\"9\"}", "alreadyvoted");
    company_close(&c);
}
END_TEST

START_TEST(runs_one_poll_at_a_time) {
    company c;
    company_open(&c);
    peer *mod = &c.moderator;
    expect_refusal(mod, "STOPPOLL {}", "noactivepoll");
    expect_refusal(&c.viewer, "STOPPOLL {}", "nopermission");
    expect_refusal(&c.viewer, "STARTPOLL {}", "nopermission");
    expect_refusal(mod, "STARTPOLL {}", "protocolerror");
    expect_refusal(mod, "STARTPOLL {\"options\":[1]}", "protocolerror");
    ask(&c, "false");
    expect_refusal(mod, "STARTPOLL {}", "activepoll");
    peer_say(&c.viewer, "CASTVOTE {\"vote\":\"1\"}");
    free(peer_find_frame(&c.nobody, "VOTECAST "));
    peer_say(mod, "STOPPOLL {}");
    expect_shape(&c.nobody, "POLLSTOP {" MAY_LOOK,
                 "\"totals\":[1,0],\"totalvotes\":1}");
    free(peer_find_frame(&c.viewer, "POLLSTOP "));
    ask(&c, "false"); /* and everybody may vote again */
    expect_answer(&c.viewer, "CASTVOTE {\"vote\":\"1\"}",
                  "VOTECOUNTED {\"vote\":\"1\"}");
    company_close(&c);
}
END_TEST

START_TEST(shows_newcomers_the_running_poll) {
    company c;
    company_open(&c);
    ask(&c, "false");
    peer_say(&c.viewer, "CASTVOTE {\"vote\":\"2\"}");
    free(peer_find_frame(&c.viewer, "VOTECAST "));
    peer p;
    peer_upgrade(&p, &c.s, COMMANDER_COOKIE(SERVER_DEMO_TOKEN));
    peer_skip_greeting(&p);
    expect_shape(&p, "POLLSTART {\"canvote\":false,\"myvote\":2,",
                 "\"totals\":[0,1],\"totalvotes\":1}");
    peer_close(&p);
    peer_upgrade(&p, &c.s, COMMANDER_COOKIE(SERVER_FRIEND_TOKEN));
    peer_skip_greeting(&p);
    expect_shape(&p, "POLLSTART {\"canvote\":true,\"myvote\":0,",
                 "\"totals\":[0,1],\"totalvotes\":1}");
    peer_close(&p);
    company_close(&c);
}
END_TEST

static void take_note(void *user, const char *frame) {
    buffer *notes = user;
    ck_assert(buffer_append(notes, frame, strcspn(frame, " ")));
    ck_assert(buffer_append(notes, " ", 1));
}

START_TEST(tells_the_observer_once) {
    company c;
    company_open(&c);
    buffer notes;
    buffer_init(&notes, 4096);
    server_observe(c.s.server, take_note, &notes);
    ask(&c, "false");
    peer_say(&c.viewer, "CASTVOTE {\"vote\":\"2\"}");
    free(peer_find_frame(&c.viewer, "VOTECAST "));
    scene_advance(&c.s, 30 * 1000);
    free(peer_find_frame(&c.viewer, "POLLSTOP "));
    ck_assert_str_eq(notes.bytes, "POLLSTART VOTECAST POLLSTOP ");
    buffer_free(&notes);
    company_close(&c);
}
END_TEST

START_TEST(takes_votes_in_a_poll_it_was_told_of) {
    company c;
    company_open(&c);
    server_broadcast(c.s.server,
                     "POLLSTART {\"canvote\":true,\"myvote\":0,"
                     "\"nick\":\"ModMika\",\"weighted\":false,"
                     "\"start\":\"2026-09-05T19:00:00Z\","
                     "\"now\":\"2026-09-05T19:00:04.5Z\",\"time\":10000,"
                     "\"question\":\"More?\",\"options\":[\"A\",\"B\"],"
                     "\"totals\":[3,1],\"totalvotes\":4}");
    free(peer_find_frame(&c.viewer, "POLLSTART "));
    expect_answer(&c.viewer, "CASTVOTE {\"vote\":\"2\"}",
                  "VOTECOUNTED {\"vote\":\"2\"}");
    peer p;
    peer_upgrade(&p, &c.s, "");
    peer_skip_greeting(&p);
    expect_shape(&p,
                 "POLLSTART {\"canvote\":false,\"myvote\":0,"
                 "\"nick\":\"ModMika\",\"weighted\":false,"
                 "\"start\":\"2023-11-14T22:13:16.500Z\",",
                 "\"totals\":[3,2],\"totalvotes\":5}");
    peer_close(&p);
    free(peer_find_frame(&c.viewer, "VOTECAST "));
    c.s.now_ms += 5500;
    expect_refusal(&c.viewer, "CASTVOTE {\"vote\":\"2\"}", "noactivepoll");
    company_close(&c);
}
END_TEST

TEST_MAIN("server_polling", asks_counts_and_ends, weighs_votes_by_tier,
          refuses_votes, runs_one_poll_at_a_time,
          shows_newcomers_the_running_poll, tells_the_observer_once,
          takes_votes_in_a_poll_it_was_told_of)
