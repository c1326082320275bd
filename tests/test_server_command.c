#include "server_command.h"
#include "test.h"

#include <string.h>

static void open_command(server_command *c, const char *payload) {
    *c = (server_command){0};
    ck_assert(json_parse(&c->doc, payload, strlen(payload)));
}

static void close_command(server_command *c) {
    json_doc_free(&c->doc);
    arena_free(&c->strings);
}

START_TEST(reads_members) {
    server_command c;
    open_command(&c, "{\"data\":\" a\\u00a0\",\"duration\":7,\"banip\":true}");
    ck_assert_str_eq(server_command_text(&c, "data"), " a\xc2\xa0");
    ck_assert_str_eq(server_command_trimmed(&c, "data"), "a");
    ck_assert_int_eq(server_command_number(&c, "duration"), 7);
    ck_assert(server_command_flag(&c, "banip"));
    close_command(&c);
}
END_TEST

START_TEST(reads_what_is_missing_as_nothing) {
    static const char *const payloads[] = {"{}", "null", "{\"data\":null}"};
    for (size_t i = 0; i < sizeof payloads / sizeof *payloads; i++) {
        server_command c;
        open_command(&c, payloads[i]);
        ck_assert_str_eq(server_command_text(&c, "data"), "");
        ck_assert_str_eq(server_command_trimmed(&c, "data"), "");
        ck_assert_int_eq(server_command_number(&c, "data"), 0);
        ck_assert(!server_command_flag(&c, "data"));
        close_command(&c);
    }
}
END_TEST

TEST_MAIN("server_command", reads_members, reads_what_is_missing_as_nothing)
