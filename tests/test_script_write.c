#include "json.h"
#include "script.h"
#include "script_write.h"
#include "test.h"
#include "utf8.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_BYTES = 1 << 20 };

/* A recording being written, and what a script then says of it. */
typedef struct page {
    buffer text;
    chat_script script;
} page;

static void page_open(page *p) {
    buffer_init(&p->text, TEXT_BYTES);
    ck_assert(script_write_header(&p->text, 1700000000000));
}

static void page_read(page *p) {
    char problem[128] = "";
    ck_assert(utf8_is_valid(p->text.bytes, p->text.used));
    ck_assert_msg(script_parse(&p->script, p->text.bytes, p->text.used, problem,
                               sizeof problem) == DGG_OK,
                  "%s: %s", problem, p->text.bytes);
}

static void page_close(page *p) {
    script_free(&p->script);
    buffer_free(&p->text);
}

static dgg_event frame_event(const char *payload, size_t bytes) {
    return (dgg_event){.kind = DGG_EVENT_MESSAGE,
                       .name = "MSG",
                       .payload = payload,
                       .payload_bytes = bytes};
}

START_TEST(the_header_says_when_it_began) {
    page p;
    page_open(&p);
    page_read(&p);
    ck_assert_int_eq(p.script.epoch_ms, 1700000000000);
    ck_assert(p.script.is_recorded);
    ck_assert(p.script.greets);
    page_close(&p);
}
END_TEST

START_TEST(a_connection_is_kept) {
    page p;
    page_open(&p);
    dgg_event event = {.kind = DGG_EVENT_CONNECTING, .as.address = "[::1]:443"};
    ck_assert(script_write_event(&p.text, 0, &event));
    event = (dgg_event){.kind = DGG_EVENT_OPEN};
    ck_assert(script_write_event(&p.text, 5, &event));
    event = (dgg_event){
        .kind = DGG_EVENT_CLOSE,
        .as.close = {.error = DGG_ERROR_SILENT, .code = 1006, .reason = ""}};
    ck_assert(script_write_event(&p.text, 9, &event));
    page_read(&p);
    ck_assert_uint_eq(p.script.count, 3);
    ck_assert_str_eq(p.script.lines[0].name, "connecting");
    ck_assert_str_eq(p.script.lines[0].text, "[::1]:443");
    ck_assert_str_eq(p.script.lines[1].name, "open");
    ck_assert_int_eq(p.script.lines[1].at_ms, 5);
    ck_assert_int_eq(p.script.lines[2].close->error, DGG_ERROR_SILENT);
    page_close(&p);
}
END_TEST

static void expect_frame(const char *payload, size_t bytes, const char *frame) {
    page p;
    dgg_event event = frame_event(payload, bytes);
    page_open(&p);
    ck_assert(script_write_event(&p.text, 3, &event));
    page_read(&p);
    ck_assert_uint_eq(p.script.count, 1);
    ck_assert_int_eq(p.script.lines[0].at_ms, 3);
    ck_assert_str_eq(p.script.lines[0].name, frame);
    page_close(&p);
}

START_TEST(when_the_chat_means_to_come_back_is_kept) {
    page p;
    page_open(&p);
    dgg_event event = frame_event("{}", 2);
    ck_assert(script_write_event(&p.text, 0, &event));
    event.kind = DGG_EVENT_RELOAD;
    event.as.reload_ms = 12345;
    ck_assert(script_write_event(&p.text, 0, &event));
    page_read(&p);
    ck_assert_int_eq(p.script.lines[0].span_ms, 0);
    ck_assert_int_eq(p.script.lines[1].span_ms, 12345);
    ck_assert_str_eq(p.script.lines[1].name, "MSG {}");
    page_close(&p);
}
END_TEST

START_TEST(a_frame_is_kept_byte_for_byte) {
    static const char escapes[] = "{\"data\":\"a \\\"b\\\" \\\\ \\u003c "
                                  "\\ud83d\\ude00 \xf0\x9f\x98\x80\"}";
    static const char *const payloads[] = {escapes, "{ \"a\" :\r\n\t1 }",
                                           "\x7f\x1b[31m", "", "\xe2\x80\xa8"};
    for (size_t i = 0; i < sizeof payloads / sizeof *payloads; i++) {
        char frame[256];
        snprintf(frame, sizeof frame, "MSG %s", payloads[i]);
        expect_frame(payloads[i], strlen(payloads[i]), frame);
    }
}
END_TEST

