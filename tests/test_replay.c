#include "buffer.h"
#include "dgg.h"
#include "dgg_replay.h"
#include "http.h"
#include "replay.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOG_BYTES = 1 << 20 };

#define HEADER                                                \
    "{\"dgg_script\":1,\"epoch_ms\":1700000000000,\"clock\":" \
    "\"recorded\",\"greeting\":\"script\"}\n"

/* A replay of a file whose real time the test moves; what is told is kept as
 * a log, one event a line, with the time it was told at. */
typedef struct stage {
    char path[32];
    dgg_replay *replay;
    dgg_loop *loop;
    dgg_chat *chat;
    int64_t real_ms;
    int64_t tick_ms; /* passes whenever somebody looks at real time */
    buffer log;
    size_t ends;
} stage;

static int64_t stage_real_ms(void *user) {
    stage *s = user;
    s->real_ms += s->tick_ms;
    return s->real_ms;
}

static void note(stage *s, const char *line) {
    ck_assert(buffer_append(&s->log, line, strlen(line)));
    ck_assert(buffer_append(&s->log, "\n", 1));
}

static const char *log_of(const stage *s) {
    return s->log.used > 0 ? s->log.bytes : "";
}

static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    stage *s = user;
    char line[256];
    char *json = dgg_event_json(event);
    (void)chat;
    ck_assert_int_eq(event->received_ms, dgg_loop_wall_ms(s->loop));
    snprintf(line, sizeof line, "%d %s%s", (int)dgg_loop_monotonic_ms(s->loop),
             event->is_replay ? "replay " : "", json);
    note(s, line);
    free(json);
    return 0;
}

static void on_end(void *user) {
    stage *s = user;
    s->ends++;
    note(s, "end");
}

static void write_script(stage *s, const char *text) {
    strcpy(s->path, "/tmp/dgg_replay_XXXXXX");
    int fd = mkstemp(s->path);
    ck_assert_int_ge(fd, 0);
    size_t bytes = strlen(text);
    ck_assert_int_eq(write(fd, text, bytes), (ssize_t)bytes);
    close(fd);
}

/* Everything but the start. */
static void stage_open(stage *s, const char *text, double speed) {
    *s = (stage){.real_ms = 7777};
    buffer_init(&s->log, LOG_BYTES);
    write_script(s, text);
    char problem[DGG_REPLAY_PROBLEM_BYTES];
    const replay_options options = {s->path, speed, stage_real_ms, s};
    ck_assert_msg(replay_open(&s->replay, &options, problem) == DGG_OK, "%s",
                  problem);
    const dgg_loop_options loop = {.environment =
                                       dgg_replay_environment(s->replay)};
    ck_assert_int_eq(dgg_loop_new(&s->loop, &loop), DGG_OK);
    ck_assert_int_eq(dgg_chat_new(&s->chat, &(dgg_options){.loop = s->loop}),
                     DGG_OK);
    ck_assert_int_eq(dgg_chat_on(s->chat, DGG_ON_EVERY_EVENT, on_event, s),
                     DGG_OK);
}

static void stage_start(stage *s, const char *text, double speed) {
    stage_open(s, text, speed);
    ck_assert_int_eq(dgg_replay_start(s->replay, s->chat, on_end, s), DGG_OK);
}

static void stage_close(stage *s) {
    dgg_chat_free(s->chat);
    dgg_loop_free(s->loop);
    dgg_replay_free(s->replay);
    buffer_free(&s->log);
    unlink(s->path);
}

static void advance(stage *s, int64_t ms) {
    s->real_ms += ms;
    do {
        dgg_loop_service(s->loop);
    } while (dgg_loop_timeout_ms(s->loop) == 0);
}

static void expect_log(stage *s, const char *expected) {
    ck_assert_str_eq(log_of(s), expected);
    buffer_reset(&s->log, LOG_BYTES);
}

