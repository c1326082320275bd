#include "cdn_cache.h"
#include "scratch.h"

#include <errno.h>

static const char source[] = "https://www.destiny.gg/embed/chat";
static const char path[] = "/emotes/emotes.json";

static cdn_cache *open_in(const char *directory) {
    cdn_cache *cache = cdn_cache_new(directory, source, &cache_files_system);
    ck_assert_ptr_nonnull(cache);
    return cache;
}

static void store(cdn_cache *cache, const char *body) {
    const cache_entry entry = {
        .base = "https://cdn.destiny.gg/1",
        .path = path,
        .key = "1.2",
        .content_type = "application/json",
        .stored_ms = 5,
        .body = body,
        .bytes = strlen(body),
    };
    cdn_cache_store(cache, &entry);
}

static void expect_copy(cdn_cache *cache, const char *body) {
    cdn_copy copy;
    cdn_cache_read(cache, path, &copy);
    ck_assert_int_eq(copy.is_there, body != NULL);
    if (body != NULL) {
        ck_assert_str_eq(copy.entry.body, body);
        ck_assert_str_eq(copy.entry.key, "1.2");
        ck_assert_str_eq(copy.entry.base, "https://cdn.destiny.gg/1");
        ck_assert_str_eq(copy.entry.content_type, "application/json");
        ck_assert_int_eq(copy.entry.stored_ms, 5);
    }
    cdn_copy_free(&copy);
}

static void expect_status(const cdn_cache *cache, dgg_error error,
                          const char *part) {
    const dgg_api_status *status = cdn_cache_status(cache);
    ck_assert_int_eq(status->error, error);
    ck_assert_msg(strstr(status->reason, part) != NULL, "%s", status->reason);
}

START_TEST(gives_back_what_was_stored) {
    scratch s;
    scratch_open(&s);
    cdn_cache *cache = open_in(s.path);
    expect_copy(cache, NULL);
    store(cache, "[1]");
    expect_copy(cache, "[1]");
    store(cache, "[1,2]");
    expect_copy(cache, "[1,2]");
    expect_status(cache, DGG_OK, "");
    cdn_cache_free(cache);
    scratch_close(&s);
}
END_TEST

START_TEST(sources_do_not_mix) {
    scratch s;
    scratch_open(&s);
    cdn_cache *cache = open_in(s.path);
    cdn_cache *other =
        cdn_cache_new(s.path, "https://elsewhere", &cache_files_system);
    store(cache, "[1]");
    expect_copy(other, NULL);
    store(other, "[2]");
    expect_copy(cache, "[1]");
    cdn_cache_free(other);
    cdn_cache_free(cache);
    scratch_close(&s);
}
END_TEST

START_TEST(what_is_damaged_is_left_out_and_named) {
    scratch s;
    char file[1024];
    size_t bytes;
    scratch_open(&s);
    cdn_cache *cache = open_in(s.path);
    store(cache, "[1]");
    scratch_only(file, s.path);
    char *whole = scratch_read(file, &bytes);
    for (size_t i = 0; i < bytes; i++) {
        cdn_cache_reset_status(cache);
        whole[i] ^= 0x20;
        scratch_write(file, whole, bytes);
        expect_copy(cache, NULL);
        expect_status(cache, DGG_ERROR_CACHE_DAMAGED, file);
        whole[i] ^= 0x20;
        cdn_cache_reset_status(cache);
        scratch_write(file, whole, i);
        expect_copy(cache, NULL);
        expect_status(cache, DGG_ERROR_CACHE_DAMAGED, "it is damaged");
    }
    free(whole);
    store(cache, "[2]");
    expect_copy(cache, "[2]");
    cdn_cache_free(cache);
    scratch_close(&s);
}
END_TEST

