/* The examples do what they say, each with a demo server on this thread. */
#include "program_case.h"
#include "server_hub.h"

#include <signal.h>
#include <sys/resource.h>

/* 2020-07-09 18:03:55 UTC */
static const int64_t july_ms = 1594317835000;

static pid_t child;
static int child_input;
static int child_output;
static size_t output_bytes;

static void set_up(void) {
    set_up_program();
    setenv("DGG_LOGS_URL", server_logs_url(site), 1);
    setenv("DGG_ARCHIVE_URL", server_archive_url(site), 1);
}

/* --- an example at work -------------------------------------------------- */

static _Noreturn void be_example(int in, int out, const char *name,
                                 const char *const *arguments) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", PROGRAM, name);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execl(path, path, arguments[0], arguments[1], (char *)NULL);
    _exit(127);
}

/* Starts an example with up to two arguments; its input is a pipe. */
static void start_example(const char *name, const char *first,
                          const char *second) {
    const char *const arguments[] = {first, second};
    int in[2];
    int out[2];
    ck_assert_int_eq(pipe(in), 0);
    ck_assert_int_eq(pipe(out), 0);
    child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        close(in[1]);
        close(out[0]);
        be_example(in[0], out[1], name, arguments);
    }
    close(in[0]);
    close(out[1]);
    child_input = in[1];
    child_output = out[0];
    output_bytes = 0;
    output[0] = '\0';
}

/* Serves until the example has written more. False: it has ended. */
static bool read_more(void) {
    size_t count = read_output(child_output, output + output_bytes,
                               sizeof output - 1 - output_bytes);
    output_bytes += count;
    output[output_bytes] = '\0';
    return count > 0;
}

static void wait_for(const char *text) {
    while (strstr(output, text) == NULL && read_more()) {
    }
    expect_output(text);
}

