/*
 * Websocket frames (RFC 6455) as a server sees them: pure bytes, no I/O.
 *
 * A server must accept masked frames only, and this one takes messages of at
 * most SERVER_FRAME_LIMIT bytes (destinygg/chat, main.go, MAXMESSAGESIZE). The
 * live one's own frames go out in one piece; a proxy may change that.
 */
#ifndef SERVER_FRAME_H
#define SERVER_FRAME_H

#include "buffer.h"

#include <stdint.h>

enum {
    SERVER_FRAME_LIMIT = 6144,
    SERVER_FRAME_HEADER_BYTES = 10, /* the longest a server writes */
};

typedef enum server_opcode {
    SERVER_CONTINUATION = 0,
    SERVER_TEXT = 1,
    SERVER_BINARY = 2,
    SERVER_CLOSE = 8,
    SERVER_PING = 9,
    SERVER_PONG = 10,
} server_opcode;

enum {
    SERVER_CLOSE_NORMAL = 1000,
    SERVER_CLOSE_PROTOCOL = 1002,
    SERVER_CLOSE_TOO_LARGE = 1009,
};

typedef struct server_frame {
    server_opcode opcode;
    bool is_final;
    char *payload; /* unmasked, inside the caller's bytes */
    size_t bytes;
    int violation; /* the close code it deserves, or 0 */
} server_frame;

/* Takes the first frame off `bytes` and unmasks it where it stands. Returns
 * the bytes it took, or 0: more are needed, or, with `violation` set, the
 * peer broke the rules. */
size_t server_frame_decode(char *bytes, size_t count, server_frame *frame);

/* The header of a whole, unmasked frame. Returns its length. */
size_t server_frame_header(uint8_t header[SERVER_FRAME_HEADER_BYTES],
                           server_opcode opcode, size_t payload_bytes);

/* Appends a text as fragments of at most `piece_bytes`, with a ping between
 * any two; false when there is no room. */
bool server_frame_write_fragments(buffer *out, const char *text, size_t bytes,
                                  size_t piece_bytes);

#endif
