#include "feed.h"
#include "frame.h"
#include "test.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { FRAMES = 20000 };

static int compare_sizes(const void *a, const void *b) {
    const size_t x = *(const size_t *)a;
    const size_t y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static bool is_wide(const char *text) {
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80) {
            return true;
        }
    }
    return false;
}

START_TEST(same_seed_same_chat) {
    feed *one = feed_new(7);
    feed *other = feed_new(7);
    feed *different = feed_new(8);
    size_t differing = 0;
    for (int i = 0; i < 100; i++) {
        size_t bytes;
        const char *frame = feed_next(one, &bytes);
        ck_assert_uint_eq(bytes, strlen(frame));
        ck_assert_str_eq(frame, feed_next(other, &bytes));
        differing += strcmp(frame, feed_next(different, &bytes)) != 0;
    }
    ck_assert_uint_gt(differing, 90);
    feed_free(one);
    feed_free(other);
    feed_free(different);
}
END_TEST

START_TEST(names_lists_those_present) {
    feed *f = feed_new(1);
    frame_parser parser = {0};
    dgg_event event;
    char *names = feed_names(f);
    ck_assert(frame_parse(&parser, names, strlen(names), 1, &event));
    ck_assert_int_eq(event.kind, DGG_EVENT_NAMES);
    ck_assert_uint_eq(event.as.names.user_count, 1500);
    frame_parser_free(&parser);
    free(names);
    feed_free(f);
}
END_TEST

/* The mixture the header promises, as the library reads it. */
START_TEST(mixture_is_as_promised) {
    static size_t lengths[FRAMES];
    size_t messages = 0;
    size_t wide = 0;
    size_t links = 0;
    feed *f = feed_new(3);
    frame_parser parser = {0};
    for (int i = 0; i < FRAMES; i++) {
        dgg_event event;
        size_t bytes;
        const char *frame = feed_next(f, &bytes);
        ck_assert_msg(frame_parse(&parser, frame, bytes, 1, &event), "%s",
                      frame);
        ck_assert(dgg_nick_is_valid(event.user.nick));
        if (event.kind != DGG_EVENT_MESSAGE) {
            ck_assert(event.kind == DGG_EVENT_JOIN ||
                      event.kind == DGG_EVENT_QUIT);
            continue;
        }
        lengths[messages] = utf8_length(event.text, strlen(event.text));
        ck_assert_uint_ge(lengths[messages], 1);
        ck_assert_uint_le(lengths[messages], FEED_TEXT_CHARACTERS);
        messages++;
        wide += is_wide(event.text);
        links += strstr(event.text, "https://") != NULL;
    }
    qsort(lengths, messages, sizeof *lengths, compare_sizes);
    ck_assert_uint_ge(messages, FRAMES * 79 / 100);
    ck_assert_uint_le(messages, FRAMES * 81 / 100);
    ck_assert_uint_ge(lengths[messages / 2], 38);
    ck_assert_uint_le(lengths[messages / 2], 42);
    ck_assert_uint_ge(wide, messages * 4 / 100);
    ck_assert_uint_le(wide, messages * 6 / 100);
    ck_assert_uint_ge(links, messages * 1 / 100);
    frame_parser_free(&parser);
    feed_free(f);
}
END_TEST

TEST_MAIN("feed", same_seed_same_chat, names_lists_those_present,
          mixture_is_as_promised)
