/*
 * The last frames of the chat, for who comes in later
 * (destinygg/chat, cache.go: 150 of them, without joins and quits).
 */
#ifndef SERVER_HISTORY_H
#define SERVER_HISTORY_H

#include "buffer.h"

enum { SERVER_HISTORY_FRAMES = 150 };

/* {0} is a valid empty one. */
typedef struct server_history {
    char *frames[SERVER_HISTORY_FRAMES]; /* a ring */
    size_t count;                        /* ever added */
} server_history;

/* Keeps a copy of the frame if it is of a kind that is kept. */
void server_history_add(server_history *h, const char *frame);

/* The frame that is `ago` frames older than the newest; NULL: there is none. */
const char *server_history_recent(const server_history *h, size_t ago);

/* Appends the frames as a JSON list, oldest first. */
bool server_history_write_frames(const server_history *h, buffer *out);

/* Appends the HISTORY frame. */
bool server_history_write(const server_history *h, buffer *out);

void server_history_free(server_history *h);

#endif
