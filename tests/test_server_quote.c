#include "server_peer.h"
#include "server_quote.h"

#define EARLY "MSG {\"id\":7,\"nick\":\"ann\",\"timestamp\":1,\"data\":\"hi\"}"
#define LATE  "MSG {\"nick\":\"ann\",\"timestamp\":2,\"data\":\"\\\"yes\\\"\"}"

static void open_scene(scene *s) {
    static const char *const frames[] = {
        EARLY,
        LATE,
        "BROADCAST {\"nick\":\"ann\",\"timestamp\":3,\"data\":\"no message\"}",
        "MSG {\"nick\":\"bob\",\"data\":\"without a time\"}",
        "MSG {\"nick\":",
    };
    scene_open_bare(s);
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        server_broadcast(s->server, frames[i]);
    }
}

static void expect_light(scene *s, const server_quote *quote,
                         const char *start) {
    buffer frame;
    buffer_init(&frame, 4096);
    ck_assert(server_quote_exists(s->server, quote));
    ck_assert(server_quote_write_spotlight(s->server, quote, "mod", &frame));
    ck_assert_msg(strncmp(frame.bytes, start, strlen(start)) == 0, "%s",
                  frame.bytes);
    ck_assert_ptr_nonnull(strstr(
        frame.bytes, ",\"spotlightedBy\":\"mod\","
                     "\"timestamp\":1700000001000,"
                     "\"expirationTimestamp\":1700000061000,\"uuid\":\""));
    buffer_free(&frame);
}

/* The keys are md5("17hi") and md5("2\"yes\""). */
START_TEST(finds_a_message_by_its_words_and_time) {
    scene s;
    open_scene(&s);
    expect_light(&s, &(server_quote){"ANN", "hi", 1},
                 "SPOTLIGHT {\"key\":\"4db560c6e5994ae19da6e63a68aa229a\","
                 "\"data\":\"hi\",\"user\":{\"id\":7,\"nick\":\"ann\"}");
    expect_light(&s, &(server_quote){"ann", "\"yes\"", 2},
                 "SPOTLIGHT {\"key\":\"af9e19002200e3f46b1d1a2d3f3fc508\","
                 "\"data\":\"\\\"yes\\\"\",\"user\":{\"nick\":\"ann\"}");
    scene_close(&s);
}
END_TEST

START_TEST(finds_the_newest_of_a_nick) {
    scene s;
    open_scene(&s);
    expect_light(&s, &(server_quote){.nick = "ann"},
                 "SPOTLIGHT {\"key\":\"af9e19002200e3f46b1d1a2d3f3fc508\"");
    scene_close(&s);
}
END_TEST

START_TEST(does_not_find_what_was_never_said) {
    static const server_quote quotes[] = {
        {"ann", "hi", 2}, {"ann", "h", 1},  {"ann", "no message", 3},
        {"bob", NULL, 0}, {"eve", NULL, 0},
    };
    scene s;
    open_scene(&s);
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        buffer frame;
        buffer_init(&frame, 4096);
        ck_assert(!server_quote_exists(s.server, &quotes[i]));
        ck_assert(
            !server_quote_write_spotlight(s.server, &quotes[i], "mod", &frame));
        ck_assert_uint_eq(frame.used, 0);
        buffer_free(&frame);
    }
    scene_close(&s);
}
END_TEST

START_TEST(says_when_it_is_over) {
    scene s;
    open_scene(&s);
    buffer frame;
    buffer_init(&frame, 4096);
    ck_assert(server_quote_write_end(s.server, "abc", "mod", &frame));
    ck_assert_str_eq(frame.bytes, "UNSPOTLIGHT {\"nick\":\"mod\","
                                  "\"timestamp\":1700000001000,"
                                  "\"key\":\"abc\"}");
    buffer_free(&frame);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_quote", finds_a_message_by_its_words_and_time,
          finds_the_newest_of_a_nick, does_not_find_what_was_never_said,
          says_when_it_is_over)
