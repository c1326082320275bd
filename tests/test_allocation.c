/* Memory runs out at every single allocation of a connect, a parse, a request
 * and a send, once and from then on. That nothing leaks is for the sanitizers
 * to see; here nothing may crash, and what failed must have said so. */
#include "api_call.h"
#include "api_reply.h"
#include "command.h"
#include "dgg.h"
#include "failing_memory.h"
#include "frame.h"
#include "peer.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    POINTS_MAX = 5000,
    START_TURNS = 300, /* until a thread has resolved the name */
    IDLE_TURNS = 12,
    URL_BYTES_MAX = 64,
};

/* Does something again and again, until no allocation is left to fail. */
static void at_every_point(void (*run)(void)) {
    for (int lasting = 0; lasting < 2; lasting++) {
        size_t number = 0;
        bool has_failed = true;
        while (has_failed) {
            ck_assert_uint_lt(++number, POINTS_MAX);
            failing_memory_plan(number, lasting != 0);
            run();
            failing_memory_end();
            has_failed = failing_memory_has_failed();
        }
    }
}

/* --- parsing ------------------------------------------------------------- */

static char *samples;
static size_t sample_bytes;

static void parse_one(const char *frame, size_t bytes) {
    frame_parser parser = {0};
    frame_history history = {0};
    dgg_event event;
    dgg_event entry;
    failing_memory_begin();
    if (frame_parse(&parser, frame, bytes, 1, &event) &&
        frame_history_begin(&history, &event)) {
        while (frame_history_next(&history, 1, &entry)) {
        }
    }
    frame_history_free(&history);
    frame_parser_free(&parser);
    failing_memory_end();
}

static const char *frame_now;
static size_t frame_now_bytes;

static void parse_frame(void) {
    parse_one(frame_now, frame_now_bytes);
}

/* Every row of it that the library takes. */
static void parse_row(const char *row, size_t bytes) {
    json_doc doc = {0};
    arena memory = {0};
    bool is_valid = false;
    ck_assert(json_parse(&doc, row, bytes));
    json_lenient_bool(json_get(json_root(&doc), "valid"), &is_valid);
    frame_now = json_string(json_get(json_root(&doc), "frame"), &memory,
                            JSON_BYTES, &frame_now_bytes);
    ck_assert_ptr_nonnull(frame_now);
    if (is_valid) {
        at_every_point(parse_frame);
    }
    arena_free(&memory);
    json_doc_free(&doc);
}

START_TEST(a_parse_survives_it) {
    samples = test_fixture("samples.jsonl", &sample_bytes);
    for (char *row = samples; *row != '\0';) {
        size_t bytes = strcspn(row, "\n");
        if (bytes > 0) {
            parse_row(row, bytes);
        }
        row += bytes + (row[bytes] == '\n');
    }
    free(samples);
}
END_TEST

/* --- decoding ------------------------------------------------------------ */

static const struct {
    api_decoder decode;
    const char *body;
} answers[] = {
    {api_decode_account,
     "{\"nick\":\"Bird\",\"roles\":[\"USER\"],\"features\":[\"flair1\"],"
     "\"settings\":[[\"a\",1]],\"subscription\":{\"tier\":1,\"source\":\"s\","
     "\"type\":\"t\"}}"},
    {api_decode_settings, "[[\"a\",{\"b\":[1]}],[\"c\",2]]"},
    {api_decode_ban, "{\"id\":1,\"targetusername\":\"Bird\",\"reason\":\"r\"}"},
    {api_decode_profile, "{\"data\":{\"nick\":\"Bird\",\"bio\":\"b\"}}"},
    {api_decode_frames, "[\"MSG {}\",\"MSG {}\"]"},
    {api_decode_lines, "{\"nick\":\"b\",\"lines\":[{\"text\":\"a\"}]}"},
    {api_decode_unread, "[{\"username\":\"a\",\"unread\":1}]"},
    {api_decode_count, "{\"data\":{\"count\":1}}"},
    {api_decode_conversations,
     "{\"results\":[{\"username\":\"a\",\"lastMessage\":\"b\"}]}"},
    {api_decode_messages, "[{\"from\":\"a\",\"to\":\"b\",\"message\":\"c\"}]"},
    {api_decode_stream,
     "{\"data\":{\"streams\":{\"kick\":{\"live\":true,\"id\":1}}}}"},
    {api_decode_videos, "[{\"id\":\"1\",\"title\":\"t\"}]"},
    {api_decode_gift_check, "{\"valid\":true,\"username\":\"a\"}"},
};

static size_t answer_now;

