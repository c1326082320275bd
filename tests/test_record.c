#include "chat_scene.h"
#include "http.h"
#include "record.h"
#include "replay.h"

#include <errno.h>
#include <unistd.h>

enum { TEXT_BYTES = 1 << 20 };

#define SECRET_WORDS "between you and me"

/* --- a chat that is recorded --------------------------------------------- */

typedef struct tape {
    chat_scene s;
    char path[32];
    dgg_recorder *recorder;
    buffer told; /* every event as JSON, one a line */
    size_t failures;
    char problem[DGG_RECORD_PROBLEM_BYTES];
} tape;

static void note(buffer *log, const char *text) {
    ck_assert(buffer_append(log, text, strlen(text)));
}

/* All that a handler can see of an event; `user` is the log. What became of a
 * text that was sent is told to who sent it only. */
static int tell(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    if (event->kind == DGG_EVENT_SEND_RESULT) {
        return 0;
    }
    char line[256];
    char *json = dgg_event_json(event);
    note(user, event->is_replay ? "replay " : "");
    note(user, json);
    if (event->kind == DGG_EVENT_CLOSE) {
        const dgg_close *close = &event->as.close;
        snprintf(line, sizeof line, " %s %d %u", dgg_strerror(close->error),
                 close->http_status, (unsigned)close->attempt);
        note(user, line);
    } else if (event->kind == DGG_EVENT_CONNECTING) {
        note(user, event->as.address);
    }
    note(user, "\n");
    free(json);
    return 0;
}

static void on_failure(void *user, const char *problem) {
    tape *t = user;
    t->failures++;
    snprintf(t->problem, sizeof t->problem, "%s", problem);
}

static void tape_open(tape *t, bool has_whispers, record_file_writer writer) {
    *t = (tape){0};
    chat_scene_open(&t->s);
    chat_scene_add_chat(&t->s, chat_scene_login());
    strcpy(t->path, "/tmp/dgg_tape_XXXXXX");
    close(mkstemp(t->path));
    buffer_init(&t->told, TEXT_BYTES);
    const dgg_record_options options = {.path = t->path,
                                        .has_whispers = has_whispers,
                                        .on_failure = on_failure,
                                        .user = t};
    ck_assert_msg(recorder_new_on(&t->recorder, t->s.chat, &options, writer,
                                  t->problem) == DGG_OK,
                  "%s", t->problem);
    ck_assert_int_eq(dgg_chat_on(t->s.chat, DGG_ON_EVERY_EVENT, tell, &t->told),
                     DGG_OK);
}

static void tape_stop(tape *t) {
    dgg_recorder_free(t->recorder);
    t->recorder = NULL;
}

static void tape_close(tape *t) {
    tape_stop(t);
    chat_scene_close(&t->s);
    buffer_free(&t->told);
    unlink(t->path);
}

