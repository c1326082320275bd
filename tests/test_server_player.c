#include "server_peer.h"

#include <unistd.h>

#define BOB    "{\"user\":{\"id\":7,\"nick\":\"bob\"},\"is_present\":true}\n"
#define HEADER "{\"dgg_script\":1,\"epoch_ms\":5000,\"clock\":\"now\"}\n"

/* Opens a scene that plays these lines. */
static void open_script(scene *s, const char *lines, double speed) {
    char path[] = "/tmp/test_server_player_XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, lines, strlen(lines)), (ssize_t)strlen(lines));
    close(fd);
    scene_open(s, &(server_options){.script = path, .speed = speed});
    unlink(path);
}

/* Nothing is on its way: the next frame is the answer to a PING. */
static void expect_silence(peer *p) {
    peer_say(p, "PING 1");
    peer_expect_frame(p, "PONG \"MQ==\"");
}

START_TEST(tells_newcomers_what_was_before) {
    scene s;
    open_script(&s,
                HEADER BOB
                "{\"at_ms\":-2000,\"say\":\"bob\",\"text\":\"early\"}\n"
                "{\"at_ms\":-1000,\"frame\":\"BROADCAST "
                "{\\\"timestamp\\\":4000}\"}\n",
                0);
    peer p;
    peer_upgrade(&p, &s, "");
    char *names = peer_find_frame(&p, "NAMES ");
    ck_assert_ptr_nonnull(strstr(names, "{\"id\":7,\"nick\":\"bob\"}"));
    free(names);
    peer_expect_frame(
        &p, "HISTORY [\"MSG {\\\"id\\\":7,\\\"nick\\\":\\\"bob\\\","
            "\\\"timestamp\\\":1699999999000,\\\"data\\\":\\\"early\\\"}\","
            "\"BROADCAST {\\\"timestamp\\\":1700000000000}\"]");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(marks_whose_texts_are_refused) {
    scene s;
    open_script(&s,
                HEADER BOB "{\"user\":{\"nick\":\"demo_viewer\","
                           "\"mark\":\"privmsgbanned\"}}\n",
                0);
    peer p;
    peer_log_in(&p, &s);
    peer_say(&p, "PRIVMSG {\"nick\":\"bob\",\"data\":\"a\"}");
    peer_expect_frame(&p, "ERR {\"description\":\"privmsgbanned\"}");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(plays_lines_when_they_are_due) {
    scene s;
    open_script(&s,
                HEADER BOB
                "{\"at_ms\":100,\"say\":\"bob\",\"text\":\"hi\"}\n"
                "{\"at_ms\":200,\"frame\":\"MUTE {\\\"timestamp\\\":5200,"
                "\\\"data\\\":\\\"x\\\"}\"}\n"
                "{\"at_ms\":300,\"quit\":\"bob\"}\n",
                0);
    peer p;
    peer_enter(&p, &s);
    scene_advance(&s, 99);
    expect_silence(&p);
    scene_advance(&s, 1);
    peer_expect_frame(&p, "MSG {\"id\":7,\"nick\":\"bob\","
                          "\"timestamp\":1700000001100,\"data\":\"hi\"}");
    scene_advance(&s, 100);
    peer_expect_frame(&p, "MUTE {\"timestamp\":1700000001200,\"data\":\"x\"}");
    scene_advance(&s, 100);
    free(peer_find_frame(&p, "QUIT "));
    peer_close(&p);
    peer_upgrade(&p, &s, "");
    char *names = peer_find_frame(&p, "NAMES ");
    ck_assert_ptr_null(strstr(names, "bob"));
    free(names);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(leaves_recorded_times_alone) {
    scene s;
    open_script(&s,
                "{\"dgg_script\":1,\"clock\":\"recorded\"}\n"
                "{\"at_ms\":10,\"frame\":\"MUTE {\\\"timestamp\\\":5}\"}",
                0);
    peer p;
    peer_enter(&p, &s);
    scene_advance(&s, 10);
    peer_expect_frame(&p, "MUTE {\"timestamp\":5}");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(repeats_at_its_own_speed) {
    scene s;
    open_script(&s,
                "{\"dgg_script\":1,\"clock\":\"now\",\"loop_ms\":1000}\n" BOB
                "{\"at_ms\":500,\"frame\":\"MUTE {\\\"timestamp\\\":500}\"}",
                2);
    peer p;
    peer_enter(&p, &s);
    scene_advance(&s, 250);
    peer_expect_frame(&p, "MUTE {\"timestamp\":1700000001250}");
    scene_advance(&s, 499);
    expect_silence(&p);
    scene_advance(&s, 1);
    peer_expect_frame(&p, "MUTE {\"timestamp\":1700000001750}");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(goes_on_from_the_present_after_a_long_sleep) {
    scene s;
    open_script(&s,
                HEADER BOB "{\"at_ms\":100,\"say\":\"bob\",\"text\":\"a\"}\n"
                           "{\"at_ms\":200,\"say\":\"bob\",\"text\":\"b\"}\n",
                0);
    scene_advance(&s, 50 * 60 * 1000);
    peer p;
    peer_upgrade(&p, &s, "");
    char *history = peer_find_frame(&p, "HISTORY ");
    ck_assert_ptr_nonnull(strstr(history, "\\\"data\\\":\\\"a\\\""));
    ck_assert_ptr_null(strstr(history, "\\\"data\\\":\\\"b\\\""));
    free(history);
    scene_advance(&s, 100);
    char *frame = peer_find_frame(&p, "MSG ");
    ck_assert_ptr_nonnull(strstr(frame, "\"data\":\"b\""));
    free(frame);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(whispers_and_answers_in_turn) {
    scene s;
    open_script(&s,
                HEADER BOB
                "{\"user\":{\"nick\":\"ann\"}}\n"
                "{\"reply_to\":\"bob\",\"after_ms\":500,"
                "\"texts\":[\"one\",\"two\"]}\n"
                "{\"reply_to\":\"*\",\"after_ms\":0,\"texts\":[\"any\"]}\n"
                "{\"refuse\":\"ann\",\"description\":\"never\"}\n"
                "{\"at_ms\":100,\"whisper\":\"bob\",\"text\":\"psst\"}\n",
                0);
    peer p;
    peer_log_in(&p, &s);
    scene_advance(&s, 100);
    char *frame = peer_find_frame(&p, "PRIVMSG ");
    ck_assert_ptr_nonnull(strstr(frame, "\"nick\":\"bob\",\"data\":\"psst\""));
    free(frame);
    static const char *const answers[] = {"one", "two", "one"};
    for (int i = 0; i < 3; i++) {
        peer_say(&p, "PRIVMSG {\"nick\":\"BOB\",\"data\":\"yes?\"}");
        peer_expect_frame(&p, "PRIVMSGSENT \"\"");
        expect_silence(&p);
        scene_advance(&s, 500);
        frame = peer_find_frame(&p, "PRIVMSG ");
        ck_assert_ptr_nonnull(strstr(frame, answers[i]));
        ck_assert_ptr_nonnull(strstr(frame, "\"nick\":\"bob\""));
        free(frame);
    }
    peer_say(&p, "PRIVMSG {\"nick\":\"ann\",\"data\":\"yes?\"}");
    peer_expect_frame(&p, "ERR {\"description\":\"never\"}");
    s.now_ms += 400;
    peer_say(&p, "PRIVMSG {\"nick\":\"carl\",\"data\":\"yes?\"}");
    peer_expect_frame(&p, "ERR {\"description\":\"notfound\"}");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(answers_in_the_chat_two_times_of_three) {
    scene s;
    open_script(&s,
                HEADER BOB "{\"answer_by\":\"bob\",\"after_ms\":100,"
                           "\"texts\":[\"true\"]}\n",
                0);
    peer p;
    peer_log_in(&p, &s);
    for (int i = 0; i < 3; i++) {
        char text[] = "MSG {\"data\":\"0\"}";
        text[strlen("MSG {\"data\":\"")] = (char)('0' + i);
        peer_say(&p, text);
        free(peer_find_frame(&p, "MSG "));
        scene_advance(&s, 500);
        if (i < 2) {
            free(peer_find_frame(&p, "MSG {\"id\":7,\"nick\":\"bob\","));
        } else {
            expect_silence(&p);
        }
    }
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(lights_what_was_said_last) {
    scene s;
    open_script(&s,
                HEADER BOB
                "{\"at_ms\":100,\"say\":\"bob\",\"text\":\"hi\"}\n"
                "{\"at_ms\":200,\"spotlight\":\"bob\",\"by\":\"ann\"}\n"
                "{\"at_ms\":300,\"unspotlight\":\"ann\"}\n"
                "{\"at_ms\":400,\"unspotlight\":\"ann\"}\n"
                "{\"at_ms\":400,\"spotlight\":\"eve\",\"by\":\"ann\"}\n",
                0);
    peer p;
    peer_enter(&p, &s);
    scene_advance(&s, 100);
    scene_advance(&s, 100);
    scene_advance(&s, 100);
    char *light = peer_find_frame(&p, "SPOTLIGHT ");
    ck_assert_ptr_nonnull(strstr(light, "\"data\":\"hi\""));
    const char *key = strstr(light, "\"key\":");
    char *end = peer_find_frame(&p, "UNSPOTLIGHT {\"nick\":\"ann\",");
    ck_assert_ptr_nonnull(key);
    ck_assert_int_eq(strncmp(strstr(end, "\"key\":"), key, 40), 0);
    free(light);
    free(end);
    scene_advance(&s, 100); /* nothing is left to do */
    expect_silence(&p);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(misbehaves_as_written) {
    scene s;
    open_script(&s,
                HEADER BOB
                "{\"at_ms\":100,\"fault\":\"stall\",\"for_ms\":50}\n"
                "{\"at_ms\":120,\"say\":\"bob\",\"text\":\"unheard\"}\n"
                "{\"at_ms\":160,\"say\":\"bob\",\"text\":\"heard\"}\n"
                "{\"at_ms\":200,\"fault\":\"close\",\"code\":1013}\n"
                "{\"at_ms\":300,\"fault\":\"cut\"}\n",
                0);
    peer p;
    peer_enter(&p, &s);
    scene_advance(&s, 100);
    scene_advance(&s, 20);
    scene_advance(&s, 30);
    scene_advance(&s, 10);
    char *frame = peer_find_frame(&p, "MSG ");
    ck_assert_ptr_nonnull(strstr(frame, "\"data\":\"heard\""));
    free(frame);
    scene_advance(&s, 40);
    int opcode = 0;
    free(peer_take_frame(&p, &opcode));
    ck_assert_int_eq(opcode, 8);
    peer_expect_end(&p);
    peer_close(&p);
    peer_enter(&p, &s);
    scene_advance(&s, 100);
    peer_expect_end(&p);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(cuts_and_fragments_as_written) {
    scene s;
    open_script(&s,
                HEADER "{\"at_ms\":100,\"fault\":\"fragments\",\"bytes\":4}\n"
                       "{\"at_ms\":200,\"frame\":\"MUTE {}\"}\n"
                       "{\"at_ms\":300,\"fault\":\"fragments\"}\n"
                       "{\"at_ms\":400,\"fault\":\"cut\",\"after_bytes\":5}\n"
                       "{\"at_ms\":500,\"frame\":\"MUTE {}\"}\n",
                0);
    peer p;
    peer_enter(&p, &s);
    scene_advance(&s, 100);
    scene_advance(&s, 100);
    char *fragments = peer_take(&p, 6 + 9 + 5);
    ck_assert_mem_eq(fragments,
                     "\x01\x04MUTE\x89\x07"
                     "between\x80\x03 {}",
                     20);
    free(fragments);
    scene_advance(&s, 100);
    scene_advance(&s, 100);
    scene_advance(&s, 100);
    char *cut = peer_take(&p, 5);
    ck_assert_mem_eq(cut, "\x81\x07MUT", 5);
    free(cut);
    peer_expect_end(&p);
    peer_close(&p);
    peer_enter(&p, &s); /* a cut is for those who were there */
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(cuts_pages_as_written) {
    scene s;
    open_script(
        &s, HEADER "{\"at_ms\":100,\"fault\":\"cut-http\",\"after_bytes\":9}\n",
        0);
    scene_advance(&s, 100);
    peer p;
    peer_open(&p, &s);
    peer_send(&p, "GET / HTTP/1.1\r\n\r\n", 18);
    char *cut = peer_take(&p, 9);
    ck_assert_str_eq(cut, "HTTP/1.1 ");
    free(cut);
    peer_expect_end(&p);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(answers_late_when_the_site_is_slow) {
    scene s;
    open_script(&s,
                HEADER
                "{\"at_ms\":100,\"fault\":\"slow-http\",\"for_ms\":90000}\n"
                "{\"at_ms\":200,\"fault\":\"slow-http\"}\n",
                0);
    scene_advance(&s, 100);
    peer late;
    peer quick;
    const char request[] = "GET /api/userinfo HTTP/1.1\r\n\r\n";
    peer_open(&late, &s);
    peer_send(&late, request, strlen(request));
    peer_upgrade(&quick, &s, ""); /* shows that the request was read */
    peer_close(&quick);
    scene_advance(&s, 100);
    peer_open(&quick, &s);
    peer_send(&quick, request, strlen(request));
    free(peer_take_head(&quick));
    scene_advance(&s, 89899);
    ck_assert_int_eq(recv(late.fd, &(char){0}, 1, MSG_DONTWAIT), -1);
    scene_advance(&s, 1);
    free(peer_take_head(&late));
    peer_close(&quick);
    peer_close(&late);
    scene_close(&s);
}
END_TEST

static void expect_page(scene *s, const char *path, const char *status,
                        const char *body) {
    peer p;
    peer_open(&p, s);
    char request[128];
    snprintf(request, sizeof request,
             "GET %s HTTP/1.1\r\nUser-Agent: Mozilla/5.0\r\n"
             "Connection: close\r\n\r\n",
             path);
    peer_send(&p, request, strlen(request));
    while (!p.has_ended) {
        peer_step(&p);
    }
    ck_assert_ptr_nonnull(strstr(p.input.bytes, status));
    ck_assert_ptr_nonnull(strstr(p.input.bytes, body));
    peer_close(&p);
}

START_TEST(replaces_pages_from_their_time_on) {
    scene s;
    open_script(&s,
                HEADER "{\"http\":\"/p\",\"status\":503,\"body\":\"busy\"}\n"
                       "{\"at_ms\":100,\"http\":\"/p\",\"body\":{\"a\":1}}\n",
                0);
    expect_page(&s, "/p", "503", "text/html");
    scene_advance(&s, 100);
    expect_page(&s, "/p", "200 OK", "\r\n\r\n{\"a\":1}");
    scene_close(&s);
}
END_TEST

START_TEST(other_tables_have_another_key) {
    static const char key[] = "data-cache-key=\"1700000000000.1234\"";
    scene s;
    open_script(&s,
                HEADER "{\"at_ms\":50,\"http\":\"/p\",\"body\":[]}\n"
                       "{\"at_ms\":100,\"http\":\"/1/emotes/emotes.json\","
                       "\"body\":[]}\n",
                0);
    scene_advance(&s, 50);
    expect_page(&s, "/embed/chat", "200 OK", key);
    scene_advance(&s, 50);
    expect_page(&s, "/embed/chat", "200 OK", "data-cache-key=\"1700000001100.");
    scene_close(&s);
}
END_TEST

#define GREETS                                                    \
    "{\"dgg_script\":1,\"epoch_ms\":5000,\"clock\":\"recorded\"," \
    "\"greeting\":\"script\"}\n"

START_TEST(a_recording_begins_when_somebody_is_there) {
    scene s;
    open_script(&s,
                GREETS "{\"at_ms\":0,\"link\":\"connecting\"}\n"
                       "{\"at_ms\":10,\"link\":\"open\"}\n"
                       "{\"at_ms\":20,\"frame\":\"ME null\"}\n"
                       "{\"at_ms\":30,\"frame\":\"MSG {}\"}\n",
                0);
    scene_advance(&s, 1000);
    peer early, late;
    peer_upgrade(&early, &s, PEER_LOGIN);
    expect_silence(&early);
    scene_advance(&s, 20);
    peer_expect_frame(&early, "ME null");
    peer_upgrade(&late, &s, "");
    expect_silence(&late);
    scene_advance(&s, 10);
    peer_expect_frame(&early, "MSG {}");
    peer_expect_frame(&late, "MSG {}");
    peer_close(&late);
    scene_advance(&s, 0);
    expect_silence(&early);
    peer_close(&early);
    scene_close(&s);
}
END_TEST

START_TEST(a_recording_answers_for_its_own_version_of_the_cdn) {
    scene s;
    open_script(
        &s,
        GREETS
        "{\"at_ms\":50,\"http\":\"/embed/chat\",\"body\":\"elsewhere\"}\n"
        "{\"at_ms\":90,\"http\":\"/2.7/emotes/emotes.json\","
        "\"body\":[{\"prefix\":\"OLD\"}]}\n",
        0);
    expect_page(&s, "/embed/chat", "data-cdn", server_site_url(s.server));
    expect_page(&s, "/1.0.0/emotes/emotes.json", "200 OK",
                "[{\"prefix\":\"OLD\"}]");
    expect_page(&s, "/1.0.0/flairs/flairs.json", "200 OK", "flair42");
    scene_close(&s);
}
END_TEST

START_TEST(says_what_is_wrong_with_a_script) {
    scene s;
    scene_open_bare(&s);
    server *other = NULL;
    char problem[SERVER_PROBLEM_BYTES];
    server_options options = {.script = "/nowhere/script"};
    ck_assert_int_eq(server_new(&other, s.loop, &options, problem),
                     DGG_ERROR_ARGUMENT);
    ck_assert_str_eq(problem, "cannot read the script /nowhere/script: "
                              "No such file or directory");
    options.script = "/dev/null";
    ck_assert_int_eq(server_new(&other, s.loop, &options, problem),
                     DGG_ERROR_ARGUMENT);
    ck_assert_str_eq(problem, "/dev/null, line 1: the script is empty");
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_player", tells_newcomers_what_was_before,
          marks_whose_texts_are_refused, plays_lines_when_they_are_due,
          leaves_recorded_times_alone, repeats_at_its_own_speed,
          goes_on_from_the_present_after_a_long_sleep,
          whispers_and_answers_in_turn, answers_in_the_chat_two_times_of_three,
          lights_what_was_said_last, misbehaves_as_written,
          cuts_and_fragments_as_written, cuts_pages_as_written,
          answers_late_when_the_site_is_slow, replaces_pages_from_their_time_on,
          other_tables_have_another_key,
          a_recording_begins_when_somebody_is_there,
          a_recording_answers_for_its_own_version_of_the_cdn,
          says_what_is_wrong_with_a_script)
