#include "dgg_event.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static void expect(const dgg_event *event, const char *line) {
    char *text = dgg_event_json(event);
    ck_assert_str_eq(text, line);
    free(text);
}

static dgg_event frame(const char *name, const char *payload) {
    return (dgg_event){
        .kind = DGG_EVENT_UNKNOWN,
        .name = name,
        .text = "",
        .payload = payload,
        .payload_bytes = strlen(payload),
        .is_json = true,
        .received_ms = 1788623391400,
    };
}

START_TEST(payload_is_untouched) {
    dgg_event e = frame("MSG", "{ \"a\" : 1.50, \"b\":\"\\u003c\" }");
    expect(&e, "{\"event\":\"MSG\",\"received\":1788623391400,"
               "\"data\":{ \"a\" : 1.50, \"b\":\"\\u003c\" }}");
}
END_TEST

START_TEST(line_breaks_between_tokens_become_spaces) {
    dgg_event e = frame("MSG", "[1,\r\n2]");
    expect(&e, "{\"event\":\"MSG\",\"received\":1788623391400,"
               "\"data\":[1,  2]}");
}
END_TEST

START_TEST(what_is_no_json_is_text) {
    dgg_event e = frame("ERR", "not\"json");
    e.is_json = false;
    e.text = "not\"json";
    expect(&e, "{\"event\":\"ERR\",\"received\":1788623391400,"
               "\"text\":\"not\\\"json\"}");
}
END_TEST

START_TEST(a_payload_need_not_be_terminated) {
    dgg_event e = frame("MSG", "{}garbage after the frame");
    e.payload_bytes = 2;
    expect(&e, "{\"event\":\"MSG\",\"received\":1788623391400,\"data\":{}}");
}
END_TEST

START_TEST(open_and_close_have_names) {
    dgg_event e = frame("", "");
    e.kind = DGG_EVENT_OPEN;
    expect(&e, "{\"event\":\"OPEN\",\"received\":1788623391400}");
    e.kind = DGG_EVENT_CLOSE;
    e.as.close = (dgg_close){.code = 1001,
                             .reason = "going \"away\"",
                             .retry_ms = 700,
                             .rejected = 3};
    expect(&e, "{\"event\":\"CLOSE\",\"received\":1788623391400,"
               "\"code\":1001,\"reason\":\"going \\\"away\\\"\","
               "\"retry_ms\":700,\"rejected\":3}");
}
END_TEST

START_TEST(what_has_no_frame_has_a_name) {
    dgg_event e = frame("", "");
    e.kind = DGG_EVENT_CONNECTING;
    expect(&e, "{\"event\":\"CONNECTING\",\"received\":1788623391400}");
    e.kind = DGG_EVENT_SEND_RESULT;
    expect(&e, "{\"event\":\"SEND_RESULT\",\"received\":1788623391400}");
}
END_TEST

TEST_MAIN("event_json", payload_is_untouched,
          line_breaks_between_tokens_become_spaces, what_is_no_json_is_text,
          a_payload_need_not_be_terminated, open_and_close_have_names,
          what_has_no_frame_has_a_name)
