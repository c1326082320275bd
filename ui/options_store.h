/*
 * Credentials kept between runs: the files `token` and `session` in a
 * directory of ours that nobody else may enter.
 */
#ifndef OPTIONS_STORE_H
#define OPTIONS_STORE_H

#include "options.h"
#include "private_file.h"

enum { OPTIONS_PATH_BYTES = PRIVATE_PATH_BYTES };

/* $XDG_CONFIG_HOME/dgg/NAME, else ~/.config/dgg/NAME; NULL gives the directory.
 * False: neither variable says where, or the path is too long. */
bool options_path(char path[OPTIONS_PATH_BYTES], const char *name);

/* `secret` is for options_secret_free, or NULL when nothing is stored. False:
 * there is a file that cannot be used; `problem` says why. */
bool options_store_read(credential_kind kind, char **secret,
                        char problem[OPTIONS_PROBLEM_BYTES]);

/* Replaces what is stored, or leaves it as it was: there is never half a file.
 * False: `problem` says why. */
bool options_store_save(credential_kind kind, const char *secret,
                        char problem[OPTIONS_PROBLEM_BYTES]);

typedef enum store_deletion {
    STORE_DELETED,
    STORE_NOTHING, /* there was none */
    STORE_FAILED,  /* `problem` says why */
} store_deletion;

store_deletion options_store_delete(credential_kind kind,
                                    char problem[OPTIONS_PROBLEM_BYTES]);

#endif
