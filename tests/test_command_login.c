#include "peer.h"
#include "program_case.h"
#include "pty.h"

#include <signal.h>

#define LOGIN "\"$DGG\" login"
#define UNKNOWN \
    "x000000000000000000000000000000000000000000000000000000000000000"

/* As no server of ours knows the page. */
static const char session_page[] =
    "{\"http\":\"/api/chat/me\",\"status\":200,\"body\":{\"id\":424242,"
    "\"nick\":\"" SERVER_DEMO_NICK "\"}}";

static void expect_file(const char *name, const char *text) {
    char command[256];
    snprintf(command, sizeof command,
             "cd \"$HOME/.config/dgg\" && stat -c %%a . %s && cat %s", name,
             name);
    ck_assert_int_eq(run(command), 0);
    char wanted[256];
    snprintf(wanted, sizeof wanted, "700\n600\n%s\n", text);
    ck_assert_str_eq(output, wanted);
}

static void expect_nothing_stored(void) {
    ck_assert_int_eq(run("test -e \"$HOME/.config\""), 1);
}

START_TEST(a_key_from_a_pipe_is_tried_and_stored) {
    ck_assert_int_eq(run("echo " SERVER_DEMO_TOKEN " | " LOGIN), 0);
    expect_output("developer page");
    expect_output("Logged in as " SERVER_DEMO_NICK ".");
    expect_output("/.config/dgg/token.\n");
    expect_no_output(SERVER_DEMO_TOKEN);
    expect_file("token", SERVER_DEMO_TOKEN);
    ck_assert_int_eq(run("\"$DGG\" tail --json --events ME | head -n 1"), 0);
    expect_output("\"nick\":\"" SERVER_DEMO_NICK "\"");
}
END_TEST

START_TEST(blanks_around_it_do_not_count) {
    ck_assert_int_eq(run("echo \"  " SERVER_DEMO_TOKEN " \" | " LOGIN), 0);
    expect_file("token", SERVER_DEMO_TOKEN);
}
END_TEST

START_TEST(a_session_that_goes_first_is_told) {
    ck_assert_int_eq(
        system("mkdir -p -m 700 \"$HOME/.config/dgg\" && umask 077 "
               "&& echo old0000000 >\"$HOME/.config/dgg/session\""),
        0);
    ck_assert_int_eq(run("echo " SERVER_DEMO_TOKEN " | " LOGIN), 0);
    expect_output("dgg logout --session deletes it");
    ck_assert_int_eq(run("\"$DGG\" tail"), 3);
    expect_output("does not accept this session");
}
END_TEST

START_TEST(a_session_is_tried_and_stored) {
    start_server(session_page);
    ck_assert_int_eq(
        run("printf " SERVER_DEMO_SESSION " | " LOGIN " --session"), 0);
    expect_output("Logged in as " SERVER_DEMO_NICK ".");
    expect_no_output(SERVER_DEMO_SESSION);
    expect_file("session", SERVER_DEMO_SESSION);
}
END_TEST

START_TEST(what_is_refused_is_not_stored) {
    ck_assert_int_eq(run("echo " UNKNOWN " | " LOGIN), 3);
    expect_output("does not accept this login key.\ndgg: Nothing was stored.");
    server_set_faults(site, &(server_faults){.http_status = 403});
    ck_assert_int_eq(run("echo expired000000 | " LOGIN " --session"), 3);
    expect_output("does not accept this session id.\ndgg: Nothing was stored.");
    expect_nothing_stored();
}
END_TEST

START_TEST(a_failed_login_keeps_what_was_stored) {
    ck_assert_int_eq(run("echo " SERVER_DEMO_TOKEN " | " LOGIN), 0);
    ck_assert_int_eq(run("echo " UNKNOWN " | " LOGIN), 3);
    expect_file("token", SERVER_DEMO_TOKEN);
    ck_assert_int_eq(run("echo " SERVER_FRIEND_TOKEN " | " LOGIN), 0);
    expect_output("Logged in as " SERVER_FRIEND_NICK ".");
    expect_file("token", SERVER_FRIEND_TOKEN);
}
END_TEST

