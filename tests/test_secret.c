#include "secret.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(keeps_a_copy) {
    char text[] = "abc123";
    secret *s = secret_new(text);
    text[0] = 'X';
    ck_assert_str_eq(secret_text(s), "abc123");
    secret_free(s);
}
END_TEST

START_TEST(keeps_long_texts) {
    char text[10000];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    secret *s = secret_new(text);
    ck_assert_str_eq(secret_text(s), text);
    secret_free(s);
}
END_TEST

START_TEST(nothing_is_no_secret) {
    ck_assert_ptr_null(secret_new(NULL));
    ck_assert_ptr_null(secret_new(""));
    ck_assert_str_eq(secret_text(NULL), "");
    secret_free(NULL);
}
END_TEST

START_TEST(wipes) {
    char text[] = "abc123";
    secret_wipe(text, sizeof text);
    for (size_t i = 0; i < sizeof text; i++) {
        ck_assert_int_eq(text[i], 0);
    }
}
END_TEST

/* The line of flags of the mapping that holds `address`, from the kernel. */
static void read_flags(const void *address, char *flags, size_t size) {
    FILE *maps = fopen("/proc/self/smaps", "r");
    ck_assert_ptr_nonnull(maps);
    char line[512];
    int is_ours = 0;
    flags[0] = '\0';
    while (flags[0] == '\0' && fgets(line, sizeof line, maps) != NULL) {
        unsigned long from;
        unsigned long to;
        if (sscanf(line, "%lx-%lx ", &from, &to) == 2) {
            unsigned long wanted = (unsigned long)address;
            is_ours = wanted >= from && wanted < to;
        } else if (is_ours && strncmp(line, "VmFlags:", 8) == 0) {
            snprintf(flags, size, "%s", line);
        }
    }
    fclose(maps);
}

START_TEST(stays_out_of_core_dumps) {
    secret *s = secret_new("abc123");
    char flags[512];
    read_flags(secret_text(s), flags, sizeof flags);
    ck_assert_ptr_nonnull(strstr(flags, " dd"));
    secret_free(s);
}
END_TEST

TEST_MAIN("secret", keeps_a_copy, keeps_long_texts, nothing_is_no_secret, wipes,
          stays_out_of_core_dumps)
