#include "server_writer.h"
#include "test.h"

#include <string.h>

static void write_all(server_writer *w) {
    static const char *const texts[] = {"a", "b", "c"};
    server_writer_open(w, NULL, '{');
    server_writer_text(w, "text", "<\"x\">");
    server_writer_text(w, "none", NULL);
    server_writer_number(w, "number", -12);
    server_writer_count(w, "count", 3);
    server_writer_flag(w, "flag", true);
    server_writer_truth(w, "truth", false);
    server_writer_open(w, "list", '[');
    server_writer_number(w, NULL, 1);
    server_writer_raw(w, NULL, "[2]", 3);
    server_writer_close(w, ']');
    server_writer_date(w, "date", SERVER_DATE_SQL, 0);
    server_writer_unique(w, "names", texts, 3);
    server_writer_unique(w, "name", texts, 1);
    server_writer_unique(w, "nobody", texts, 0);
    server_writer_close(w, '}');
}

static void expect(bool is_old, const char *expected) {
    buffer out;
    buffer_init(&out, 1024);
    server_writer w = {.out = &out, .is_old = is_old};
    write_all(&w);
    ck_assert(!w.has_failed);
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
}

START_TEST(writes_the_types_of_today) {
    expect(false, "{\"text\":\"\\u003c\\\"x\\\"\\u003e\",\"none\":null,"
                  "\"number\":-12,\"count\":3,\"flag\":true,\"truth\":false,"
                  "\"list\":[1,[2]],\"date\":\"1970-01-01 00:00:00\","
                  "\"names\":[\"a\",\"b\",\"c\"],\"name\":[\"a\"],"
                  "\"nobody\":[]}");
}
END_TEST

START_TEST(writes_strings_and_objects_as_before) {
    expect(true, "{\"text\":\"\\u003c\\\"x\\\"\\u003e\",\"none\":null,"
                 "\"number\":\"-12\",\"count\":3,\"flag\":\"1\","
                 "\"truth\":false,\"list\":[\"1\",[2]],"
                 "\"date\":\"1970-01-01 00:00:00\","
                 "\"names\":{\"0\":\"a\",\"2\":\"b\",\"3\":\"c\"},"
                 "\"name\":[\"a\"],\"nobody\":[]}");
}
END_TEST

START_TEST(remembers_that_something_did_not_fit) {
    for (size_t room = 1; room < 180; room++) {
        buffer out;
        buffer_init(&out, room);
        server_writer w = {.out = &out};
        write_all(&w);
        ck_assert_msg(w.has_failed, "%zu", room);
        buffer_free(&out);
    }
}
END_TEST

TEST_MAIN("server_writer", writes_the_types_of_today,
          writes_strings_and_objects_as_before,
          remembers_that_something_did_not_fit)
