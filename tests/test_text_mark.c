#include "test.h"
#include "text_mark.h"

START_TEST(knows_marks_of_every_kind) {
    ck_assert(text_is_mark(0x0300));  /* Mn, the first */
    ck_assert(text_is_mark(0x036F));  /* the end of its range */
    ck_assert(text_is_mark(0x0903));  /* Mc */
    ck_assert(text_is_mark(0x20DD));  /* Me */
    ck_assert(text_is_mark(0xFE0F));  /* variation selector */
    ck_assert(text_is_mark(0xE01EF)); /* the last */
}
END_TEST

START_TEST(takes_nothing_else_for_a_mark) {
    ck_assert(!text_is_mark(0));
    ck_assert(!text_is_mark('a'));
    ck_assert(!text_is_mark(0x02FF));
    ck_assert(!text_is_mark(0x0370));
    ck_assert(!text_is_mark(0x200D));
    ck_assert(!text_is_mark(0x1F600));
    ck_assert(!text_is_mark(0xE01F0));
    ck_assert(!text_is_mark(UINT32_MAX));
}
END_TEST

TEST_MAIN("text_mark", knows_marks_of_every_kind, takes_nothing_else_for_a_mark)
