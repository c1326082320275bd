/*
 * What makes an answer long without being held anywhere: blanks, or a text
 * again and again. Pure.
 */
#ifndef SERVER_FILLER_H
#define SERVER_FILLER_H

#include "buffer.h"

#include <stdint.h>

enum { SERVER_FILLER_BYTES = 64 * 1024 }; /* of a piece */

/* {0} is nothing. */
typedef struct server_filler {
    const char *text; /* NULL: blanks; not copied */
    uint64_t left;    /* bytes that are not yet written */
    size_t at;        /* in the text */
    bool is_chunked; /* each piece is a chunk, and the last one ends the body */
} server_filler;

/* Appends the next piece; false when there is no room. */
bool server_filler_write(server_filler *filler, buffer *out);

#endif
