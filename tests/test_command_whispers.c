#include "program_case.h"
#include "server_state.h"

/* 2026-11-03 14:02 UTC, and a minute in milliseconds. */
static const int64_t noon_ms = 1793714520000;
static const int64_t minute_ms = 60000;

static void set_up(void) {
    set_up_program();
    setenv("TZ", "UTC", 1);
    setenv("DGG_SESSION_ID", SERVER_DEMO_SESSION, 1);
}

static void post(const char *from, const char *to, const char *text,
                 int64_t sent_ms) {
    ck_assert_ptr_nonnull(
        server_mailbox_add(&site->mailbox, from, to, text, sent_ms));
}

static void expect_unread(const char *lines) {
    ck_assert_int_eq(run("\"$DGG\" whispers"), 0);
    ck_assert_str_eq(output, lines);
}

START_TEST(who_wrote_is_listed_newest_first) {
    post("bird", SERVER_DEMO_NICK, "one", noon_ms);
    post("fish", SERVER_DEMO_NICK, "two", noon_ms + minute_ms);
    post("fish", SERVER_DEMO_NICK, "three", noon_ms + 2 * minute_ms);
    post("bird", SERVER_FRIEND_NICK, "not ours", noon_ms);
    expect_unread("2  fish  2026-11-03 14:04\n1  bird  2026-11-03 14:02\n");
    expect_unread("2  fish  2026-11-03 14:04\n1  bird  2026-11-03 14:02\n");
    ck_assert_int_eq(run("\"$DGG\" whispers --json"), 0);
    ck_assert_str_eq(output, "{\"nick\":\"fish\",\"unread\":2,\"newest\":"
                             "1793714640000}\n"
                             "{\"nick\":\"bird\",\"unread\":1,\"newest\":"
                             "1793714520000}\n");
}
END_TEST

START_TEST(nothing_unread_is_said_aside) {
    expect_unread("No unread whispers.\n");
    ck_assert_int_eq(run("\"$DGG\" whispers 2>/dev/null"), 0);
    ck_assert_str_eq(output, "");
}
END_TEST

START_TEST(a_conversation_is_printed_oldest_first_and_then_read) {
    post("bird", SERVER_DEMO_NICK, "say \033[2J", noon_ms);
    post(SERVER_DEMO_NICK, "bird", "no", noon_ms + minute_ms);
    post("fish", SERVER_DEMO_NICK, "hm", noon_ms);
    ck_assert_int_eq(run("\"$DGG\" whispers --with bird"), 0);
    ck_assert_str_eq(output, "[2026-11-03 14:02] bird: say \xe2\x90\x9b[2J\n"
                             "[2026-11-03 14:03] demo_viewer: no\n");
    expect_unread("1  fish  2026-11-03 14:02\n");
}
END_TEST

START_TEST(json_tells_what_was_read_before) {
    post("bird", SERVER_DEMO_NICK, "a \"b\"", noon_ms);
    const char *head = "{\"id\":1,\"from\":\"bird\",\"to\":\"demo_viewer\","
                       "\"text\":\"a \\\"b\\\"\",\"timestamp\":1793714520000,";
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(run("\"$DGG\" whispers --json --with BIRD"), 0);
        ck_assert_ptr_eq(strstr(output, head), output);
        ck_assert_str_eq(output + strlen(head),
                         i == 0 ? "\"read\":false}\n" : "\"read\":true}\n");
    }
}
END_TEST

START_TEST(all_pages_are_fetched) {
    char text[32];
    for (int i = 0; i < 60; i++) {
        snprintf(text, sizeof text, "text %d", i);
        post("bird", SERVER_DEMO_NICK, text, noon_ms);
    }
    ck_assert_int_eq(run("\"$DGG\" whispers --with bird"), 0);
    char *line = output;
    for (int i = 0; i < 60; i++) {
        snprintf(text, sizeof text, "bird: text %d\n", i);
        char *next = strchr(line, '\n') + 1;
        ck_assert_ptr_eq(strstr(line, text) + strlen(text), next);
        line = next;
    }
    ck_assert_str_eq(line, "");
}
END_TEST

START_TEST(a_conversation_has_a_bound) {
    for (int i = 0; i < 1100; i++) {
        post("bird", SERVER_DEMO_NICK, i < 100 ? "old" : "new", noon_ms);
    }
    ck_assert_int_eq(run("\"$DGG\" whispers --with bird 2>&1 | sort | uniq -c "
                         "| sed 's/^ *//'"),
                     0);
    ck_assert_str_eq(output, "1000 [2026-11-03 14:02] bird: new\n"
                             "1 dgg: Only the newest 1000 whispers were asked "
                             "for.\n");
}
END_TEST