/* The whole file; to be freed. */
static char *tape_text(const tape *t) {
    char *text = calloc(1, TEXT_BYTES);
    FILE *file = fopen(t->path, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_lt(fread(text, 1, TEXT_BYTES, file), TEXT_BYTES);
    fclose(file);
    return text;
}

static void expect_on_tape(const tape *t, const char *part, bool is_there) {
    char *text = tape_text(t);
    ck_assert_msg((strstr(text, part) != NULL) == is_there, "%s in %s", part,
                  text);
    free(text);
}

/* --- a replay of it ------------------------------------------------------ */

typedef struct player {
    int64_t real_ms;
    bool has_ended;
    buffer told;
} player;

static int64_t player_real_ms(void *user) {
    return ((player *)user)->real_ms;
}

static void on_end(void *user) {
    ((player *)user)->has_ended = true;
}

/* Plays the tape to its end; time passes only while nothing is due. */
static void play(player *p, const tape *t, double speed) {
    *p = (player){.real_ms = 99};
    buffer_init(&p->told, TEXT_BYTES);
    char problem[DGG_REPLAY_PROBLEM_BYTES] = "";
    const replay_options options = {t->path, speed, player_real_ms, p};
    dgg_replay *replay;
    dgg_loop *loop;
    dgg_chat *chat;
    ck_assert_msg(replay_open(&replay, &options, problem) == DGG_OK, "%s",
                  problem);
    const dgg_loop_options of_loop = {.environment =
                                          dgg_replay_environment(replay)};
    ck_assert_int_eq(dgg_loop_new(&loop, &of_loop), DGG_OK);
    ck_assert_int_eq(dgg_chat_new(&chat, &(dgg_options){.loop = loop}), DGG_OK);
    dgg_chat_on(chat, DGG_ON_EVERY_EVENT, tell, &p->told);
    ck_assert_int_eq(dgg_replay_start(replay, chat, on_end, p), DGG_OK);
    while (!p->has_ended) {
        int timeout_ms = dgg_loop_timeout_ms(loop);
        ck_assert_int_ge(timeout_ms, 0);
        p->real_ms += timeout_ms;
        dgg_loop_service(loop);
    }
    dgg_chat_free(chat);
    dgg_loop_free(loop);
    dgg_replay_free(replay);
}

/* Names the first line that differs: the whole is too long for libcheck. */
static void expect_same(const char *got, const char *expected) {
    size_t at = 0;
    size_t line = 0;
    for (; got[at] == expected[at]; at++) {
        if (got[at] == '\0') {
            return;
        }
        line = got[at] == '\n' ? at + 1 : line;
    }
    ck_abort_msg("got %.500s, expected %.500s", got + line, expected + line);
}

static void expect_played(const tape *t, double speed) {
    player p;
    play(&p, t, speed);
    expect_same(p.told.bytes, t->told.bytes);
    buffer_free(&p.told);
}

/* --- tests --------------------------------------------------------------- */

static void say(tape *t, const char *frame) {
    server_broadcast(t->s.server, frame);
    chat_scene_settle(&t->s);
}

static void come_back(tape *t) {
    size_t count = t->s.seen[DGG_EVENT_HISTORY];
    chat_scene_advance(&t->s, t->s.close.retry_ms);
    chat_scene_wait(&t->s, DGG_EVENT_HISTORY, count + 1);
}

/* A session with everything a connection can come to. */
static void live_through_it(tape *t) {
    server_broadcast(t->s.server, "MSG {\"nick\":\"bird\",\"data\":\"early\"}");
    chat_scene_connect(&t->s);
    chat_scene_advance(&t->s, 1234);
    say(t,
        "MSG {\"nick\":\"bird\",\n \"data\":\"\\u003ca\\u003e \xf0\x9f\x90\xa6 "
        "\\\"q\\\"\\n\"}");
    say(t, "MSG {broken");
    say(t, "PING {\"timestamp\":1788623391999000000}");
    say(t, "ERR notjson");
    say(t, "VOID null");
    dgg_chat_send_message(t->s.chat, "hello", NULL);
    chat_scene_wait(&t->s, DGG_EVENT_SEND_RESULT, 1);
    chat_scene_advance(&t->s, 7);
    server_close_all(t->s.server, 1001);
    chat_scene_wait(&t->s, DGG_EVENT_CLOSE, 1);
    come_back(t);
    server_close_all(t->s.server, -1);
    chat_scene_wait(&t->s, DGG_EVENT_CLOSE, 2);
    server_set_faults(t->s.server, &(server_faults){.refuse_status = 503});
    chat_scene_advance(&t->s, t->s.close.retry_ms);
    chat_scene_wait(&t->s, DGG_EVENT_CLOSE, 3);
    server_set_faults(t->s.server, &(server_faults){.is_banned = true});
    chat_scene_advance(&t->s, t->s.close.retry_ms);
    chat_scene_wait(&t->s, DGG_EVENT_CLOSE, 4);
    server_set_faults(t->s.server, &(server_faults){0});
    chat_scene_advance(&t->s, 60000);
    chat_scene_connect(&t->s);
    chat_scene_advance(&t->s, 3);
    dgg_chat_disconnect(t->s.chat);
}

START_TEST(a_replay_tells_the_same_again_and_again) {
    tape t;
    tape_open(&t, false, NULL);
    live_through_it(&t);
    tape_stop(&t);
    ck_assert_ptr_nonnull(strstr(t.told.bytes, "replay {\"event\":\"MSG\""));
    ck_assert_ptr_nonnull(strstr(t.told.bytes, "503"));
    ck_assert_ptr_nonnull(strstr(t.told.bytes, "this account is banned"));
    ck_assert_ptr_nonnull(strstr(t.told.bytes, "\"rejected\":1"));
    expect_played(&t, 1);
    expect_played(&t, 1);
    expect_played(&t, 1000);
    expect_played(&t, 0.01);
    tape_close(&t);
}
END_TEST

/* The lines of events that have a frame, without the time they came at, up to
 * the first end of the connection; to be freed. */
static char *frames_of(const buffer *told) {
    char *frames = calloc(1, told->used + 1);
    char *copy = strdup(told->bytes);
    char *rest = NULL;
    for (char *line = strtok_r(copy, "\n", &rest);
         line != NULL && strstr(line, "\"CLOSE\"") == NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        char *data = strstr(line, ",\"data\"");
        if (data != NULL && strncmp(line, "replay", 6) != 0) {
            *strstr(line, ",\"received\"") = '\0';
            strcat(frames, line);
            strcat(frames, data);
            strcat(frames, "\n");
        }
    }
    free(copy);
    return frames;
}

/* A scene whose server plays the tape. */
static void serve(chat_scene *s, const tape *t) {
    chat_scene_open(s);
    server_free(s->server);
    ck_assert_int_eq(server_new(&s->server, s->loop,
                                &(server_options){.script = t->path}, NULL),
                     DGG_OK);
    chat_scene_add_chat(s, (dgg_options){0});
}

START_TEST(the_demo_server_sends_the_same_frames) {
    tape t;
    chat_scene s;
    buffer told;
    buffer_init(&told, TEXT_BYTES);
    tape_open(&t, false, NULL);
    live_through_it(&t);
    tape_stop(&t);
    serve(&s, &t);
    dgg_chat_on(s.chat, DGG_ON_EVERY_EVENT, tell, &told);
    dgg_chat_connect(s.chat);
    while (s.seen[DGG_EVENT_CLOSE] == 0) {
        dgg_loop_wait(s.loop, 1);
        chat_scene_advance(&s, s.seen[DGG_EVENT_OPEN] > 0 ? 10 : 0);
    }
    ck_assert_int_eq(s.close.code, 1001);
    char *recorded = frames_of(&t.told);
    char *served = frames_of(&told);
    ck_assert_ptr_nonnull(strstr(recorded, "\"HISTORY\""));
    expect_same(served, recorded);
    free(recorded);
    free(served);
    buffer_free(&told);
    chat_scene_close(&s);
    tape_close(&t);
}
END_TEST

/* --- what nobody else may see -------------------------------------------- */

/* Asks the site and the CDN for everything, credentials and all. */
typedef struct visitor {
    dgg_api *api;
    dgg_cdn *cdn;
    size_t answers;
} visitor;

static void on_load(void *user, const dgg_api_status *status) {
    ck_assert_msg(status->error == DGG_OK, "%s", status->reason);
    ((visitor *)user)->answers++;
}

static void on_unread(void *user, const dgg_api_answer *answer) {
    on_load(user, &answer->status);
    ck_assert_uint_gt(answer->as.unread.count, 0);
}

static void on_inbox(void *user, const dgg_api_answer *answer) {
    on_load(user, &answer->status);
    ck_assert_uint_gt(answer->as.messages.count, 0);
}

static void on_tables(void *user, const dgg_cdn_answer *answer) {
    on_load(user, &answer->status);
}

static void on_info(void *user, const http_answer *answer) {
    ck_assert_ptr_nonnull(strstr(answer->body, SERVER_DEMO_NICK));
    ((visitor *)user)->answers++;
}

static void visit_site(tape *t) {
    visitor v = {0};
    const char *site = server_site_url(t->s.server);
    const dgg_endpoints endpoints = {.site_url = site, .is_trusted = true};
    const dgg_credentials login = {.session_id = SERVER_DEMO_SESSION};
    char info[256];
    snprintf(info, sizeof info, "%s/api/userinfo?token=%s", site,
             SERVER_DEMO_TOKEN);
    http_request *request;
    const http_options options = {.url = info, .callback = on_info, .user = &v};
    dgg_api_new(&v.api, t->s.loop, &endpoints, &login);
    dgg_cdn_new(&v.cdn, t->s.loop, &(dgg_cdn_options){.endpoints = endpoints});
    ck_assert_int_eq(dgg_api_messages_unread(v.api, on_unread, &v), DGG_OK);
    ck_assert_int_eq(
        dgg_api_messages_inbox(v.api, SERVER_FRIEND_NICK, 0, on_inbox, &v),
        DGG_OK);
    ck_assert_int_eq(dgg_cdn_load(v.cdn, on_tables, &v), DGG_OK);
    ck_assert_int_eq(http_send(&request, t->s.loop, &options), DGG_OK);
    while (v.answers < 4) {
        dgg_loop_wait(t->s.loop, -1);
    }
    dgg_cdn_free(v.cdn);
    dgg_api_free(v.api);
}

/* The demo's account is whispered to, whispers back, and looks it all up. */
static void whisper(tape *t) {
    dgg_chat *friend;
    dgg_options options = chat_scene_login();
    options.loop = t->s.loop;
    options.endpoints.chat_url = server_chat_url(t->s.server);
    options.credentials.auth_token = SERVER_FRIEND_TOKEN;
    ck_assert_int_eq(dgg_chat_new(&friend, &options), DGG_OK);
    dgg_chat_connect(friend);
    chat_scene_connect(&t->s);
    while (dgg_chat_nick(friend)[0] == '\0') {
        dgg_loop_wait(t->s.loop, -1);
    }
    ck_assert_int_eq(
        dgg_chat_send_whisper(friend, SERVER_DEMO_NICK, SECRET_WORDS, NULL),
        DGG_OK);
    chat_scene_wait(&t->s, DGG_EVENT_WHISPER, 1);
    ck_assert_int_eq(dgg_chat_send_whisper(t->s.chat, SERVER_FRIEND_NICK,
                                           SECRET_WORDS, NULL),
                     DGG_OK);
    chat_scene_wait(&t->s, DGG_EVENT_WHISPER_SENT, 1);
    say(t, "HISTORY [\"PRIVMSG {\\\"nick\\\":\\\"x\\\",\\\"data\\\":"
           "\\\"" SECRET_WORDS "\\\"}\",\"MSG {\\\"nick\\\":\\\"bird\\\","
           "\\\"data\\\":\\\"not secret\\\"}\"]");
    visit_site(t);
    dgg_chat_free(friend);
}

static void expect_no_credentials(const tape *t) {
    static const char *const secrets[] = {SERVER_DEMO_TOKEN,
                                          SERVER_DEMO_SESSION,
                                          SERVER_FRIEND_TOKEN,
                                          "authtoken",
                                          "sid=",
                                          "ookie",
                                          "userinfo",
                                          "token=",
                                          "?s=",
                                          "?_="};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
        expect_on_tape(t, secrets[i], false);
    }
}

