#include "server_phrases.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

START_TEST(finds_plain_text_in_any_case) {
    server_phrases p = {0};
    server_phrases_add(&p, "Bad Word");
    ck_assert_str_eq(server_phrases_find(&p, "what a bAD wORD"), "Bad Word");
    ck_assert_ptr_null(server_phrases_find(&p, "a bad  word"));
    ck_assert_ptr_null(server_phrases_find(&p, ""));
    server_phrases_remove(&p, "bad word"); /* another phrase */
    ck_assert_ptr_nonnull(server_phrases_find(&p, "bad word"));
    server_phrases_remove(&p, "Bad Word");
    ck_assert_ptr_null(server_phrases_find(&p, "bad word"));
    server_phrases_free(&p);
}
END_TEST

START_TEST(finds_regular_expressions) {
    server_phrases p = {0};
    server_phrases_add(&p, "/^so+n(er)?$/");
    server_phrases_add(&p, "/");
    server_phrases_remove(&p, "/");
    ck_assert_str_eq(server_phrases_find(&p, "SOOONer"), "/^so+n(er)?$/");
    ck_assert_ptr_null(server_phrases_find(&p, "sooon!"));
    ck_assert_ptr_null(server_phrases_find(&p, "/^so+n(er)?$/"));
    server_phrases_free(&p);
}
END_TEST

START_TEST(says_what_is_wrong_with_a_phrase) {
    server_phrases p = {0};
    char too_long[SERVER_PHRASE_BYTES + 1];
    memset(too_long, 'a', SERVER_PHRASE_BYTES);
    too_long[SERVER_PHRASE_BYTES] = '\0';
    server_phrases_add(&p, "taken");
    const char *const invalid[] = {"",
                                   "/(/",
                                   "/a{2,9}/",
                                   "/(a)\\1/",
                                   "/\\\\\\1/",
                                   too_long,
                                   "/a+++++++++++++++++++++++++++++++++/",
                                   "/((((((((((a+)+)+)+)+)+)+)+)+)+/"};
    ck_assert_str_eq(server_phrases_problem(&p, "taken"), "duplicatephrase");
    ck_assert_ptr_null(server_phrases_problem(&p, "/a\\.b\\\\1/"));
    ck_assert_ptr_null(server_phrases_problem(&p, "a{2,9}("));
    ck_assert_ptr_null(server_phrases_problem(&p, "/(a+ b+)+/"));
    ck_assert_ptr_null(server_phrases_problem(&p, "+++++++++++++"));
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
        ck_assert_msg(strcmp(server_phrases_problem(&p, invalid[i]),
                             "invalidphrase") == 0,
                      "%s", invalid[i]);
        server_phrases_add(&p, invalid[i]);
    }
    ck_assert_uint_eq(p.count, 1);
    server_phrases_free(&p);
}
END_TEST

START_TEST(takes_so_many_and_no_more) {
    server_phrases p = {0};
    char text[16];
    for (int i = 0; i < SERVER_PHRASES; i++) {
        snprintf(text, sizeof text, "phrase %d", i);
        server_phrases_add(&p, text);
    }
    ck_assert_str_eq(server_phrases_problem(&p, "more"), "invalidphrase");
    server_phrases_add(&p, "more");
    ck_assert(!server_phrases_has(&p, "more"));
    ck_assert(server_phrases_has(&p, "phrase 99"));
    server_phrases_free(&p);
}
END_TEST

TEST_MAIN("server_phrases", finds_plain_text_in_any_case,
          finds_regular_expressions, says_what_is_wrong_with_a_phrase,
          takes_so_many_and_no_more)
