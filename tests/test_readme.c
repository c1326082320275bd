/* The README is true: its keys are the table's, and no file is left out. */
#include "input_action.h"
#include "test.h"

#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024, TABLE_BYTES = 8192, WORD_BYTES = 128 };

static char *read_readme(void) {
    return test_fixture("../../README.md", NULL);
}

/* "Left C-b" as "`Left` `C-b`". */
static void add_keys(char *out, const char *keys) {
    out += strlen(out);
    *out++ = '`';
    for (; *keys != '\0'; keys++) {
        if (*keys == ' ') {
            memcpy(out, "` `", 3);
            out += 3;
        } else {
            *out++ = *keys;
        }
    }
    memcpy(out, "`", 2);
}

static void make_table(char table[TABLE_BYTES]) {
    strcpy(table, "| Keys | |\n|---|---|\n");
    for (input_action action = ACTION_NONE + 1; action < ACTIONS; action++) {
        const char *help = input_action_help(action);
        if (help[0] == '\0') {
            continue;
        }
        ck_assert_uint_lt(strlen(table) + 512, TABLE_BYTES);
        strcat(table, "| ");
        add_keys(table, input_action_keys(action));
        strcat(strcat(strcat(table, " | "), help), " |\n");
    }
}

START_TEST(keys_are_those_of_the_table) {
    char table[TABLE_BYTES];
    char *readme = read_readme();
    make_table(table);
    ck_assert_msg(strstr(readme, table) != NULL,
                  "The README's keys should be:\n\n%s", table);
    free(readme);
}
END_TEST

static bool has_word(const char *readme, const char *stem) {
    char word[WORD_BYTES];
    snprintf(word, sizeof word, "`%s`", stem);
    return strstr(readme, word) != NULL;
}

START_TEST(every_file_has_its_phrase) {
    static const char *const patterns[] = {"/../src/*.*", "/../ui/*.*"};
    char *readme = read_readme();
    char missing[TABLE_BYTES] = "";
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        char pattern[PATH_BYTES];
        glob_t files;
        snprintf(pattern, sizeof pattern, "%s%s", TEST_DIRECTORY, patterns[i]);
        ck_assert_int_eq(glob(pattern, 0, NULL, &files), 0);
        for (size_t j = 0; j < files.gl_pathc; j++) {
            char *stem = strrchr(files.gl_pathv[j], '/') + 1;
            stem[strcspn(stem, ".")] = '\0';
            if (!has_word(readme, stem) && !has_word(missing, stem)) {
                snprintf(missing + strlen(missing),
                         sizeof missing - strlen(missing), " `%s`", stem);
            }
        }
        globfree(&files);
    }
    ck_assert_msg(missing[0] == '\0', "not in the README:%s", missing);
    free(readme);
}
END_TEST

/* Is there a file of that stem in src/ or ui/? */
static bool is_file(const char *stem) {
    static const char *const folders[] = {"src", "ui"};
    bool is_there = false;
    for (size_t i = 0; i < 2; i++) {
        char pattern[PATH_BYTES];
        glob_t files;
        snprintf(pattern, sizeof pattern, "%s/../%s/%s.*", TEST_DIRECTORY,
                 folders[i], stem);
        is_there |= glob(pattern, 0, NULL, &files) == 0;
        globfree(&files);
    }
    return is_there;
}

/* The list has lines like "- `one`, `other`: phrase". */
START_TEST(no_phrase_is_for_a_file_that_is_gone) {
    char *readme = read_readme();
    char *list = strstr(readme, "\n## The files\n");
    ck_assert_ptr_nonnull(list);
    *strstr(list + 1, "\n## ") = '\0';
    for (char *line = strstr(list, "\n- `"); line != NULL;
         line = strstr(line + 1, "\n- `")) {
        char *at = line + 3;
        while (*at == '`') {
            size_t bytes = strcspn(at + 1, "`");
            char stem[WORD_BYTES];
            snprintf(stem, sizeof stem, "%.*s", (int)bytes, at + 1);
            ck_assert_msg(is_file(stem), "there is no file %s", stem);
            at += bytes + 2;
            at += strncmp(at, ", ", 2) == 0 ? 2 : 0;
        }
    }
    free(readme);
}
END_TEST

TEST_MAIN("readme", keys_are_those_of_the_table, every_file_has_its_phrase,
          no_phrase_is_for_a_file_that_is_gone)
