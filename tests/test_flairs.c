#include "dgg_cdn.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static const char *const list =
    "[{\"label\":\"Subscriber\",\"name\":\"subscriber\",\"hidden\":true,"
    "\"priority\":9,\"color\":\"#59AEEA\",\"image\":[]},"
    "{\"label\":\"Tier 5\",\"name\":\"flair42\",\"hidden\":true,"
    "\"priority\":3,\"color\":\"\",\"rainbowColor\":true},"
    "{\"label\":\"Verified\",\"name\":\"flair20\",\"hidden\":false,"
    "\"priority\":3,\"color\":\"\"},"
    "{\"label\":\"Moderator\",\"name\":\"moderator\",\"hidden\":\"1\","
    "\"priority\":\"127\",\"color\":\"#db4c1c\"},"
    "{\"label\":\"Notable\",\"name\":\"flair2\",\"priority\":127,"
    "\"color\":\"#ffffff\"},"
    "{\"name\":\"bot\",\"priority\":10,\"color\":null}]";

static dgg_flairs *parse(const char *json) {
    dgg_flairs *flairs = NULL;
    ck_assert_int_eq(dgg_flairs_parse(&flairs, json, strlen(json)), DGG_OK);
    return flairs;
}

START_TEST(reads_each_field) {
    dgg_flairs *flairs = parse(list);
    ck_assert_uint_eq(dgg_flairs_count(flairs), 6);
    const dgg_flair *subscriber = dgg_flairs_find(flairs, "subscriber");
    ck_assert_str_eq(subscriber->label, "Subscriber");
    ck_assert_int_eq(subscriber->priority, 9);
    ck_assert_int_eq(subscriber->rgb, 0x59AEEA);
    ck_assert(subscriber->is_hidden);
    ck_assert(!subscriber->is_rainbow);
    ck_assert(dgg_flairs_find(flairs, "flair42")->is_rainbow);
    dgg_flairs_free(flairs);
}
END_TEST

START_TEST(reads_numbers_and_flags_in_strings) {
    dgg_flairs *flairs = parse(list);
    const dgg_flair *moderator = dgg_flairs_find(flairs, "moderator");
    ck_assert_int_eq(moderator->priority, 127);
    ck_assert(moderator->is_hidden);
    ck_assert_int_eq(moderator->rgb, 0xDB4C1C);
    dgg_flairs_free(flairs);
}
END_TEST

START_TEST(a_flair_needs_only_a_name) {
    dgg_flairs *flairs = parse("[{\"name\":\"flair125\",\"image\":[null]},"
                               "{\"label\":\"no name\"},{\"name\":\"\"},4]");
    ck_assert_uint_eq(dgg_flairs_count(flairs), 1);
    const dgg_flair *flair = dgg_flairs_find(flairs, "flair125");
    ck_assert_str_eq(flair->label, "flair125");
    ck_assert_int_eq(flair->rgb, -1);
    dgg_flairs_free(flairs);
}
END_TEST

START_TEST(only_whole_colours_count) {
    const char *const wrong[] = {"#12345",  "123456", "#1234567",
                                 "#12345g", "red",    ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char json[128];
        strcpy(json, "[{\"name\":\"a\",\"color\":\"");
        strcat(json, wrong[i]);
        strcat(json, "\"}]");
        dgg_flairs *flairs = parse(json);
        ck_assert_int_eq(dgg_flairs_find(flairs, "a")->rgb, -1);
        dgg_flairs_free(flairs);
    }
}
END_TEST

START_TEST(reads_description_and_picture) {
    dgg_flairs *flairs =
        parse("[{\"name\":\"a\",\"description\":\"Kind\",\"image\":[{\"url\":"
              "\"https://cdn.example/a.png\",\"mime\":\"image/png\",\"width\":"
              "\"16\",\"height\":\"18\"}]},"
              "{\"name\":\"b\",\"description\":null,\"image\":[{\"url\":null,"
              "\"name\":null,\"mime\":null,\"width\":null,\"height\":null}]}]");
    const dgg_flair *a = dgg_flairs_find(flairs, "a");
    ck_assert_str_eq(a->description, "Kind");
    ck_assert_str_eq(a->image.url, "https://cdn.example/a.png");
    ck_assert_str_eq(a->image.mime, "image/png");
    ck_assert_int_eq(a->image.width, 16);
    ck_assert_int_eq(a->image.height, 18);
    const dgg_flair *b = dgg_flairs_find(flairs, "b");
    ck_assert_str_eq(b->description, "");
    ck_assert_str_eq(b->image.url, "");
    ck_assert_str_eq(b->image.mime, "");
    ck_assert_int_eq(b->image.width, 0);
    dgg_flairs_free(flairs);
}
END_TEST

