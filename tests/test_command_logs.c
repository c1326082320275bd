#include "json.h"
#include "program_case.h"

/* 2020-07-09 18:03:55 UTC, and times in milliseconds. */
static const int64_t july_ms = 1594317835000;
static const int64_t hour_ms = 3600000;
static const int64_t day_ms = 86400000;

static const char month[] = " --month 2020-07";

static void use_search(void) {
    setenv("DGG_LOGS_URL", server_logs_url(site), 1);
    unsetenv("DGG_ARCHIVE_URL");
}

static void use_archive(void) {
    setenv("DGG_ARCHIVE_URL", server_archive_url(site), 1);
    unsetenv("DGG_LOGS_URL");
}

static void set_up(void) {
    set_up_program();
    setenv("TZ", "UTC", 1);
    use_search();
}

static void say(const char *nick, int64_t time_ms, const char *text) {
    ck_assert(server_add_log(site, nick, time_ms, text));
}

/* What bird said, with what is not asked for around it. */
static void say_something(void) {
    say("Bird", july_ms - 30 * day_ms, "june");
    say("Bird", july_ms - 19 * hour_ms, "the day before");
    say("owl", july_ms, "not bird");
    say("Bird", july_ms, "one");
    say("Bird", july_ms + 1000, "two");
    say("Bird", july_ms + 6 * hour_ms, "the day after");
    say("Bird", july_ms + 30 * day_ms, "august");
}

static int logs(const char *arguments) {
    char command[256];
    snprintf(command, sizeof command, "\"$DGG\" logs bird%s", arguments);
    return run(command);
}

static void expect_logs(const char *arguments, const char *lines) {
    ck_assert_int_eq(logs(arguments), 0);
    ck_assert_str_eq(output, lines);
}

START_TEST(the_search_has_the_newest_hundred_lines) {
    char *line = output;
    char text[32];
    for (int i = 0; i < 150; i++) {
        snprintf(text, sizeof text, "line %d", i);
        say("bird", july_ms + i * day_ms, text);
    }
    ck_assert_int_eq(logs(""), 0);
    for (int i = 50; i < 150; i++) {
        snprintf(text, sizeof text, "] bird: line %d\n", i);
        char *next = strchr(line, '\n') + 1;
        ck_assert_ptr_eq(strstr(line, text) + strlen(text), next);
        line = next;
    }
    ck_assert_str_eq(line, "");
}
END_TEST

/* Three pages and their end, and time of its own for each line. */
START_TEST(a_month_is_all_of_it) {
    char *line = output;
    char text[64];
    for (int i = 0; i < 250; i++) {
        snprintf(text, sizeof text, "line %d", i);
        say("bird", july_ms + i, text);
    }
    say("bird", july_ms + 30 * day_ms, "august");
    ck_assert_int_eq(logs(month), 0);
    for (int i = 0; i < 250; i++) {
        snprintf(text, sizeof text, "[2020-07-09 18:03:55] bird: line %d\n", i);
        ck_assert_msg(strstr(line, text) == line, "%.100s", line);
        line += strlen(text);
    }
    ck_assert_str_eq(line, "");
}
END_TEST

START_TEST(both_services_know_months_and_days) {
    say_something();
    for (int i = 0; i < 2; i++) {
        const char *nick = i == 0 ? "bird" : "Bird";
        char lines[512];
        snprintf(lines, sizeof lines,
                 "[2020-07-08 23:03:55] %s: the day before\n"
                 "[2020-07-09 18:03:55] %s: one\n"
                 "[2020-07-09 18:03:56] %s: two\n"
                 "[2020-07-10 00:03:55] %s: the day after\n",
                 nick, nick, nick, nick);
        expect_logs(month, lines);
        snprintf(lines, sizeof lines,
                 "[2020-07-09 18:03:55] %s: one\n"
                 "[2020-07-09 18:03:56] %s: two\n",
                 nick, nick);
        expect_logs(" --day 2020-07-09", lines);
        use_archive();
    }
}
END_TEST

START_TEST(a_day_is_one_of_utc_and_its_times_are_local) {
    say_something();
    setenv("TZ", "XYZ-10", 1);
    use_archive();
    expect_logs(" --day 2020-07-09", "[2020-07-10 04:03:55] Bird: one\n"
                                     "[2020-07-10 04:03:56] Bird: two\n");
}
END_TEST

