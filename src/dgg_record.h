/*
 * Recording a chat, so that it can be played again (dgg_replay.h, and the demo
 * server).
 *
 * A recording is a text file, one JSON object per line: a header, then what
 * happened, with the milliseconds since the recording began by the wall clock:
 *
 *     {"dgg_script":1,"epoch_ms":N,"clock":"recorded","greeting":"script"}
 *     {"at_ms":N,"link":"connecting","address":"HOST:PORT"}
 *     {"at_ms":N,"link":"open"}
 *     {"at_ms":N,"frame":"EVENT {...}"}             of a RELOAD "reload_ms":N
 *     {"at_ms":N,"http":"/path","status":200,"body":...}
 *     {"at_ms":N,"fault":"cut|close","code":N,"error":"DGG_ERROR_...",
 *      "http_status":N,"retry_ms":N,"attempt":N,"rejected":N,"reason":"..."}
 *
 * "cut" is a connection that ended without a close frame, or a try that came to
 * nothing. A recording ends by itself, as on_failure says, when it has become
 * as long as a replay takes (256 MiB).
 *
 * It holds frames as they came, and the answers of the site and the CDN that
 * others may see: the embed page, the emotes, the flairs. It holds nothing
 * secret: no credential, no query of an address, no header, nothing that was
 * sent; whispers (PRIVMSG, PRIVMSGSENT and the site's inboxes) only when asked
 * for.
 */
#ifndef DGG_RECORD_H
#define DGG_RECORD_H

#include "dgg_chat.h"

DGG_BEGIN_DECLS

typedef struct dgg_recorder dgg_recorder;

enum { DGG_RECORD_PROBLEM_BYTES = 512 };

typedef struct dgg_record_options {
    const char *path;
    bool has_whispers; /* record whispers too */
    /* Called once, from dgg_loop_service or, for what was still left to be
     * written, from dgg_recorder_free, when the file could no longer be
     * written, with a sentence; recording has then stopped and the file is
     * valid up to its last whole line. May be NULL. */
    void (*on_failure)(void *user, const char *problem);
    void *user;
} dgg_record_options;

/* Begins to record what `chat` receives and what requests on its loop are
 * answered. The file is made with mode 0600; one that exists must be empty.
 * Errors: MEMORY, ARGUMENT (no path), SYSTEM (the file cannot be written, or
 * is not empty), STATE (the loop is being recorded or replayed); `problem`
 * (may be NULL) then has a sentence that says what to do. */
dgg_error dgg_recorder_new(dgg_recorder **recorder, dgg_chat *chat,
                           const dgg_record_options *options,
                           char problem[DGG_RECORD_PROBLEM_BYTES]);

/* Writes what is left and closes the file; before the chat is freed. */
void dgg_recorder_free(dgg_recorder *recorder);

DGG_END_DECLS

#endif
