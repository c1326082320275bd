/*
 * What requests are answered in a replay.
 */
#ifndef REPLAY_ANSWERS_H
#define REPLAY_ANSWERS_H

#include "http.h"
#include "script.h"

/* The answers among the lines of a script, which must outlive them. */
typedef struct replay_answers {
    const script_line **lines; /* in order of time */
    size_t count;
} replay_answers;

/* False: no memory. Free them in any case. */
bool replay_answers_find(replay_answers *answers, const chat_script *script);
void replay_answers_free(replay_answers *answers);

/* Answers a request for `path` at `now_ms` of the recording, and returns when:
 * with the newest answer by then at once, else with the first at its own time;
 * DGG_ERROR_REPLAY when there is none. */
int64_t replay_answers_give(const replay_answers *answers, const char *path,
                            int64_t now_ms, http_answer *answer);

#endif
