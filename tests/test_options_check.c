#include "options_check.h"
#include "test.h"

#include <string.h>

static const options reader = {.mode = RUN_READER};
static const options tail = {.mode = RUN_TAIL};

static void expect_fit(const options *o) {
    char problem[OPTIONS_PROBLEM_BYTES] = "";
    ck_assert_msg(options_check(o, problem) == EXIT_OK, "%s", problem);
}

static void expect_misfit(const options *o, const char *word) {
    char problem[OPTIONS_PROBLEM_BYTES] = "";
    ck_assert_int_eq(options_check(o, problem), EXIT_USAGE);
    ck_assert_msg(strstr(problem, word) != NULL, "%s", problem);
    ck_assert_ptr_nonnull(strstr(problem, "--help"));
}

START_TEST(whispers_are_recorded_only_with_a_file) {
    options o = reader;
    o.tape.has_whispers = true;
    expect_misfit(&o, "--record FILE");
    o.tape.record = "chat.jsonl";
    expect_fit(&o);
}
END_TEST

START_TEST(reader_and_tail_record_and_replay) {
    options o = tail;
    o.tape.record = "chat.jsonl";
    expect_fit(&o);
    o.demo.is_wanted = true;
    expect_fit(&o);
    o = tail;
    o.tape.replay = "chat.jsonl";
    o.speed = 4;
    expect_fit(&o);
    o.mode = RUN_DEMO_SERVER;
    expect_misfit(&o, "--script");
}
END_TEST

START_TEST(a_replay_stands_alone) {
    static const char *const words[] = {
        "--record",     "--demo",      "addresses", "addresses",
        "certificates", "credentials", "addresses", "addresses"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        options o = reader;
        o.tape.replay = "chat.jsonl";
        o.tape.record = i == 0 ? "copy.jsonl" : NULL;
        o.demo.is_wanted = i == 1;
        o.endpoints.cdn_url = i == 2 ? "https://cdn" : NULL;
        o.endpoints.is_trusted = i == 3;
        o.ca_file = i == 4 ? "ca.pem" : NULL;
        o.credential_files[1] = i == 5 ? "session" : NULL;
        o.endpoints.logs_url = i == 6 ? "https://logs" : NULL;
        o.endpoints.archive_url = i == 7 ? "https://archive" : NULL;
        expect_misfit(&o, words[i]);
    }
}
END_TEST

START_TEST(a_speed_needs_a_clock_of_its_own) {
    options o = reader;
    o.speed = 2;
    expect_misfit(&o, "--speed");
    o.demo.is_wanted = true;
    expect_fit(&o);
    o.demo.is_wanted = false;
    o.mode = RUN_DEMO_SERVER;
    expect_fit(&o);
}
END_TEST

START_TEST(what_one_command_knows_others_do_not) {
    options o = {.mode = RUN_WHISPERS, .command = {.is_json = true}};
    expect_fit(&o);
    o.mode = RUN_LOGS;
    expect_fit(&o);
    o.mode = RUN_WHISPER;
    expect_misfit(&o, "--json");
    o = (options){.mode = RUN_WHISPERS, .tape.record = "chat.jsonl"};
    expect_misfit(&o, "--record");
    o = (options){.mode = RUN_WHISPER, .tape.replay = "chat.jsonl"};
    expect_misfit(&o, "--replay");
    o = (options){.mode = RUN_WHISPER, .command.nick = "bird"};
    expect_fit(&o);
    o.mode = RUN_READER;
    expect_misfit(&o, "--with");
}
END_TEST

START_TEST(logs_have_one_date_at_most) {
    options o = {.mode = RUN_LOGS, .command.nick = "bird"};
    o.command.month = (dgg_month){2026, 10};
    expect_fit(&o);
    o.command.day = (dgg_day){2026, 10, 3};
    expect_misfit(&o, "exclude each other");
    o.command.month = (dgg_month){0};
    expect_fit(&o);
    o.mode = RUN_WHISPERS;
    expect_misfit(&o, "dgg logs");
    o = (options){.mode = RUN_LOGS, .tape.replay = "chat.jsonl"};
    expect_misfit(&o, "--replay");
}
END_TEST

START_TEST(login_asks_for_what_it_stores) {
    options o = {.mode = RUN_LOGIN, .command.is_session = true};
    expect_fit(&o);
    o.endpoints.chat_url = "wss://example.org/ws";
    expect_fit(&o);
    o.demo.is_wanted = true;
    expect_misfit(&o, "--demo");
    o = (options){.mode = RUN_LOGOUT,
                  .credential_files[CREDENTIAL_TOKEN] = "token"};
    expect_misfit(&o, "files");
    o = (options){.mode = RUN_WHISPERS, .command.is_session = true};
    expect_misfit(&o, "--session");
}
END_TEST

TEST_MAIN("options_check", what_one_command_knows_others_do_not,
          logs_have_one_date_at_most, login_asks_for_what_it_stores,
          whispers_are_recorded_only_with_a_file,
          reader_and_tail_record_and_replay, a_replay_stands_alone,
          a_speed_needs_a_clock_of_its_own)
