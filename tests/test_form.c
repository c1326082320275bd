#include "form.h"
#include "test.h"

START_TEST(joins_what_it_encodes) {
    buffer form;
    buffer_init(&form, FORM_BYTES);
    ck_assert(form_add(&form, "s", "25"));
    ck_assert(form_add(&form, "text", "a&b=c d%\xc3\xa9"));
    ck_assert(form_add(&form, "none", ""));
    ck_assert_str_eq(form.bytes, "s=25&text=a%26b%3Dc%20d%25%C3%A9&none=");
    buffer_free(&form);
}
END_TEST

START_TEST(says_when_there_is_no_room) {
    buffer form;
    buffer_init(&form, 8);
    ck_assert(!form_add(&form, "name", "value"));
    buffer_free(&form);
}
END_TEST

TEST_MAIN("form", joins_what_it_encodes, says_when_there_is_no_room)
