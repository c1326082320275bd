#include "options.h"
#include "test.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TOKEN "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ01"

static options o;
static char problem[OPTIONS_PROBLEM_BYTES];

/* Splits at spaces and reads: "dgg tail --json". */
static int read_line(const char *line) {
    static char words[512];
    static char *argv[32];
    int argc = 0;
    snprintf(words, sizeof words, "%s", line);
    for (char *w = strtok(words, " "); w != NULL; w = strtok(NULL, " ")) {
        argv[argc++] = w;
    }
    argv[argc] = NULL;
    return options_read(&o, argc, argv, problem);
}

static void write_secret(char path[64], const char *text, mode_t mode) {
    snprintf(path, 64, "/tmp/dgg-secret-XXXXXX");
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    fchmod(fd, mode);
    close(fd);
}

static void set_up(void) {
    setenv("XDG_CONFIG_HOME", "/nowhere", 1);
}

START_TEST(nothing_given_is_the_reader) {
    ck_assert_int_eq(read_line("dgg"), EXIT_OK);
    ck_assert_int_eq(o.mode, RUN_READER);
    ck_assert(!o.demo.is_wanted);
    ck_assert_ptr_null(o.endpoints.chat_url);
    options_free(&o);
}
END_TEST

START_TEST(options_may_follow_the_command) {
    ck_assert_int_eq(read_line("dgg tail --json --chat-url ws://127.0.0.1:9/ws "
                               "--events MSG,OPEN"),
                     EXIT_OK);
    ck_assert_int_eq(o.mode, RUN_TAIL);
    ck_assert(o.command.is_json);
    ck_assert_str_eq(o.command.events, "MSG,OPEN");
    ck_assert_str_eq(o.endpoints.chat_url, "ws://127.0.0.1:9/ws");
    options_free(&o);
}
END_TEST

START_TEST(demo_server_takes_a_port) {
    ck_assert_int_eq(read_line("dgg demo-server --port 8080"), EXIT_OK);
    ck_assert_int_eq(o.mode, RUN_DEMO_SERVER);
    ck_assert_int_eq(o.demo.port, 8080);
    options_free(&o);
}
END_TEST

START_TEST(logs_are_of_a_nick_and_a_time) {
    ck_assert_int_eq(read_line("dgg logs --month 2026-10 --json bird"),
                     EXIT_OK);
    ck_assert_int_eq(o.mode, RUN_LOGS);
    ck_assert_str_eq(o.command.nick, "bird");
    ck_assert_int_eq(o.command.month.year, 2026);
    ck_assert_int_eq(o.command.month.month, 10);
    ck_assert(o.command.is_json);
    options_free(&o);
    ck_assert_int_eq(read_line("dgg logs bird --day 2024-02-29"), EXIT_OK);
    ck_assert_int_eq(o.command.day.day, 29);
    ck_assert_int_eq(o.command.month.year, 0);
    options_free(&o);
}
END_TEST

START_TEST(logs_read_no_credential) {
    setenv("DGG_AUTH_TOKEN", TOKEN, 1);
    ck_assert_int_eq(read_line("dgg logs bird --token-file /nowhere "
                               "--config /nowhere"),
                     EXIT_OK);
    ck_assert_ptr_null(o.credentials.auth_token);
    ck_assert_ptr_null(getenv("DGG_AUTH_TOKEN"));
    options_free(&o);
}
END_TEST

START_TEST(whispers_may_be_of_one_person) {
    ck_assert_int_eq(read_line("dgg whispers --json"), EXIT_OK);
    ck_assert_int_eq(o.mode, RUN_WHISPERS);
    ck_assert(o.command.is_json);
    ck_assert_ptr_null(o.command.nick);
    options_free(&o);
    ck_assert_int_eq(read_line("dgg whispers --with bird"), EXIT_OK);
    ck_assert_str_eq(o.command.nick, "bird");
    options_free(&o);
}
END_TEST

START_TEST(whisper_takes_a_nick_once_it_is_enabled) {
    static const char *const values[] = {"", "none", "False"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        setenv("DGG_ENABLE_WHISPERS", values[i], 1);
        ck_assert_int_eq(read_line("dgg whisper bird"), EXIT_PROBLEM);
        ck_assert_ptr_nonnull(strstr(problem, "DGG_ENABLE_WHISPERS=1"));
        options_free(&o);
    }
    setenv("DGG_ENABLE_WHISPERS", "1", 1);
    ck_assert_int_eq(read_line("dgg whisper bird --token-file /nowhere"),
                     EXIT_PROBLEM);
    ck_assert_ptr_nonnull(strstr(problem, "/nowhere"));
    options_free(&o);
    ck_assert_int_eq(read_line("dgg whisper bird"), EXIT_OK);
    ck_assert_int_eq(o.mode, RUN_WHISPER);
    ck_assert_str_eq(o.command.nick, "bird");
    options_free(&o);
    unsetenv("DGG_ENABLE_WHISPERS");
}
END_TEST

