#include "server_log_words.h"
#include "test.h"
#include "utf8.h"

#include <stdio.h>
#include <string.h>

static const char *name(const void *user, uint64_t number) {
    return number % 2 == 0 ? user : "owl";
}

static const server_log_nicks nicks = {name, "bird"};

static void begin(server_log_words *words) {
    *words = (server_log_words){0};
    ck_assert(server_log_words_load(words));
}

START_TEST(everybody_has_something_to_say) {
    server_log_words words;
    begin(&words);
    for (int by = 0; by < SERVER_LOG_SPEAKERS; by++) {
        ck_assert_uint_gt(words.of[by].count, 0);
    }
    ck_assert_uint_gt(words.of[SERVER_LOG_ANYBODY].count, 100);
    ck_assert_uint_gt(words.emotes.count, 30);
    server_log_words_free(&words);
}
END_TEST

START_TEST(leaves_no_name_of_a_gap_and_no_half_a_character) {
    server_log_words words;
    begin(&words);
    uint64_t chance = 1;
    for (unsigned i = 0; i < 5000; i++) {
        char text[SERVER_LOG_WORDS_BYTES];
        server_log_words_say(&words, i % SERVER_LOG_SPEAKERS, &nicks, &chance,
                             text);
        ck_assert_msg(strchr(text, '$') == NULL && *text != '\0' &&
                          strchr(text, '\n') == NULL &&
                          strlen(text) < SERVER_LOG_WORDS_BYTES - 1 &&
                          utf8_is_valid(text, strlen(text)),
                      "%s", text);
    }
    server_log_words_free(&words);
}
END_TEST

static bool has_said(const server_log_words *words, server_log_speaker by,
                     const char *part) {
    uint64_t chance = 1;
    for (int i = 0; i < 5000; i++) {
        char text[SERVER_LOG_WORDS_BYTES];
        server_log_words_say(words, by, &nicks, &chance, text);
        if (strstr(text, part) != NULL) {
            return true;
        }
    }
    return false;
}

START_TEST(is_varied) {
    static const char *const parts[] = {
        "bird",     "owl", "OwlBlink", "ZugZwing",
        "https://", "> ",  "/me ",     "\xe2\x95\xaf\xc2\xb0",
    };
    server_log_words words;
    begin(&words);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        ck_assert_msg(has_said(&words, SERVER_LOG_ANYBODY, parts[i]), "%s",
                      parts[i]);
    }
    ck_assert(has_said(&words, SERVER_LOG_BAN, "owl muted by "));
    ck_assert(has_said(&words, SERVER_LOG_SUBSCRIBER, "subscriber!"));
    server_log_words_free(&words);
}
END_TEST

START_TEST(stays_within_its_bounds) {
    enum { MANY = 600 };
    char long_nick[MANY + 1];
    memset(long_nick, 'x', MANY);
    long_nick[MANY] = '\0';
    server_log_nicks long_nicks = {name, long_nick};
    server_log_words words;
    begin(&words);
    uint64_t chance = 1;
    for (int i = 0; i < 1000; i++) {
        char text[SERVER_LOG_WORDS_BYTES];
        server_log_words_say(&words, SERVER_LOG_BAN, &long_nicks, &chance,
                             text);
        ck_assert_uint_lt(strlen(text), sizeof text);
    }
    server_log_words_free(&words);
}
END_TEST

TEST_MAIN("server_log_words", everybody_has_something_to_say,
          leaves_no_name_of_a_gap_and_no_half_a_character, is_varied,
          stays_within_its_bounds)