START_TEST(an_archive_alone_has_the_present_month) {
    int64_t now_ms = dgg_loop_wall_ms(loop);
    use_archive();
    say("bird", july_ms, "long ago");
    say("bird", now_ms, "now");
    ck_assert_int_eq(logs(""), 0);
    expect_output("] bird: now\n");
    expect_no_output("long ago");
    setenv("DGG_LOGS_URL", server_logs_url(site), 1);
    ck_assert_int_eq(logs(""), 0);
    expect_output("] bird: long ago\n");
}
END_TEST

static void expect_string(json_value object, const char *key,
                          const char *text) {
    arena memory = {0};
    const char *found =
        json_string(json_get(object, key), &memory, OUTPUT_BYTES, NULL);
    ck_assert_pstr_eq(found, text);
    arena_free(&memory);
}

static void expect_json(const char *nick, int64_t time_ms, const char *text) {
    json_doc doc = {0};
    int64_t timestamp = 0;
    size_t bytes = strcspn(output, "\n");
    ck_assert_str_eq(output + bytes, "\n");
    ck_assert(json_parse(&doc, output, bytes));
    ck_assert(json_int(json_get(json_root(&doc), "timestamp"), &timestamp));
    ck_assert_int_eq(timestamp, time_ms);
    expect_string(json_root(&doc), "nick", nick);
    expect_string(json_root(&doc), "text", text);
    json_doc_free(&doc);
}

START_TEST(json_has_every_line_as_it_came) {
    const char *text = "a \"b\" \\ \033[2J \xe2\x80\xae \xf0\x9f\x90\xa6";
    say("bird", july_ms + 123, text);
    ck_assert_int_eq(logs(" --json"), 0);
    expect_json("bird", july_ms + 123, text);
    use_archive();
    ck_assert_int_eq(logs(" --json --month 2020-07"), 0);
    expect_json("bird", july_ms, text);
}
END_TEST

START_TEST(what_a_terminal_obeys_is_shown) {
    say("bird", july_ms,
        "a\n\033[2J \xe2\x80\xae"
        "b\x7f\xff");
    for (int i = 0; i < 2; i++) {
        expect_logs(month, "[2020-07-09 18:03:55] bird: a \xe2\x90\x9b[2J "
                           "b\xe2\x90\xa1\xef\xbf\xbd\n");
        use_archive();
    }
}
END_TEST

static void expect_nothing(const char *arguments, const char *sentence) {
    ck_assert_int_eq(logs(arguments), 1);
    ck_assert_str_eq(output, sentence);
}

START_TEST(nothing_found_is_told) {
    expect_nothing("", "dgg: 127.0.0.1 has no lines of bird.\n");
    expect_nothing(month,
                   "dgg: 127.0.0.1 has no lines of bird in July 2020.\n");
    use_archive();
    expect_nothing(month,
                   "dgg: The archive has no lines of bird in July 2020.\n");
    say("bird", july_ms, "hello");
    expect_nothing(" --day 2020-07-10",
                   "dgg: The archive has no lines of bird on 2020-07-10.\n");
    expect_nothing(" --day 2020-07-08",
                   "dgg: The archive has no lines of bird on 2020-07-08.\n");
}
END_TEST

static void expect_network_failure(const char *arguments, const char *words) {
    ck_assert_int_eq(logs(arguments), 4);
    expect_output("dgg: 127.0.0.1");
    expect_output(words);
    ck_assert_ptr_eq(strchr(output, '\n') + 1, output + strlen(output));
}

