#include "script.h"
#include "script_close.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define HEADER "{\"dgg_script\":1}\n"

/* What a script says of an end after it was written into it. */
static void expect_kept(const dgg_close *written, const char *fault) {
    buffer text;
    char problem[128] = "";
    chat_script script;
    buffer_init(&text, 1 << 16);
    ck_assert(buffer_append(&text, HEADER, strlen(HEADER)));
    ck_assert(script_close_write(&text, 7, written));
    ck_assert_msg(script_parse(&script, text.bytes, text.used, problem,
                               sizeof problem) == DGG_OK,
                  "%s", problem);
    ck_assert_uint_eq(script.count, 1);
    const dgg_close *read = script.lines[0].close;
    ck_assert_int_eq(script.lines[0].at_ms, 7);
    ck_assert_str_eq(script.lines[0].name, fault);
    ck_assert_int_eq(read->error, written->error);
    ck_assert_int_eq(read->code, written->code);
    ck_assert_int_eq(read->http_status, written->http_status);
    ck_assert_str_eq(read->reason, written->reason);
    ck_assert_int_eq(read->retry_ms, written->retry_ms);
    ck_assert_uint_eq(read->attempt, written->attempt);
    ck_assert_uint_eq(read->rejected, written->rejected);
    script_free(&script);
    buffer_free(&text);
}

START_TEST(an_end_is_kept_with_all_its_members) {
    expect_kept(&(dgg_close){.error = DGG_ERROR_UPGRADE,
                             .code = 1006,
                             .http_status = 503,
                             .reason = "\"no\"\nroom \xc3\xa9",
                             .retry_ms = 4000000000,
                             .attempt = UINT32_MAX,
                             .rejected = INT64_MAX},
                "cut");
    expect_kept(&(dgg_close){.error = DGG_ERROR_CLOSED,
                             .code = 1000,
                             .reason = "",
                             .retry_ms = -1},
                "close");
}
END_TEST

START_TEST(every_error_is_kept) {
#define KEEP(code_, words_)                                               \
    expect_kept(                                                          \
        &(dgg_close){.error = (code_), .code = 1005, .reason = (words_)}, \
        "close");
    DGG_ERROR_LIST(KEEP)
#undef KEEP
}
END_TEST

static const dgg_close *read_line(arena *memory, const char *line) {
    json_doc doc = {0};
    ck_assert(json_parse(&doc, line, strlen(line)));
    const dgg_close *close = script_close_read(json_root(&doc), 1001, memory);
    ck_assert_ptr_nonnull(close);
    json_doc_free(&doc);
    return close;
}

START_TEST(what_is_absurd_is_as_if_it_was_not_said) {
    arena memory = {0};
    const char *const lines[] = {
        "{}",
        "{\"code\":-5,\"error\":7,\"http_status\":1000,\"reason\":[],"
        "\"retry_ms\":-2,\"attempt\":4294967296,\"rejected\":-1}",
        "{\"code\":65536,\"error\":\"DGG_ERROR_OF_TOMORROW\","
        "\"http_status\":-1,\"reason\":null,\"retry_ms\":1.5,"
        "\"attempt\":\"1\",\"rejected\":1e3}",
        "{\"retry_ms\":9223372036854775807}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const dgg_close *close = read_line(&memory, lines[i]);
        ck_assert_int_eq(close->error, DGG_ERROR_CLOSED);
        ck_assert_int_eq(close->code, 1001);
        ck_assert_int_eq(close->http_status, 0);
        ck_assert_str_eq(close->reason, "");
        ck_assert_int_eq(close->retry_ms, -1);
        ck_assert_uint_eq(close->attempt, 0);
        ck_assert_uint_eq(close->rejected, 0);
    }
    arena_free(&memory);
}
END_TEST

TEST_MAIN("script_close", an_end_is_kept_with_all_its_members,
          every_error_is_kept, what_is_absurd_is_as_if_it_was_not_said)
