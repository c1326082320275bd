#include "program_case.h"

#define WHISPER "DGG_ENABLE_WHISPERS=1 \"$DGG\" whisper "

static void set_up(void) {
    set_up_program();
    setenv("DGG_AUTH_TOKEN", SERVER_DEMO_TOKEN, 1);
}

/* The whispers that reached the server, as it got them. */
static void expect_received(const char *texts) {
    char *received = server_take_received(site);
    ck_assert_str_eq(received, texts);
    free(received);
}

START_TEST(each_line_is_one_whisper) {
    ck_assert_int_eq(run("printf 'one\\n\\n  \\ntwo' | " WHISPER "bird"), 0);
    ck_assert_str_eq(output, "");
    expect_received("PRIVMSG {\"nick\":\"bird\",\"data\":\"one\"}\n"
                    "PRIVMSG {\"nick\":\"bird\",\"data\":\"two\"}\n");
}
END_TEST

START_TEST(closed_streams_are_no_trap) {
    ck_assert_int_eq(run(WHISPER "bird <&-"), 0);
    expect_received("");
}
END_TEST

START_TEST(no_input_sends_nothing) {
    ck_assert_int_eq(run(WHISPER "bird </dev/null"), 0);
    ck_assert_str_eq(output, "");
    expect_received("");
}
END_TEST

START_TEST(nothing_is_sent_unless_it_is_enabled) {
    static const char *const values[] = {"", "none", "false", "False"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        setenv("DGG_ENABLE_WHISPERS", values[i], 1);
        ck_assert_int_eq(
            run("echo hello | { \"$DGG\" whisper bird; c=$?; cat; exit $c; }"),
            1);
        expect_output("DGG_ENABLE_WHISPERS");
        expect_output("hello\n");
    }
    ck_assert_uint_eq(server_connections(site), 0);
    expect_received("");
}
END_TEST

START_TEST(a_refusal_ends_it_with_six) {
    ck_assert_int_eq(
        run("printf 'one\\n\\ntwo\\n' | " WHISPER SERVER_UNKNOWN_NICK), 6);
    ck_assert_str_eq(output,
                     "dgg: Line 1 was refused (notfound): No such user.\n");
    expect_received("PRIVMSG {\"nick\":\"" SERVER_UNKNOWN_NICK
                    "\",\"data\":\"one\"}\n");
}
END_TEST

START_TEST(the_servers_word_is_cleaned) {
    const server_faults faults = {.refuse_whispers = "\\u001b[2Jno"};
    server_set_faults(site, &faults);
    ck_assert_int_eq(run("echo one | " WHISPER "bird"), 6);
    ck_assert_ptr_null(strchr(output, '\033'));
}
END_TEST

