#include "server_commander.h"

#define HELLO_KEY "4b69176cccbfc9a6ef657a2524f05d78"

static const char uuid_shape[] = "00000000-0000-4000-0000-000000000000";

/* The frame, but with every digit of its uuid a 0 where the shape has one. */
static void blank_uuid(char *frame) {
    char *uuid = strstr(frame, "\"uuid\":\"");
    ck_assert_ptr_nonnull(uuid);
    uuid += strlen("\"uuid\":\"");
    for (size_t i = 0; i < strlen(uuid_shape); i++) {
        ck_assert_ptr_nonnull(
            strchr(uuid_shape[i] == '0' ? "0123456789abcdef" : "4-", uuid[i]));
        uuid[i] = uuid_shape[i];
    }
}

static void expect_blanked(peer *p, const char *expected) {
    char *frame = peer_take_frame(p, NULL);
    blank_uuid(frame);
    ck_assert_str_eq(frame, expected);
    free(frame);
}

START_TEST(pins_for_those_who_are_and_come) {
    company c;
    company_open(&c);
    peer_say(&c.moderator, "PIN {\"data\":\" Read this \"}");
    char *pin = peer_take_frame(&c.viewer, NULL);
    peer_expect_frame(&c.nobody, pin);
    peer p;
    peer_upgrade(&p, &c.s, "");
    peer_skip_greeting(&p);
    peer_expect_frame(&p, pin);
    blank_uuid(pin);
    ck_assert_str_eq(pin,
                     "PIN " MODERATOR_FIELDS ",\"data\":\"Read this\",\"uuid\":"
                     "\"00000000-0000-4000-0000-000000000000\"}");
    free(pin);
    peer_say(&c.moderator, "PIN {\"data\":\"\"}");
    peer_expect_frame(&p, "PIN " MODERATOR_FIELDS ",\"data\":\"\"}");
    peer_close(&p);
    peer_enter(&p, &c.s);
    expect_silence(&p);
    peer_close(&p);
    company_close(&c);
}
END_TEST

START_TEST(refuses_pins) {
    company c;
    company_open(&c);
    expect_refusal(&c.moderator, "PIN {\"data\":\"a\\u2028b\"}", "invalidmsg");
    expect_refusal(&c.moderator, "PIN {\"data\":7}", "protocolerror");
    expect_refusal(&c.viewer, "PIN {\"data\":\"\"}", "nopermission");
    expect_refusal(&c.nobody, "PIN {\"data\":\"\"}", "nopermission");
    company_close(&c);
}
END_TEST

#define LIGHT                              \
    "SPOTLIGHT {\"nick\":\"Demo_Viewer\"," \
    "\"messageTimestamp\":1700000001000,\"data\":\"hello\"}"

static void say_hello(company *c) {
    peer_say(&c->viewer, "MSG {\"data\":\"hello\"}");
    free(peer_find_frame(&c->viewer, "MSG "));
    free(peer_find_frame(&c->moderator, "MSG "));
    free(peer_find_frame(&c->nobody, "MSG "));
}

START_TEST(puts_a_message_in_the_light) {
    company c;
    company_open(&c);
    say_hello(&c);
    c.s.now_ms += 5000;
    peer_say(&c.moderator, LIGHT);
    expect_blanked(&c.nobody,
                   "SPOTLIGHT {\"key\":\"" HELLO_KEY "\",\"data\":\"hello\","
                   "\"user\":{\"id\":424242,\"nick\":\"demo_viewer\","
                   "\"roles\":[],\"features\":[\"flair13\",\"subscriber\"],"
                   "\"createdDate\":\"2021-03-14T15:09:26Z\","
                   "\"watching\":null,"
                   "\"subscription\":{\"tier\":1,\"source\":\"demo\"}},"
                   "\"spotlightedBy\":\"demo_moderator\","
                   "\"timestamp\":1700000006000,"
                   "\"expirationTimestamp\":1700000066000,"
                   "\"uuid\":\"00000000-0000-4000-0000-000000000000\"}");
    peer p;
    peer_upgrade(&p, &c.s, "");
    char *history = peer_find_frame(&p, "HISTORY ");
    ck_assert_ptr_nonnull(strstr(history, "\"SPOTLIGHT {"));
    free(history);
    free(peer_find_frame(&p, "PAIDEVENTS [\"SPOTLIGHT {"));
    char *lights = peer_find_frame(&p, "SPOTLIGHTS [{\"key\":");
    ck_assert_ptr_nonnull(strstr(lights, "\"" HELLO_KEY "\""));
    free(lights);
    peer_close(&p);
    company_close(&c);
}
END_TEST

