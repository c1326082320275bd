#include "model_roster.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLAIRS = 4 };

/* A user with up to four features; "" ends the list. */
typedef struct person {
    const char *nick;
    const char *features[FLAIRS];
} person;

static dgg_user user_of(const person *p) {
    dgg_user user = {
        .nick = p->nick, .features = p->features, .sent = DGG_USER_FEATURES};
    while (user.feature_count < FLAIRS &&
           p->features[user.feature_count] != NULL) {
        user.feature_count++;
    }
    return user;
}

static void join(roster *r, const person *p, const dgg_flairs *flairs) {
    dgg_user user = user_of(p);
    roster_join(r, &user, flairs);
}

static void expect_order(const roster *r, const char *expected) {
    char seen[512] = "";
    for (size_t i = 0; i < roster_count(r); i++) {
        strcat(seen, i > 0 ? " " : "");
        strcat(seen, roster_at(r, i)->nick);
    }
    ck_assert_str_eq(seen, expected);
}

static dgg_flairs *some_flairs(void) {
    static const char json[] =
        "[{\"name\":\"moderator\",\"label\":\"Mod\",\"priority\":1,"
        "\"color\":\"#ff0000\",\"hidden\":true,\"rainbowColor\":false,"
        "\"image\":[]},"
        "{\"name\":\"flair13\",\"label\":\"T1\",\"priority\":7,"
        "\"color\":\"#0000ff\",\"hidden\":true,\"rainbowColor\":false,"
        "\"image\":[]}]";
    dgg_flairs *flairs = NULL;
    ck_assert_int_eq(dgg_flairs_parse(&flairs, json, strlen(json)), DGG_OK);
    return flairs;
}

START_TEST(people_stand_by_section_and_nick) {
    roster *r = roster_new();
    join(r, &(person){"zoe", {NULL}}, NULL);
    join(r, &(person){"Bob", {NULL}}, NULL);
    join(r, &(person){"amy", {NULL}}, NULL);
    join(r, &(person){"yan", {"moderator", NULL}}, NULL);
    join(r, &(person){"robot", {"bot", NULL}}, NULL);
    expect_order(r, "yan amy Bob zoe robot");
    ck_assert_uint_eq(roster_section_count(r, SECTION_USER), 3);
    ck_assert_uint_eq(roster_section_count(r, SECTION_MODERATOR), 1);
    ck_assert_uint_eq(roster_index(r, "BOB"), 2);
    ck_assert_uint_eq(roster_index(r, "nobody"), 5);
    ck_assert_ptr_null(roster_at(r, 5));
    roster_free(r);
}
END_TEST

START_TEST(joining_twice_is_joining_once) {
    roster *r = roster_new();
    join(r, &(person){"Bob", {NULL}}, NULL);
    join(r, &(person){"bob", {NULL}}, NULL);
    ck_assert_uint_eq(roster_count(r), 1);
    roster_quit(r, "BOB");
    roster_quit(r, "BOB");
    ck_assert_uint_eq(roster_count(r), 0);
    ck_assert_uint_eq(roster_section_count(r, SECTION_USER), 0);
    ck_assert_ptr_null(roster_find(r, "bob"));
    roster_free(r);
}
END_TEST

START_TEST(a_new_flair_moves_somebody) {
    roster *r = roster_new();
    join(r, &(person){"amy", {NULL}}, NULL);
    join(r, &(person){"bob", {NULL}}, NULL);
    join(r, &(person){"bob", {"flair13", "subscriber", NULL}}, NULL);
    expect_order(r, "bob amy");
    ck_assert(roster_find(r, "bob")->is_subscriber);
    ck_assert(!roster_find(r, "bob")->is_privileged);
    ck_assert_uint_eq(roster_section_count(r, SECTION_USER), 1);
    roster_free(r);
}
END_TEST

START_TEST(joining_without_features_keeps_them) {
    roster *r = roster_new();
    join(r, &(person){"bob", {"moderator", NULL}}, NULL);
    const roster_user *bob =
        roster_join(r, &(dgg_user){.nick = "BOB", .id = 7}, NULL);
    ck_assert_ptr_eq(bob, roster_find(r, "bob"));
    ck_assert_uint_eq(bob->section, SECTION_MODERATOR);
    ck_assert_int_eq(bob->id, 7);
    ck_assert_ptr_null(roster_join(r, &(dgg_user){.nick = ""}, NULL));
    ck_assert_uint_eq(roster_count(r), 1);
    roster_free(r);
}
END_TEST

START_TEST(updates_find_who_is_here) {
    const char *features[] = {"moderator"};
    roster *r = roster_new();
    roster_join(r, &(dgg_user){.nick = "amy", .id = 1}, NULL);
    roster_join(r, &(dgg_user){.nick = "bob", .id = 2}, NULL);
    roster_join(r, &(dgg_user){.nick = "old"}, NULL);
    dgg_user told = {.nick = "old",
                     .features = features,
                     .feature_count = 1,
                     .sent = DGG_USER_FEATURES};
    roster_update(r, &told, NULL);
    expect_order(r, "old amy bob");
    roster_update(r, &(dgg_user){.nick = "Cat", .id = 2}, NULL);
    expect_order(r, "old amy Cat");
    roster_update(r, &(dgg_user){.nick = "amy", .id = 2}, NULL);
    expect_order(r, "old amy");
    ck_assert_int_eq(roster_find(r, "amy")->id, 2);
    roster_update(r, &(dgg_user){.nick = "nobody", .id = 9}, NULL);
    roster_update(r, &(dgg_user){.nick = ""}, NULL);
    expect_order(r, "old amy");
    ck_assert_uint_eq(roster_section_count(r, SECTION_USER), 1);
    roster_free(r);
}
END_TEST