static void decode_answer(void) {
    const char *body = answers[answer_now].body;
    const http_answer answer = {.status = 200,
                                .body = body,
                                .bytes = strlen(body),
                                .content_type = "application/json",
                                .reason = ""};
    json_doc doc = {0};
    arena memory = {0};
    json_value found;
    api_verdict verdict = {0};
    dgg_api_answer result = {0};
    failing_memory_begin();
    bool is_good = api_open(&verdict, &answer, NULL, true, &doc, &found);
    if (is_good) {
        verdict.error = answers[answer_now].decode(found, &memory, &result);
        is_good = verdict.error == DGG_OK;
    }
    failing_memory_end();
    ck_assert_msg(is_good || failing_memory_has_failed(), "%s",
                  answers[answer_now].body);
    arena_free(&memory);
    json_doc_free(&doc);
}

START_TEST(decoding_an_answer_survives_it) {
    for (answer_now = 0; answer_now < sizeof answers / sizeof *answers;
         answer_now++) {
        at_every_point(decode_answer);
    }
}
END_TEST

/* --- commands ------------------------------------------------------------ */

static const char *const options_of_poll[] = {"yes", "no"};

static const dgg_command commands[] = {
    {.kind = DGG_COMMAND_MESSAGE, .text = "hello"},
    {.kind = DGG_COMMAND_WHISPER, .nick = "bird", .text = "hello"},
    {.kind = DGG_COMMAND_BAN,
     .nick = "bird",
     .text = "spam",
     .as.sanction.duration_ms = 1000},
    {.kind = DGG_COMMAND_START_POLL,
     .text = "well?",
     .as.poll = {.options = options_of_poll,
                 .option_count = 2,
                 .length_ms = 5000}},
    {.kind = DGG_COMMAND_CAST_VOTE, .as.vote = 2},
};

static size_t command_now;

static void write_command(void) {
    command made;
    failing_memory_begin();
    dgg_error error = command_init(&made, &commands[command_now]);
    if (error == DGG_OK) {
        command_free(&made);
    }
    failing_memory_end();
    ck_assert(error == DGG_OK || error == DGG_ERROR_MEMORY);
}

START_TEST(writing_a_command_survives_it) {
    for (command_now = 0; command_now < sizeof commands / sizeof *commands;
         command_now++) {
        at_every_point(write_command);
    }
}
END_TEST

/* --- over the network ---------------------------------------------------- */

typedef struct scene {
    dgg_loop *loop;
    int64_t now_ms;
    peer *host;
    char url[URL_BYTES_MAX];
    size_t events;
    size_t seen[DGG_EVENT_KINDS];
    bool is_answered; /* or confirmed */
    dgg_error error;
} scene;

static int64_t now_of(void *user) {
    return ((scene *)user)->now_ms;
}

static void open_scene(scene *s, const char *scheme, const char *path) {
    *s = (scene){.now_ms = 1000};
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = now_of, .user = s}};
    ck_assert_int_eq(dgg_loop_new(&s->loop, &options), DGG_OK);
    s->host = peer_new();
    snprintf(s->url, sizeof s->url, "%s://127.0.0.1:%d%s", scheme,
             peer_port(s->host), path);
}

static void close_scene(scene *s) {
    dgg_loop_free(s->loop);
    peer_free(s->host);
}

/* Only the library's turn counts; the other end has all the memory it wants. */
static void turn(scene *s) {
    failing_memory_begin();
    dgg_loop_wait(s->loop, 1);
    failing_memory_end();
    peer_step(s->host);
}

static bool has_request(const scene *s) {
    return strstr(peer_received(s->host, NULL), "\r\n\r\n") != NULL;
}

static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    scene *s = user;
    (void)chat;
    s->events++;
    s->seen[event->kind]++;
    if (event->kind == DGG_EVENT_SEND_RESULT) {
        s->is_answered = event->as.send.outcome == DGG_SEND_CONFIRMED;
    }
    return 0;
}

/* What memory was lost for does not come: then silence is an answer, too. */
static void turn_until(scene *s, dgg_event_kind kind) {
    int idle = 0;
    size_t events = s->events;
    while (s->seen[kind] == 0 &&
           (!failing_memory_has_failed() || idle < IDLE_TURNS)) {
        turn(s);
        idle = s->events == events ? idle + 1 : 0;
        events = s->events;
    }
}

static dgg_error make_chat(scene *s, dgg_chat **chat) {
    const dgg_options options = {
        .endpoints = {.chat_url = s->url,
                      .site_url = "http://127.0.0.1:1",
                      .is_trusted = true},
        .credentials.session_id = "sessionsession",
        .send_policy = DGG_SEND_TO_ANYBODY,
        .loop = s->loop,
    };
    failing_memory_begin();
    dgg_error error = dgg_chat_new(chat, &options);
    if (error == DGG_OK) {
        error = dgg_chat_on(*chat, DGG_ON_EVERY_EVENT, on_event, s);
    }
    if (error == DGG_OK) {
        error = dgg_chat_connect(*chat);
    }
    failing_memory_end();
    return error;
}