/* A copy that is whole, in the place of another. */
START_TEST(what_is_foreign_is_left_out) {
    scratch s;
    char file[1024];
    char name[CACHE_NAME_BYTES + 1];
    scratch_open(&s);
    cdn_cache *cache = open_in(s.path);
    store(cache, "[1]");
    scratch_only(file, s.path);
    ck_assert(cache_files_name(name, source, "/flairs/flairs.json"));
    char place[1024];
    snprintf(place, sizeof place, "%s/%s", s.path, name);
    ck_assert_int_eq(rename(file, place), 0);
    cdn_copy copy;
    cdn_cache_read(cache, "/flairs/flairs.json", &copy);
    ck_assert(!copy.is_there);
    cdn_copy_free(&copy);
    expect_status(cache, DGG_ERROR_CACHE_DAMAGED, place);
    buffer foreign;
    buffer_init(&foreign, 100);
    buffer_append(&foreign, "something else", 14);
    ck_assert_int_eq(
        cache_files_write(&cache_files_system, s.path, name, &foreign), 0);
    buffer_free(&foreign);
    cdn_cache_reset_status(cache);
    cdn_cache_read(cache, "/flairs/flairs.json", &copy);
    ck_assert(!copy.is_there);
    expect_status(cache, DGG_ERROR_CACHE_DAMAGED, place);
    cdn_cache_free(cache);
    scratch_close(&s);
}
END_TEST

static int error_of_disk;

static ssize_t bad_write(int fd, const void *bytes, size_t count) {
    (void)fd;
    (void)bytes;
    (void)count;
    errno = error_of_disk;
    return -1;
}

START_TEST(a_full_disk_and_a_read_only_one_are_told_apart) {
    static const struct {
        int error;
        dgg_error expected;
    } cases[] = {
        {ENOSPC, DGG_ERROR_CACHE_FULL},      {EDQUOT, DGG_ERROR_CACHE_FULL},
        {EFBIG, DGG_ERROR_CACHE_FULL},       {EROFS, DGG_ERROR_CACHE_READ_ONLY},
        {EACCES, DGG_ERROR_CACHE_READ_ONLY}, {EIO, DGG_ERROR_CACHE_READ_ONLY}};
    scratch s;
    scratch_open(&s);
    cache_system bad = cache_files_system;
    bad.write = bad_write;
    cdn_cache *cache = cdn_cache_new(s.path, source, &bad);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        error_of_disk = cases[i].error;
        store(cache, "[1]");
        expect_status(cache, cases[i].expected, s.path);
        expect_status(cache, cases[i].expected, strerror(cases[i].error));
        ck_assert_uint_eq(scratch_each(s.path, NULL), 0);
    }
    cdn_cache_reset_status(cache);
    expect_status(cache, DGG_OK, "");
    cdn_cache_free(cache);
    scratch_close(&s);
}
END_TEST

START_TEST(a_directory_that_cannot_be_made_is_read_only) {
    scratch s;
    char file[128];
    scratch_open(&s);
    snprintf(file, sizeof file, "%s/file", s.path);
    scratch_write(file, "x", 1);
    strcat(file, "/cache");
    cdn_cache *cache = open_in(file);
    expect_copy(cache, NULL);
    expect_status(cache, DGG_OK, "");
    store(cache, "[1]");
    expect_status(cache, DGG_ERROR_CACHE_READ_ONLY, file);
    cdn_cache_free(cache);
    scratch_close(&s);
}
END_TEST

START_TEST(what_is_no_entry_is_not_kept) {
    scratch s;
    scratch_open(&s);
    cdn_cache *cache = open_in(s.path);
    const cache_entry strange = {.base = "https://cdn.example/\n",
                                 .path = path,
                                 .key = "",
                                 .content_type = "",
                                 .body = ""};
    cdn_cache_store(cache, &strange);
    ck_assert_uint_eq(scratch_each(s.path, NULL), 0);
    expect_status(cache, DGG_OK, "");
    cdn_cache_free(cache);
    scratch_close(&s);
}
END_TEST

START_TEST(what_is_whole_can_still_be_called_damaged) {
    scratch s;
    char file[1024];
    scratch_open(&s);
    cdn_cache *cache = open_in(s.path);
    store(cache, "<html>");
    scratch_only(file, s.path);
    cdn_cache_note_damage(cache, path);
    expect_status(cache, DGG_ERROR_CACHE_DAMAGED, file);
    cdn_cache_free(cache);
    scratch_close(&s);
}
END_TEST

TEST_MAIN("cdn_cache", gives_back_what_was_stored, sources_do_not_mix,
          what_is_damaged_is_left_out_and_named, what_is_foreign_is_left_out,
          a_full_disk_and_a_read_only_one_are_told_apart,
          a_directory_that_cannot_be_made_is_read_only,
          what_is_no_entry_is_not_kept,
          what_is_whole_can_still_be_called_damaged)