START_TEST(nothing_secret_is_recorded) {
    tape t;
    tape_open(&t, false, NULL);
    whisper(&t);
    tape_stop(&t);
    expect_no_credentials(&t);
    expect_on_tape(&t, SECRET_WORDS, false);
    expect_on_tape(&t, "PRIVMSG", false);
    expect_on_tape(&t, "/messages/", false);
    expect_on_tape(&t, "not secret", true);
    expect_on_tape(&t, "\"http\":\"/embed/chat\"", true);
    expect_on_tape(&t, "\"http\":\"/1.0.0/emotes/emotes.json\"", true);
    expect_on_tape(&t, "\"http\":\"/1.0.0/flairs/flairs.json\"", true);
    tape_close(&t);
}
END_TEST

START_TEST(whispers_are_recorded_when_asked_for) {
    tape t;
    tape_open(&t, true, NULL);
    whisper(&t);
    tape_stop(&t);
    expect_no_credentials(&t);
    expect_on_tape(&t, "PRIVMSG {", true);
    expect_on_tape(&t, "PRIVMSGSENT ", true);
    expect_on_tape(&t, "\"http\":\"/api/messages/unread\"", true);
    expect_on_tape(&t, "/inbox\",\"status\":200,\"body\":[", true);
    tape_close(&t);
}
END_TEST

