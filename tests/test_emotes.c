#include "dgg_cdn.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static dgg_emotes *parse(const char *json) {
    dgg_emotes *emotes = NULL;
    ck_assert_int_eq(dgg_emotes_parse(&emotes, json, strlen(json)), DGG_OK);
    return emotes;
}

static const dgg_emote *find(const dgg_emotes *emotes, const char *name) {
    return dgg_emotes_find(emotes, name, strlen(name));
}

START_TEST(reads_the_list_of_2026) {
    dgg_emotes *emotes = parse(
        "[{\"prefix\":\"Smile\",\"creator\":null,\"twitch\":false,"
        "\"theme\":1,\"minimumSubTier\":0,\"image\":[{\"url\":\"x\"}]},"
        "{\"prefix\":\"Rare-1_x\",\"twitch\":false,\"minimumSubTier\":3}]");
    ck_assert_uint_eq(dgg_emotes_count(emotes), 2);
    ck_assert_str_eq(find(emotes, "Smile")->name, "Smile");
    ck_assert_int_eq(find(emotes, "Smile")->minimum_tier, 0);
    ck_assert_int_eq(find(emotes, "Rare-1_x")->minimum_tier, 3);
    dgg_emotes_free(emotes);
}
END_TEST

START_TEST(reads_the_strings_of_2021) {
    dgg_emotes *emotes =
        parse("[{\"prefix\":\"Old\",\"twitch\":\"1\",\"theme\":\"1\"},"
              "{\"prefix\":\"Tiered\",\"twitch\":\"0\","
              "\"minimumSubTier\":\"2\"}]");
    ck_assert(find(emotes, "Old")->is_twitch_only);
    ck_assert(!find(emotes, "Tiered")->is_twitch_only);
    ck_assert_int_eq(find(emotes, "Tiered")->minimum_tier, 2);
    dgg_emotes_free(emotes);
}
END_TEST

START_TEST(reads_creator_theme_and_picture) {
    dgg_emotes *emotes = parse(
        "[{\"prefix\":\"Full\",\"creator\":\"\\u001b[31mmee\",\"theme\":2,"
        "\"image\":[{\"url\":\"https://cdn.example/a.png\",\"name\":\"a\","
        "\"mime\":\"image/png\",\"height\":32,\"width\":7144}]},"
        "{\"prefix\":\"Bare\",\"theme\":\"3\"}]");
    const dgg_emote *full = find(emotes, "Full");
    ck_assert_str_eq(full->creator, "\x1b[31mmee");
    ck_assert_int_eq(full->theme, 2);
    ck_assert_str_eq(full->image.url, "https://cdn.example/a.png");
    ck_assert_str_eq(full->image.mime, "image/png");
    ck_assert_int_eq(full->image.width, 7144);
    ck_assert_int_eq(full->image.height, 32);
    const dgg_emote *bare = find(emotes, "Bare");
    ck_assert_str_eq(bare->creator, "");
    ck_assert_int_eq(bare->theme, 3);
    ck_assert_str_eq(bare->image.url, "");
    dgg_emotes_free(emotes);
}
END_TEST

START_TEST(an_object_of_entries_is_a_list_too) {
    dgg_emotes *emotes =
        parse("{\"0\":{\"prefix\":\"One\"},\"7\":{\"prefix\":\"Two\"}}");
    ck_assert_uint_eq(dgg_emotes_count(emotes), 2);
    ck_assert_ptr_nonnull(find(emotes, "Two"));
    dgg_emotes_free(emotes);
}
END_TEST

START_TEST(goes_through_all_by_name) {
    static const char *const names[] = {"AA", "AAA", "AB", "Z-", "aa"};
    dgg_emotes *emotes =
        parse("[{\"prefix\":\"aa\"},{\"prefix\":\"AB\"},{\"prefix\":\"AAA\"},"
              "{\"prefix\":\"Z-\"},{\"prefix\":\"AA\"}]");
    for (size_t i = 0; i < 5; i++) {
        ck_assert_str_eq(dgg_emotes_at(emotes, i)->name, names[i]);
    }
    ck_assert_ptr_null(dgg_emotes_at(emotes, 5));
    ck_assert_ptr_null(dgg_emotes_at(NULL, 0));
    dgg_emotes_free(emotes);
}
END_TEST

