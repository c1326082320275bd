#include "server_uuid.h"
#include "test.h"

#include <string.h>

static uint64_t give(void *user) {
    return *(const uint64_t *)user;
}

static void expect(uint64_t bits, const char *expected) {
    dgg_loop *loop = NULL;
    dgg_loop_options options = {.environment = {.random = give, .user = &bits}};
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_OK);
    char uuid[SERVER_UUID_BYTES];
    ck_assert_str_eq(server_uuid(loop, uuid), expected);
    dgg_loop_free(loop);
}

START_TEST(has_version_and_variant) {
    expect(0, "00000000-0000-4000-8000-000000000000");
    expect(0xfffffffffffffffe, "ffffffff-ffff-4ffe-bfff-fffffffffffe");
    expect(0x0123456789abcdef, "01234567-89ab-4def-8123-456789abcdef");
}
END_TEST

TEST_MAIN("server_uuid", has_version_and_variant)