/* --- how it ends --------------------------------------------------------- */

static ssize_t write_little(int fd, const void *bytes, size_t count) {
    off_t used = lseek(fd, 0, SEEK_END);
    size_t room = used < 300 ? (size_t)(300 - used) : 0;
    if (room == 0) {
        errno = ENOSPC;
        return -1;
    }
    return write(fd, bytes, count < room ? count : room);
}

START_TEST(a_full_disk_is_told_and_leaves_what_can_be_played) {
    tape t;
    player p;
    tape_open(&t, false, write_little);
    chat_scene_connect(&t.s);
    chat_scene_advance(&t.s, RECORD_FILE_FLUSH_MS);
    ck_assert_uint_eq(t.failures, 1);
    ck_assert_ptr_nonnull(strstr(t.problem, "No space left"));
    say(&t, "MSG {\"nick\":\"bird\",\"data\":\"late\"}");
    chat_scene_advance(&t.s, RECORD_FILE_FLUSH_MS);
    tape_stop(&t);
    ck_assert_uint_eq(t.failures, 1);
    play(&p, &t, 1);
    ck_assert_int_eq(strncmp(t.told.bytes, p.told.bytes, p.told.used), 0);
    ck_assert_ptr_nonnull(strstr(p.told.bytes, "\"OPEN\""));
    ck_assert_ptr_null(strstr(p.told.bytes, "late"));
    buffer_free(&p.told);
    tape_close(&t);
}
END_TEST