START_TEST(finds_whole_words_with_their_case) {
    dgg_emotes *emotes = parse("[{\"prefix\":\"LUL\"},{\"prefix\":\"LULW\"}]");
    ck_assert_str_eq(dgg_emotes_find(emotes, "LULWide", 4)->name, "LULW");
    ck_assert_str_eq(dgg_emotes_find(emotes, "LULWide", 3)->name, "LUL");
    ck_assert_ptr_null(dgg_emotes_find(emotes, "LULWide", 5));
    ck_assert_ptr_null(find(emotes, "lul"));
    ck_assert_ptr_null(find(emotes, "L"));
    ck_assert_ptr_null(find(emotes, ""));
    ck_assert_ptr_null(find(NULL, "LUL"));
    ck_assert_uint_eq(dgg_emotes_count(NULL), 0);
    dgg_emotes_free(emotes);
}
END_TEST

START_TEST(leaves_out_what_breaks_the_rules) {
    char json[512];
    char long_name[74];
    memset(long_name, 'a', 73);
    long_name[73] = '\0';
    snprintf(json, sizeof json,
             "[{\"prefix\":\"x\"},{\"prefix\":\"two words\"},{\"prefix\":"
             "\"\\u001b[2J\"},{\"prefix\":7},{},null,3,[],{\"prefix\":\"%s\"},"
             "{\"prefix\":\"High\",\"minimumSubTier\":6},"
             "{\"prefix\":\"Low\",\"minimumSubTier\":-1},{\"prefix\":\"Ok\"}]",
             long_name);
    dgg_emotes *emotes = parse(json);
    ck_assert_uint_eq(dgg_emotes_count(emotes), 1);
    ck_assert_ptr_nonnull(find(emotes, "Ok"));
    dgg_emotes_free(emotes);
}
END_TEST

START_TEST(a_later_theme_overrides) {
    dgg_emotes *emotes =
        parse("[{\"prefix\":\"Pumpkin\",\"minimumSubTier\":1},"
              "{\"prefix\":\"Other\"},"
              "{\"prefix\":\"Pumpkin\",\"minimumSubTier\":2}]");
    ck_assert_uint_eq(dgg_emotes_count(emotes), 2);
    ck_assert_int_eq(find(emotes, "Pumpkin")->minimum_tier, 2);
    dgg_emotes_free(emotes);
}
END_TEST

START_TEST(finds_each_of_many) {
    static char json[64 * 400];
    size_t used = (size_t)snprintf(json, sizeof json, "[");
    for (int i = 0; i < 400; i++) {
        used += (size_t)snprintf(json + used, sizeof json - used,
                                 "%s{\"prefix\":\"Emote%d\"}",
                                 i == 0 ? "" : ",", (i * 37) % 400);
    }
    snprintf(json + used, sizeof json - used, "]");
    dgg_emotes *emotes = parse(json);
    for (int i = 0; i < 400; i++) {
        char name[32];
        snprintf(name, sizeof name, "Emote%d", i);
        ck_assert_str_eq(find(emotes, name)->name, name);
    }
    ck_assert_ptr_null(find(emotes, "Emote400"));
    dgg_emotes_free(emotes);
}
END_TEST

START_TEST(refuses_what_is_no_list) {
    const char *const wrong[] = {"",
                                 "<html>",
                                 "{}",
                                 "null",
                                 "[1,",
                                 "\"a\"",
                                 "{\"code\":404,\"error\":\"not found\"}",
                                 "{\"error\":{\"message\":\"x\"}}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        dgg_emotes *emotes = NULL;
        ck_assert_int_eq(dgg_emotes_parse(&emotes, wrong[i], strlen(wrong[i])),
                         DGG_ERROR_NOT_JSON);
        ck_assert_ptr_null(emotes);
    }
}
END_TEST