START_TEST(login_and_logout_know_two_kinds) {
    ck_assert_int_eq(read_line("dgg login"), EXIT_OK);
    ck_assert_int_eq(o.mode, RUN_LOGIN);
    ck_assert(!o.command.is_session);
    options_free(&o);
    ck_assert_int_eq(read_line("dgg logout --session"), EXIT_OK);
    ck_assert_int_eq(o.mode, RUN_LOGOUT);
    ck_assert(o.command.is_session);
    options_free(&o);
}
END_TEST

START_TEST(a_configuration_may_be_named) {
    char path[64];
    char line[128];
    ck_assert_int_eq(read_line("dgg --config /nowhere"), EXIT_PROBLEM);
    ck_assert_ptr_nonnull(strstr(problem, "/nowhere"));
    options_free(&o);
    write_secret(path, "token_command = echo " TOKEN "\n", 0600);
    snprintf(line, sizeof line, "dgg tail --config %s", path);
    ck_assert_int_eq(read_line(line), EXIT_OK);
    ck_assert_str_eq(o.credentials.auth_token, TOKEN);
    options_free(&o);
    unlink(path);
}
END_TEST

START_TEST(mistakes_are_named) {
    static const struct {
        const char *line;
        const char *word;
    } cases[] = {
        {"dgg --frobnicate", "--frobnicate"},
        {"dgg --chat-url", "--chat-url"},
        {"dgg swim", "swim"},
        {"dgg tail MSG", "MSG"},
        {"dgg --json", "dgg tail"},
        {"dgg tail --with bird", "dgg whispers"},
        {"dgg whispers bird", "bird"},
        {"dgg whispers --with b", "3 to 20"},
        {"dgg logs", "nick"},
        {"dgg logs b+d", "3 to 20"},
        {"dgg logs bird fish", "fish"},
        {"dgg logs bird --with fish", "dgg whispers"},
        {"dgg logs bird --month 2026", "YYYY-MM, not 2026"},
        {"dgg logs bird --month 2026-13", "2026-13"},
        {"dgg logs bird --day 2023-02-29", "YYYY-MM-DD, not 2023-02-29"},
        {"dgg logs bird --day", "--day"},
        {"dgg logs bird --month 2026-10 --day 2026-10-03", "exclude"},
        {"dgg logs bird --record r", "--record"},
        {"dgg --month 2026-10", "dgg logs"},
        {"dgg tail --day 2026-10-03", "dgg logs"},
        {"dgg whisper", "nick"},
        {"dgg whisper bird fish", "fish"},
        {"dgg whisper b+d", "3 to 20"},
        {"dgg whisper bird --with fish", "dgg whispers"},
        {"dgg tail --session", "dgg login"},
        {"dgg login key", "others could read it"},
        {"dgg --port 80", "demo-server"},
        {"dgg demo-server --port 80x", "80x"},
        {"dgg demo-server --port 65536", "65536"},
        {"dgg --demo --speed fast", "fast"},
        {"dgg --demo --speed nan", "nan"},
        {"dgg --replay chat.jsonl --speed 0.001", "0.001"},
        {"dgg --replay chat.jsonl --speed 1001", "1001"},
        {"dgg --record", "--record"},
        {"dgg --replay", "--replay"},
        {"dgg --speed 4", "--speed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(read_line(cases[i].line), EXIT_USAGE);
        ck_assert_ptr_nonnull(strstr(problem, cases[i].word));
        ck_assert_ptr_nonnull(strstr(problem, "--help"));
        options_free(&o);
    }
}
END_TEST

START_TEST(an_unknown_letter_is_named) {
    ck_assert_int_eq(read_line("dgg -xV"), EXIT_USAGE);
    ck_assert_str_eq(problem, "There is no option -x. See dgg --help.");
    options_free(&o);
    ck_assert_int_eq(read_line("dgg --xylophone"), EXIT_USAGE);
    ck_assert_str_eq(problem,
                     "There is no option --xylophone. See dgg --help.");
    options_free(&o);
}
END_TEST

START_TEST(environment_gives_addresses_and_options_win) {
    setenv("DGG_CHAT_URL", "ws://environment/ws", 1);
    setenv("DGG_LOGS_URL", "http://environment/logs", 1);
    setenv("DGG_ARCHIVE_URL", "http://environment/archive", 1);
    setenv("DGG_TRUST_ENDPOINT", "1", 1);
    ck_assert_int_eq(read_line("dgg"), EXIT_OK);
    ck_assert_str_eq(o.endpoints.chat_url, "ws://environment/ws");
    ck_assert_str_eq(o.endpoints.logs_url, "http://environment/logs");
    ck_assert_str_eq(o.endpoints.archive_url, "http://environment/archive");
    ck_assert(o.endpoints.is_trusted);
    options_free(&o);
    ck_assert_int_eq(read_line("dgg --chat-url ws://option/ws "
                               "--logs-url http://option/logs "
                               "--archive-url http://option/archive"),
                     EXIT_OK);
    ck_assert_str_eq(o.endpoints.chat_url, "ws://option/ws");
    ck_assert_str_eq(o.endpoints.logs_url, "http://option/logs");
    ck_assert_str_eq(o.endpoints.archive_url, "http://option/archive");
    options_free(&o);
}
END_TEST

START_TEST(environment_loses_its_credentials) {
    setenv("DGG_AUTH_TOKEN", TOKEN, 1);
    setenv("DGG_SESSION_ID", "session", 1);
    ck_assert_int_eq(read_line("dgg"), EXIT_OK);
    ck_assert_str_eq(o.credentials.auth_token, TOKEN);
    ck_assert_str_eq(o.credentials.session_id, "session");
    ck_assert_ptr_null(getenv("DGG_AUTH_TOKEN"));
    ck_assert_ptr_null(getenv("DGG_SESSION_ID"));
    options_free(&o);
}
END_TEST

START_TEST(the_demo_reads_no_credential) {
    setenv("DGG_AUTH_TOKEN", TOKEN, 1);
    ck_assert_int_eq(read_line("dgg --token-file /nowhere --demo"), EXIT_OK);
    ck_assert_ptr_null(o.credentials.auth_token);
    ck_assert_ptr_null(getenv("DGG_AUTH_TOKEN"));
    options_free(&o);
}
END_TEST

START_TEST(a_recording_is_named_and_timed) {
    ck_assert_int_eq(read_line("dgg --record chat.jsonl --record-whispers"),
                     EXIT_OK);
    ck_assert_str_eq(o.tape.record, "chat.jsonl");
    ck_assert(o.tape.has_whispers);
    options_free(&o);
    ck_assert_int_eq(read_line("dgg tail --replay chat.jsonl --speed 0.5"),
                     EXIT_OK);
    ck_assert_str_eq(o.tape.replay, "chat.jsonl");
    ck_assert(o.speed > 0.4 && o.speed < 0.6);
    options_free(&o);
    ck_assert_int_eq(read_line("dgg --replay chat.jsonl"), EXIT_OK);
    ck_assert(o.speed > 0.9 && o.speed < 1.1);
    options_free(&o);
}
END_TEST

START_TEST(a_replay_reads_no_address_and_no_credential) {
    setenv("DGG_CHAT_URL", "ws://environment/ws", 1);
    setenv("DGG_LOGS_URL", "http://environment/logs", 1);
    setenv("DGG_TRUST_ENDPOINT", "1", 1);
    setenv("DGG_AUTH_TOKEN", TOKEN, 1);
    ck_assert_int_eq(read_line("dgg --replay chat.jsonl"), EXIT_OK);
    ck_assert_ptr_null(o.endpoints.chat_url);
    ck_assert_ptr_null(o.endpoints.logs_url);
    ck_assert(!o.endpoints.is_trusted);
    ck_assert_ptr_null(o.credentials.auth_token);
    ck_assert_ptr_null(getenv("DGG_AUTH_TOKEN"));
    options_free(&o);
}
END_TEST

START_TEST(a_file_comes_before_the_environment) {
    char path[64];
    char line[128];
    write_secret(path, TOKEN "\n", 0600);
    setenv("DGG_AUTH_TOKEN", "other", 1);
    snprintf(line, sizeof line, "dgg --token-file %s", path);
    ck_assert_int_eq(read_line(line), EXIT_OK);
    ck_assert_str_eq(o.credentials.auth_token, TOKEN);
    options_free(&o);
    unlink(path);
}
END_TEST

START_TEST(a_file_others_can_read_is_refused) {
    char path[64];
    char line[128];
    write_secret(path, TOKEN, 0640);
    snprintf(line, sizeof line, "dgg --token-file %s", path);
    ck_assert_int_eq(read_line(line), EXIT_PROBLEM);
    ck_assert_ptr_nonnull(strstr(problem, "chmod 600"));
    ck_assert_ptr_null(strstr(problem, TOKEN));
    options_free(&o);
    unlink(path);
}
END_TEST

START_TEST(a_missing_or_empty_file_is_told) {
    char path[64];
    char line[128];
    ck_assert_int_eq(read_line("dgg --session-file /nowhere"), EXIT_PROBLEM);
    ck_assert_ptr_nonnull(strstr(problem, "/nowhere"));
    options_free(&o);
    write_secret(path, "\n", 0600);
    snprintf(line, sizeof line, "dgg --session-file %s", path);
    ck_assert_int_eq(read_line(line), EXIT_PROBLEM);
    ck_assert_ptr_nonnull(strstr(problem, "no credential"));
    options_free(&o);
    unlink(path);
}
END_TEST

TEST_MAIN_WITH("options", set_up, NULL, nothing_given_is_the_reader,
               options_may_follow_the_command, demo_server_takes_a_port,
               logs_are_of_a_nick_and_a_time, logs_read_no_credential,
               whispers_may_be_of_one_person,
               whisper_takes_a_nick_once_it_is_enabled,
               login_and_logout_know_two_kinds, a_configuration_may_be_named,
               mistakes_are_named, an_unknown_letter_is_named,
               environment_gives_addresses_and_options_win,
               environment_loses_its_credentials, the_demo_reads_no_credential,
               a_recording_is_named_and_timed,
               a_replay_reads_no_address_and_no_credential,
               a_file_comes_before_the_environment,
               a_file_others_can_read_is_refused,
               a_missing_or_empty_file_is_told)
