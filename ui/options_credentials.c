#include "options_credentials.h"

#include "options_command.h"
#include "options_config.h"
#include "options_secret.h"
#include "options_store.h"

#include <stddef.h>

static const char *const variables[CREDENTIAL_KINDS] = {
    [CREDENTIAL_TOKEN] = "DGG_AUTH_TOKEN",
    [CREDENTIAL_SESSION] = "DGG_SESSION_ID",
};

static const config_key command_keys[CREDENTIAL_KINDS] = {
    [CREDENTIAL_TOKEN] = CONFIG_TOKEN_COMMAND,
    [CREDENTIAL_SESSION] = CONFIG_SESSION_COMMAND,
};

static bool needs_any(const options *o) {
    switch (o->mode) {
    case RUN_READER:
    case RUN_TAIL:
    case RUN_WHISPERS:
    case RUN_WHISPER: return !o->demo.is_wanted && o->tape.replay == NULL;
    case RUN_LOGS: /* its services are strangers */
    case RUN_LOGIN:
    case RUN_LOGOUT:
    case RUN_DEMO_SERVER:
    case RUN_HELP:
    case RUN_VERSION: break;
    }
    return false;
}

/* Those of the environment are there already; a file that was named wins. */
static int read_named(options *o, char *problem) {
    for (credential_kind kind = 0; kind < CREDENTIAL_KINDS; kind++) {
        const char *path = o->credential_files[kind];
        if (path == NULL) {
            continue;
        }
        options_secret_free(o->owned[kind]);
        o->owned[kind] = options_secret_from_file(path, kind, problem);
        if (o->owned[kind] == NULL) {
            return EXIT_PROBLEM;
        }
    }
    return EXIT_OK;
}

/* From the command, if there is one; nothing stored is no problem. */
static int read_kept(options *o, credential_kind kind, options_config *file,
                     char *problem) {
    config_key key = command_keys[kind];
    if (file->values.values[key] != NULL) {
        if (!options_config_is_private(file, problem)) {
            return EXIT_PROBLEM;
        }
        o->owned[kind] = options_secret_from_command(
            config_key_name(key), file->values.values[key], OPTIONS_COMMAND_MS,
            problem);
        return o->owned[kind] != NULL ? EXIT_OK : EXIT_PROBLEM;
    }
    return options_store_read(kind, &o->owned[kind], problem) ? EXIT_OK
                                                              : EXIT_PROBLEM;
}

/* The site's whispers take a session only. Elsewhere what is given counts
 * alone: what is kept may be of another account. */
static bool wants_kept(const options *o, bool is_given, credential_kind kind) {
    if (o->mode == RUN_WHISPERS) {
        return kind == CREDENTIAL_SESSION && o->owned[kind] == NULL;
    }
    return !is_given;
}

static int read_all(options *o, options_config *file, char *problem) {
    int result = read_named(o, problem);
    bool is_given = o->owned[CREDENTIAL_TOKEN] != NULL ||
                    o->owned[CREDENTIAL_SESSION] != NULL;
    for (credential_kind kind = 0; result == EXIT_OK && kind < CREDENTIAL_KINDS;
         kind++) {
        if (wants_kept(o, is_given, kind)) {
            result = read_kept(o, kind, file, problem);
        }
    }
    return result;
}

static int read_needed(options *o, char *problem) {
    options_config file;
    if (!options_config_open(&file, o->config_file, problem)) {
        return EXIT_PROBLEM;
    }
    int result = read_all(o, &file, problem);
    options_config_free(&file);
    o->credentials.auth_token = o->owned[CREDENTIAL_TOKEN];
    o->credentials.session_id = o->owned[CREDENTIAL_SESSION];
    return result;
}

int options_read_credentials(options *o, bool is_wanted,
                             char problem[OPTIONS_PROBLEM_BYTES]) {
    for (credential_kind kind = 0; kind < CREDENTIAL_KINDS; kind++) {
        o->owned[kind] = options_secret_from_environment(variables[kind]);
    }
    if (is_wanted && needs_any(o)) {
        return read_needed(o, problem);
    }
    options_free_credentials(o);
    return EXIT_OK;
}

void options_free_credentials(options *o) {
    for (credential_kind kind = 0; kind < CREDENTIAL_KINDS; kind++) {
        options_secret_free(o->owned[kind]);
        o->owned[kind] = NULL;
    }
    o->credentials = (dgg_credentials){0};
}
