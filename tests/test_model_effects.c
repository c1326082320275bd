#include "model_effects.h"
#include "test.h"

START_TEST(effects_come_out_in_order) {
    effects e = {0};
    for (size_t i = 0; i < 100; i++) {
        ck_assert(
            effects_add(&e, &(effect){.kind = EFFECT_LOAD_INBOX, .offset = i}));
    }
    effect one;
    for (size_t i = 0; i < 100; i++) {
        ck_assert(effects_take(&e, &one));
        ck_assert_uint_eq(one.offset, i);
        effect_free(&one);
    }
    ck_assert(!effects_take(&e, &one));
    effects_free(&e);
}
END_TEST

START_TEST(nick_and_text_are_copied) {
    effects e = {0};
    char nick[] = "bob";
    char text[] = "hi";
    effects_add(&e, &(effect){.kind = EFFECT_SEND_WHISPER,
                              .nick = nick,
                              .text = text,
                              .tag = 7});
    nick[0] = text[0] = '?';
    effect one;
    ck_assert(effects_take(&e, &one));
    ck_assert_str_eq(one.nick, "bob");
    ck_assert_str_eq(one.text, "hi");
    ck_assert_uint_eq(one.tag, 7);
    effect_free(&one);
    ck_assert_ptr_null(one.nick);
    effects_free(&e);
}
END_TEST

START_TEST(what_was_not_taken_is_freed) {
    effects e = {0};
    char text[] = "never sent";
    effects_add(&e, &(effect){.kind = EFFECT_SEND_MESSAGE, .text = text});
    effects_free(&e);
    ck_assert_uint_eq(e.count, 0);
    ck_assert_ptr_null(e.list);
}
END_TEST

TEST_MAIN("model_effects", effects_come_out_in_order, nick_and_text_are_copied,
          what_was_not_taken_is_freed)
