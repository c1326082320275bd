/*
 * Scripts that stand in files, for replays and for the demo server.
 */
#ifndef REPLAY_FILE_H
#define REPLAY_FILE_H

#include "script.h"

/* Reads the whole file. Errors: MEMORY, ARGUMENT; then `problem` (of `size`
 * bytes) has a sentence. Free the script in any case. */
dgg_error replay_file_load(chat_script *script, const char *path, char *problem,
                           size_t size);

#endif
