/*
 * From the text of one websocket message to a dgg_event: pure, no I/O, no
 * clock.
 */
#ifndef FRAME_H
#define FRAME_H

#include "arena.h"
#include "dgg_event.h"
#include "json.h"

/* Working memory, reused from frame to frame. {0} is valid. */
typedef struct frame_parser {
    json_doc doc;
    arena arena;
} frame_parser;

void frame_parser_free(frame_parser *parser);

/*
 * Parses one frame. True: `event` is complete and valid until the next call
 * on the parser or until the text goes away. False: the frame breaks its own
 * rules and is to be counted and dropped.
 *
 * `received_ms` is the wall clock's time; it also stands in for a timestamp
 * that is missing, not positive or after the year 9999.
 */
bool frame_parse(frame_parser *parser, const char *text, size_t bytes,
                 int64_t received_ms, dgg_event *event);

/*
 * Takes apart a HISTORY or PAIDEVENTS event with parsers of its own, since
 * `event` must stay valid meanwhile. An entry is valid until the next call.
 * Returns false at the end; what is not a string or not a frame is skipped and
 * counted in `rejected`. Entries have is_replay set, those of PAIDEVENTS also
 * is_bar_entry. What a connection alone is told (ME, NAMES, ERR, HISTORY ...)
 * is skipped, and in PAIDEVENTS whatever has no place in the event bar. Of too
 * many entries the last DGG_HISTORY_ENTRIES come.
 *
 * {0} is a valid empty one; it can be used for one event after the other.
 */
typedef struct frame_history {
    frame_parser list;  /* the payload's array */
    frame_parser entry; /* the present entry */
    json_value next;
    bool is_bar; /* of PAIDEVENTS */
    uint64_t rejected;
} frame_history;

/* False: neither of both events, or no memory. */
bool frame_history_begin(frame_history *history, const dgg_event *event);
bool frame_history_next(frame_history *history, int64_t received_ms,
                        dgg_event *entry);
/* One entry that came in another way, e.g. over HTTP: the same rules. False: it
 * is no frame, or one that is skipped. */
bool frame_history_entry(frame_history *history, const char *text, size_t bytes,
                         int64_t received_ms, dgg_event *entry);
void frame_history_free(frame_history *history);

#endif
