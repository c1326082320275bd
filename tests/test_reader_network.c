/* What is typed goes to a server and its outcome comes back, as in the program
 * but without a terminal. */
#include "model_case.h"
#include "reader_network.h"
#include "scratch.h"

#include <stdio.h>
#include <string.h>

typedef struct stage {
    model_case c;
    reader_link link;
} stage;

static void perform(stage *s) {
    effect wanted;
    while (effects_take(&s->c.m.effects, &wanted)) {
        reader_link_perform(&s->link, &wanted);
        effect_free(&wanted);
    }
}

static void turn(stage *s) {
    perform(s);
    dgg_loop_wait(s->link.network.loop, -1);
    s->c.now = reader_link_now(&s->link);
}

/* Logged in at the demo server, the greeting over. */
static void open_stage(stage *s) {
    char problem[NETWORK_PROBLEM_BYTES];
    const options wanted = {.demo.is_wanted = true, .speed = 1};
    case_begin(&s->c);
    ck_assert_msg(reader_link_open(&s->link, &s->c.m, &wanted, problem) ==
                      DGG_OK,
                  "%s", problem);
    ck_assert_int_eq(reader_link_start(&s->link), DGG_OK);
    while (s->c.m.own_nick[0] == '\0') {
        turn(s);
    }
}

static void close_stage(stage *s) {
    reader_link_close(&s->link);
    case_end(&s->c);
}

#define POLL                                                              \
    "POLLSTART {\"canvote\":true,\"myvote\":0,\"nick\":\"gentle_gavel\"," \
    "\"weighted\":false,\"start\":\"2026-09-05T19:00:00Z\","              \
    "\"now\":\"2026-09-05T19:00:00Z\",\"time\":%d,\"question\":\"%s\","   \
    "\"options\":[\"Yes\",\"No\"],\"totals\":[0,0],\"totalvotes\":0}"

static void start_poll(stage *s, const char *question, int length_ms) {
    char frame[512];
    snprintf(frame, sizeof frame, POLL, length_ms, question);
    server_broadcast(s->link.network.demo, frame);
    while (s->c.m.poll.phase != POLL_RUNNING ||
           strcmp(s->c.m.poll.known.question, question) != 0) {
        turn(s);
    }
}

static bool has_line(const stage *s, const char *text) {
    const window *chat = s->c.m.windows.list[WINDOW_CHAT];
    for (uint64_t i = chat->lines.first; i < chat->lines.next; i++) {
        if (strcmp(line_text(history_get(&chat->lines, i)), text) == 0) {
            return true;
        }
    }
    return false;
}

static void wait_for_line(stage *s, const char *text) {
    while (!has_line(s, text)) {
        turn(s);
    }
}

START_TEST(a_number_votes_in_a_poll) {
    stage s;
    open_stage(&s);
    start_poll(&s, "More chess?", 600000);
    enter(&s.c, "2");
    ck_assert_str_eq(typed(&s.c), "");
    wait_for_line(&s, "Your vote for 2 was counted");
    while (s.c.m.poll.known.total_votes == 0) {
        turn(&s);
    }
    ck_assert_int_eq(s.c.m.poll.known.own_vote, 2);
    ck_assert_int_eq(s.c.m.poll.options[1].total, 1);
    ck_assert(!has_line(&s, "2"));
    close_stage(&s);
}
END_TEST

START_TEST(a_refused_vote_comes_back) {
    stage s;
    open_stage(&s);
    start_poll(&s, "Too long for the server?", 601000);
    enter(&s.c, "1");
    wait_for_line(&s, "No poll is running.");
    ck_assert_str_eq(typed(&s.c), "1");
    ck_assert_int_eq(s.c.m.poll.known.own_vote, 0);
    close_stage(&s);
}
END_TEST