START_TEST(what_happens_after_the_end_is_not_recorded) {
    tape t;
    tape_open(&t, false, NULL);
    chat_scene_connect(&t.s);
    tape_stop(&t);
    say(&t, "MSG {\"nick\":\"bird\",\"data\":\"late\"}");
    expect_on_tape(&t, "late", false);
    ck_assert_ptr_null(http_get_tap(t.s.loop));
    tape_close(&t);
}
END_TEST

START_TEST(a_clock_put_back_does_not_spoil_it) {
    tape t;
    tape_open(&t, false, NULL);
    chat_scene_connect(&t.s);
    chat_scene_advance(&t.s, 5000);
    say(&t, "MSG {\"nick\":\"bird\",\"data\":\"a\"}");
    t.s.now_ms -= 4000;
    say(&t, "MSG {\"nick\":\"bird\",\"data\":\"b\"}");
    t.s.now_ms += 4001;
    say(&t, "MSG {\"nick\":\"bird\",\"data\":\"c\"}");
    tape_stop(&t);
    expect_on_tape(&t,
                   "{\"at_ms\":5000,\"frame\":\"MSG {\\\"nick\\\":"
                   "\\\"bird\\\",\\\"data\\\":\\\"b\\\"}\"}",
                   true);
    expect_on_tape(&t, "{\"at_ms\":5001,\"frame\":\"MSG", true);
    tape_close(&t);
}
END_TEST

static void count(void *user, const dgg_cdn_answer *answer) {
    (void)answer;
    (*(size_t *)user)++;
}

/* It could not be read again. */
START_TEST(an_answer_with_an_impossible_status_is_left_out) {
    tape t;
    player p;
    dgg_cdn *cdn;
    size_t answers = 0;
    tape_open(&t, false, NULL);
    const dgg_cdn_options options = {
        .endpoints = {.site_url = server_site_url(t.s.server)}};
    dgg_cdn_new(&cdn, t.s.loop, &options);
    for (int status = 599; status <= 600; status++) {
        server_set_faults(t.s.server, &(server_faults){.http_status = status});
        size_t before = answers;
        ck_assert_int_eq(dgg_cdn_load(cdn, count, &answers), DGG_OK);
        while (answers == before) {
            dgg_loop_wait(t.s.loop, -1);
        }
    }
    dgg_cdn_free(cdn);
    tape_stop(&t);
    expect_on_tape(&t, "\"status\":599", true);
    expect_on_tape(&t, "\"status\":600", false);
    play(&p, &t, 1);
    buffer_free(&p.told);
    tape_close(&t);
}
END_TEST

START_TEST(what_cannot_be_recorded_is_said) {
    tape t;
    dgg_recorder *other;
    char problem[DGG_RECORD_PROBLEM_BYTES];
    tape_open(&t, false, NULL);
    dgg_record_options options = {.path = t.path};
    ck_assert_int_eq(dgg_recorder_new(&other, t.s.chat, &options, problem),
                     DGG_ERROR_STATE);
    ck_assert_str_eq(problem, "This is being recorded or replayed already.");
    chat_scene_connect(&t.s);
    tape_stop(&t);
    ck_assert_int_eq(dgg_recorder_new(&other, t.s.chat, &options, problem),
                     DGG_ERROR_SYSTEM);
    ck_assert_ptr_nonnull(strstr(problem, "it is not empty"));
    options.path = NULL;
    ck_assert_int_eq(dgg_recorder_new(&other, t.s.chat, &options, problem),
                     DGG_ERROR_ARGUMENT);
    ck_assert_str_eq(problem, "Name a file to record to.");
    ck_assert_int_eq(dgg_recorder_new(&other, t.s.chat, &options, NULL),
                     DGG_ERROR_ARGUMENT);
    ck_assert_ptr_null(other);
    tape_close(&t);
}
END_TEST

TEST_MAIN("record", a_replay_tells_the_same_again_and_again,
          the_demo_server_sends_the_same_frames, nothing_secret_is_recorded,
          whispers_are_recorded_when_asked_for,
          a_full_disk_is_told_and_leaves_what_can_be_played,
          what_happens_after_the_end_is_not_recorded,
          a_clock_put_back_does_not_spoil_it,
          an_answer_with_an_impossible_status_is_left_out,
          what_cannot_be_recorded_is_said)