/* Serves until it ends; its exit code. */
static int finish_example(void) {
    int status;
    while (read_more()) {
    }
    close(child_input);
    close(child_output);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void type(const char *text) {
    ck_assert_int_eq(write(child_input, text, strlen(text)),
                     (ssize_t)strlen(text));
}

/* --- the server's side --------------------------------------------------- */

static void wait_for_connections(size_t count) {
    while (server_connections(site) != count) {
        dgg_loop_wait(loop, -1);
    }
}

/* Serves until a client has sent this. */
static void wait_for_received(const char *text) {
    for (;;) {
        char *received = server_take_received(site);
        bool is_there = strstr(received, text) != NULL;
        free(received);
        if (is_there) {
            return;
        }
        dgg_loop_wait(loop, -1);
    }
}

/* The client has done all that it does with what was sent so far: it answers
 * what came after it. */
static void settle(const char *mark) {
    char frame[64];
    snprintf(frame, sizeof frame, "PING {\"data\":\"%s\"}", mark);
    server_broadcast(site, frame);
    wait_for_received(mark);
}

static void say(const char *nick, const char *text) {
    char frame[256];
    snprintf(frame, sizeof frame,
             "MSG {\"nick\":\"%s\",\"features\":[],\"timestamp\":"
             "%lld,\"data\":\"%s\"}",
             nick, (long long)july_ms, text);
    server_broadcast(site, frame);
}

/* --- minimal ------------------------------------------------------------- */

START_TEST(minimal_prints_what_is_said) {
    start_example("minimal", NULL, NULL);
    wait_for_connections(1);
    say("bird", "hello there");
    wait_for("bird: hello there\n");
    server_broadcast(site, "BROADCAST {\"data\":\"soup now\"}");
    wait_for(": soup now\n");
    kill(child, SIGTERM);
    ck_assert_int_eq(finish_example(), 128 + SIGTERM);
}
END_TEST

START_TEST(minimal_ends_when_nobody_reads) {
    int status;
    start_example("minimal", NULL, NULL);
    wait_for_connections(1);
    close(child_output);
    say("bird", "hello there");
    wait_for_connections(0);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(child_input);
}
END_TEST

START_TEST(minimal_says_why_it_ends) {
    server_set_faults(site, &(server_faults){.is_banned = true});
    start_example("minimal", NULL, NULL);
    ck_assert_int_eq(finish_example(), EXIT_FAILURE);
    ck_assert_str_eq(output, "minimal: this account is banned\n");
}
END_TEST

/* --- answer_whispers ----------------------------------------------------- */

static void start_answering(void) {
    setenv("DGG_AUTH_TOKEN", SERVER_DEMO_TOKEN, 1);
    setenv("DGG_ENABLE_WHISPERS", "1", 1);
    start_example("answer_whispers", NULL, NULL);
    wait_for_connections(1);
}

START_TEST(whoever_whispers_gets_an_answer) {
    start_answering();
    ck_assert(server_hub_whisper(site, "bird", SERVER_DEMO_NICK, "psst"));
    wait_for_received("PRIVMSG {\"nick\":\"bird\",\"data\":\"Hello!\"}\n");
    wait_for("bird: psst\nanswered\n");
    server_set_faults(site, &(server_faults){.is_banned = true});
    server_close_all(site, -1);
    ck_assert_int_eq(finish_example(), EXIT_FAILURE);
    expect_output("closed: the connection was closed, trying again\n");
    expect_output("closed: this account is banned\n");
}
END_TEST

START_TEST(what_is_refused_is_told) {
    start_answering();
    ck_assert(server_hub_whisper(site, SERVER_UNKNOWN_NICK, SERVER_DEMO_NICK,
                                 "psst"));
    wait_for("the server says: notfound\n");
    kill(child, SIGTERM);
    finish_example();
    expect_no_output("answered");
}
END_TEST

START_TEST(nobody_answers_without_leave) {
    setenv("DGG_AUTH_TOKEN", SERVER_DEMO_TOKEN, 1);
    start_example("answer_whispers", NULL, NULL);
    ck_assert_int_eq(finish_example(), EXIT_FAILURE);
    expect_output("DGG_ENABLE_WHISPERS");
    unsetenv("DGG_AUTH_TOKEN");
    setenv("DGG_ENABLE_WHISPERS", "1", 1);
    start_example("answer_whispers", NULL, NULL);
    ck_assert_int_eq(finish_example(), EXIT_FAILURE);
    expect_output("DGG_AUTH_TOKEN");
}
END_TEST

/* --- logger -------------------------------------------------------------- */

static void start_logging(void) {
    static char path[HOME_BYTES + 16];
    snprintf(path, sizeof path, "%s/chat.txt", home);
    start_example("logger", path, NULL);
}

static void stop_logging(int number) {
    kill(child, number);
    ck_assert_int_eq(finish_example(), 0);
}

static void expect_logged(const char *text) {
    char path[HOME_BYTES + 16];
    char logged[4096];
    snprintf(path, sizeof path, "%s/chat.txt", home);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    logged[fread(logged, 1, sizeof logged - 1, file)] = '\0';
    fclose(file);
    ck_assert_str_eq(logged, text);
}

#define LINE(text) "[2020-07-09 18:03:55 UTC] bird: " text "\n"

START_TEST(lines_from_before_are_logged_once) {
    say("bird", "before");
    start_logging();
    wait_for_connections(1);
    say("bird", "live\\nand \\u0007well");
    settle("first");
    expect_logged(LINE("before") LINE("live and  well"));
    stop_logging(SIGINT);
    say("bird", "meanwhile");
    start_logging();
    wait_for_connections(1);
    settle("second");
    stop_logging(SIGTERM);
    expect_logged(LINE("before") LINE("live and  well") LINE("meanwhile"));
}
END_TEST

START_TEST(a_cut_connection_costs_no_line) {
    start_logging();
    wait_for_connections(1);
    say("bird", "one");
    settle("first");
    server_close_all(site, -1);
    wait_for_connections(0);
    say("bird", "two");
    wait_for_connections(1);
    say("bird", "three");
    settle("second");
    stop_logging(SIGTERM);
    expect_logged(LINE("one") LINE("two") LINE("three"));
    expect_output("logger: the connection was closed; trying again in ");
}
END_TEST

/* The chat tells what was said before, too. */
START_TEST(a_site_in_trouble_costs_no_line) {
    say("bird", "before");
    server_set_faults(site, &(server_faults){.http_status = 502});
    start_logging();
    wait_for_connections(1);
    settle("first");
    stop_logging(SIGTERM);
    expect_output("logger: no history from the site: ");
    expect_logged(LINE("before"));
}
END_TEST

/* Files may not grow, as if the disk was full. */
START_TEST(a_full_disk_ends_the_logger) {
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, limit.rlim_max});
    start_logging();
    setrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, SIG_DFL);
    wait_for_connections(1);
    say("bird", "hello");
    ck_assert_int_eq(finish_example(), EXIT_FAILURE);
    expect_output("logger: the file could not be written: ");
}
END_TEST

START_TEST(a_file_that_cannot_be_opened_is_named) {
    start_example("logger", "/no/such/chat.txt", NULL);
    ck_assert_int_eq(finish_example(), EXIT_FAILURE);
    expect_output("/no/such/chat.txt: ");
}
END_TEST

/* --- foreign_loop -------------------------------------------------------- */

START_TEST(a_foreign_loop_hears_both) {
    setenv("DGG_AUTH_TOKEN", SERVER_DEMO_TOKEN, 1);
    start_example("foreign_loop", NULL, NULL);
    wait_for("connected\n");
    say("bird", "hello there");
    wait_for("bird: hello there\n");
    type("bird good ");
    type("morning\nquit");
    wait_for_received("PRIVMSG {\"nick\":\"bird\",\"data\":\"good morning\"}");
    wait_for("to bird: sent (good morning)\n");
    type("\n");
    ck_assert_int_eq(finish_example(), 0);
}
END_TEST