START_TEST(a_second_number_can_be_said) {
    stage s;
    open_stage(&s);
    start_poll(&s, "More chess?", 600000);
    enter(&s.c, "1");
    wait_for_line(&s, "Your vote for 1 was counted");
    enter(&s.c, "2");
    expect_hint(&s.c, "You have voted.");
    press(&s.c, "Enter");
    wait_for_line(&s, "2");
    close_stage(&s);
}
END_TEST

#define SAID                                                              \
    "MSG {\"nick\":\"bird\",\"features\":[],\"timestamp\":%lld,\"data\":" \
    "\"number %d\"}"

/* So much was said, a second apart and long ago. */
static void say_often(stage *s, int count) {
    for (int i = 0; i < count; i++) {
        char frame[256];
        snprintf(frame, sizeof frame, SAID,
                 (long long)(s->c.now.wall_ms - (count - i) * 1000LL), i);
        server_broadcast(s->link.network.demo, frame);
    }
}

static void wait_for_log(stage *s) {
    while (s->c.m.log.phase == LOG_LOADING || s->c.m.effects.count > 0) {
        turn(s);
    }
}

START_TEST(what_was_said_is_read_page_by_page) {
    stage s;
    open_stage(&s);
    say_often(&s, 150);
    wait_for_line(&s, "number 149");
    ck_assert_str_eq(s.c.m.log.service.host, "127.0.0.1");
    enter(&s.c, "/log bird");
    ck_assert_int_eq(s.c.m.log.phase, LOG_ASKING);
    press(&s.c, "o");
    wait_for_log(&s);
    ck_assert_int_eq(s.c.m.log.phase, LOG_IDLE);
    ck_assert_uint_eq(s.c.m.log.lines.loaded, LOG_PAGE_LINES);
    press(&s.c, "M-<");
    press(&s.c, "PgUp");
    wait_for_log(&s);
    ck_assert_uint_eq(s.c.m.log.lines.loaded, 150);
    ck_assert(s.c.m.log.progress.is_at_beginning);
    close_stage(&s);
}
END_TEST

/* Nothing of it is on the disk afterwards. */
START_TEST(a_demo_keeps_no_answer) {
    scratch disk;
    stage s;
    scratch_open(&disk);
    setenv("XDG_STATE_HOME", disk.path, 1);
    open_stage(&s);
    enter(&s.c, "/log bird");
    press(&s.c, "y");
    wait_for_log(&s);
    close_stage(&s);
    ck_assert_uint_eq(scratch_each(disk.path, NULL), 0);
    scratch_close(&disk);
}
END_TEST

/* Until another address is given. */
START_TEST(an_answer_is_kept_for_its_host) {
    char problem[NETWORK_PROBLEM_BYTES];
    options wanted = {.endpoints = {.chat_url = "ws://127.0.0.1:1/ws",
                                    .site_url = "http://127.0.0.1:1",
                                    .logs_url = "http://127.0.0.1:1"},
                      .speed = 1};
    scratch disk;
    stage s;
    scratch_open(&disk);
    setenv("XDG_STATE_HOME", disk.path, 1);
    for (int run = 0; run < 3; run++) {
        case_begin(&s.c);
        ck_assert_int_eq(reader_link_open(&s.link, &s.c.m, &wanted, problem),
                         DGG_OK);
        bool is_known = run == 1;
        enter(&s.c, "/log bird");
        ck_assert_int_eq(s.c.m.log.phase, is_known ? LOG_LOADING : LOG_ASKING);
        press(&s.c, "y");
        perform(&s);
        close_stage(&s);
        if (run == 1) {
            wanted.endpoints.logs_url = "http://localhost:1";
        }
    }
    scratch_close(&disk);
}
END_TEST

TEST_MAIN("reader_network", what_was_said_is_read_page_by_page,
          a_demo_keeps_no_answer, an_answer_is_kept_for_its_host,
          a_number_votes_in_a_poll, a_refused_vote_comes_back,
          a_second_number_can_be_said)
