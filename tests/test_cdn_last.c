#include "cdn_last.h"
#include "test.h"

#include <string.h>

START_TEST(before_any_call_there_is_none) {
    cdn_last last;
    cdn_last_init(&last);
    ck_assert_int_eq(last.answer.status.error, DGG_ERROR_STATE);
    ck_assert_str_ne(last.answer.status.reason, "");
    ck_assert_str_eq(last.answer.body, "");
    ck_assert_str_eq(last.answer.content_type, "");
    cdn_last_free(&last);
}
END_TEST

START_TEST(keeps_a_copy_of_everything) {
    cdn_last last;
    char reason[] = "a reason";
    char body[] = "a\0b";
    char type[] = "text/plain";
    const dgg_cdn_answer answer = {
        .status = {.error = DGG_OK, .http_status = 200, .reason = reason},
        .body = body,
        .bytes = 3,
        .content_type = type,
        .is_cached = true,
        .is_stale = true,
    };
    cdn_last_init(&last);
    cdn_last_keep(&last, &answer);
    reason[0] = body[0] = type[0] = 'X';
    ck_assert_int_eq(cdn_last_wait(&last, NULL), DGG_OK);
    ck_assert_str_eq(last.answer.status.reason, "a reason");
    ck_assert_int_eq(last.answer.status.http_status, 200);
    ck_assert_uint_eq(last.answer.bytes, 3);
    ck_assert_mem_eq(last.answer.body, "a\0b", 4);
    ck_assert_str_eq(last.answer.content_type, "text/plain");
    ck_assert(last.answer.is_cached && last.answer.is_stale);
    cdn_last_begin(&last);
    ck_assert_int_eq(last.answer.status.error, DGG_ERROR_STATE);
    ck_assert_uint_eq(last.answer.bytes, 0);
    ck_assert(!last.answer.is_cached);
    cdn_last_free(&last);
}
END_TEST

TEST_MAIN("cdn_last", before_any_call_there_is_none, keeps_a_copy_of_everything)
