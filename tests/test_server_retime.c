#include "server_retime.h"
#include "test.h"

static void expect(const char *frame, int64_t by_ms, const char *expected) {
    buffer out;
    buffer_init(&out, 1024);
    ck_assert(server_retime(&out, frame, by_ms));
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
}

START_TEST(moves_every_time) {
    expect("BROADCAST {\"timestamp\":1000,\"data\":\"x\","
           "\"expirationTimestamp\":2000}",
           5,
           "BROADCAST {\"timestamp\":1005,\"data\":\"x\","
           "\"expirationTimestamp\":2005}");
    expect("A {\"b\":{\"timestamp\":7}}", -7, "A {\"b\":{\"timestamp\":0}}");
}
END_TEST

START_TEST(leaves_everything_else) {
    expect("MSG {\"data\":\"\\\"timestamp\\\":1000\"}", 5,
           "MSG {\"data\":\"\\\"timestamp\\\":1000\"}");
    expect("A {\"timestamp\":\"1\"}", 5, "A {\"timestamp\":\"1\"}");
    expect("A {\"timestamp\":99999999999999999999}", 5,
           "A {\"timestamp\":99999999999999999999}");
    expect("RELOAD ", 5, "RELOAD ");
}
END_TEST

TEST_MAIN("server_retime", moves_every_time, leaves_everything_else)