#define MSG(at, text)                                                \
    "{\"at_ms\":" #at ",\"frame\":\"MSG {\\\"nick\\\":\\\"bird\\\"," \
    "\\\"data\\\":\\\"" text "\\\"}\"}\n"
#define TOLD(at, epoch, text)                    \
    at " {\"event\":\"MSG\",\"received\":" epoch \
       ",\"data\":{\"nick\":\"bird\",\"data\":\"" text "\"}}\n"

START_TEST(lines_are_told_at_their_time) {
    stage s;
    stage_start(&s, HEADER MSG(10, "a") MSG(10, "b") MSG(250, "c"), 1);
    ck_assert_int_eq(dgg_loop_timeout_ms(s.loop), 10);
    advance(&s, 9);
    expect_log(&s, "");
    advance(&s, 1);
    expect_log(&s, TOLD("10", "1700000000010", "a")
                       TOLD("10", "1700000000010", "b"));
    ck_assert_int_eq(dgg_loop_timeout_ms(s.loop), 240);
    advance(&s, 240);
    expect_log(&s, TOLD("250", "1700000000250", "c") "end\n");
    ck_assert_int_eq(dgg_loop_timeout_ms(s.loop), -1);
    stage_close(&s);
}
END_TEST

START_TEST(a_late_program_is_told_all_of_it_at_the_same_times) {
    stage s;
    stage_start(&s, HEADER MSG(10, "a") MSG(11, "b") MSG(250, "c"), 1000);
    advance(&s, 1000);
    expect_log(&s,
               TOLD("10", "1700000000010", "a") TOLD("11", "1700000000011", "b")
                   TOLD("250", "1700000000250", "c") "end\n");
    stage_close(&s);
}
END_TEST

START_TEST(the_speed_is_that_of_the_waits) {
    stage s;
    stage_start(&s, HEADER MSG(1000, "a"), 4);
    ck_assert_int_eq(dgg_loop_timeout_ms(s.loop), 250);
    advance(&s, 249);
    expect_log(&s, "");
    advance(&s, 1);
    expect_log(&s, TOLD("1000", "1700000001000", "a") "end\n");
    stage_close(&s);
}
END_TEST

START_TEST(the_clock_stands_before_the_start_and_after_the_end) {
    stage s;
    stage_open(&s, HEADER MSG(10, "a"), 1);
    s.real_ms += 500;
    ck_assert_int_eq(dgg_loop_wall_ms(s.loop), 1700000000000);
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, on_end, &s), DGG_OK);
    advance(&s, 5);
    ck_assert_int_eq(dgg_loop_wall_ms(s.loop), 1700000000005);
    advance(&s, 500);
    ck_assert_int_eq(dgg_loop_wall_ms(s.loop), 1700000000010);
    s.real_ms += 500;
    ck_assert_int_eq(dgg_loop_wall_ms(s.loop), 1700000000010);
    stage_close(&s);
}
END_TEST

/* --- timers -------------------------------------------------------------- */

typedef struct alarm_clock {
    loop_timer timer;
    stage *stage;
    const char *name;
} alarm_clock;

static void on_alarm(void *user) {
    const alarm_clock *a = user;
    char line[64];
    snprintf(line, sizeof line, "%d %s",
             (int)dgg_loop_monotonic_ms(a->stage->loop), a->name);
    note(a->stage, line);
}

static void set_alarm(alarm_clock *a, stage *s, const char *name, int64_t ms) {
    *a = (alarm_clock){.stage = s, .name = name};
    loop_timer_init(&a->timer, s->loop, on_alarm, a);
    loop_timer_start(&a->timer, ms);
}

/* However late everything is: a timer is called between the lines it lies
 * between, at its own time. */
