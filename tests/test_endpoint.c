#include "endpoint.h"
#include "test.h"

#include <stdlib.h>

START_TEST(falls_back_on_what_was_not_given) {
    ck_assert_str_eq(endpoint_or(NULL, "b"), "b");
    ck_assert_str_eq(endpoint_or("", "b"), "b");
    ck_assert_str_eq(endpoint_or("a", "b"), "a");
}
END_TEST

START_TEST(joins_with_one_slash) {
    char *joined = endpoint_join("https://a.example//", "/b");
    ck_assert_str_eq(joined, "https://a.example/b");
    free(joined);
    joined = endpoint_join("https://a.example", "");
    ck_assert_str_eq(joined, "https://a.example");
    free(joined);
}
END_TEST

static void expect_api(const dgg_endpoints *endpoints, const char *expected) {
    char *api = endpoint_api_url(endpoints);
    ck_assert_str_eq(api, expected);
    free(api);
}

START_TEST(the_api_is_below_the_site) {
    expect_api(NULL, "https://www.destiny.gg/api");
    expect_api(&(dgg_endpoints){.site_url = "http://127.0.0.1:80/"},
               "http://127.0.0.1:80/api");
    expect_api(&(dgg_endpoints){.site_url = "http://127.0.0.1",
                                .api_url = "http://127.0.0.2/v2/"},
               "http://127.0.0.2/v2");
}
END_TEST

TEST_MAIN("endpoint", falls_back_on_what_was_not_given, joins_with_one_slash,
          the_api_is_below_the_site)