/* Without a word how long, the service would be asked a few times more. */
START_TEST(the_network_exits_with_four) {
    static const struct {
        server_site_faults faults;
        const char *words;
    } cases[] = {
        {{.page_status = 200}, "a page instead of logs. Is the address right?"},
        {{.page_status = 502}, "status 502. Try again later."},
        {{.page_status = 403}, "status 403. Is the address right?"},
        {{.page_status = 429, .retry_after_s = 301}, "Try again later."},
        {{.redirect = "/elsewhere"}, "another address"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        server_set_faults(site, &(server_faults){.site = cases[i].faults});
        use_search();
        expect_network_failure("", cases[i].words);
        use_archive();
        expect_network_failure(month, cases[i].words);
    }
}
END_TEST

START_TEST(a_dead_address_is_told) {
    expect_network_failure(" --logs-url http://127.0.0.1:1", "refused");
    expect_network_failure(" --month 2020-07 --archive-url http://127.0.0.1:1",
                           "Is the network up");
    ck_assert_int_eq(logs(" --logs-url http://a:b@127.0.0.1"), 2);
    expect_output("http:// or https://");
}
END_TEST

START_TEST(what_came_before_a_failure_is_printed) {
    use_archive();
    say("bird", july_ms, "hello");
    say("bird", july_ms + 1000, "there");
    server_set_faults(site, &(server_faults){.site = {.length_error = 100}});
    ck_assert_int_eq(logs(month), 4);
    ck_assert_str_eq(output, "[2020-07-09 18:03:55] bird: hello\n"
                             "[2020-07-09 18:03:56] bird: there\n"
                             "dgg: 127.0.0.1: the answer broke off before its "
                             "end. Try again for the rest.\n");
}
END_TEST

/* Texts that are long, and six times as long in JSON. */
START_TEST(what_is_kept_has_a_bound) {
    enum { KEPT_BYTES = 16 << 20, LINE_BYTES = 72051 };
    char text[12001];
    memset(text, 1, sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (int i = 0; i < 300; i++) {
        say("bird", july_ms + i * 1000, text);
    }
    ck_assert_int_eq(run("\"$DGG\" logs bird --json --month 2020-07 | "
                         "cut -c1-27 | sed -n '1p;$p;$='"),
                     0);
    int lines = KEPT_BYTES / LINE_BYTES;
    char wanted[256];
    snprintf(wanted, sizeof wanted,
             "dgg: Only the newest %d lines fit. --day asks for fewer.\n"
             "{\"timestamp\":%lld,\n"
             "{\"timestamp\":%lld,\n%d\n",
             lines, (long long)(july_ms + (300 - lines) * 1000),
             (long long)(july_ms + 299000), lines);
    ck_assert_str_eq(output, wanted);
}
END_TEST

START_TEST(nobody_reading_is_no_failure) {
    use_archive();
    for (int i = 0; i < 20000; i++) {
        say("bird", july_ms + i, "a line of which there are very many");
    }
    ck_assert_int_eq(run("{ \"$DGG\" logs bird --month 2020-07; echo $? "
                         ">\"$HOME/code\"; } | head -n 1; cat \"$HOME/code\""),
                     0);
    ck_assert_str_eq(output,
                     "[2020-07-09 18:03:55] bird: a line of which there are "
                     "very many\n0\n");
}
END_TEST

START_TEST(a_full_disk_is_told) {
    say("bird", july_ms, "hello");
    ck_assert_int_eq(run("\"$DGG\" logs bird >/dev/full"), 1);
    expect_output("dgg: standard output: ");
}
END_TEST

START_TEST(no_credential_is_looked_for) {
    ck_assert_int_eq(
        system("mkdir -p -m 700 \"$HOME/.config/dgg\" && cd "
               "\"$HOME/.config/dgg\" && umask 077 && echo 'token_command = "
               "touch \"'\"$HOME\"'/asked\"' >config && echo x >token && "
               "chmod 644 token"),
        0);
    say("bird", july_ms, "hello");
    expect_logs("", "[2020-07-09 18:03:55] bird: hello\n");
    ck_assert_int_eq(run("test -e \"$HOME/asked\""), 1);
}
END_TEST

START_TEST(the_demo_has_logs) {
    unsetenv("DGG_LOGS_URL");
    ck_assert_int_eq(run("\"$DGG\" logs --demo plucky_zither"), 0);
    expect_output("plucky_zither: what are we playing later\n");
    ck_assert_int_eq(run("\"$DGG\" logs --demo plucky_zither --month 2020-07"),
                     1);
    expect_output("The archive has no lines of plucky_zither in July 2020.");
}
END_TEST

TEST_MAIN_WITH("command_logs", set_up, tear_down_program,
               the_search_has_the_newest_hundred_lines, a_month_is_all_of_it,
               both_services_know_months_and_days,
               a_day_is_one_of_utc_and_its_times_are_local,
               an_archive_alone_has_the_present_month,
               json_has_every_line_as_it_came, what_a_terminal_obeys_is_shown,
               nothing_found_is_told, the_network_exits_with_four,
               a_dead_address_is_told, what_came_before_a_failure_is_printed,
               what_is_kept_has_a_bound, nobody_reading_is_no_failure,
               a_full_disk_is_told, no_credential_is_looked_for,
               the_demo_has_logs)
