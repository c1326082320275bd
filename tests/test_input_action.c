#include "input_action.h"
#include "test.h"

#include <string.h>

enum { MAX_BOUND = 200 };

typedef struct binding {
    input_key key;
    input_action action;
} binding;

/* Every key of the table, parsed; fails where a name is no key. */
static size_t all_bindings(binding out[MAX_BOUND]) {
    size_t count = 0;
    for (int action = ACTION_NONE + 1; action < ACTIONS; action++) {
        char keys[256];
        strcpy(keys, input_action_keys((input_action)action));
        char *rest = keys;
        for (char *name = strtok_r(rest, " ", &rest); name != NULL;
             name = strtok_r(NULL, " ", &rest)) {
            ck_assert_uint_lt(count, MAX_BOUND);
            ck_assert_msg(input_key_parse(&out[count].key, name), "%s", name);
            out[count++].action = (input_action)action;
        }
    }
    return count;
}

START_TEST(every_key_of_the_table_does_what_it_says) {
    binding bindings[MAX_BOUND];
    size_t count = all_bindings(bindings);
    ck_assert_uint_gt(count, ACTIONS);
    for (size_t i = 0; i < count; i++) {
        ck_assert_int_eq(input_action_of(bindings[i].key), bindings[i].action);
    }
}
END_TEST

START_TEST(no_key_is_bound_twice) {
    binding bindings[MAX_BOUND];
    size_t count = all_bindings(bindings);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            input_key a = bindings[i].key;
            input_key b = bindings[j].key;
            ck_assert(a.code != b.code || a.modifiers != b.modifiers);
        }
    }
}
END_TEST

START_TEST(characters_are_typed_not_bound) {
    binding bindings[MAX_BOUND];
    size_t count = all_bindings(bindings);
    for (size_t i = 0; i < count; i++) {
        input_key key = bindings[i].key;
        ck_assert(key.code >= INPUT_NAMED || key.modifiers != 0);
    }
    ck_assert_int_eq(input_action_of((input_key){'a', 0}), ACTION_NONE);
}
END_TEST

START_TEST(modifiers_matter) {
    ck_assert_int_eq(input_action_of((input_key){INPUT_UP, 0}), ACTION_OLDER);
    ck_assert_int_eq(input_action_of((input_key){INPUT_UP, INPUT_SHIFT}),
                     ACTION_ROW_UP);
    ck_assert_int_eq(input_action_of((input_key){INPUT_UP, INPUT_ALT}),
                     ACTION_NONE);
    ck_assert_int_eq(input_action_of((input_key){'5', INPUT_ALT}),
                     ACTION_WINDOW);
}
END_TEST

START_TEST(every_action_can_be_explained) {
    for (int action = ACTION_NONE + 1; action < ACTIONS; action++) {
        ck_assert_ptr_nonnull(input_action_help((input_action)action));
        ck_assert_uint_gt(strlen(input_action_keys((input_action)action)), 0);
    }
    ck_assert_ptr_null(input_action_keys(ACTION_NONE));
    ck_assert_ptr_null(input_action_help(ACTION_NONE));
    ck_assert_ptr_null(input_action_help(ACTIONS));
}
END_TEST

TEST_MAIN("input_action", every_key_of_the_table_does_what_it_says,
          no_key_is_bound_twice, characters_are_typed_not_bound,
          modifiers_matter, every_action_can_be_explained)