START_TEST(what_no_server_takes_never_leaves) {
    static const struct {
        const char *line;
        const char *word;
    } cases[] = {
        {"$(printf '%0513d' 0)", "512"}, {"$(printf '%05000d' 0)", "512"},
        {"a\\000b", "zero byte"},        {"\\377", "character"},
        {"a\\302\\240b", "character"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char command[512];
        snprintf(command, sizeof command,
                 "printf \"one\\n%s\\nthree\\n\" | " WHISPER "bird",
                 cases[i].line);
        start_server(NULL);
        ck_assert_int_eq(run(command), 1);
        expect_output("dgg: Line 2 was not sent: ");
        expect_output(cases[i].word);
        expect_received("PRIVMSG {\"nick\":\"bird\",\"data\":\"one\"}\n");
    }
}
END_TEST

START_TEST(without_a_credential_it_says_how_to_get_one) {
    unsetenv("DGG_AUTH_TOKEN");
    ck_assert_int_eq(run("echo one | " WHISPER "bird"), 1);
    expect_output("dgg login");
    ck_assert_uint_eq(server_connections(site), 0);
}
END_TEST

START_TEST(a_credential_that_does_not_count_exits_with_three) {
    setenv("DGG_SESSION_ID", "expired000000", 1);
    ck_assert_int_eq(run("echo one | " WHISPER "bird"), 3);
    expect_output("does not accept this session");
    expect_received("");
}
END_TEST

START_TEST(an_address_that_is_not_trusted_gets_no_credential) {
    unsetenv("DGG_TRUST_ENDPOINT");
    ck_assert_int_eq(run("echo one | " WHISPER "bird"), 1);
    expect_output("--trust-endpoint");
}
END_TEST

START_TEST(a_refused_port_exits_with_four) {
    setenv("DGG_CHAT_URL", "ws://127.0.0.1:1/ws", 1);
    ck_assert_int_eq(run("echo one | " WHISPER "bird"), 4);
    expect_output("refused the connection");
}
END_TEST

START_TEST(a_banned_account_exits_with_five) {
    server_set_faults(site, &(server_faults){.is_banned = true});
    ck_assert_int_eq(run("echo one | " WHISPER "bird"), 5);
    expect_output("banned");
}
END_TEST

/* The command has sent something, which nobody confirms. */
static FILE *start_unconfirmed(const char *command) {
    const server_faults faults = {.drops_whispers = true};
    server_set_faults(site, &faults);
    FILE *pipe = start(command);
    char *received = server_take_received(site);
    while (received[0] == '\0') {
        free(received);
        dgg_loop_wait(loop, -1);
        received = server_take_received(site);
    }
    free(received);
    return pipe;
}

START_TEST(a_cut_after_sending_leaves_it_open_what_arrived) {
    FILE *pipe = start_unconfirmed("echo one | " WHISPER "bird");
    server_close_all(site, 1000);
    ck_assert_int_eq(finish(pipe), 4);
    expect_output("Line 1 may or may not have arrived");
}
END_TEST

START_TEST(an_interrupt_exits_with_130) {
    ck_assert_int_eq(run("mkfifo \"$HOME/in\"; " WHISPER
                         "bird <\"$HOME/in\" & pid=$!; exec 3>\"$HOME/in\"; "
                         "while kill -0 $pid; do kill -INT $pid; done "
                         "2>/dev/null; wait $pid"),
                     130);
}
END_TEST

START_TEST(an_interrupt_after_sending_says_so) {
    FILE *pipe =
        start_unconfirmed("echo one >\"$HOME/line\"; echo $$ >\"$HOME/pid\"; "
                          "export DGG_ENABLE_WHISPERS=1; "
                          "exec \"$DGG\" whisper bird <\"$HOME/line\"");
    ck_assert_int_eq(system("kill -INT $(cat \"$HOME/pid\")"), 0);
    ck_assert_int_eq(finish(pipe), 130);
    expect_output("Line 1 may or may not have arrived");
}
END_TEST

START_TEST(the_demo_takes_whispers_too) {
    ck_assert_int_eq(run("echo hello | " WHISPER "quietfern --demo --speed 50"),
                     0);
    ck_assert_int_eq(
        run("echo hello | " WHISPER "grumpy_owl --demo --speed 50"), 6);
    expect_output("grumpy_owl does not take whispers");
}
END_TEST

TEST_MAIN_WITH("command_whisper", set_up, tear_down_program,
               each_line_is_one_whisper, no_input_sends_nothing,
               closed_streams_are_no_trap, nothing_is_sent_unless_it_is_enabled,
               a_refusal_ends_it_with_six, the_servers_word_is_cleaned,
               what_no_server_takes_never_leaves,
               without_a_credential_it_says_how_to_get_one,
               a_credential_that_does_not_count_exits_with_three,
               an_address_that_is_not_trusted_gets_no_credential,
               a_refused_port_exits_with_four, a_banned_account_exits_with_five,
               a_cut_after_sending_leaves_it_open_what_arrived,
               an_interrupt_exits_with_130, an_interrupt_after_sending_says_so,
               the_demo_takes_whispers_too)
