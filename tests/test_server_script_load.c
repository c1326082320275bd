#include "server_roster.h"
#include "server_script_load.h"
#include "test.h"

#include <string.h>

static void put_user(server_roster *people, const script_line *line) {
    json_doc doc = {0};
    ck_assert(json_parse(&doc, line->text, strlen(line->text)));
    server_user *user = server_roster_put(people, json_root(&doc));
    ck_assert_ptr_nonnull(user);
    server_roster_set_present(people, user, line->is_true);
    json_doc_free(&doc);
}

static void follow(server_roster *people, const script_line *line) {
    bool joins = line->kind == SCRIPT_LINE_JOIN;
    bool talks = line->kind == SCRIPT_LINE_SAY;
    if (line->kind == SCRIPT_LINE_USER) {
        put_user(people, line);
    }
    if (!joins && !talks && line->kind != SCRIPT_LINE_QUIT) {
        return;
    }
    server_user *user = server_roster_find(people, line->name);
    ck_assert_msg(user != NULL && (user->is_present || !talks),
                  "%s is not there, in line %zu", line->name,
                  line->source_line);
    if (!talks) {
        server_roster_set_present(people, user, joins);
    }
}

/* Also when the demo begins again with who was there at its end. */
START_TEST(who_talks_in_the_demo_is_there) {
    chat_script script;
    char problem[SERVER_PROBLEM_BYTES];
    server_roster people = {0};
    ck_assert_int_eq(server_script_load(&script, NULL, problem), DGG_OK);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < script.count; i++) {
            if (pass == 0 || script.lines[i].at_ms > 0) {
                follow(&people, &script.lines[i]);
            }
        }
    }
    server_roster_free(&people);
    script_free(&script);
}
END_TEST

START_TEST(says_which_file_cannot_be_read) {
    chat_script script;
    char problem[SERVER_PROBLEM_BYTES] = "";
    ck_assert_int_eq(server_script_load(&script, "/no/such/script", problem),
                     DGG_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(problem, "/no/such/script"));
    script_free(&script);
}
END_TEST

TEST_MAIN("server_script_load", who_talks_in_the_demo_is_there,
          says_which_file_cannot_be_read)