START_TEST(names_replace_everybody) {
    roster *r = roster_new();
    join(r, &(person){"gone", {NULL}}, NULL);
    person people[] = {
        {"zoe", {NULL}}, {"amy", {"protected", NULL}}, {"ZOE", {NULL}},
        {"", {NULL}},    {"mod", {"moderator", NULL}},
    };
    dgg_user users[5];
    for (size_t i = 0; i < 5; i++) {
        users[i] = user_of(&people[i]);
    }
    roster_replace(r, &(dgg_names){.users = users, .user_count = 5}, NULL);
    expect_order(r, "mod amy zoe");
    ck_assert_ptr_null(roster_find(r, "gone"));
    ck_assert(roster_find(r, "amy")->is_privileged);
    roster_clear(r);
    ck_assert_uint_eq(roster_count(r), 0);
    roster_free(r);
}
END_TEST

START_TEST(colours_follow_the_flairs) {
    dgg_flairs *flairs = some_flairs();
    roster *r = roster_new();
    join(r, &(person){"mod", {"flair13", "moderator", NULL}}, NULL);
    join(r, &(person){"amy", {"flair13", NULL}}, NULL);
    join(r, &(person){"bob", {NULL}}, NULL);
    ck_assert_uint_eq(roster_find(r, "mod")->color, 0);
    roster_recolor(r, flairs);
    ck_assert_uint_eq(roster_find(r, "mod")->color, 196);
    ck_assert_uint_eq(roster_find(r, "amy")->color, 21);
    ck_assert_uint_eq(roster_find(r, "bob")->color, 0);
    roster_recolor(r, NULL);
    ck_assert_uint_eq(roster_find(r, "mod")->color, 0);
    roster_free(r);
    dgg_flairs_free(flairs);
}
END_TEST

START_TEST(hostile_nicks_and_features_do_no_harm) {
    static char large[5000];
    memset(large, 'f', sizeof large - 1);
    roster *r = roster_new();
    join(r, &(person){"a\033[2J", {large, NULL}}, NULL);
    join(r, &(person){"", {NULL}}, NULL);
    join(r, &(person){"\u200b", {"", "bot", NULL}}, NULL);
    ck_assert_uint_eq(roster_count(r), 1);
    ck_assert_str_eq(roster_at(r, 0)->nick, "a\u241b[2J");
    roster_recolor(r, NULL);
    roster_quit(r, "a\033[2J");
    ck_assert_uint_eq(roster_count(r), 0);
    roster_free(r);
}
END_TEST

static void check_sorted(const roster *r) {
    size_t sum = 0;
    for (size_t i = 0; i < SECTIONS; i++) {
        sum += roster_section_count(r, (roster_section)i);
    }
    ck_assert_uint_eq(sum, roster_count(r));
    for (size_t i = 1; i < roster_count(r); i++) {
        const roster_user *a = roster_at(r, i - 1);
        const roster_user *b = roster_at(r, i);
        ck_assert(a->section < b->section ||
                  (a->section == b->section &&
                   dgg_nick_compare(a->nick, b->nick) < 0));
    }
}

/* Random comings and goings against a plain array of who is there. */
START_TEST(it_stays_sorted_while_people_come_and_go) {
    enum { PEOPLE = 700 };
    static const char *const features[] = {"bot", "moderator", "flair13",
                                           "vip"};
    static bool is_there[PEOPLE];
    roster *r = roster_new();
    size_t count = 0;
    uint32_t random = 1;
    for (int step = 0; step < 20000; step++) {
        random = random * 1664525 + 1013904223;
        size_t who = (random >> 8) % PEOPLE;
        char nick[16];
        snprintf(nick, sizeof nick, "user%zu", who);
        if ((random >> 30) % 2 == 0) {
            person p = {nick, {features[who % 4], NULL}};
            join(r, &p, NULL);
            count += is_there[who] ? 0 : 1;
            is_there[who] = true;
        } else {
            roster_quit(r, nick);
            count -= is_there[who] ? 1 : 0;
            is_there[who] = false;
        }
        ck_assert_uint_eq(roster_count(r), count);
    }
    check_sorted(r);
    for (size_t i = 0; i < PEOPLE; i++) {
        char nick[16];
        snprintf(nick, sizeof nick, "USER%zu", i);
        ck_assert_int_eq(roster_find(r, nick) != NULL, is_there[i]);
    }
    roster_free(r);
}
END_TEST

START_TEST(a_full_house_is_taken_at_once) {
    dgg_user *users = calloc(DGG_NAMES_USERS, sizeof *users);
    char(*nicks)[16] = calloc(DGG_NAMES_USERS, sizeof *nicks);
    ck_assert(users != NULL && nicks != NULL);
    for (size_t i = 0; i < DGG_NAMES_USERS; i++) {
        snprintf(nicks[i], sizeof *nicks, "u%zu", i * 7919 % DGG_NAMES_USERS);
        users[i].nick = nicks[i];
    }
    roster *r = roster_new();
    roster_replace(
        r, &(dgg_names){.users = users, .user_count = DGG_NAMES_USERS}, NULL);
    ck_assert_uint_eq(roster_count(r), DGG_NAMES_USERS);
    check_sorted(r);
    roster_free(r);
    free(users);
    free(nicks);
}
END_TEST

TEST_MAIN("model_roster", people_stand_by_section_and_nick,
          joining_twice_is_joining_once, a_new_flair_moves_somebody,
          joining_without_features_keeps_them, updates_find_who_is_here,
          names_replace_everybody, colours_follow_the_flairs,
          hostile_nicks_and_features_do_no_harm,
          it_stays_sorted_while_people_come_and_go,
          a_full_house_is_taken_at_once)
