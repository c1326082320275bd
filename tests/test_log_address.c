#include "log_address.h"
#include "test.h"
#include "url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(char *address, const char *expected) {
    ck_assert_ptr_nonnull(address);
    ck_assert_str_eq(address, expected);
    free(address);
}

START_TEST(a_search_has_what_was_asked_for) {
    const dgg_log_query all = {0};
    expect(log_address_search("http://a/", &all, 0),
           "http://a/anon/search?channel=Destinygg");
    const dgg_log_query query = {.nick = "bird|Tree-1",
                                 .text = "a \"b c\" -d&e",
                                 .from = {2020, 7, 1},
                                 .to = {2020, 7, 31}};
    expect(log_address_search("http://a", &query, 1594317835123),
           "http://a/anon/search?channel=Destinygg&username=bird%7CTree-1"
           "&text=a%20%22b%20c%22%20-d%26e&start_date=2020-07-01"
           "&end_date=2020-07-31&search_after=1594317835123");
}
END_TEST

START_TEST(files_are_named_by_month_and_day) {
    const dgg_month july = {2020, 7};
    expect(log_address_monthly("http://a/b/", july, "userlogs", "Bird"),
           "http://a/b/Destinygg%20chatlog/July%202020/userlogs/Bird.txt");
    expect(log_address_monthly("http://a", july, "bans", NULL),
           "http://a/Destinygg%20chatlog/July%202020/bans.txt");
    expect(log_address_daily("http://a", (dgg_day){2021, 1, 2}),
           "http://a/Destinygg%20chatlog/January%202021/2021-01-02.txt");
}
END_TEST

START_TEST(nicks_are_those_of_the_archive) {
    ck_assert(log_nick_is_valid("a"));
    ck_assert(log_nick_is_valid("abcdefghijklmnopqrstuvw-_"));
    static const char *const wrong[] = {"",     "abcdefghijklmnopqrstuvwxyz",
                                        "a/b",  "../a",
                                        "a b",  "a%20",
                                        "a|b",  "b\xc3\xa9",
                                        "a?",   "a#",
                                        "a\n",  "_anon$",
                                        "a.txt"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_msg(!log_nick_is_valid(wrong[i]), "%s", wrong[i]);
    }
    ck_assert(!log_nick_is_valid(NULL));
}
END_TEST

static dgg_error check(const char *nick, const char *text) {
    const dgg_log_query query = {.nick = nick, .text = text};
    return log_query_check(&query);
}

START_TEST(a_query_is_checked_before_it_is_sent) {
    char text[DGG_LOGS_TEXT_BYTES + 2];
    memset(text, 'x', sizeof text);
    text[DGG_LOGS_TEXT_BYTES + 1] = '\0';
    ck_assert_int_eq(check(NULL, NULL), DGG_OK);
    ck_assert_int_eq(check("bird", ""), DGG_OK);
    ck_assert_int_eq(check("bird|tree|Ban", "x"), DGG_OK);
    ck_assert_int_eq(check("", NULL), DGG_ERROR_NICK);
    ck_assert_int_eq(check("bird|", NULL), DGG_ERROR_NICK);
    ck_assert_int_eq(check("|bird", NULL), DGG_ERROR_NICK);
    ck_assert_int_eq(check("bird&text=x", NULL), DGG_ERROR_NICK);
    ck_assert_int_eq(check(NULL, text), DGG_ERROR_ARGUMENT);
    ck_assert_int_eq(check(NULL, text + 1), DGG_OK);
    ck_assert_int_eq(check(NULL, "\xff"), DGG_ERROR_ARGUMENT);
    const dgg_log_query early = {.older_than_ms = -1};
    ck_assert_int_eq(log_query_check(&early), DGG_ERROR_ARGUMENT);
    const dgg_log_query no_day = {.from = {2021, 2, 29}};
    ck_assert_int_eq(log_query_check(&no_day), DGG_ERROR_ARGUMENT);
    const dgg_log_query half = {.to = {2021, 2, 0}};
    ck_assert_int_eq(log_query_check(&half), DGG_ERROR_ARGUMENT);
}
END_TEST

/* So many nicks of so many bytes. */
static void write_nicks(char *out, int count, int bytes) {
    for (int i = 0; i < count; i++) {
        out += sprintf(out, "%s%0*d", i > 0 ? "|" : "", bytes, 0);
    }
}

START_TEST(the_longest_query_is_an_address) {
    char nicks[512];
    char text[DGG_LOGS_TEXT_BYTES + 1] = "";
    for (int i = 0; i < DGG_LOGS_TEXT_BYTES; i += 2) {
        memcpy(text + i, "\xc3\xa9", 3);
    }
    write_nicks(nicks, DGG_LOGS_NICKS, DGG_LOGS_NICK_BYTES);
    const dgg_log_query longest = {
        .nick = nicks, .text = text, .from = {2020, 1, 1}, .to = {2020, 1, 1}};
    ck_assert_int_eq(log_query_check(&longest), DGG_OK);
    char *address =
        log_address_search("https://host/path", &longest, INT64_MAX);
    url parsed;
    ck_assert(url_parse(&parsed, address));
    free(address);
    write_nicks(nicks, DGG_LOGS_NICKS + 1, 1);
    ck_assert_int_eq(check(nicks, NULL), DGG_ERROR_NICK);
}
END_TEST

TEST_MAIN("log_address", a_search_has_what_was_asked_for,
          files_are_named_by_month_and_day, nicks_are_those_of_the_archive,
          a_query_is_checked_before_it_is_sent, the_longest_query_is_an_address)
