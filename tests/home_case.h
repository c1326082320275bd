/*
 * What tests of kept files share: a home directory of their own, empty.
 */
#ifndef HOME_CASE_H
#define HOME_CASE_H

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PLACE_BYTES = 256 };

static char home[64];

static inline void set_up_home(void) {
    strcpy(home, "/tmp/dgg-home-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(home));
    setenv("HOME", home, 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("DGG_AUTH_TOKEN");
    unsetenv("DGG_SESSION_ID");
}

static inline void tear_down_home(void) {
    ck_assert_int_eq(system("chmod -R u+rwX \"$HOME\"; rm -r \"$HOME\""), 0);
}

/* The path of a name below the home; until the next call. */
static inline const char *place(const char *name) {
    static char path[PLACE_BYTES];
    snprintf(path, sizeof path, "%s/%s", home, name);
    return path;
}

static inline mode_t mode_of(const char *name) {
    struct stat status;
    ck_assert_int_eq(stat(place(name), &status), 0);
    return status.st_mode & 07777;
}

/* Writes a file below the home, with the directories on its way. */
static inline void put(const char *name, const char *text, mode_t mode) {
    char command[PLACE_BYTES + 32];
    snprintf(command, sizeof command, "mkdir -p \"$(dirname '%s')\"",
             place(name));
    ck_assert_int_eq(system(command), 0);
    FILE *file = fopen(place(name), "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(chmod(place(name), mode), 0);
}

#endif