START_TEST(timers_run_with_the_recording) {
    for (int64_t step = 1; step <= 512; step *= 2) {
        stage s;
        alarm_clock a, b, late;
        stage_start(&s, HEADER MSG(10, "a") MSG(100, "b"), 1);
        set_alarm(&a, &s, "ring", 50);
        set_alarm(&b, &s, "ring again", 60);
        set_alarm(&late, &s, "never", 101);
        for (int64_t passed = 0; passed < 512; passed += step) {
            advance(&s, step);
        }
        expect_log(
            &s,
            TOLD("10", "1700000000010", "a") "50 ring\n60 ring again\n" TOLD(
                "100", "1700000000100", "b") "end\n");
        ck_assert_int_eq(dgg_loop_timeout_ms(s.loop), -1);
        loop_timer_stop(&late.timer);
        stage_close(&s);
    }
}
END_TEST

START_TEST(chance_is_the_same_every_time) {
    uint64_t numbers[2][3];
    for (size_t i = 0; i < 2; i++) {
        stage s;
        stage_start(&s, HEADER MSG(10, "a"), 1);
        for (size_t j = 0; j < 3; j++) {
            numbers[i][j] = loop_random(s.loop, UINT64_MAX);
        }
        stage_close(&s);
    }
    ck_assert_mem_eq(numbers[0], numbers[1], sizeof numbers[0]);
    ck_assert(numbers[0][0] != numbers[0][1] && numbers[0][1] != numbers[0][2]);
}
END_TEST

/* --- the chat ------------------------------------------------------------ */

static const char connection[] = HEADER
    "{\"at_ms\":0,\"link\":\"connecting\",\"address\":\"h:1\"}\n"
    "{\"at_ms\":5,\"link\":\"open\"}\n"
    "{\"at_ms\":6,\"frame\":\"ME {\\\"id\\\":1,\\\"nick\\\":\\\"Me\\\"}\"}\n"
    "{\"at_ms\":7,\"frame\":\"HISTORY [\\\"MSG {\\\\\\\"nick\\\\\\\":"
    "\\\\\\\"a\\\\\\\",\\\\\\\"data\\\\\\\":\\\\\\\"x\\\\\\\"}\\\"]\"}\n"
    "{\"at_ms\":8,\"frame\":\"PING {}\"}\n"
    "{\"at_ms\":9,\"fault\":\"cut\",\"code\":1006,\"error\":"
    "\"DGG_ERROR_SILENT\",\"retry_ms\":700,\"attempt\":3,"
    "\"rejected\":2,\"reason\":\"why\"}\n"
    "{\"at_ms\":700,\"link\":\"connecting\",\"address\":\"h:1\"}\n"
    "{\"at_ms\":710,\"frame\":\"ERR {\\\"description\\\":\\\"banned\\\"}\"}\n"
    "{\"at_ms\":711,\"fault\":\"close\",\"code\":1000,\"retry_ms\":-1}\n";

START_TEST(the_connection_is_told_as_it_was) {
    stage s;
    stage_start(&s, connection, 1);
    advance(&s, 5);
    ck_assert(dgg_chat_is_open(s.chat));
    expect_log(&s, "0 {\"event\":\"CONNECTING\",\"received\":1700000000000}\n"
                   "5 {\"event\":\"OPEN\",\"received\":1700000000005}\n");
    advance(&s, 3);
    ck_assert_str_eq(dgg_chat_nick(s.chat), "Me");
    ck_assert_ptr_nonnull(strstr(log_of(&s), "7 replay {\"event\":\"MSG\""));
    ck_assert_ptr_nonnull(strstr(log_of(&s), "8 {\"event\":\"PING\""));
    buffer_reset(&s.log, LOG_BYTES);
    advance(&s, 1);
    ck_assert(!dgg_chat_is_open(s.chat));
    expect_log(&s, "9 {\"event\":\"CLOSE\",\"received\":1700000000009,"
                   "\"code\":1006,\"reason\":\"why\",\"retry_ms\":700,"
                   "\"rejected\":2}\n");
    stage_close(&s);
}
END_TEST