START_TEST(refuses_a_list_that_is_cut) {
    const char *json = "[{\"prefix\":\"Smile\",\"twitch\":false,\"theme\":1}]";
    for (size_t bytes = 0; bytes < strlen(json); bytes++) {
        char *cut = malloc(bytes + 1);
        ck_assert_ptr_nonnull(cut);
        memcpy(cut, json, bytes);
        dgg_emotes *emotes = NULL;
        ck_assert_int_eq(dgg_emotes_parse(&emotes, cut, bytes),
                         DGG_ERROR_NOT_JSON);
        free(cut);
    }
}
END_TEST

static bool is_usable(const char *emote, const char *const *features,
                      size_t count) {
    dgg_emotes *emotes =
        parse("[{\"prefix\":\"Free\"},{\"prefix\":\"Tier3\","
              "\"minimumSubTier\":3},{\"prefix\":\"Twitch\",\"twitch\":true}]");
    const dgg_user user = {
        .nick = "a", .features = features, .feature_count = count};
    bool result = dgg_emote_is_usable(find(emotes, emote), &user);
    dgg_emotes_free(emotes);
    return result;
}

START_TEST(rights_follow_the_tier) {
    ck_assert(is_usable("Free", NULL, 0));
    ck_assert(!is_usable("Tier3", NULL, 0));
    ck_assert(!is_usable("Tier3", (const char *[]){"flair1"}, 1));
    ck_assert(is_usable("Tier3", (const char *[]){"flair13", "flair3"}, 2));
    ck_assert(is_usable("Tier3", (const char *[]){"flair8"}, 1));
    ck_assert(is_usable("Tier3", (const char *[]){"flair42"}, 1));
}
END_TEST

START_TEST(rights_of_twitch_subscribers) {
    ck_assert(!is_usable("Twitch", (const char *[]){"flair42"}, 1));
    ck_assert(is_usable("Twitch", (const char *[]){"flair9"}, 1));
    ck_assert(!is_usable("Tier3", (const char *[]){"flair9"}, 1));
}
END_TEST

START_TEST(privileged_people_may_use_all) {
    const char *const features[] = {"moderator", "protected", "admin",
                                    "vip",       "flair12",   "flair17"};
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        ck_assert(is_usable("Tier3", &features[i], 1));
        ck_assert(is_usable("Twitch", &features[i], 1));
    }
    const dgg_emote emote = {.name = "Tier5", .minimum_tier = 5};
    ck_assert(dgg_emote_is_usable(&emote, NULL));
}
END_TEST

START_TEST(a_combo_asks_for_the_tier_only) {
    const dgg_emote tier3 = {.name = "Tier3", .minimum_tier = 3};
    const dgg_emote twitch = {.name = "Twitch", .is_twitch_only = true};
    const dgg_user moderator = {.features = (const char *[]){"moderator"},
                                .feature_count = 1};
    const dgg_user subscriber = {.features = (const char *[]){"flair3"},
                                 .feature_count = 1};
    ck_assert(!dgg_emote_is_for_combo(&tier3, &moderator));
    ck_assert(dgg_emote_is_for_combo(&tier3, &subscriber));
    ck_assert(dgg_emote_is_for_combo(&twitch, &moderator));
    ck_assert(!dgg_emote_is_for_combo(&tier3, NULL));
    ck_assert(dgg_emote_is_for_combo(&twitch, NULL));
}
END_TEST

TEST_MAIN("emotes", reads_creator_theme_and_picture,
          an_object_of_entries_is_a_list_too, goes_through_all_by_name,
          a_combo_asks_for_the_tier_only, reads_the_list_of_2026,
          reads_the_strings_of_2021, finds_whole_words_with_their_case,
          leaves_out_what_breaks_the_rules, a_later_theme_overrides,
          finds_each_of_many, refuses_what_is_no_list,
          refuses_a_list_that_is_cut, rights_follow_the_tier,
          rights_of_twitch_subscribers, privileged_people_may_use_all)
