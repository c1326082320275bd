/*
 * The configuration file: where it is, and whether it may be obeyed.
 */
#ifndef OPTIONS_CONFIG_H
#define OPTIONS_CONFIG_H

#include "config.h"
#include "options.h"
#include "options_store.h"

enum { OPTIONS_CONFIG_BYTES = 64 * 1024 };

typedef struct options_config {
    config values;
    char path[OPTIONS_PATH_BYTES];
    bool is_private; /* nobody else can write it */
    char *text;      /* what the values point into */
} options_config;

/* Reads `path`; NULL means the file `config` beside the stored credentials,
 * which need not be there. Lines that cannot be used are told on standard
 * error. False: `problem` says why. */
bool options_config_open(options_config *c, const char *path,
                         char problem[OPTIONS_PROBLEM_BYTES]);

void options_config_free(options_config *c);

/* Whether commands of the file may be run: what others can write may hold
 * theirs. False: `problem` says so. */
bool options_config_is_private(const options_config *c,
                               char problem[OPTIONS_PROBLEM_BYTES]);

#endif