/* A live chat would say so itself; here the recording does. */
START_TEST(what_the_server_thinks_of_us_ends_nothing) {
    stage s;
    stage_start(&s, connection, 1);
    advance(&s, 710);
    ck_assert_ptr_nonnull(strstr(log_of(&s), "banned"));
    buffer_reset(&s.log, LOG_BYTES);
    advance(&s, 1);
    expect_log(&s, "711 {\"event\":\"CLOSE\",\"received\":1700000000711,"
                   "\"code\":1000,\"reason\":\"the connection was closed\","
                   "\"retry_ms\":-1,\"rejected\":0}\nend\n");
    stage_close(&s);
}
END_TEST

static int keep_close(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    dgg_close *close = user;
    *close = event->as.close;
    close->reason = "";
    return 0;
}

START_TEST(an_end_has_all_its_members) {
    stage s;
    dgg_close close = {0};
    stage_start(&s, connection, 1);
    dgg_chat_on(s.chat, DGG_ON_WS_CLOSE, keep_close, &close);
    advance(&s, 9);
    ck_assert_int_eq(close.error, DGG_ERROR_SILENT);
    ck_assert_uint_eq(close.attempt, 3);
    ck_assert_uint_eq(close.rejected, 2);
    stage_close(&s);
}
END_TEST

static int on_reload(dgg_chat *chat, const dgg_event *event, void *user) {
    stage *s = user;
    char line[64];
    (void)chat;
    snprintf(line, sizeof line, "back in %d", (int)event->as.reload_ms);
    note(s, line);
    return 0;
}

START_TEST(what_was_planned_is_told_again) {
    stage s;
    stage_open(&s,
               HEADER
               "{\"at_ms\":1,\"frame\":\"RELOAD {}\",\"reload_ms\":7123}\n"
               "{\"at_ms\":2,\"frame\":\"RELOAD {}\"}\n"
               "{\"at_ms\":90000,\"frame\":\"MSG {}\"}\n",
               1);
    dgg_chat_off(s.chat, DGG_ON_EVERY_EVENT, on_event, &s);
    dgg_chat_on(s.chat, DGG_ON_RELOAD, on_reload, &s);
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, on_end, &s), DGG_OK);
    advance(&s, 90000);
    expect_log(&s, "back in 7123\nback in 0\nend\n");
    stage_close(&s);
}
END_TEST

START_TEST(nothing_is_sent) {
    stage s;
    uint64_t id;
    stage_start(&s, connection, 1);
    advance(&s, 8);
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "hi", &id),
                     DGG_ERROR_REPLAY);
    ck_assert_int_eq(dgg_chat_send_message(s.chat, "", &id), DGG_ERROR_REPLAY);
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "bird", "hi", &id),
                     DGG_ERROR_REPLAY);
    ck_assert_int_eq(dgg_chat_send_whisper(s.chat, "?", "hi", &id),
                     DGG_ERROR_REPLAY);
    stage_close(&s);
}
END_TEST

START_TEST(connecting_and_disconnecting_change_nothing) {
    stage s;
    stage_start(&s, HEADER MSG(10, "a"), 1);
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
    ck_assert_int_eq(dgg_chat_disconnect(s.chat), DGG_OK);
    advance(&s, 10);
    expect_log(&s, TOLD("10", "1700000000010", "a") "end\n");
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
    advance(&s, 10);
    expect_log(&s, "");
    stage_close(&s);
}
END_TEST

START_TEST(running_for_ever_ends_with_the_recording) {
    stage s;
    stage_open(&s, connection, 1);
    s.tick_ms = 60 * 1000;
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, on_end, &s), DGG_OK);
    ck_assert_int_eq(dgg_chat_run_forever(s.chat), DGG_OK);
    ck_assert_uint_eq(s.ends, 1);
    ck_assert_ptr_nonnull(strstr(log_of(&s), "\"code\":1000"));
    ck_assert_int_eq(dgg_chat_run_forever(s.chat), DGG_OK);
    stage_close(&s);
}
END_TEST

