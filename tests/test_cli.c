/* The program without a terminal: what it prints and how it exits. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { OUTPUT_BYTES = 1 << 16, COMMAND_BYTES = 1024 };

static char output[OUTPUT_BYTES];

/* Runs a shell command in which $DGG is the program; the exit code. */
static int run(const char *command) {
    setenv("DGG", PROGRAM, 1);
    FILE *pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    size_t bytes = fread(output, 1, sizeof output - 1, pipe);
    output[bytes] = '\0';
    int status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void expect_output(const char *text) {
    ck_assert_msg(strstr(output, text) != NULL, "no \"%s\" in:\n%s", text,
                  output);
}

START_TEST(help_and_version_are_output) {
    ck_assert_int_eq(run("\"$DGG\" --help"), 0);
    expect_output("Usage: dgg");
    ck_assert_int_eq(run("\"$DGG\" -V"), 0);
    expect_output("dgg ");
}
END_TEST

START_TEST(help_fits_a_screen_and_lists_every_option) {
    ck_assert_int_eq(run("\"$DGG\" --help | wc -l"), 0);
    ck_assert_int_le(atoi(output), 60);
    ck_assert_int_eq(run("\"$DGG\" --help"), 0);
    expect_output("--trust-endpoint");
    expect_output("--session-file");
    expect_output("--record-whispers");
    expect_output("--replay");
    expect_output("--logs-url");
    expect_output("--archive-url");
    ck_assert_int_eq(run("\"$DGG\" --help | grep -c '.\\{81\\}'"), 1);
}
END_TEST

START_TEST(mistakes_exit_with_two_and_a_sentence) {
    ck_assert_int_eq(run("\"$DGG\" --frobnicate 2>&1"), 2);
    expect_output("--frobnicate");
    ck_assert_int_eq(run("\"$DGG\" tail --chat-url gopher://x 2>&1"), 2);
    expect_output("ws://");
    ck_assert_int_eq(run("DGG_AUTH_TOKEN=short \"$DGG\" tail 2>&1"), 2);
    expect_output("token_command");
    expect_output("64");
    ck_assert_int_eq(run("\"$DGG\" logs 2>&1"), 2);
    expect_output("A nick is missing after dgg logs");
    ck_assert_int_eq(run("\"$DGG\" logs bird --month 2026-13 2>&1"), 2);
    expect_output("YYYY-MM, not 2026-13");
    ck_assert_int_eq(run("\"$DGG\" logs bird --logs-url gopher://x 2>&1"), 2);
    expect_output("http:// or https://");
}
END_TEST

START_TEST(a_refused_port_exits_with_four) {
    ck_assert_int_eq(run("\"$DGG\" tail --chat-url ws://127.0.0.1:1/ws 2>&1"),
                     4);
    expect_output("refused");
    ck_assert_ptr_null(strstr(output, "next try"));
}
END_TEST

START_TEST(certificates_that_cannot_be_read_are_named) {
    ck_assert_int_eq(run("\"$DGG\" tail --ca-file /no/such.pem 2>&1"), 1);
    expect_output("/no/such.pem");
}
END_TEST

START_TEST(no_terminal_is_told) {
    ck_assert_int_ne(run("\"$DGG\" --demo </dev/null 2>&1"), 0);
    expect_output("terminal");
}
END_TEST

START_TEST(tail_prints_what_the_demo_says) {
    ck_assert_int_eq(
        run("\"$DGG\" tail --demo --json --events OPEN,ME,NAMES | head -n 3"),
        0);
    expect_output("{\"event\":\"OPEN\",\"received\":");
    expect_output("{\"event\":\"ME\",\"received\":");
    expect_output("\"nick\":\"demo_viewer\"");
    expect_output("{\"event\":\"NAMES\",\"received\":");
}
END_TEST

START_TEST(tail_ends_when_nobody_reads) {
    ck_assert_int_eq(run("d=$(mktemp -d); "
                         "{ \"$DGG\" tail --demo; echo $? >\"$d/code\"; } "
                         "| head -n 1; cat \"$d/code\"; rm -r \"$d\""),
                     0);
    expect_output("] ");
    expect_output("\n0\n");
}
END_TEST

START_TEST(an_interrupt_exits_with_130) {
    ck_assert_int_eq(run("\"$DGG\" tail --demo >/dev/null & pid=$!; "
                         "\"$DGG\" tail --demo --events MSG | head -n 1; "
                         "kill -TERM $pid; wait $pid"),
                     130);
}
END_TEST

START_TEST(the_server_alone_serves_other_programs) {
    ck_assert_int_eq(
        run("d=$(mktemp -d); mkfifo \"$d/out\"; "
            "\"$DGG\" demo-server >\"$d/out\" & pid=$!; exec 3<\"$d/out\"; "
            "read -r chat <&3; read -r site <&3; read -r session <&3; "
            "export \"$chat\" \"$site\" \"$session\" DGG_TRUST_ENDPOINT=1; "
            "\"$DGG\" tail --json --events ME | head -n 1; "
            "kill $pid; wait $pid; rm -r \"$d\""),
        0);
    expect_output("\"nick\":\"demo_viewer\"");
}
END_TEST

START_TEST(the_server_alone_keeps_logs_too) {
    ck_assert_int_eq(
        run("d=$(mktemp -d); mkfifo \"$d/out\"; "
            "\"$DGG\" demo-server >\"$d/out\" & pid=$!; exec 3<\"$d/out\"; "
            "read -r chat <&3; read -r site <&3; read -r session <&3; "
            "read -r token <&3; read -r logs <&3; read -r archive <&3; "
            "echo \"${site#*=} $logs $archive\" | "
            "sed 's|^\\(.*\\) DGG_LOGS_URL=\\1 DGG_ARCHIVE_URL=\\1$|same|'; "
            "kill $pid; wait $pid; rm -r \"$d\""),
        0);
    expect_output("same\n");
}
END_TEST

START_TEST(a_login_that_does_not_count_exits_with_three) {
    ck_assert_int_eq(
        run("d=$(mktemp -d); mkfifo \"$d/out\"; "
            "\"$DGG\" demo-server >\"$d/out\" & pid=$!; exec 3<\"$d/out\"; "
            "read -r chat <&3; export \"$chat\" DGG_TRUST_ENDPOINT=1; "
            "DGG_SESSION_ID=expired000000 \"$DGG\" tail 2>&1; code=$?; "
            "kill $pid; rm -r \"$d\"; exit $code"),
        3);
    expect_output("login");
}
END_TEST

START_TEST(a_recording_prints_what_was_printed) {
    ck_assert_int_eq(
        run("d=$(mktemp -d); \"$DGG\" tail --demo --speed 20 --json --record "
            "\"$d/r\" --record-whispers | head -n 40 >\"$d/live\"; "
            "\"$DGG\" tail --json --replay \"$d/r\" --speed 1000 >\"$d/again\""
            " && head -n 40 \"$d/again\" | cmp - \"$d/live\"; code=$?; "
            "wc -l <\"$d/live\"; rm -r \"$d\"; exit $code"),
        0);
    expect_output("40\n");
}
END_TEST

START_TEST(a_recorded_ban_does_not_fail_the_replay) {
    ck_assert_int_eq(
        run("d=$(mktemp -d); "
            "printf '%s\\n' "
            "'{\"dgg_script\":1,\"epoch_ms\":1000,\"clock\":\"recorded\"}' "
            "'{\"at_ms\":0,\"link\":\"open\"}' "
            "'{\"at_ms\":1,\"frame\":\"ERR "
            "{\\\"description\\\":\\\"banned\\\"}\"}' "
            "'{\"at_ms\":2,\"fault\":\"cut\",\"error\":\"DGG_ERROR_BANNED\"}' "
            ">\"$d/r\"; \"$DGG\" tail --json --replay \"$d/r\" 2>&1; "
            "code=$?; rm -r \"$d\"; exit $code"),
        0);
    expect_output("{\"event\":\"ERR\",\"received\":1001,");
    expect_output("{\"event\":\"CLOSE\",\"received\":1002,");
    ck_assert_ptr_null(strstr(output, "dgg:"));
}
END_TEST

START_TEST(a_file_that_cannot_be_played_or_written_is_told) {
    ck_assert_int_eq(run("\"$DGG\" tail --replay /no/such.jsonl 2>&1"), 1);
    expect_output("/no/such.jsonl");
    ck_assert_int_eq(run("\"$DGG\" tail --replay \"$DGG\" 2>&1"), 1);
    expect_output("line 1");
    ck_assert_int_eq(run("f=$(mktemp); echo x >\"$f\"; "
                         "\"$DGG\" tail --demo --record \"$f\" 2>&1; "
                         "code=$?; rm \"$f\"; exit $code"),
                     1);
    expect_output("not empty");
    ck_assert_int_eq(run("\"$DGG\" --replay a --record b 2>&1"), 2);
    expect_output("exclude each other");
}
END_TEST

START_TEST(a_recording_that_is_cut_off_is_played_up_to_there) {
    ck_assert_int_eq(
        run("f=$(mktemp); printf '%s\\n%s\\n%s' "
            "'{\"dgg_script\":1,\"epoch_ms\":1000,\"clock\":\"recorded\"}' "
            "'{\"at_ms\":1,\"link\":\"open\"}' '{\"at_ms\":2,\"fra' >\"$f\"; "
            "\"$DGG\" tail --json --replay \"$f\" 2>&1; c=$?; rm \"$f\"; "
            "exit $c"),
        0);
    expect_output("{\"event\":\"OPEN\",\"received\":1001}");
    expect_output("dgg: The recording's last line is not whole");
}
END_TEST

START_TEST(a_full_disk_ends_the_recording_alone) {
    ck_assert_int_eq(
        run("d=$(mktemp -d); trap '' XFSZ; ulimit -f 160; "
            "\"$DGG\" tail --demo --speed 100 --record \"$d/r\" 2>\"$d/e\" "
            "| head -n 300 | wc -l; cat \"$d/e\"; "
            "\"$DGG\" tail --replay \"$d/r\" --speed 1000 >/dev/null; "
            "code=$?; rm -r \"$d\"; exit $code"),
        0);
    expect_output("300\n");
    expect_output("dgg: The recording in ");
}
END_TEST

TEST_MAIN("cli", help_and_version_are_output,
          help_fits_a_screen_and_lists_every_option,
          mistakes_exit_with_two_and_a_sentence, a_refused_port_exits_with_four,
          certificates_that_cannot_be_read_are_named, no_terminal_is_told,
          tail_prints_what_the_demo_says, tail_ends_when_nobody_reads,
          an_interrupt_exits_with_130, the_server_alone_serves_other_programs,
          the_server_alone_keeps_logs_too,
          a_login_that_does_not_count_exits_with_three,
          a_recording_prints_what_was_printed,
          a_recorded_ban_does_not_fail_the_replay,
          a_recording_that_is_cut_off_is_played_up_to_there,
          a_file_that_cannot_be_played_or_written_is_told,
          a_full_disk_ends_the_recording_alone)
