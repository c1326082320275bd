/* The README's tables for those who know dgg-chat leave nothing out, and name
 * nothing that is not there or that no test tries. */
#include "test.h"

#include <ctype.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024, NAME_BYTES = 128, WORDS_BYTES = 8192 };

static char *section; /* of the README */
static char *headers; /* all public ones */
static char *suites;  /* all tests but this one */

static void append_file(char **text, const char *path) {
    char name[PATH_BYTES];
    snprintf(name, sizeof name, "../%s", path + sizeof TEST_DIRECTORY);
    char *more = test_fixture(name, NULL);
    size_t used = *text != NULL ? strlen(*text) : 0;
    *text = realloc(*text, used + strlen(more) + 1);
    ck_assert_ptr_nonnull(*text);
    strcpy(*text + used, more);
    free(more);
}

static char *read_all(const char *pattern) {
    char path[PATH_BYTES];
    char *text = NULL;
    glob_t files;
    snprintf(path, sizeof path, "%s/%s", TEST_DIRECTORY, pattern);
    ck_assert_int_eq(glob(path, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        if (strstr(files.gl_pathv[i], "/test_parity.c") == NULL) {
            append_file(&text, files.gl_pathv[i]);
        }
    }
    globfree(&files);
    return text;
}

static void set_up(void) {
    char *readme = test_fixture("../../README.md", NULL);
    char *start = strstr(readme, "\n## For those who know dgg-chat\n");
    ck_assert_ptr_nonnull(start);
    *strstr(start + 1, "\n## ") = '\0';
    section = strdup(start);
    free(readme);
    headers = read_all("../src/dgg*.h");
    suites = read_all("test_*.c");
}

static void tear_down(void) {
    free(section);
    free(headers);
    free(suites);
}

static bool is_of_name(char c) {
    return isalnum((unsigned char)c) || c == '_';
}

/* Is the name there as a whole word? */
static bool has_word(const char *text, const char *name) {
    size_t bytes = strlen(name);
    for (const char *at = strstr(text, name); at != NULL;
         at = strstr(at + 1, name)) {
        if ((at == text || !is_of_name(at[-1])) && !is_of_name(at[bytes])) {
            return true;
        }
    }
    return false;
}

static void note(char words[WORDS_BYTES], const char *word) {
    snprintf(words + strlen(words), WORDS_BYTES - strlen(words), " %s", word);
}

/* Calls `visit` with each word that stands between backticks. */
static void each_name(const char *text, void (*visit)(const char *name)) {
    bool is_inside = false;
    for (const char *at = text; *at != '\0'; at++) {
        char name[NAME_BYTES] = "";
        size_t bytes = 0;
        if (*at == '`') {
            is_inside = !is_inside;
        }
        while (is_inside && is_of_name(at[bytes]) && bytes < sizeof name - 1) {
            name[bytes] = at[bytes];
            bytes++;
        }
        if (bytes > 0) {
            visit(name);
            at += bytes - 1;
        }
    }
}

/* Calls `visit` with each name in a column, 0 or 1, of all tables in `text`. */
static void each_name_of_column(const char *text, int column,
                                void (*visit)(const char *name)) {
    char row[NAME_BYTES];
    for (const char *at = strstr(text, "\n| `"); at != NULL;
         at = strstr(at + 1, "\n| `")) {
        ck_assert_uint_lt(strcspn(at + 1, "\n"), sizeof row);
        snprintf(row, sizeof row, "%.*s", (int)strcspn(at + 1, "\n"), at + 1);
        char *second = strchr(row + 1, '|');
        ck_assert_msg(second != NULL, "%s", row);
        *second++ = '\0';
        each_name(column == 0 ? row : second, visit);
    }
}

/* --- what dgg-chat has --------------------------------------------------- */

static char first_column[WORDS_BYTES];

static void note_name(const char *name) {
    note(first_column, name);
}

/* The table under a bold heading. */
static void read_table(const char *heading) {
    char bold[NAME_BYTES];
    snprintf(bold, sizeof bold, "\n**%s**", heading);
    const char *start = strstr(section, bold);
    ck_assert_msg(start != NULL, "no table **%s**", heading);
    const char *end = strstr(start + 1, "\n**");
    char *table =
        end != NULL ? strndup(start, (size_t)(end - start)) : strdup(start);
    first_column[0] = '\0';
    each_name_of_column(table, 0, note_name);
    free(table);
}

/* Names with a blank between any two. */
static void look_for(char *names, char missing[WORDS_BYTES]) {
    while (*names != '\0') {
        char *end = names + strcspn(names, " ");
        bool is_last = *end == '\0';
        *end = '\0';
        if (!has_word(first_column, names)) {
            note(missing, names);
        }
        names = is_last ? end : end + 1;
    }
}

/* Lines are remarks, "heading:" or names. */
START_TEST(every_name_of_dgg_chat_is_in_its_table) {
    char missing[WORDS_BYTES] = "";
    char *text = test_fixture("dgg_chat_names", NULL);
    for (char *line = strtok(text, "\n"); line != NULL;
         line = strtok(NULL, "\n")) {
        char *colon = strchr(line, ':');
        if (line[0] == '#') {
            continue;
        }
        if (colon != NULL) {
            *colon = '\0';
            read_table(line);
        } else {
            look_for(line, missing);
        }
    }
    ck_assert_msg(missing[0] == '\0', "not in the README:%s", missing);
    free(text);
}
END_TEST

/* --- what libdgg has ----------------------------------------------------- */

static char unknown[WORDS_BYTES];
static char untested[WORDS_BYTES];
static size_t found;

static void look_up(const char *name) {
    found++;
    if (!has_word(headers, name)) {
        note(unknown, name);
    }
    if (!has_word(suites, name)) {
        note(untested, name);
    }
}

START_TEST(every_name_of_ours_is_there_and_tried) {
    each_name_of_column(section, 1, look_up);
    ck_assert_uint_gt(found, 100);
    ck_assert_msg(unknown[0] == '\0', "in no header:%s", unknown);
    ck_assert_msg(untested[0] == '\0', "in no test:%s", untested);
}
END_TEST

TEST_MAIN_WITH("parity", set_up, tear_down,
               every_name_of_dgg_chat_is_in_its_table,
               every_name_of_ours_is_there_and_tried)