START_TEST(time_that_passes_meanwhile_delays_nothing) {
    stage s;
    stage_open(&s, HEADER MSG(10, "a"), 1);
    s.tick_ms = 1;
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, on_end, &s), DGG_OK);
    for (size_t i = 0; i < 100; i++) {
        dgg_loop_service(s.loop);
    }
    expect_log(&s, TOLD("10", "1700000000010", "a") "end\n");
    stage_close(&s);
}
END_TEST

static int free_chat(dgg_chat *chat, const dgg_event *event, void *user) {
    stage *s = user;
    (void)event;
    dgg_chat_free(chat);
    s->chat = NULL;
    return 0;
}

START_TEST(a_handler_may_free_the_chat) {
    stage s;
    stage_start(&s, HEADER MSG(10, "a") MSG(10, "b") MSG(20, "c"), 1);
    dgg_chat_on(s.chat, DGG_ON_CHAT_MESSAGE, free_chat, &s);
    advance(&s, 100);
    expect_log(&s, TOLD("10", "1700000000010", "a"));
    ck_assert_int_eq(dgg_loop_timeout_ms(s.loop), -1);
    ck_assert_uint_eq(s.ends, 0);
    stage_close(&s);
}
END_TEST

static void free_chat_at_end(void *user) {
    free_chat(((stage *)user)->chat, NULL, user);
}

START_TEST(the_chat_may_be_freed_at_the_end) {
    stage s;
    stage_open(&s, HEADER, 1);
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, free_chat_at_end, &s),
                     DGG_OK);
    ck_assert_ptr_nonnull(s.chat); /* nothing is told inside of the start */
    dgg_loop_service(s.loop);
    ck_assert_ptr_null(s.chat);
    stage_close(&s);
}
END_TEST

START_TEST(it_is_played_once_and_on_its_own_loop) {
    stage s;
    dgg_chat *other;
    stage_open(&s, HEADER MSG(10, "a"), 1);
    ck_assert_int_eq(dgg_chat_new(&other, NULL), DGG_OK);
    ck_assert_int_eq(dgg_replay_start(s.replay, other, on_end, &s),
                     DGG_ERROR_STATE);
    dgg_chat_free(other);
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, NULL, NULL), DGG_OK);
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, NULL, NULL),
                     DGG_ERROR_STATE);
    advance(&s, 10);
    expect_log(&s, TOLD("10", "1700000000010", "a"));
    stage_close(&s);
}
END_TEST

START_TEST(what_is_in_use_is_not_played_to) {
    stage s;
    const http_tap tap = {0};
    stage_open(&s, HEADER MSG(10, "a"), 1);
    http_set_tap(s.loop, &tap);
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, on_end, &s),
                     DGG_ERROR_STATE);
    http_set_tap(s.loop, NULL);
    ck_assert_int_eq(dgg_chat_connect(s.chat), DGG_OK);
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, on_end, &s),
                     DGG_ERROR_STATE);
    ck_assert_int_eq(dgg_chat_disconnect(s.chat), DGG_OK);
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, on_end, &s), DGG_OK);
    stage_close(&s);
}
END_TEST

/* --- requests ------------------------------------------------------------ */

static void on_load(void *user, const dgg_cdn_answer *answer) {
    stage *s = user;
    char line[128];
    snprintf(line, sizeof line, "%d loaded: %s",
             (int)dgg_loop_monotonic_ms(s->loop),
             dgg_strerror(answer->status.error));
    note(s, line);
}

#define PAGE                                                         \
    "{\"at_ms\":5,\"http\":\"/embed/chat\",\"status\":200,\"body\":" \
    "\"<script id=chat-include data-cdn=\\\"https://cdn.example/9\\\">\"}\n"
#define EMOTES                                                        \
    "{\"at_ms\":8,\"http\":\"/9/emotes/emotes.json\",\"status\":200," \
    "\"body\":[{\"prefix\":\"YEE\",\"minimumSubTier\":0}]}\n"