START_TEST(takes_it_out_again) {
    company c;
    company_open(&c);
    say_hello(&c);
    peer_say(&c.moderator, LIGHT);
    free(peer_find_frame(&c.viewer, "SPOTLIGHT "));
    free(peer_find_frame(&c.moderator, "SPOTLIGHT "));
    free(peer_find_frame(&c.nobody, "SPOTLIGHT "));
    expect_all_get(&c, "UNSPOTLIGHT {\"data\":\"" HELLO_KEY "\"}",
                   "UNSPOTLIGHT {\"nick\":\"demo_moderator\","
                   "\"timestamp\":1700000001000,\"key\":\"" HELLO_KEY "\"}");
    expect_refusal(&c.moderator, "UNSPOTLIGHT {\"data\":\"" HELLO_KEY "\"}",
                   "notfound");
    peer p;
    peer_upgrade(&p, &c.s, "");
    char *lights = peer_find_frame(&p, "SPOTLIGHTS ");
    ck_assert_str_eq(lights, "SPOTLIGHTS []");
    free(lights);
    peer_close(&p);
    company_close(&c);
}
END_TEST

START_TEST(lights_only_what_was_said) {
    company c;
    company_open(&c);
    say_hello(&c);
    peer *mod = &c.moderator;
    expect_refusal(mod, "SPOTLIGHT {}", "notfound");
    expect_refusal(mod,
                   "SPOTLIGHT {\"nick\":\"bird\","
                   "\"messageTimestamp\":1700000001000,\"data\":\"hello\"}",
                   "notfound");
    expect_refusal(mod,
                   "SPOTLIGHT {\"nick\":\"demo_viewer\","
                   "\"messageTimestamp\":1700000001001,\"data\":\"hello\"}",
                   "notfound");
    expect_refusal(mod,
                   "SPOTLIGHT {\"nick\":\"demo_viewer\","
                   "\"messageTimestamp\":1700000001000,\"data\":\"hell\"}",
                   "notfound");
    expect_refusal(mod, "SPOTLIGHT {\"messageTimestamp\":\"1\"}",
                   "protocolerror");
    expect_refusal(&c.viewer, LIGHT, "nopermission");
    expect_refusal(&c.viewer, "UNSPOTLIGHT {}", "nopermission");
    company_close(&c);
}
END_TEST

#define PAID(uuid) \
    "{\"expirationTimestamp\":1700000099000,\"uuid\":\"" uuid "\"}"
#define QUOTED_PAID(uuid)                                                      \
    "{\\\"expirationTimestamp\\\":1700000099000,\\\"uuid\\\":\\\"" uuid "\\\"" \
    "}"

START_TEST(removes_events_for_all) {
    company c;
    company_open(&c);
    server_broadcast(c.s.server, "DONATION " PAID("u1"));
    server_broadcast(c.s.server, "MASSGIFT " PAID("u2"));
    free(peer_find_frame(&c.moderator, "MASSGIFT "));
    free(peer_find_frame(&c.nobody, "MASSGIFT "));
    free(peer_find_frame(&c.viewer, "MASSGIFT "));
    expect_refusal(&c.moderator, "REMOVEEVENT {\"data\":\"u3\"}",
                   "cantremoveevent");
    expect_refusal(&c.viewer, "REMOVEEVENT {\"data\":\"u1\"}", "nopermission");
    expect_all_get(&c, "REMOVEEVENT {\"data\":\"u1\"}",
                   "PAIDEVENTS [\"MASSGIFT " QUOTED_PAID("u2") "\"]");
    company_close(&c);
}
END_TEST

TEST_MAIN("server_marks", pins_for_those_who_are_and_come, refuses_pins,
          puts_a_message_in_the_light, takes_it_out_again,
          lights_only_what_was_said, removes_events_for_all)
