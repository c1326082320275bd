#include "server_script_load.h"

#include "buffer.h"
#include "server_assets.h"

#include <stdio.h>
#include <stdlib.h>

enum { CHUNK_BYTES = 64 * 1024 };

static dgg_error read_file(const char *path, buffer *text, char *problem) {
    FILE *file = fopen(path, "rb");
    char *chunk = malloc(CHUNK_BYTES);
    bool is_good = file != NULL && chunk != NULL;
    size_t count = 1;
    while (is_good && count > 0) {
        count = fread(chunk, 1, CHUNK_BYTES, file);
        is_good = buffer_append(text, chunk, count);
    }
    is_good = is_good && ferror(file) == 0;
    if (file != NULL) {
        fclose(file);
    }
    free(chunk);
    if (!is_good) {
        snprintf(problem, SERVER_PROBLEM_BYTES,
                 "cannot read the script %.150s; is it there, and a file?",
                 path);
    }
    return is_good ? DGG_OK : DGG_ERROR_ARGUMENT;
}

static dgg_error parse_script(chat_script *script, const char *name,
                              const buffer *text, char *problem) {
    char what[SERVER_PROBLEM_BYTES / 2] = "";
    dgg_error error =
        script_parse(script, text->bytes == NULL ? "" : text->bytes, text->used,
                     what, sizeof what);
    if (error == DGG_ERROR_ARGUMENT) {
        snprintf(problem, SERVER_PROBLEM_BYTES, "%.100s, %s", name, what);
    }
    return error;
}

dgg_error server_script_load(chat_script *script, const char *path,
                             char problem[SERVER_PROBLEM_BYTES]) {
    buffer text;
    buffer_init(&text, SCRIPT_BYTES);
    dgg_error error = DGG_OK;
    if (path != NULL) {
        error = read_file(path, &text, problem);
    } else if (!buffer_append(
                   &text, server_asset_script,
                   (size_t)(server_asset_script_end - server_asset_script))) {
        error = DGG_ERROR_MEMORY;
    }
    if (error == DGG_OK) {
        error = parse_script(script, path == NULL ? "the demo" : path, &text,
                             problem);
    }
    buffer_free(&text);
    return error;
}