START_TEST(emotes_come_from_the_recording) {
    stage s;
    dgg_cdn *cdn;
    stage_start(&s, HEADER PAGE EMOTES MSG(20, "a"), 1);
    ck_assert_int_eq(dgg_cdn_new(&cdn, s.loop, NULL), DGG_OK);
    ck_assert_int_eq(dgg_cdn_load(cdn, on_load, &s), DGG_OK);
    advance(&s, 7);
    expect_log(&s, "");
    advance(&s, 1);
    expect_log(&s, "8 loaded: no error\n");
    ck_assert_ptr_nonnull(dgg_emotes_find(dgg_cdn_emotes(cdn), "YEE", 3));
    ck_assert_ptr_null(dgg_cdn_flairs(cdn));
    dgg_cdn_free(cdn);
    stage_close(&s);
}
END_TEST

START_TEST(an_answer_comes_at_its_time_while_time_passes) {
    stage s;
    dgg_cdn *cdn;
    stage_open(&s, HEADER PAGE MSG(20, "a"), 1);
    s.tick_ms = 1;
    ck_assert_int_eq(dgg_replay_start(s.replay, s.chat, on_end, &s), DGG_OK);
    ck_assert_int_eq(dgg_cdn_new(&cdn, s.loop, NULL), DGG_OK);
    ck_assert_int_eq(dgg_cdn_load(cdn, on_load, &s), DGG_OK);
    for (size_t i = 0; i < 100; i++) {
        dgg_loop_service(s.loop);
    }
    ck_assert_ptr_nonnull(strstr(log_of(&s), "5 loaded: "));
    dgg_cdn_free(cdn);
    stage_close(&s);
}
END_TEST

START_TEST(what_was_not_recorded_is_not_fetched) {
    stage s;
    dgg_cdn *cdn;
    const dgg_cdn_options options = {
        .endpoints = {.cdn_url = "http://127.0.0.1:9"}};
    stage_start(&s, HEADER MSG(20, "a"), 1);
    ck_assert_int_eq(dgg_cdn_new(&cdn, s.loop, &options), DGG_OK);
    ck_assert_int_eq(dgg_cdn_load(cdn, on_load, &s), DGG_OK);
    advance(&s, 0);
    expect_log(&s, "0 loaded: this is a recording\n");
    ck_assert_int_eq(dgg_cdn_load(cdn, on_load, &s), DGG_OK);
    dgg_cdn_free(cdn);
    advance(&s, 0);
    expect_log(&s, "");
    stage_close(&s);
}
END_TEST

static void on_unread(void *user, const dgg_api_answer *answer) {
    ck_assert_int_eq(answer->status.error, DGG_OK);
    ck_assert_uint_eq(answer->as.unread.count, 1);
    note(user, answer->as.unread.list[0].nick);
}

START_TEST(inboxes_come_from_the_recording) {
    stage s;
    dgg_api *api;
    const dgg_credentials any = {.session_id = "any"};
    stage_start(&s,
                HEADER "{\"at_ms\":0,\"http\":\"/api/messages/unread\","
                       "\"status\":200,\"body\":[{\"username\":\"bird\","
                       "\"unread\":1}]}\n" MSG(20, "a"),
                1);
    ck_assert_int_eq(dgg_api_new(&api, s.loop, NULL, &any), DGG_OK);
    ck_assert_int_eq(dgg_api_messages_unread(api, on_unread, &s), DGG_OK);
    advance(&s, 0);
    expect_log(&s, "bird\n");
    dgg_api_free(api);
    stage_close(&s);
}
END_TEST

/* --- what cannot be played ----------------------------------------------- */

static void expect_refused(const char *lines, const char *words) {
    stage s;
    char problem[DGG_REPLAY_PROBLEM_BYTES] = "";
    char text[1024];
    snprintf(text, sizeof text, "%s%s", HEADER, lines);
    write_script(&s, text);
    ck_assert_int_eq(dgg_replay_open(&s.replay, s.path, 1, problem),
                     DGG_ERROR_ARGUMENT);
    ck_assert_ptr_null(s.replay);
    ck_assert_msg(strstr(problem, words) != NULL, "%s", problem);
    ck_assert_ptr_nonnull(strstr(problem, s.path));
    unlink(s.path);
}

