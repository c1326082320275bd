#include "server_page.h"
#include "test.h"

#include <string.h>

static void expect_page(const server_announced *announced,
                        const char *expected) {
    buffer out;
    buffer_init(&out, SERVER_PAGE_BYTES);
    ck_assert(server_page_of_chat(&out, announced));
    ck_assert_msg(strstr(out.bytes, expected) != NULL, "%s", out.bytes);
    buffer_free(&out);
}

START_TEST(announces_what_it_is_given) {
    expect_page(&(server_announced){"w", "1.2", "c", true},
                "<script id=\"chat-include\" data-ws-url=\"w\" "
                "data-cache-key=\"1.2\" data-cdn=\"c\" "
                "data-ban-appeal-url=\"\" src=\"/demo.js\"></script>");
    expect_page(&(server_announced){NULL, "1.2", "c", false},
                "<script id=\"chat-include\" data-cache-key=\"1.2\" "
                "data-cdn=\"c\" src=\"/demo.js\"></script>");
    expect_page(&(server_announced){0},
                "<script id=\"chat-include\" src=\"/demo.js\"></script>");
}
END_TEST

START_TEST(has_words_for_what_went_wrong) {
    buffer out;
    buffer_init(&out, SERVER_PAGE_BYTES);
    ck_assert(server_page_of_status(&out, 404));
    ck_assert_ptr_nonnull(strstr(out.bytes, "<h1>There is no such page</h1>"));
    buffer_reset(&out, SERVER_PAGE_BYTES);
    ck_assert(server_page_of_status(&out, 403));
    ck_assert_ptr_nonnull(strstr(out.bytes, "<h1>Forbidden</h1>"));
    buffer_reset(&out, SERVER_PAGE_BYTES);
    ck_assert(server_page_of_problem(&out, 500, "toolarge"));
    ck_assert_ptr_nonnull(strstr(out.bytes, "<h1>toolarge</h1>"));
    buffer_reset(&out, SERVER_PAGE_BYTES);
    ck_assert(server_page_of_barrier(&out, 429));
    ck_assert_ptr_nonnull(strstr(out.bytes, "<title>Just a moment...</title>"));
    buffer_free(&out);
}
END_TEST

TEST_MAIN("server_page", announces_what_it_is_given,
          has_words_for_what_went_wrong)
