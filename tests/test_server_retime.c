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

START_TEST(moves_dates) {
    expect("POLLSTART {\"start\":\"2026-09-05T19:00:00.123456789Z\","
           "\"now\":\"2026-09-05T21:00:04+02:00\",\"time\":30000}",
           60000,
           "POLLSTART {\"start\":\"2026-09-05T19:01:00.123Z\","
           "\"now\":\"2026-09-05T19:01:04.000Z\",\"time\":30000}");
}
END_TEST

START_TEST(moves_times_of_frames_in_a_list) {
    expect("PAIDEVENTS [\"DONATION {\\\"timestamp\\\":1000,"
           "\\\"data\\\":\\\"\\\\\\\"timestamp\\\\\\\":1\\\"}\","
           "\"XPOST {\\\"expirationTimestamp\\\":2000}\"]",
           5,
           "PAIDEVENTS [\"DONATION {\\\"timestamp\\\":1005,"
           "\\\"data\\\":\\\"\\\\\\\"timestamp\\\\\\\":1\\\"}\","
           "\"XPOST {\\\"expirationTimestamp\\\":2005}\"]");
}
END_TEST

START_TEST(leaves_everything_else) {
    expect("MSG {\"data\":\"\\\"timestamp\\\":1000\"}", 5,
           "MSG {\"data\":\"\\\"timestamp\\\":1000\"}");
    expect("A {\"timestamp\":\"1\"}", 5, "A {\"timestamp\":\"1\"}");
    expect("A {\"timestamp\":99999999999999999999}", 5,
           "A {\"timestamp\":99999999999999999999}");
    expect("A {\"start\":5,\"now\":\"soon\"}", 5,
           "A {\"start\":5,\"now\":\"soon\"}");
    expect("A {\"now\":\"9999-12-31T23:59:59.999Z\"}", 5,
           "A {\"now\":\"9999-12-31T23:59:59.999Z\"}");
    expect("RELOAD ", 5, "RELOAD ");
}
END_TEST

TEST_MAIN("server_retime", moves_every_time, moves_dates,
          moves_times_of_frames_in_a_list, leaves_everything_else)
