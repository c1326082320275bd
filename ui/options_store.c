#include "options_store.h"

#include "model_words.h"
#include "options_secret.h"
#include "private_file.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const private_place configuration = {"XDG_CONFIG_HOME", "/.config"};

static bool fail(char *problem, const char *path, const char *what) {
    words_format(problem, OPTIONS_PROBLEM_BYTES, "%s cannot be %s: %s.", path,
                 what, strerror(errno));
    return false;
}

static bool find(char *path, credential_kind kind, char *problem) {
    bool is_known = options_path(path, options_secret_name(kind));
    if (!is_known) {
        words_format(problem, OPTIONS_PROBLEM_BYTES,
                     "There is no directory to keep it in: HOME is not set.");
    }
    return is_known;
}

static bool make_directory(char *problem) {
    char path[OPTIONS_PATH_BYTES];
    options_path(path, NULL);
    return private_directory_make(path) || fail(problem, path, "made");
}

static void sync_directory(void) {
    char path[OPTIONS_PATH_BYTES];
    options_path(path, NULL);
    private_directory_sync(path);
}

bool options_path(char path[OPTIONS_PATH_BYTES], const char *name) {
    return private_path(path, &configuration, name);
}

bool options_store_read(credential_kind kind, char **secret,
                        char problem[OPTIONS_PROBLEM_BYTES]) {
    char path[OPTIONS_PATH_BYTES];
    *secret = NULL;
    if (!options_path(path, options_secret_name(kind)) ||
        (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))) {
        return true;
    }
    *secret = options_secret_from_file(path, kind, problem);
    return *secret != NULL;
}

bool options_store_save(credential_kind kind, const char *secret,
                        char problem[OPTIONS_PROBLEM_BYTES]) {
    char path[OPTIONS_PATH_BYTES];
    if (!find(path, kind, problem) || !make_directory(problem)) {
        return false;
    }
    return private_file_write(path, secret) || fail(problem, path, "written");
}

store_deletion options_store_delete(credential_kind kind,
                                    char problem[OPTIONS_PROBLEM_BYTES]) {
    char path[OPTIONS_PATH_BYTES];
    if (!find(path, kind, problem)) {
        return STORE_FAILED;
    }
    if (unlink(path) == 0) {
        sync_directory();
        return STORE_DELETED;
    }
    if (errno == ENOENT || errno == ENOTDIR) {
        return STORE_NOTHING;
    }
    fail(problem, path, "deleted");
    return STORE_FAILED;
}
