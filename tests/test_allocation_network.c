/* As test_allocation.c, over the network: a connect with a send, a request in
 * both forms, the tables of the CDN. The other end has all the memory it
 * wants. */
#include "dgg.h"
#include "failing_memory.h"
#include "fake_site.h"
#include "peer.h"
#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    START_TURNS = 300, /* without memory a request may never come */
    IDLE_TURNS = 12,
    URL_BYTES_MAX = 64,
};

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

static const char *const poll_options[] = {"yes", "no"};

static const dgg_command whisper = {
    .kind = DGG_COMMAND_WHISPER, .nick = "bird", .text = "hello"};

static const dgg_command poll_command = {
    .kind = DGG_COMMAND_START_POLL,
    .text = "well?",
    .as.poll = {.options = poll_options, .option_count = 2, .length_ms = 5000}};

/* What is sent, and the frame that confirms it. */
static const dgg_command *sent;
static const char *confirmation;

static void send_something(scene *s, dgg_chat *chat) {
    failing_memory_begin();
    dgg_error error = dgg_chat_send(chat, sent, NULL);
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
    peer_text(s->host, confirmation);
    turn_until(s, DGG_EVENT_SEND_RESULT);
}

static bool may_still_come(int turns) {
    return turns < START_TURNS || !failing_memory_has_failed();
}