START_TEST(what_no_text_can_hold_is_replaced) {
    expect_frame("a\0b", 3,
                 "MSG a\xef\xbf\xbd"
                 "b");
    expect_frame("a\xff\xc3", 3, "MSG a\xef\xbf\xbd\xef\xbf\xbd");
    expect_frame("\xed\xa0\x80", 3, "MSG \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}
END_TEST

static void expect_body(const char *body, const char *kept, bool is_string) {
    page p;
    page_open(&p);
    const script_answer answer = {"/a \"b\"", 404, body, strlen(body)};
    ck_assert(script_write_answer(&p.text, 3, &answer));
    page_read(&p);
    ck_assert_uint_eq(p.script.count, 1);
    ck_assert_int_eq(p.script.lines[0].kind, SCRIPT_LINE_HTTP);
    ck_assert_str_eq(p.script.lines[0].name, "/a \"b\"");
    ck_assert_int_eq(p.script.lines[0].number, 404);
    ck_assert_str_eq(p.script.lines[0].text, kept);
    ck_assert_int_eq(p.script.lines[0].is_true, is_string);
    page_close(&p);
}

START_TEST(a_body_of_json_stands_as_it_is) {
    expect_body("{\"a\": [1,\r\n 2]}", "{\"a\": [1,   2]}", false);
    expect_body("null", "null", false);
    expect_body("{\"a\":\"\xff\"}", "{\"a\":\"\xef\xbf\xbd\"}", false);
}
END_TEST

START_TEST(any_other_body_is_a_string) {
    const char *const bodies[] = {"",
                                  "<p>\n\"a\"</p>\n",
                                  "{\"a\":1",
                                  "\"a string\"",
                                  "1,\"http\":\"/b\"",
                                  "1}"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        expect_body(bodies[i], bodies[i], true);
    }
}
END_TEST

/* As deep as JSON may be, and one deeper with the line around it. */
START_TEST(a_body_nested_too_deeply_is_a_string) {
    char body[2 * JSON_DEPTH_SKIPPED + 1] = "";
    memset(body, '[', JSON_DEPTH_SKIPPED);
    memset(body + JSON_DEPTH_SKIPPED, ']', JSON_DEPTH_SKIPPED);
    expect_body(body, body, true);
}
END_TEST

/* Whatever the maximum, there are whole lines only. */
START_TEST(a_line_that_has_no_room_is_not_begun) {
    page whole;
    page_open(&whole);
    dgg_event event = frame_event("{\"data\":\"\n\"}", 12);
    dgg_event close = {.kind = DGG_EVENT_CLOSE, .as.close.reason = "x"};
    const script_answer answer = {"/a", 200, "{}", 2};
    ck_assert(script_write_event(&whole.text, 1, &event));
    ck_assert(script_write_event(&whole.text, 1, &close));
    ck_assert(script_write_answer(&whole.text, 1, &answer));
    for (size_t room = 0; room < whole.text.used; room++) {
        buffer text;
        buffer_init(&text, room);
        bool is_whole = script_write_header(&text, 1700000000000) &&
                        script_write_event(&text, 1, &event) &&
                        script_write_event(&text, 1, &close) &&
                        script_write_answer(&text, 1, &answer);
        ck_assert(!is_whole);
        ck_assert(text.used == 0 || text.bytes[text.used - 1] == '\n');
        ck_assert(text.used == 0 ||
                  memcmp(text.bytes, whole.text.bytes, text.used) == 0);
        buffer_free(&text);
    }
    buffer_free(&whole.text);
}
END_TEST

TEST_MAIN("script_write", the_header_says_when_it_began, a_connection_is_kept,
          when_the_chat_means_to_come_back_is_kept,
          a_frame_is_kept_byte_for_byte, what_no_text_can_hold_is_replaced,
          a_body_of_json_stands_as_it_is, any_other_body_is_a_string,
          a_body_nested_too_deeply_is_a_string,
          a_line_that_has_no_room_is_not_begun)
