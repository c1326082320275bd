/*
 * Playing a recording (dgg_record.h): a dgg_chat that tells its handlers what
 * was recorded instead of connecting, at the recorded time.
 *
 *     dgg_replay_open(&replay, "chat.jsonl", 1, problem);
 *     dgg_loop_options options = {
 *         .environment = dgg_replay_environment(replay)};
 *     dgg_loop_new(&loop, &options);
 *     dgg_chat_new(&chat, &(dgg_options){.loop = loop});
 *     dgg_replay_start(replay, chat, on_end, user);
 *
 * Start it before anything else on the loop makes requests.
 *
 * The loop's clocks then run with the recording: they start at its beginning,
 * go `speed` times as fast as real time, show exactly a line's time while it is
 * played and stop with the last line. Chance is the same every time. So
 * whatever depends only on events, the loop's clock and its chance is the same
 * in every replay of a file, whatever the speed and the day.
 *
 * HTTP requests on the loop are answered from the recording, by path: with the
 * newest answer that was recorded by then, else with the first one when its
 * time comes; with DGG_ERROR_REPLAY when there is none. A dgg_api wants a
 * session as ever, but any will do. Nothing goes out: no
 * name is looked up, no connection made, and dgg_chat_send_... answer
 * DGG_ERROR_REPLAY.
 */
#ifndef DGG_REPLAY_H
#define DGG_REPLAY_H

#include "dgg_chat.h"

DGG_BEGIN_DECLS

typedef struct dgg_replay dgg_replay;

enum { DGG_REPLAY_PROBLEM_BYTES = 512 };

/* Reads the whole file; a last line that is not whole, as in a copy of what was
 * still recorded, is left out (dgg_replay_is_cut). `speed` is 0.01 to 1000.
 * Errors: MEMORY, ARGUMENT (the speed; the file cannot be read, is no
 * recording, or has lines that only the demo server can play); `problem` (may
 * be NULL) then has a sentence that names the line. */
dgg_error dgg_replay_open(dgg_replay **replay, const char *path, double speed,
                          char problem[DGG_REPLAY_PROBLEM_BYTES]);

/* Whether the file ends in the middle of a line. */
bool dgg_replay_is_cut(const dgg_replay *replay);

/* What the loop of the replay must be made with. The replay must outlive the
 * loop. */
dgg_environment dgg_replay_environment(dgg_replay *replay);

typedef void (*dgg_replay_callback)(void *user);

/* Begins to play to the handlers of `chat`, whose loop was made with the
 * environment above; from now on dgg_chat_connect and dgg_chat_disconnect on
 * it do nothing and succeed. `on_end` (may be NULL) is called once after the
 * last line. Errors: MEMORY, STATE (another loop, or started before). */
dgg_error dgg_replay_start(dgg_replay *replay, dgg_chat *chat,
                           dgg_replay_callback on_end, void *user);

/* After the chat and the loop are freed. */
void dgg_replay_free(dgg_replay *replay);

DGG_END_DECLS

#endif
