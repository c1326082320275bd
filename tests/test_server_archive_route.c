#include "server_archive_route.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static void read_path(const char *path, server_archive_route *r) {
    server_request request = {.path = path};
    server_archive_read_route(&request, r);
}

static server_archive_kind kind_of(const char *path) {
    server_archive_route r;
    read_path(path, &r);
    return r.kind;
}

START_TEST(decodes_and_splits) {
    server_archive_route r;
    read_path("/Destinygg%20chatlog/July%202020/userlogs/bird.txt", &r);
    ck_assert_int_eq(r.kind, SERVER_ARCHIVE_CHANNEL);
    ck_assert_uint_eq(r.count, 4);
    ck_assert_str_eq(r.parts[0], "Destinygg chatlog");
    ck_assert_str_eq(r.parts[1], "July 2020");
    ck_assert_str_eq(r.parts[3], "bird.txt");
    read_path("/a%20chatlog/b/", &r);
    ck_assert_uint_eq(r.count, 2);
    ck_assert_str_eq(r.parts[1], "b");
}
END_TEST

START_TEST(tells_kinds_apart) {
    ck_assert_int_eq(kind_of("/x%20CHATLOG"), SERVER_ARCHIVE_CHANNEL);
    ck_assert_int_eq(kind_of("/mentions/a.txt"), SERVER_ARCHIVE_MENTIONS);
    ck_assert_int_eq(kind_of("/x/mentions/a.txt"), SERVER_ARCHIVE_MENTIONS);
    ck_assert_int_eq(kind_of("/api/v1/channels.json"), SERVER_ARCHIVE_API);
}
END_TEST

START_TEST(leaves_other_paths) {
    static const char *const paths[] = {
        "/",
        "/chatlog",
        "/%20chatlog",
        "/mentions",
        "/api/v1",
        "/api/chat/mentions",
        "/a/b/mentions/c",
        "/a%00%20chatlog",
        "/a%20chatlog/1/2/3/4/5",
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        ck_assert_msg(kind_of(paths[i]) == SERVER_ARCHIVE_NOTHING, "%s",
                      paths[i]);
    }
    char path[SERVER_ARCHIVE_PATH_BYTES + 64];
    snprintf(path, sizeof path, "/a%%20chatlog/%0*d", SERVER_ARCHIVE_PATH_BYTES,
             0);
    ck_assert_int_eq(kind_of(path), SERVER_ARCHIVE_NOTHING);
}
END_TEST

TEST_MAIN("server_archive_route", decodes_and_splits, tells_kinds_apart,
          leaves_other_paths)