START_TEST(a_foreign_loop_tells_what_was_not_sent) {
    setenv("DGG_AUTH_TOKEN", SERVER_DEMO_TOKEN, 1);
    start_example("foreign_loop", NULL, NULL);
    wait_for("connected\n");
    type("bird\n" SERVER_UNKNOWN_NICK " hello\n");
    wait_for("not sent: there is nothing to send\n");
    wait_for("to " SERVER_UNKNOWN_NICK ": refused (notfound)\n");
    close(child_input);
    child_input = -1;
    ck_assert_int_eq(finish_example(), 0);
}
END_TEST

START_TEST(without_a_login_it_only_reads) {
    start_example("foreign_loop", NULL, NULL);
    wait_for("connected\n");
    type("bird hello\n");
    wait_for("not sent: log in first\n");
    type("quit\n");
    ck_assert_int_eq(finish_example(), 0);
}
END_TEST

/* --- read_logs ----------------------------------------------------------- */

static void add_log(const char *nick, int64_t after_ms, const char *text) {
    ck_assert(server_add_log(site, nick, july_ms + after_ms, text));
}

static void expect_read(const char *what, const char *when, const char *text) {
    start_example("read_logs", what, when);
    ck_assert_int_eq(finish_example(), 0);
    ck_assert_str_eq(output, text);
}

START_TEST(logs_are_read_in_both_forms) {
    enum { MONTH_MS = 2147483647 };
    add_log("bird", 0, "one");
    add_log("owl", 1000, "hoot");
    add_log("bird", 2000, "two");
    add_log("bird", MONTH_MS, "late again");
    expect_read("bird", "2020-07",
                "[2020-07-09 18:03:57 UTC] bird: two\n"
                "[2020-07-09 18:03:55 UTC] bird: one\n");
    expect_read("bird", NULL,
                "[2020-08-03 14:35:18 UTC] bird: late again\n"
                "[2020-07-09 18:03:57 UTC] bird: two\n"
                "[2020-07-09 18:03:55 UTC] bird: one\n");
    expect_read("2020-07-09", NULL,
                "[2020-07-09 18:03:55 UTC] bird: one\n"
                "[2020-07-09 18:03:56 UTC] owl: hoot\n"
                "[2020-07-09 18:03:57 UTC] bird: two\n");
}
END_TEST

START_TEST(the_newest_lines_are_not_all) {
    for (int i = 0; i < 30; i++) {
        add_log("bird", i * 1000, "again");
    }
    start_example("read_logs", "bird", NULL);
    ck_assert_int_eq(finish_example(), 0);
    expect_output("[2020-07-09 18:04:05 UTC] bird: again\n"
                  "... and older ones\n");
}
END_TEST

START_TEST(a_log_is_not_read_for_nobody) {
    int status;
    add_log("bird", 0, "one");
    server_set_faults(
        site, &(server_faults){
                  .site = {.filler = "[2020-07-09 18:03:55 UTC] owl: hoot\n",
                           .filler_bytes = UINT64_C(1) << 40}});
    start_example("read_logs", "2020-07-09", NULL);
    wait_for("owl: hoot\n");
    close(child_output);
    while (waitpid(child, &status, WNOHANG) == 0) {
        dgg_loop_wait(loop, 1);
    }
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    close(child_input);
}
END_TEST

START_TEST(what_cannot_be_read_is_told) {
    start_example("read_logs", "bird", "soon");
    ck_assert_int_eq(finish_example(), EXIT_FAILURE);
    ck_assert_str_eq(output, "read_logs: an argument is missing or out of "
                             "range\n");
    start_example("read_logs", "2019-01-01", NULL);
    ck_assert_int_eq(finish_example(), EXIT_FAILURE);
    expect_output("read_logs: ");
}
END_TEST

TEST_MAIN_WITH("examples", set_up, tear_down_program,
               minimal_prints_what_is_said, minimal_ends_when_nobody_reads,
               minimal_says_why_it_ends, whoever_whispers_gets_an_answer,
               what_is_refused_is_told, nobody_answers_without_leave,
               lines_from_before_are_logged_once,
               a_cut_connection_costs_no_line, a_site_in_trouble_costs_no_line,
               a_full_disk_ends_the_logger,
               a_file_that_cannot_be_opened_is_named, a_foreign_loop_hears_both,
               a_foreign_loop_tells_what_was_not_sent,
               without_a_login_it_only_reads, logs_are_read_in_both_forms,
               the_newest_lines_are_not_all, a_log_is_not_read_for_nobody,
               what_cannot_be_read_is_told)
