#include "server_peer.h"
#include "server_people.h"

static void expect_nick(scene *s, const char *nick, const char *expected,
                        bool has_object) {
    server_person person;
    ck_assert_msg(server_people_find(s->server, nick, &person), "%s", nick);
    ck_assert_str_eq(person.nick, expected);
    ck_assert(has_object == (person.object != NULL));
}

START_TEST(finds_accounts_guests_and_all_the_world) {
    scene s;
    scene_open_bare(&s);
    server_broadcast(s.server, "JOIN {\"nick\":\"Bird\",\"features\":[]}");
    server_broadcast(s.server, "QUIT {\"nick\":\"Bird\",\"features\":[]}");
    expect_nick(&s, "DEMO_viewer", "demo_viewer", true);
    expect_nick(&s, "demo_admin", "demo_admin", true);
    expect_nick(&s, "bIRD", "Bird", true);
    expect_nick(&s, "anyone", "anyone", false);
    server_person person;
    ck_assert(!server_people_find(s.server, "Nobody", &person));
    ck_assert(!server_people_find(s.server, "no nick", &person));
    ck_assert(!server_people_find(s.server, "", &person));
    scene_close(&s);
}
END_TEST

START_TEST(knows_only_the_cast_of_a_script) {
    scene s;
    scene_open(&s, &(server_options){0});
    server_person person;
    ck_assert(!server_people_find(s.server, "anyone_else", &person));
    expect_nick(&s, "demo_friend", "demo_friend", true);
    scene_close(&s);
}
END_TEST

START_TEST(numbers_who_has_a_number) {
    ck_assert_int_eq(server_person_id(&(server_person){"a", "{\"id\":7}"}), 7);
    ck_assert_int_eq(server_person_id(&(server_person){"a", "{}"}), 0);
    ck_assert_int_eq(server_person_id(&(server_person){"a", NULL}), 0);
}
END_TEST

TEST_MAIN("server_people", finds_accounts_guests_and_all_the_world,
          knows_only_the_cast_of_a_script, numbers_who_has_a_number)
