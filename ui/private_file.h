/*
 * Small files of this person's own, which nobody else may read. They are there
 * as a whole or not at all.
 */
#ifndef PRIVATE_FILE_H
#define PRIVATE_FILE_H

#include <stdbool.h>

enum { PRIVATE_PATH_BYTES = 4096 };

/* Where one is, by the XDG Base Directory Specification, which has relative
 * paths ignored. */
typedef struct private_place {
    const char *variable; /* "XDG_CONFIG_HOME" */
    const char *below;    /* of the home directory otherwise: "/.config" */
} private_place;

/* There "dgg/NAME"; NULL gives the directory. False, and "": neither variable
 * says where, or the path is too long. */
bool private_path(char path[PRIVATE_PATH_BYTES], const private_place *place,
                  const char *name);

/* Makes it, and all on the way to it; one that was there already is closed to
 * others as well. False: errno says why, like at the next. */
bool private_directory_make(const char *directory);

/* Writes the text and a line break to a file in such a directory, or leaves it
 * as it was. */
bool private_file_write(const char *path, const char *text);

/* What was changed in a directory lasts; where that cannot be asked for it is
 * still there. */
void private_directory_sync(const char *directory);

#endif
