#include "cache_entry.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static const cache_entry sample = {
    .source = "https://www.destiny.gg/embed/chat",
    .base = "https://cdn.destiny.gg/2.32.2",
    .path = "/emotes/emotes.json",
    .key = "1665865293752.1778",
    .content_type = "application/json; charset=utf-8",
    .stored_ms = INT64_C(1750000000000),
    .body = "[1]\n\0[2]",
    .bytes = 8,
};

static const char written[] = "dgg copy 1\n"
                              "https://www.destiny.gg/embed/chat\n"
                              "https://cdn.destiny.gg/2.32.2\n"
                              "/emotes/emotes.json\n"
                              "1665865293752.1778\n"
                              "application/json; charset=utf-8\n"
                              "1750000000000 8\n"
                              "[1]\n\0[2]";

static bool encode(buffer *out, const cache_entry *entry) {
    buffer_init(out, CACHE_ENTRY_BYTES);
    return cache_entry_encode(out, entry);
}

/* In memory of its own size, so that a sanitizer sees a read behind the
 * end. */
static bool decode(cache_entry *out, const char *text, size_t bytes,
                   char **memory) {
    *memory = malloc(bytes > 0 ? bytes : 1);
    ck_assert_ptr_nonnull(*memory);
    memcpy(*memory, text, bytes);
    return cache_entry_decode(out, *memory, bytes);
}

static bool is_entry(const char *text, size_t bytes) {
    cache_entry entry;
    char *memory;
    bool is_good = decode(&entry, text, bytes, &memory);
    free(memory);
    return is_good;
}

START_TEST(is_written_as_lines_and_a_body) {
    buffer out;
    ck_assert(encode(&out, &sample));
    ck_assert_uint_eq(out.used, sizeof written - 1);
    ck_assert_mem_eq(out.bytes, written, sizeof written - 1);
    buffer_free(&out);
}
END_TEST

START_TEST(is_read_as_it_was_written) {
    cache_entry read;
    char *memory;
    ck_assert(decode(&read, written, sizeof written - 1, &memory));
    ck_assert_str_eq(read.source, sample.source);
    ck_assert_str_eq(read.base, sample.base);
    ck_assert_str_eq(read.path, sample.path);
    ck_assert_str_eq(read.key, sample.key);
    ck_assert_str_eq(read.content_type, sample.content_type);
    ck_assert_int_eq(read.stored_ms, sample.stored_ms);
    ck_assert_uint_eq(read.bytes, sample.bytes);
    ck_assert_mem_eq(read.body, sample.body, sample.bytes);
    free(memory);
}
END_TEST

START_TEST(may_have_neither_key_nor_type_nor_body) {
    const cache_entry empty = {.source = "",
                               .base = "",
                               .path = "",
                               .key = "",
                               .content_type = "",
                               .body = ""};
    cache_entry read;
    char *memory;
    buffer out;
    ck_assert(encode(&out, &empty));
    ck_assert(decode(&read, out.bytes, out.used, &memory));
    ck_assert_str_eq(read.key, "");
    ck_assert_uint_eq(read.bytes, 0);
    free(memory);
    buffer_free(&out);
}
END_TEST

START_TEST(is_none_when_it_is_cut_or_longer) {
    for (size_t bytes = 0; bytes < sizeof written - 1; bytes++) {
        ck_assert_msg(!is_entry(written, bytes), "%zu bytes", bytes);
    }
    ck_assert(is_entry(written, sizeof written - 1));
    ck_assert(!is_entry(written, sizeof written)); /* with its NUL */
}
END_TEST

START_TEST(is_none_when_it_is_foreign) {
    const char *const foreign[] = {
        "",
        "\n",
        "<html>\n\n\n\n\n\n0 0\n",
        "dgg copy 2\n\n\n\n\n\n0 0\n",
        "dgg copy 1 \n\n\n\n\n\n0 0\n",
        "dgg copy 1\n\n\n\n\n\n0\n",
        "dgg copy 1\n\n\n\n\n\n 0\n",
        "dgg copy 1\n\n\n\n\n\n00 0\n",
        "dgg copy 1\n\n\n\n\n\n0 01\nx",
        "dgg copy 1\n\n\n\n\n\n-1 0\n",
        "dgg copy 1\n\n\n\n\n\n0 0 \n",
        "dgg copy 1\n\n\n\n\n\n9223372036854775808 0\n",
        "dgg copy 1\n\n\n\n\n\n0 18446744073709551616\n",
        "dgg copy 1\n\n\n\n\n\n0 8388609\n",
        "dgg copy 1\n\x1b[2J\n\n\n\n\n0 0\n",
        "dgg copy 1\n\n\xc3\xa4\n\n\n\n0 0\n",
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        ck_assert_msg(!is_entry(foreign[i], strlen(foreign[i])), "%s",
                      foreign[i]);
    }
    const char good[] = "dgg copy 1\n\n\n\n\n\n9223372036854775807 0\n";
    ck_assert(is_entry(good, sizeof good - 1));
    const char nul[] = "dgg copy 1\n\n\0\n\n\n\n0 0\n";
    ck_assert(!is_entry(nul, sizeof nul - 1));
}
END_TEST

START_TEST(refuses_what_could_not_be_read_again) {
    static char text[CACHE_LINE_BYTES + 2];
    buffer out;
    cache_entry wrong = sample;
    wrong.key = "two\nlines";
    ck_assert(!encode(&out, &wrong));
    buffer_free(&out);
    memset(text, 'a', CACHE_LINE_BYTES + 1);
    wrong = sample;
    wrong.base = text;
    ck_assert(!encode(&out, &wrong));
    buffer_free(&out);
    text[CACHE_LINE_BYTES] = '\0';
    ck_assert(encode(&out, &wrong));
    ck_assert(is_entry(out.bytes, out.used));
    buffer_free(&out);
    wrong = sample;
    wrong.stored_ms = -1;
    ck_assert(!encode(&out, &wrong));
    buffer_free(&out);
}
END_TEST

START_TEST(holds_a_body_of_the_largest_size) {
    char *body = calloc(1, CACHE_BODY_BYTES + 1);
    ck_assert_ptr_nonnull(body);
    cache_entry large = sample;
    large.body = body;
    large.bytes = CACHE_BODY_BYTES;
    buffer out;
    ck_assert(encode(&out, &large));
    ck_assert(is_entry(out.bytes, out.used));
    buffer_free(&out);
    large.bytes++;
    ck_assert(!encode(&out, &large));
    buffer_free(&out);
    free(body);
}
END_TEST

TEST_MAIN("cache_entry", is_written_as_lines_and_a_body,
          is_read_as_it_was_written, may_have_neither_key_nor_type_nor_body,
          is_none_when_it_is_cut_or_longer, is_none_when_it_is_foreign,
          refuses_what_could_not_be_read_again,
          holds_a_body_of_the_largest_size)