START_TEST(what_can_be_no_credential_is_not_tried) {
    ck_assert_int_eq(run("echo short | " LOGIN), 1);
    expect_output("64 letters and digits");
    expect_no_output("short");
    ck_assert_int_eq(run("echo 'a;b' | " LOGIN " --session"), 1);
    expect_output("session id");
    ck_assert_int_eq(run("printf '%0600d\\n' 0 | " LOGIN), 1);
    expect_output("too long");
    ck_assert_int_eq(run("echo | " LOGIN), 1);
    expect_output("Nothing was given");
    ck_assert_int_eq(run(LOGIN " </dev/null"), 1);
    expect_output("Nothing was given");
    ck_assert_uint_eq(server_connections(site), 0);
    expect_nothing_stored();
}
END_TEST

START_TEST(the_network_exits_with_four) {
    setenv("DGG_CHAT_URL", "ws://127.0.0.1:1/ws", 1);
    ck_assert_int_eq(run("echo " SERVER_DEMO_TOKEN " | " LOGIN), 4);
    expect_output("refused the connection");
    expect_output("Nothing was stored.");
    setenv("DGG_SITE_URL", "http://127.0.0.1:1", 1);
    ck_assert_int_eq(run("echo " SERVER_DEMO_SESSION " | " LOGIN " --session"),
                     4);
    expect_output("Nothing was stored.");
    expect_nothing_stored();
}
END_TEST

START_TEST(an_address_that_is_not_trusted_is_not_tried) {
    unsetenv("DGG_TRUST_ENDPOINT");
    ck_assert_int_eq(run("echo " SERVER_DEMO_TOKEN " | " LOGIN), 1);
    expect_output("--trust-endpoint");
    ck_assert_int_eq(run("echo x | " LOGIN " --session"), 1);
    expect_output("--trust-endpoint");
}
END_TEST

/* The site is asked where chat does not say who somebody is. */
START_TEST(an_older_chat_leaves_it_to_the_site) {
    static const char *const keys[] = {SERVER_DEMO_TOKEN, UNKNOWN};
    for (int i = 0; i < 2; i++) {
        peer *chat = peer_new();
        char command[256];
        size_t bytes;
        snprintf(command, sizeof command,
                 "echo %s | " LOGIN " --chat-url ws://127.0.0.1:%d/ws", keys[i],
                 peer_port(chat));
        FILE *pipe = start(command);
        while (strstr(peer_received(chat, &bytes), "\r\n\r\n") == NULL) {
            peer_wait(chat, loop);
        }
        peer_upgrade(chat);
        peer_text(chat, "NAMES {\"users\":[],\"connectioncount\":1}");
        peer_step(chat);
        ck_assert_int_eq(finish(pipe), i == 0 ? 0 : 3);
        expect_output(i == 0 ? "Logged in as " SERVER_DEMO_NICK
                             : "does not accept this login key");
        peer_free(chat);
    }
}
END_TEST

START_TEST(a_banned_account_can_still_be_told) {
    server_set_faults(site, &(server_faults){.is_banned = true});
    ck_assert_int_eq(run("echo " SERVER_DEMO_TOKEN " | " LOGIN), 0);
    expect_output("Logged in as " SERVER_DEMO_NICK ".");
}
END_TEST

START_TEST(logout_deletes_what_is_stored) {
    start_server(session_page);
    ck_assert_int_eq(run("echo " SERVER_DEMO_TOKEN " | " LOGIN
                         "; echo " SERVER_DEMO_SESSION " | " LOGIN
                         " --session"),
                     0);
    ck_assert_int_eq(run("\"$DGG\" logout --session; ls \"$HOME/.config/dgg\""),
                     0);
    expect_output("Deleted the session id in ");
    expect_output("/.config/dgg/session.\n");
    expect_output("\ntoken\n");
    ck_assert_int_eq(run("\"$DGG\" logout; ls \"$HOME/.config/dgg\""), 0);
    expect_output("Deleted the login key in ");
    expect_no_output("session");
    ck_assert_int_eq(run("\"$DGG\" logout"), 0);
    ck_assert_str_eq(output, "Nothing was stored.\n");
}
END_TEST

