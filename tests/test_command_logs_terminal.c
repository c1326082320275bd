/* dgg logs against a service that is played by hand, and at a terminal. */
#include "peer.h"
#include "program_case.h"
#include "pty.h"

#include <signal.h>

static const char lines[] = "[2020-07-09 18:03:55 UTC] bird: hello\n"
                            "[2020-07-09 18:03:56 UTC] bird: there\n";
static const char printed[] = "[2020-07-09 18:03:55] bird: hello\n"
                              "[2020-07-09 18:03:56] bird: there\n";
static const char page[] =
    "{\"type\":\"Success\",\"data\":{\"messages\":["
    "{\"username\":\"bird\",\"text\":\"there\","
    "\"ts\":\"2020-07-09T18:03:56Z\",\"searchAfter\":1594317836000},"
    "{\"username\":\"bird\",\"text\":\"hello\","
    "\"ts\":\"2020-07-09T18:03:55Z\",\"searchAfter\":1594317835000}]}}";

static peer *service;
static pty *terminal;

static void set_up(void) {
    set_up_program();
    service = peer_new();
    terminal = NULL;
}

static void tear_down(void) {
    if (terminal != NULL) {
        pty_free(terminal);
    }
    peer_free(service);
    tear_down_program();
}

/* "NAME=http://127.0.0.1:PORT"; until the next call. */
static const char *setting(const char *name) {
    static char text[64];
    snprintf(text, sizeof text, "%s=http://127.0.0.1:%d", name,
             peer_port(service));
    return text;
}

static void await_request(void) {
    size_t bytes;
    while (strstr(peer_received(service, &bytes), "\r\n\r\n") == NULL) {
        peer_wait(service, loop);
    }
}

static void answer(const char *head, const char *body) {
    await_request();
    peer_forget_received(service);
    peer_say(service, head);
    peer_say(service, body);
    peer_step(service);
}

static void answer_status(int status, const char *type, const char *body) {
    char head[128];
    snprintf(head, sizeof head,
             "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
             "\r\n",
             status, type, strlen(body));
    answer(head, body);
}

static void answer_whole(const char *type, const char *body) {
    answer_status(200, type, body);
}

/* The program at a pipe, asking for July; returns when it has asked. */
static FILE *start_month(const char *name) {
    char command[256];
    snprintf(command, sizeof command, "%s \"$DGG\" logs bird --month 2020-07",
             setting(name));
    FILE *pipe = start(command);
    await_request();
    return pipe;
}

static void start_at_terminal(const char *name) {
    static const char *const arguments[] = {"logs", "bird", "--month",
                                            "2020-07", NULL};
    const char *const environment[] = {setting(name), NULL};
    terminal = pty_start(80, 24, arguments, environment);
}

static void expect_row(int row, const char *text) {
    ck_assert_str_eq(pty_row(terminal, row), text);
}

START_TEST(the_service_learns_no_credential) {
    setenv("DGG_SESSION_ID", SERVER_DEMO_SESSION, 1);
    setenv("DGG_AUTH_TOKEN", SERVER_DEMO_TOKEN, 1);
    FILE *pipe = start_month("DGG_ARCHIVE_URL");
    size_t bytes;
    const char *request = peer_received(service, &bytes);
    ck_assert_ptr_nonnull(strstr(
        request, "GET /Destinygg%20chatlog/July%202020/userlogs/bird.txt "));
    ck_assert_ptr_null(strstr(request, "ookie"));
    ck_assert_ptr_null(strstr(request, SERVER_DEMO_SESSION));
    ck_assert_ptr_null(strstr(request, SERVER_DEMO_TOKEN));
    answer_whole("text/plain", lines);
    ck_assert_int_eq(finish(pipe), 0);
    ck_assert_str_eq(output, printed);
}
END_TEST

START_TEST(a_pipe_gets_lines_as_they_come_and_nothing_else) {
    FILE *pipe = start_month("DGG_ARCHIVE_URL");
    char first[128];
    answer("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
           "Content-Length: 76\r\n\r\n",
           "[2020-07-09 18:03:55 UTC] bird: hello\n[2020");
    size_t count = read_output(fileno(pipe), first, sizeof first - 1);
    first[count] = '\0';
    ck_assert_str_eq(first, "[2020-07-09 18:03:55] bird: hello\n");
    peer_say(service, lines + 43);
    peer_step(service);
    ck_assert_int_eq(finish(pipe), 0);
    ck_assert_str_eq(output, "[2020-07-09 18:03:56] bird: there\n");
}
END_TEST

START_TEST(lines_that_are_none_are_counted) {
    FILE *pipe = start_month("DGG_ARCHIVE_URL");
    char body[256];
    snprintf(body, sizeof body, "garbage\n%s[2020-13-09] x\n\n", lines);
    answer_whole("text/plain", body);
    ck_assert_int_eq(finish(pipe), 0);
    ck_assert_str_eq(output, "[2020-07-09 18:03:55] bird: hello\n"
                             "[2020-07-09 18:03:56] bird: there\n"
                             "dgg: 2 lines could not be understood.\n");
}
END_TEST