START_TEST(an_object_of_entries_is_a_list_too) {
    dgg_flairs *flairs = parse("{\"3\":{\"name\":\"a\"}}");
    ck_assert_ptr_nonnull(dgg_flairs_find(flairs, "a"));
    dgg_flairs_free(flairs);
    const char *const wrong[] = {"{}", "{\"code\":404,\"error\":\"x\"}",
                                 "{\"error\":{\"message\":\"x\"}}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert_int_eq(dgg_flairs_parse(&flairs, wrong[i], strlen(wrong[i])),
                         DGG_ERROR_NOT_JSON);
    }
}
END_TEST

START_TEST(goes_through_all_by_name) {
    dgg_flairs *flairs = parse(list);
    for (size_t i = 1; i < dgg_flairs_count(flairs); i++) {
        ck_assert_int_lt(strcmp(dgg_flairs_at(flairs, i - 1)->name,
                                dgg_flairs_at(flairs, i)->name),
                         0);
    }
    ck_assert_ptr_null(dgg_flairs_at(flairs, dgg_flairs_count(flairs)));
    ck_assert_ptr_null(dgg_flairs_at(NULL, 0));
    dgg_flairs_free(flairs);
}
END_TEST

static void expect_color_of(const char *const *features, size_t count,
                            const char *expected) {
    dgg_flairs *flairs = parse(list);
    const dgg_user user = {
        .nick = "a", .features = features, .feature_count = count};
    const dgg_flair *coloring = dgg_flairs_coloring(flairs, &user);
    if (expected == NULL) {
        ck_assert_ptr_null(coloring);
    } else {
        ck_assert_str_eq(coloring->name, expected);
    }
    dgg_flairs_free(flairs);
}

START_TEST(the_strongest_with_a_colour_wins) {
    expect_color_of((const char *[]){"moderator", "subscriber"}, 2,
                    "subscriber");
    expect_color_of((const char *[]){"flair20", "subscriber"}, 2, "subscriber");
    expect_color_of((const char *[]){"subscriber", "flair42"}, 2, "flair42");
    expect_color_of((const char *[]){"bot", "vip", "moderator"}, 3,
                    "moderator");
}
END_TEST

START_TEST(of_equals_the_first_of_the_user_wins) {
    expect_color_of((const char *[]){"flair2", "moderator"}, 2, "flair2");
    expect_color_of((const char *[]){"moderator", "flair2"}, 2, "moderator");
}
END_TEST

START_TEST(who_has_none_has_no_colour) {
    expect_color_of(NULL, 0, NULL);
    expect_color_of((const char *[]){"flair20", "unknown"}, 2, NULL);
    const dgg_user user = {.nick = "a",
                           .features = (const char *[]){"subscriber"},
                           .feature_count = 1};
    ck_assert_ptr_null(dgg_flairs_coloring(NULL, &user));
    ck_assert_uint_eq(dgg_flairs_count(NULL), 0);
}
END_TEST

START_TEST(refuses_a_list_that_is_cut) {
    for (size_t bytes = 0; bytes < strlen(list); bytes++) {
        char *cut = malloc(bytes + 1);
        ck_assert_ptr_nonnull(cut);
        memcpy(cut, list, bytes);
        dgg_flairs *flairs = NULL;
        ck_assert_int_eq(dgg_flairs_parse(&flairs, cut, bytes),
                         DGG_ERROR_NOT_JSON);
        ck_assert_ptr_null(flairs);
        free(cut);
    }
}
END_TEST

TEST_MAIN("flairs", reads_description_and_picture,
          an_object_of_entries_is_a_list_too, goes_through_all_by_name,
          reads_each_field, reads_numbers_and_flags_in_strings,
          a_flair_needs_only_a_name, only_whole_colours_count,
          the_strongest_with_a_colour_wins,
          of_equals_the_first_of_the_user_wins, who_has_none_has_no_colour,
          refuses_a_list_that_is_cut)