/* At a terminal, with the home of the test. */
static pty *start_login(int columns) {
    static const char *const arguments[] = {"login", NULL};
    char setting[HOME_BYTES + sizeof "HOME="];
    snprintf(setting, sizeof setting, "HOME=%s", home);
    const char *const environment[] = {setting, NULL};
    return pty_start(columns, 24, arguments, environment);
}

/* Serves until the terminal shows it. */
static void serve_until(pty *p, const char *text) {
    while (!pty_shows(p, text)) {
        dgg_loop_wait(loop, 10);
        pty_read(p);
    }
}

static void expect_echo(const pty *p, bool is_wanted) {
    struct termios settings;
    pty_settings(p, &settings);
    ck_assert_int_eq((settings.c_lflag & ECHO) != 0, is_wanted);
}

START_TEST(what_is_typed_is_not_shown) {
    pty *p = start_login(120);
    serve_until(p, "Login key (not shown):");
    expect_echo(p, false);
    pty_type(p, SERVER_DEMO_TOKEN "\r");
    serve_until(p, "Logged in as " SERVER_DEMO_NICK);
    ck_assert_int_eq(pty_wait_exit(p), 0);
    expect_echo(p, true);
    ck_assert(!pty_wrote(p, "demo0000"));
    pty_free(p);
    expect_file("token", SERVER_DEMO_TOKEN);
}
END_TEST

START_TEST(every_way_out_restores_the_terminal) {
    static const struct {
        int signal_number;
        int code;
    } ways[] = {
        {SIGINT, 130},  {SIGTERM, 130},           {SIGHUP, 130},
        {SIGQUIT, 130}, {SIGSEGV, 128 + SIGSEGV}, {SIGABRT, 128 + SIGABRT},
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        pty *p = start_login(80);
        serve_until(p, "Login key (not shown):");
        pty_type(p, "demo0000");
        pty_signal(p, ways[i].signal_number);
        ck_assert_int_eq(pty_wait_exit(p), ways[i].code);
        expect_echo(p, true);
        ck_assert(!pty_wrote(p, "demo0000"));
        pty_free(p);
    }
    expect_nothing_stored();
}
END_TEST

START_TEST(keys_that_end_it_restore_the_terminal) {
    static const char *const keys[] = {"\x03", "\x1c", "\x04"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        pty *p = start_login(80);
        serve_until(p, "Login key (not shown):");
        pty_type(p, keys[i]);
        ck_assert_int_eq(pty_wait_exit(p), i < 2 ? 130 : 1);
        expect_echo(p, true);
        pty_free(p);
    }
}
END_TEST

/* Nobody can continue the program here, so it is not stopped, but it does what
 * it would. */
START_TEST(after_a_pause_it_asks_again) {
    pty *p = start_login(120);
    serve_until(p, "Login key (not shown):");
    pty_type(p, "demo0000\x1a");
    serve_until(p, "(not shown): Login key (not shown):");
    expect_echo(p, false);
    pty_type(p, SERVER_DEMO_TOKEN "\r");
    serve_until(p, "Logged in as " SERVER_DEMO_NICK);
    ck_assert_int_eq(pty_wait_exit(p), 0);
    ck_assert(!pty_wrote(p, "demo0000"));
    pty_free(p);
}
END_TEST

TEST_MAIN_WITH(
    "command_login", set_up_program, tear_down_program,
    a_key_from_a_pipe_is_tried_and_stored, a_session_is_tried_and_stored,
    blanks_around_it_do_not_count, a_session_that_goes_first_is_told,
    what_is_refused_is_not_stored, a_failed_login_keeps_what_was_stored,
    what_can_be_no_credential_is_not_tried, the_network_exits_with_four,
    an_address_that_is_not_trusted_is_not_tried,
    an_older_chat_leaves_it_to_the_site, a_banned_account_can_still_be_told,
    logout_deletes_what_is_stored, what_is_typed_is_not_shown,
    every_way_out_restores_the_terminal, keys_that_end_it_restore_the_terminal,
    after_a_pause_it_asks_again)