static void greet(scene *s) {
    peer_upgrade(s->host);
    peer_text(s->host,
              "ME {\"id\":7,\"nick\":\"demo_viewer\",\"features\":[]}");
    peer_text(s->host, "NAMES {\"connectioncount\":1,\"users\":"
                       "[{\"nick\":\"bird\",\"features\":[\"bot\"]}]}");
    peer_text(s->host,
              "HISTORY [\"MSG {\\\"nick\\\":\\\"bird\\\",\\\"features"
              "\\\":[],\\\"timestamp\\\":1,\\\"data\\\":\\\"hi\\\"}\"]");
}

static void send_something(scene *s, dgg_chat *chat) {
    failing_memory_begin();
    dgg_error error = dgg_chat_send_whisper(chat, "bird", "hello", NULL);
    failing_memory_end();
    ck_assert(error == DGG_OK || error == DGG_ERROR_MEMORY ||
              error == DGG_ERROR_NOT_CONNECTED || error == DGG_ERROR_ANONYMOUS);
    peer_forget_received(s->host);
    for (int i = 0; i < IDLE_TURNS || !failing_memory_has_failed(); i++) {
        turn(s);
        size_t bytes = 0;
        peer_received(s->host, &bytes);
        if (bytes > 0) {
            break;
        }
    }
    peer_text(s->host, "PRIVMSGSENT \"\"");
    turn_until(s, DGG_EVENT_SEND_RESULT);
}

static void connect_and_send(void) {
    scene s;
    dgg_chat *chat = NULL;
    open_scene(&s, "ws", "/ws");
    dgg_error error = make_chat(&s, &chat);
    ck_assert(error == DGG_OK || error == DGG_ERROR_MEMORY ||
              error == DGG_ERROR_SYSTEM);
    if (error == DGG_OK) {
        for (int i = 0; i < START_TURNS && !has_request(&s); i++) {
            turn(&s);
        }
        if (has_request(&s)) {
            greet(&s);
            turn_until(&s, DGG_EVENT_MESSAGE);
            send_something(&s, chat);
        }
    }
    ck_assert(s.is_answered || failing_memory_has_failed());
    failing_memory_begin();
    dgg_chat_free(chat);
    failing_memory_end();
    close_scene(&s);
}

START_TEST(a_connect_and_a_send_survive_it) {
    at_every_point(connect_and_send);
}
END_TEST

static void on_answer(void *user, const dgg_api_answer *answer) {
    scene *s = user;
    s->is_answered = true;
    s->error = answer->status.error;
}

static void request(void) {
    static const char body[] = "[{\"username\":\"bird\",\"unread\":1}]";
    char reply[256];
    scene s;
    dgg_api *api = NULL;
    open_scene(&s, "http", "");
    const dgg_endpoints endpoints = {.site_url = s.url, .is_trusted = true};
    const dgg_credentials login = {.session_id = "sessionsession"};
    snprintf(reply, sizeof reply,
             "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
             "Content-Length: %zu\r\n\r\n%s",
             sizeof body - 1, body);
    failing_memory_begin();
    dgg_error error = dgg_api_new(&api, s.loop, &endpoints, &login);
    if (error == DGG_OK) {
        error = dgg_api_messages_unread(api, on_answer, &s);
    }
    failing_memory_end();
    ck_assert(error == DGG_OK || error == DGG_ERROR_MEMORY);
    bool is_replied = false;
    for (int i = 0; error == DGG_OK && !s.is_answered && i < 2 * START_TURNS;
         i++) {
        s.now_ms +=
            i == START_TURNS ? 60 * 1000 : 0; /* whoever waits gives up */
        turn(&s);
        if (!is_replied && has_request(&s)) {
            is_replied = true;
            peer_say(s.host, reply);
        }
    }
    ck_assert(error != DGG_OK || s.is_answered);
    ck_assert(s.error == DGG_OK || failing_memory_has_failed());
    failing_memory_begin();
    dgg_api_free(api);
    failing_memory_end();
    close_scene(&s);
}

START_TEST(a_request_survives_it) {
    at_every_point(request);
}
END_TEST

TEST_MAIN("allocation", a_parse_survives_it, decoding_an_answer_survives_it,
          writing_a_command_survives_it, a_connect_and_a_send_survive_it,
          a_request_survives_it)
