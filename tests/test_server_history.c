#include "server_history.h"
#include "server_json.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *written(const server_history *h) {
    buffer out;
    buffer_init(&out, 1 << 16);
    ck_assert(server_history_write(h, &out));
    return out.bytes;
}

START_TEST(keeps_what_was_said_and_done_but_no_comings_and_goings) {
    server_history h = {0};
    server_history_add(&h, "JOIN {}");
    server_history_add(&h, "MSG {\"data\":\"a\\n\"}");
    server_history_add(&h, "PRIVMSG {}");
    server_history_add(&h, "MUTE {}");
    char *text = written(&h);
    ck_assert_str_eq(
        text, "HISTORY [\"MSG {\\\"data\\\":\\\"a\\\\n\\\"}\",\"MUTE {}\"]");
    free(text);
    server_history_free(&h);
}
END_TEST

START_TEST(keeps_what_was_paid_for_and_emphasised) {
    static const char *const kinds[] = {
        "SUBSCRIPTION",      "GIFTSUB",   "MASSGIFT",
        "DONATION",          "XPOST",     "VESTABOARD_LEAD",
        "VESTABOARD_HOURLY", "SPOTLIGHT", "VESTABOARD_RESET",
    };
    server_history h = {0};
    server_history_add(&h, "PIN {}");
    server_history_add(&h, "VOTECAST {}");
    server_history_add(&h, "UNSPOTLIGHT {}");
    ck_assert_ptr_null(server_history_recent(&h, 0));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char frame[32];
        snprintf(frame, sizeof frame, "%s {}", kinds[i]);
        server_history_add(&h, frame);
        ck_assert_str_eq(server_history_recent(&h, 0), frame);
        ck_assert_str_eq(server_history_recent(&h, i), "SUBSCRIPTION {}");
        ck_assert_ptr_null(server_history_recent(&h, i + 1));
    }
    server_history_free(&h);
}
END_TEST

START_TEST(keeps_the_last_150) {
    server_history h = {0};
    for (int i = 0; i < 151; i++) {
        char frame[32];
        snprintf(frame, sizeof frame, "MSG %d", i);
        server_history_add(&h, frame);
    }
    char *text = written(&h);
    ck_assert_ptr_nonnull(strstr(text, "HISTORY [\"MSG 1\",\"MSG 2\","));
    ck_assert_ptr_nonnull(strstr(text, ",\"MSG 150\"]"));
    ck_assert_str_eq(server_history_recent(&h, 149), "MSG 1");
    ck_assert_ptr_null(server_history_recent(&h, 150));
    free(text);
    server_history_free(&h);
}
END_TEST

START_TEST(escapes_like_the_live_server) {
    buffer out;
    buffer_init(&out, 256);
    const char text[] = "<a> & \"b\"\\ \x1b \xc3\xa9\n";
    ck_assert(server_json_quote(&out, text, strlen(text)));
    ck_assert_str_eq(out.bytes, "\"\\u003ca\\u003e \\u0026 \\\"b\\\"\\\\ "
                                "\\u001b \xc3\xa9\\n\"");
    buffer_free(&out);
}
END_TEST

TEST_MAIN("server_history",
          keeps_what_was_said_and_done_but_no_comings_and_goings,
          keeps_what_was_paid_for_and_emphasised, keeps_the_last_150,
          escapes_like_the_live_server)
