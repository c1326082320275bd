/* JSON from strangers, as a whole frame meets it. */
#include "frame_case.h"

START_TEST(payloads_are_rfc_8259_or_refused) {
    CASE_REFUSES("PING {'a':01}", "PING [1,]", "PING {'a':1,}", "PING {a:1}",
                 "PING {'a' 1}", "PING .5", "PING 1.", "PING +1", "PING 0x1",
                 "PING NaN", "PING -", "PING 1e", "PING tru", "PING True",
                 "PING 'a\tb'", "PING 'a\nb'", "PING '\\x41'", "PING '\\u12'",
                 "PING 'a", "PING {} {}", "PING [] 1", "PING // x\n1",
                 "PING \xEF\xBB\xBF{}", "PING \xA0{}", "PING [");
    frame_case c = {0};
    ck_assert(case_accepts(&c, "PING  \t\r\n{ 'a' : [ 1.5e-3 , -0 ] } "));
    case_end(&c);
}
END_TEST

/* MSG {"nick":"a","x":[[...]],"data":"d"} */
static bool accepts_nested(frame_case *c, int depth, const char *inner) {
    char text[2000] = "MSG {'nick':'a','x':";
    for (int i = 0; i < depth; i++) {
        strcat(text, "[");
    }
    strcat(text, inner);
    for (int i = 0; i < depth; i++) {
        strcat(text, "]");
    }
    return case_accepts(c, strcat(text, ",'data':'d'}"));
}

START_TEST(deep_nesting_hides_nothing) {
    frame_case c = {0};
    ck_assert(accepts_nested(&c, 200, "'deep'"));
    ck_assert_str_eq(c.event.user.nick, "a");
    ck_assert_str_eq(c.event.text, "d");
    ck_assert(!accepts_nested(&c, 200, "01"));
    ck_assert(!accepts_nested(&c, 600, "'deep'"));
    case_end(&c);
}
END_TEST

START_TEST(the_last_of_equal_keys_wins) {
    frame_case c = {0};
    case_read(&c, "MSG {'data':'1','nick':'a','timestamp':5,'\\u0064ata':'2',"
                  "'NICK':'b','timestamp':6,'Data':'3'}");
    ck_assert_str_eq(c.event.user.nick, "a");
    ck_assert_str_eq(c.event.text, "2");
    ck_assert_int_eq(c.event.timestamp_ms, 6);
    CASE_REFUSES("MSG {'nick':'a','data':'1','data':null}",
                 "MSG {'nick':'a','nick':5,'data':'1'}");
    case_end(&c);
}
END_TEST

START_TEST(integers_are_exact_to_64_bits) {
    frame_case c = {0};
    case_read(&c, "PRIVMSG {'id':-9223372036854775808,"
                  "'messageid':9223372036854775807,'nick':'a','data':''}");
    ck_assert_int_eq(c.event.user.id, INT64_MIN);
    ck_assert_int_eq(c.event.as.message_id, INT64_MAX);
    case_read(&c, "PRIVMSG {'id':9007199254740993,'nick':'a','data':''}");
    ck_assert_int_eq(c.event.user.id, INT64_C(9007199254740993));
    case_read(&c, "PRIVMSG {'id':9223372036854775808,'nick':'a','data':''}");
    ck_assert_int_eq(c.event.user.id, 0);
    case_end(&c);
}
END_TEST

START_TEST(strings_are_repaired) {
    static const struct {
        const char *frame;
        const char *text;
    } rows[] = {
        {"MSG {'nick':'a','data':'x\\u0000y'}", "x\xEF\xBF\xBDy"},
        {"MSG {'nick':'a','data':'\\ud83d'}", "\xEF\xBF\xBD"},
        {"MSG {'nick':'a','data':'\\ude00\\ud83d'}",
         "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"MSG {'nick':'a','data':'\\ud83dx'}", "\xEF\xBF\xBDx"},
        {"MSG {'nick':'a','data':'\\ud83d\\ude00'}", "\xF0\x9F\x98\x80"},
        {"MSG {'nick':'a','data':'\xFF'}", "\xEF\xBF\xBD"},
        {"MSG {'nick':'a','data':'\xC0\x80'}", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"MSG {'nick':'a','data':'\xED\xA0\x80'}",
         "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"MSG {'nick':'a','data':'\xF0\x9F'}", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"MSG {'nick':'a','data':'\\u003c\\n\\/'}", "<\n/"},
    };
    frame_case c = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_str_eq(case_read(&c, rows[i].frame)->text, rows[i].text);
    }
    case_end(&c);
}
END_TEST

TEST_MAIN("frame_json", payloads_are_rfc_8259_or_refused,
          deep_nesting_hides_nothing, the_last_of_equal_keys_wins,
          integers_are_exact_to_64_bits, strings_are_repaired)
