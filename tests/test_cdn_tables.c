#include "cdn_tables.h"
#include "test.h"

#include <string.h>

static cdn_tables tables;

static void teardown(void) {
    cdn_tables_free(&tables);
}

static dgg_error take(cdn_tables *into, const char *path, const char *body) {
    const cdn_table *table = cdn_table_at(path);
    ck_assert_ptr_nonnull(table);
    return table->take(into, body, strlen(body));
}

#define EMOTES "/emotes/emotes.json"
#define FLAIRS "/flairs/flairs.json"

START_TEST(each_path_has_its_table) {
    ck_assert_int_eq(
        take(&tables, EMOTES, "[{\"prefix\":\"Klappa\",\"image\":[]}]"),
        DGG_OK);
    ck_assert_ptr_null(tables.flairs);
    ck_assert_int_eq(
        take(&tables, FLAIRS, "[{\"name\":\"b\",\"label\":\"B\"}]"), DGG_OK);
    ck_assert_ptr_nonnull(dgg_emotes_find(tables.emotes, "Klappa", 6));
    ck_assert_ptr_nonnull(dgg_flairs_find(tables.flairs, "b"));
    ck_assert_ptr_null(cdn_table_at("/emotes/emotes.css"));
    ck_assert_ptr_null(cdn_table_at(""));
}
END_TEST

START_TEST(a_good_one_takes_the_place_of_the_last_and_a_bad_one_does_not) {
    take(&tables, EMOTES, "[{\"prefix\":\"Klappa\",\"image\":[]}]");
    take(&tables, EMOTES, "[{\"prefix\":\"Hmm\",\"image\":[]}]");
    ck_assert_ptr_null(dgg_emotes_find(tables.emotes, "Klappa", 6));
    ck_assert_int_eq(take(&tables, EMOTES, "<html>"), DGG_ERROR_NOT_JSON);
    ck_assert_ptr_nonnull(dgg_emotes_find(tables.emotes, "Hmm", 3));
}
END_TEST

START_TEST(one_can_be_tried_without_taking_it) {
    ck_assert_int_eq(take(NULL, EMOTES, "[]"), DGG_OK);
    ck_assert_int_eq(take(NULL, FLAIRS, "[]"), DGG_OK);
    ck_assert_int_eq(take(NULL, FLAIRS, "x"), DGG_ERROR_NOT_JSON);
}
END_TEST

TEST_MAIN_WITH("cdn_tables", NULL, teardown, each_path_has_its_table,
               a_good_one_takes_the_place_of_the_last_and_a_bad_one_does_not,
               one_can_be_tried_without_taking_it)