static void connect_and_send(void) {
    scene s;
    dgg_chat *chat = NULL;
    open_scene(&s, "ws", "/ws");
    dgg_error error = make_chat(&s, &chat);
    ck_assert(error == DGG_OK || error == DGG_ERROR_MEMORY ||
              error == DGG_ERROR_SYSTEM);
    if (error == DGG_OK) {
        for (int i = 0; may_still_come(i) && !has_request(&s); i++) {
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
    if (error == DGG_OK) {
        dgg_chat_disconnect(chat);
    }
    dgg_chat_free(chat);
    failing_memory_end();
    close_scene(&s);
}

START_TEST(a_connect_and_a_whisper_survive_it) {
    sent = &whisper;
    confirmation = "PRIVMSGSENT \"\"";
    ck_assert_uint_gt(failing_memory_at_every_point(connect_and_send), 0);
}
END_TEST

START_TEST(a_connect_and_a_poll_survive_it) {
    sent = &poll_command;
    confirmation = "POLLSTART {\"nick\":\"demo_viewer\",\"question\":"
                   "\"well?\",\"options\":[\"yes\",\"no\"],"
                   "\"totals\":[0,0],\"time\":5000,\"weighted\":false,"
                   "\"start\":\"2024-01-01T00:00:00Z\"}";
    ck_assert_uint_gt(failing_memory_at_every_point(connect_and_send), 0);
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
    while (error == DGG_OK && !s.is_answered) {
        turn(&s);
        if (!is_replied && has_request(&s)) {
            is_replied = true;
            peer_say(s.host, reply);
        }
    }
    ck_assert(error != DGG_OK || s.is_answered);
    error = error != DGG_OK ? error : s.error;
    ck_assert(error == DGG_OK || error == DGG_ERROR_MEMORY);
    ck_assert(error == DGG_OK || failing_memory_has_failed());
    failing_memory_begin();
    dgg_api_free(api);
    failing_memory_end();
    close_scene(&s);
}

START_TEST(a_request_survives_it) {
    ck_assert_uint_gt(failing_memory_at_every_point(request), 0);
}
END_TEST

/* --- calls that wait: the site is another process ------------------------ */

static fake_site site;
static pid_t site_process;

static void serve(void) {
    dgg_loop *loop;
    if (dgg_loop_new(&loop, NULL) == DGG_OK) {
        for (;;) {
            fake_site_turn(&site, loop);
        }
    }
    _exit(1);
}

static void open_site(void) {
    static char page[256];
    fake_site_open(&site);
    snprintf(page, sizeof page,
             "<div id=\"chat\" data-cdn=\"%s\" data-cache-key=\"k\"></div>",
             site.url);
    fake_site_set(&site, "/embed/chat", 200, page)->type = "text/html";
    fake_site_set(&site, "/emotes/emotes.json", 200,
                  "[{\"prefix\":\"Klappa\",\"image\":[]}]");
    fake_site_set(&site, "/flairs/flairs.json", 200,
                  "[{\"name\":\"flair1\",\"label\":\"One\"}]");
    fake_site_set(&site, "/api/messages/unread", 200,
                  "[{\"username\":\"bird\",\"unread\":1}]");
    fake_site_set(&site, "/anon/search", 200,
                  "{\"data\":{\"messages\":[{\"username\":\"bird\",\"text\":"
                  "\"\\u00e9\",\"searchAfter\":1}]}}");
    fake_site_set(&site, "/Destinygg%20chatlog/July%202020/bans.txt", 200,
                  "[2020-07-09 18:03:55 UTC] Ban: bird muted\n")
        ->type = "text/plain";
    site_process = fork();
    ck_assert_int_ge(site_process, 0);
    if (site_process == 0) {
        serve();
    }
}

static void close_site(void) {
    kill(site_process, SIGKILL);
    waitpid(site_process, NULL, 0);
    fake_site_close(&site);
}

static void check_error(dgg_error error) {
    ck_assert_msg(error == DGG_OK || (error == DGG_ERROR_MEMORY &&
                                      failing_memory_has_failed()),
                  "%s", dgg_strerror(error));
}

static void request_and_wait(void) {
    dgg_loop *loop;
    dgg_api *api = NULL;
    ck_assert_int_eq(dgg_loop_new(&loop, NULL), DGG_OK);
    const dgg_endpoints endpoints = {.site_url = site.url, .is_trusted = true};
    const dgg_credentials login = {.session_id = "sessionsession"};
    failing_memory_begin();
    dgg_error error = dgg_api_new(&api, loop, &endpoints, &login);
    if (error == DGG_OK) {
        error = dgg_api_messages_unread(api, NULL, NULL);
    }
    dgg_api_free(api);
    failing_memory_end();
    check_error(error);
    dgg_loop_free(loop);
}

START_TEST(a_request_that_waits_survives_it) {
    open_site();
    ck_assert_uint_gt(failing_memory_at_every_point(request_and_wait), 0);
    close_site();
}
END_TEST

static void load_tables(void) {
    dgg_loop *loop;
    dgg_cdn *cdn = NULL;
    ck_assert_int_eq(dgg_loop_new(&loop, NULL), DGG_OK);
    const dgg_cdn_options options = {
        .endpoints = {.site_url = site.url, .is_trusted = true}};
    failing_memory_begin();
    dgg_error error = dgg_cdn_new(&cdn, loop, &options);
    if (error == DGG_OK) {
        error = dgg_cdn_load(cdn, NULL, NULL);
    }
    failing_memory_end();
    check_error(error);
    if (!failing_memory_has_failed()) {
        ck_assert_uint_eq(dgg_emotes_count(dgg_cdn_emotes(cdn)), 1);
        ck_assert_uint_eq(dgg_flairs_count(dgg_cdn_flairs(cdn)), 1);
    }
    dgg_cdn_free(cdn);
    dgg_loop_free(loop);
}

START_TEST(loading_tables_survives_it) {
    open_site();
    ck_assert_uint_gt(failing_memory_at_every_point(load_tables), 0);
    close_site();
}
END_TEST

static int count_line(void *user, const dgg_line *line) {
    *(size_t *)user += line->text[0] != '\0';
    return 0;
}

static dgg_error search(dgg_logs *logs, const dgg_log_reader *reader) {
    const dgg_log_query query = {.nick = "bird", .text = "x", .limit = 1};
    return dgg_logs_search(logs, &query, reader);
}

static dgg_error read_file(dgg_logs *logs, const dgg_log_reader *reader) {
    return dgg_logs_bans(logs, (dgg_month){2020, 7}, reader);
}

static dgg_error (*read_log)(dgg_logs *logs, const dgg_log_reader *reader);

static void read_and_wait(void) {
    dgg_loop *loop;
    dgg_logs *logs = NULL;
    size_t lines = 0;
    ck_assert_int_eq(dgg_loop_new(&loop, NULL), DGG_OK);
    const dgg_endpoints endpoints = {.logs_url = site.url,
                                     .archive_url = site.url};
    const dgg_log_reader reader = {.on_line = count_line, .user = &lines};
    failing_memory_begin();
    dgg_error error = dgg_logs_new(&logs, loop, &endpoints, NULL);
    if (error == DGG_OK) {
        error = read_log(logs, &reader);
    }
    dgg_logs_free(logs);
    failing_memory_end();
    check_error(error);
    ck_assert(error != DGG_OK || lines == 1);
    dgg_loop_free(loop);
}

START_TEST(reading_a_log_survives_it) {
    open_site();
    read_log = search;
    ck_assert_uint_gt(failing_memory_at_every_point(read_and_wait), 0);
    read_log = read_file;
    ck_assert_uint_gt(failing_memory_at_every_point(read_and_wait), 0);
    close_site();
}
END_TEST

TEST_MAIN("allocation_network", a_connect_and_a_whisper_survive_it,
          a_connect_and_a_poll_survive_it, a_request_survives_it,
          a_request_that_waits_survives_it, loading_tables_survives_it,
          reading_a_log_survives_it)