START_TEST(a_page_that_comes_again_and_again_is_no_trap) {
    start_server(
        "{\"http\":\"/api/messages/usr/bird/inbox\",\"status\":200,\"body\":["
        "{\"id\":\"7\",\"userid\":\"1\",\"targetuserid\":\"2\",\"message\":"
        "\"again\",\"timestamp\":\"2026-11-03 14:02:00\",\"isread\":\"0\","
        "\"deletedbysender\":\"0\",\"deletedbyreceiver\":\"0\",\"from\":"
        "\"bird\",\"to\":\"demo_viewer\"}]}");
    ck_assert_int_eq(run("\"$DGG\" whispers --with bird 2>/dev/null"), 0);
    ck_assert_str_eq(output, "[2026-11-03 14:02] bird: again\n");
}
END_TEST

START_TEST(nobody_of_that_name_is_told) {
    start_server("{\"at_ms\":0,\"frame\":\"PIN {}\"}");
    ck_assert_int_eq(run("\"$DGG\" whispers --with nobody"), 1);
    ck_assert_str_eq(output, "dgg: The site knows nobody called nobody.\n");
}
END_TEST

START_TEST(without_a_session_it_says_how_to_get_one) {
    unsetenv("DGG_SESSION_ID");
    setenv("DGG_AUTH_TOKEN", SERVER_DEMO_TOKEN, 1);
    ck_assert_int_eq(run("\"$DGG\" whispers"), 1);
    expect_output("dgg login --session");
}
END_TEST

/* Neither a key in the environment nor one that is kept is in its way. */
START_TEST(only_the_session_counts) {
    ck_assert_int_eq(
        system(
            "mkdir -p -m 700 \"$HOME/.config/dgg\" && cd \"$HOME/.config/dgg\""
            " && umask 077 && echo " SERVER_DEMO_SESSION " >session"
            " && echo wrong >token && chmod 644 token"),
        0);
    unsetenv("DGG_SESSION_ID");
    setenv("DGG_AUTH_TOKEN", SERVER_DEMO_TOKEN, 1);
    expect_unread("No unread whispers.\n");
    unsetenv("DGG_AUTH_TOKEN");
    expect_unread("No unread whispers.\n");
}
END_TEST

START_TEST(nobody_wrote_is_said_aside) {
    ck_assert_int_eq(run("\"$DGG\" whispers --with bird"), 0);
    ck_assert_str_eq(output, "No whispers with bird.\n");
}
END_TEST

START_TEST(a_session_that_does_not_count_exits_with_three) {
    setenv("DGG_SESSION_ID", "expired000000", 1);
    ck_assert_int_eq(run("\"$DGG\" whispers"), 3);
    expect_output("does not accept this session");
    expect_output("dgg login --session");
    expect_no_output("expired000000");
    ck_assert_int_eq(run("\"$DGG\" whispers --with bird"), 3);
}
END_TEST

START_TEST(an_address_that_is_not_trusted_is_not_asked) {
    unsetenv("DGG_TRUST_ENDPOINT");
    ck_assert_int_eq(run("\"$DGG\" whispers"), 1);
    expect_output("--trust-endpoint");
}
END_TEST

START_TEST(the_network_exits_with_four) {
    server_set_faults(site, &(server_faults){.http_status = 502});
    ck_assert_int_eq(run("\"$DGG\" whispers"), 4);
    expect_output("Is the network up");
    setenv("DGG_SITE_URL", "http://127.0.0.1:1", 1);
    ck_assert_int_eq(run("\"$DGG\" whispers --with bird"), 4);
    expect_output("refused the connection");
}
END_TEST

START_TEST(the_demo_has_whispers) {
    ck_assert_int_eq(run("\"$DGG\" whispers --demo"), 0);
    ck_assert_ptr_null(strstr(output, "dgg:"));
    ck_assert_int_eq(run("\"$DGG\" whispers --demo --with soup_saint"), 0);
    expect_output("soup_saint: that comes with the second loaf\n");
}
END_TEST

TEST_MAIN_WITH("command_whispers", set_up, tear_down_program,
               who_wrote_is_listed_newest_first, nothing_unread_is_said_aside,
               a_conversation_is_printed_oldest_first_and_then_read,
               json_tells_what_was_read_before, all_pages_are_fetched,
               a_conversation_has_a_bound,
               a_page_that_comes_again_and_again_is_no_trap,
               nobody_of_that_name_is_told,
               without_a_session_it_says_how_to_get_one,
               only_the_session_counts, nobody_wrote_is_said_aside,
               a_session_that_does_not_count_exits_with_three,
               an_address_that_is_not_trusted_is_not_asked,
               the_network_exits_with_four, the_demo_has_whispers)