START_TEST(only_recordings_are_played) {
    static const char *const lines[] = {
        "{\"at_ms\":1,\"say\":\"a\",\"text\":\"b\"}",
        "{\"at_ms\":1,\"join\":\"a\"}",
        "{\"at_ms\":1,\"quit\":\"a\"}",
        "{\"at_ms\":1,\"whisper\":\"a\",\"text\":\"b\"}",
        "{\"at_ms\":1,\"whisper_to\":\"a\",\"text\":\"b\"}",
        "{\"at_ms\":1,\"fault\":\"stall\",\"for_ms\":1}",
        "{\"at_ms\":1,\"fault\":\"garbage\"}",
        "{\"at_ms\":1,\"fault\":\"cut\",\"after_bytes\":9}",
        "{\"at_ms\":-1,\"frame\":\"MSG {}\"}",
        "{\"user\":{\"nick\":\"a\"}}",
        "{\"reply_to\":\"a\",\"texts\":[\"b\"]}",
        "{\"refuse\":\"a\",\"description\":\"b\"}",
        "{\"answer_by\":\"a\",\"texts\":[\"b\"]}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        expect_refused(lines[i], "line 2: this can only be served: "
                                 "dgg demo-server --script /tmp/dgg_replay_");
    }
}
END_TEST

START_TEST(what_is_wrong_is_said) {
    expect_refused("{\"at_ms\":1}", "line 2: it says nothing that is known.");
    char problem[DGG_REPLAY_PROBLEM_BYTES];
    dgg_replay *replay;
    ck_assert_int_eq(dgg_replay_open(&replay, "/nowhere", 1, problem),
                     DGG_ERROR_ARGUMENT);
    ck_assert_str_eq(problem, "The recording cannot be played: cannot read the "
                              "script /nowhere: No such file or directory.");
    ck_assert_int_eq(dgg_replay_open(&replay, NULL, 1, problem),
                     DGG_ERROR_ARGUMENT);
}
END_TEST

START_TEST(the_speed_has_bounds) {
    static const double speeds[] = {0, -1, 0.009, 1000.5};
    stage s;
    char problem[DGG_REPLAY_PROBLEM_BYTES];
    write_script(&s, HEADER);
    for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
        ck_assert_int_eq(dgg_replay_open(&s.replay, s.path, speeds[i], problem),
                         DGG_ERROR_ARGUMENT);
        ck_assert_ptr_nonnull(strstr(problem, "0.01 and 1000"));
    }
    ck_assert_int_eq(dgg_replay_open(&s.replay, s.path, 0.01, NULL), DGG_OK);
    dgg_replay_free(s.replay);
    unlink(s.path);
}
END_TEST

TEST_MAIN("replay", lines_are_told_at_their_time,
          a_late_program_is_told_all_of_it_at_the_same_times,
          the_speed_is_that_of_the_waits,
          the_clock_stands_before_the_start_and_after_the_end,
          timers_run_with_the_recording, chance_is_the_same_every_time,
          the_connection_is_told_as_it_was,
          what_the_server_thinks_of_us_ends_nothing, an_end_has_all_its_members,
          what_was_planned_is_told_again, nothing_is_sent,
          connecting_and_disconnecting_change_nothing,
          running_for_ever_ends_with_the_recording,
          time_that_passes_meanwhile_delays_nothing,
          a_handler_may_free_the_chat, the_chat_may_be_freed_at_the_end,
          it_is_played_once_and_on_its_own_loop,
          what_is_in_use_is_not_played_to, emotes_come_from_the_recording,
          an_answer_comes_at_its_time_while_time_passes,
          what_was_not_recorded_is_not_fetched, inboxes_come_from_the_recording,
          only_recordings_are_played, what_is_wrong_is_said,
          the_speed_has_bounds)
