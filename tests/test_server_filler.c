#include "server_filler.h"
#include "test.h"

#include <string.h>

/* A whole filler, in as many pieces as it takes. */
static void write_all(server_filler *filler, buffer *out, size_t pieces) {
    buffer_init(out, 1 << 20);
    for (size_t i = 0; i < pieces; i++) {
        ck_assert_uint_gt(filler->left, 0);
        ck_assert(server_filler_write(filler, out));
    }
    ck_assert_uint_eq(filler->left, 0);
}

START_TEST(is_blank_or_a_text_again_and_again) {
    static const char *const texts[] = {NULL, "", "ab\n"};
    static const char *const expected[] = {"       ", "       ", "ab\nab\na"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        server_filler filler = {.text = texts[i], .left = 7};
        buffer out;
        write_all(&filler, &out, 1);
        ck_assert_str_eq(out.bytes, expected[i]);
        buffer_free(&out);
    }
}
END_TEST

START_TEST(goes_on_in_the_text_from_piece_to_piece) {
    enum { BYTES = 2 * SERVER_FILLER_BYTES + 100 };
    static const char line[] = "seven!\n";
    server_filler filler = {.text = line, .left = BYTES};
    buffer out;
    write_all(&filler, &out, 3);
    ck_assert_uint_eq(out.used, BYTES);
    for (size_t i = 0; i < out.used; i++) {
        ck_assert_int_eq(out.bytes[i], line[i % strlen(line)]);
    }
    buffer_free(&out);
}
END_TEST

START_TEST(comes_in_chunks_and_ends_them) {
    server_filler filler = {.text = "ab", .left = 3, .is_chunked = true};
    buffer out;
    write_all(&filler, &out, 1);
    ck_assert_str_eq(out.bytes, "3\r\naba\r\n0\r\n\r\n");
    buffer_free(&out);
}
END_TEST

TEST_MAIN("server_filler", is_blank_or_a_text_again_and_again,
          goes_on_in_the_text_from_piece_to_piece,
          comes_in_chunks_and_ends_them)
