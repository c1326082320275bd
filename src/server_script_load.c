#include "server_script_load.h"

#include "replay_file.h"
#include "server_assets.h"

#include <stdio.h>

static dgg_error load_demo(chat_script *script, char *problem) {
    char words[SERVER_PROBLEM_BYTES / 2] = "";
    size_t bytes = (size_t)(server_asset_script_end - server_asset_script);
    dgg_error error =
        script_parse(script, server_asset_script, bytes, words, sizeof words);
    if (error == DGG_ERROR_ARGUMENT) {
        snprintf(problem, SERVER_PROBLEM_BYTES, "the demo, %s", words);
    }
    return error;
}

dgg_error server_script_load(chat_script *script, const char *path,
                             char problem[SERVER_PROBLEM_BYTES]) {
    return path == NULL
               ? load_demo(script, problem)
               : replay_file_load(script, path, problem, SERVER_PROBLEM_BYTES);
}