START_TEST(half_a_line_is_not_printed) {
    FILE *pipe = start_month("DGG_ARCHIVE_URL");
    answer("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
           "Content-Length: 100\r\n\r\n",
           "[2020-07-09 18:03:55 UTC] bird: hello\n"
           "[2020-07-09 18:03:56 UTC] bird: the");
    peer_close(service);
    peer_step(service);
    ck_assert_int_eq(finish(pipe), 4);
    ck_assert_ptr_eq(strstr(output, "[2020-07-09 18:03:55] bird: hello\ndgg:"),
                     output);
    expect_no_output("bird: the\n");
    expect_output("1 line could not be understood.\n");
    expect_output("127.0.0.1: the answer broke off before its end.");
}
END_TEST

START_TEST(a_search_that_fails_later_prints_what_it_found) {
    FILE *pipe = start_month("DGG_LOGS_URL");
    answer_whole("application/json", page);
    answer_status(503, "text/plain", "");
    ck_assert_int_eq(finish(pipe), 4);
    ck_assert_ptr_eq(strstr(output, printed), output);
    ck_assert_str_eq(output + strlen(printed),
                     "dgg: 127.0.0.1 answered with status 503. Try again "
                     "later.\n");
}
END_TEST

START_TEST(a_refused_query_is_told_in_its_words) {
    FILE *pipe = start_month("DGG_LOGS_URL");
    answer_status(400, "application/json",
                  "{\"type\":\"BadSchema\",\"error\":\"no \\u001b[31mred\"}");
    ck_assert_int_eq(finish(pipe), 1);
    expect_output("no \xe2\x90\x9b[31mred");
    expect_no_output("\033");
}
END_TEST

START_TEST(a_terminal_shows_how_far_it_is) {
    start_at_terminal("DGG_ARCHIVE_URL");
    answer("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
           "Content-Length: 152\r\n\r\n",
           lines);
    ck_assert(pty_wait_for(terminal, "bird: there"));
    expect_row(0, "[2020-07-09 18:03:55] bird: hello");
    ck_assert(!pty_wrote(terminal, "bird: hello\r\n127.0.0.1"));
    peer_say(service, lines);
    peer_step(service);
    ck_assert_int_eq(pty_wait_exit(terminal), 0);
    ck_assert(pty_wrote(terminal, "\r127.0.0.1: 0 lines, 0.0 MB\033[K"));
    expect_row(2, "[2020-07-09 18:03:55] bird: hello");
    expect_row(3, "[2020-07-09 18:03:56] bird: there");
    expect_row(4, "");
}
END_TEST

START_TEST(a_service_that_repeats_itself_is_told) {
    start_at_terminal("DGG_LOGS_URL");
    answer_whole("application/json", page);
    await_request();
    answer_whole("application/json", page);
    ck_assert_int_eq(pty_wait_exit(terminal), 4);
    expect_row(0, "[2020-07-09 18:03:55] bird: hello");
    expect_row(1, "[2020-07-09 18:03:56] bird: there");
    expect_row(2, "dgg: 127.0.0.1 sends the same lines again and again: older "
                  "ones cannot be had.");
}
END_TEST

START_TEST(a_wait_is_shown_and_then_it_goes_on) {
    start_at_terminal("DGG_LOGS_URL");
    answer("HTTP/1.1 429 No\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
           "");
    ck_assert(
        pty_wait_for(terminal, "127.0.0.1: the service asks to wait 1 s"));
    answer_whole("application/json", page);
    answer_whole("application/json",
                 "{\"type\":\"Success\",\"data\":{\"messages\":[]}}");
    ck_assert_int_eq(pty_wait_exit(terminal), 0);
    expect_row(0, "[2020-07-09 18:03:55] bird: hello");
    expect_row(1, "[2020-07-09 18:03:56] bird: there");
    expect_row(2, "");
}
END_TEST

START_TEST(an_interrupt_ends_a_wait) {
    start_at_terminal("DGG_LOGS_URL");
    answer_whole("application/json", page);
    answer("HTTP/1.1 429 No\r\nRetry-After: 200\r\nContent-Length: 0\r\n\r\n",
           "");
    ck_assert(pty_wait_for(terminal, "asks to wait 200 s"));
    pty_type(terminal, "\x03");
    ck_assert_int_eq(pty_wait_exit(terminal), 130);
    ck_assert(pty_shows(terminal, "[2020-07-09 18:03:55] bird: hello"));
    ck_assert(pty_shows(terminal, "[2020-07-09 18:03:56] bird: there"));
    ck_assert(!pty_shows(terminal, "asks to wait"));
}
END_TEST

START_TEST(an_interrupt_ends_a_silence) {
    start_at_terminal("DGG_ARCHIVE_URL");
    answer("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", lines);
    ck_assert(pty_wait_for(terminal, "bird: there"));
    pty_signal(terminal, SIGTERM);
    ck_assert_int_eq(pty_wait_exit(terminal), 130);
    ck_assert(!pty_shows(terminal, "127.0.0.1"));
}
END_TEST

TEST_MAIN_WITH("command_logs_terminal", set_up, tear_down,
               the_service_learns_no_credential,
               a_pipe_gets_lines_as_they_come_and_nothing_else,
               lines_that_are_none_are_counted, half_a_line_is_not_printed,
               a_search_that_fails_later_prints_what_it_found,
               a_refused_query_is_told_in_its_words,
               a_terminal_shows_how_far_it_is,
               a_service_that_repeats_itself_is_told,
               a_wait_is_shown_and_then_it_goes_on, an_interrupt_ends_a_wait,
               an_interrupt_ends_a_silence)
