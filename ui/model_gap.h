/*
 * Where something may be missing: the HISTORY after a reconnect may begin
 * later than what was shown before ended.
 */
#ifndef MODEL_GAP_H
#define MODEL_GAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Times are the server's. {0} is one that has seen nothing. */
typedef struct model_gap {
    int64_t newest_ms; /* of what was shown; 0: nothing was */
    int64_t whole_ms;  /* up to here nothing is missing; 0: not known */
    bool is_waiting;   /* connected, but HISTORY has not come */
} model_gap;

void gap_opened(model_gap *g);
void gap_closed(model_gap *g);

/* Something that happened then is shown. */
void gap_shown(model_gap *g, int64_t time_ms);

/* The HISTORY of this connection begins then. True: something may be missing
 * between `*from_ms` and this. */
bool gap_found(model_gap *g, int64_t *from_ms, int64_t oldest_ms);

/* "gap: 14:02:11 – 14:05:37 (3m 26s), messages missing", local time. */
void gap_describe(char *out, size_t size, int64_t from_ms, int64_t to_ms);

#endif
