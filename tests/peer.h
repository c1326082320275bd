/*
 * The other end of a connection, played by hand: it sends exactly the bytes a
 * test gives it and keeps those that come. It speaks TCP or TLS on a port of
 * 127.0.0.1, one connection at a time, in the test's own thread.
 */
#ifndef PEER_H
#define PEER_H

#include "dgg_loop.h"

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct peer peer;

peer *peer_new(void);
void peer_free(peer *p);
int peer_port(const peer *p);

/* From the next connection on; NULL: no TLS. Borrowed. */
void peer_use_tls(peer *p, SSL_CTX *context);

/* Waits until the loop or the peer has something to do and does it. */
void peer_wait(peer *p, dgg_loop *loop);

/* Does what is to be done without waiting. */
void peer_step(peer *p);

/* What came on the present connection, NUL-terminated. */
const char *peer_received(const peer *p, size_t *bytes);
void peer_forget_received(peer *p);

/* The client hung up. */
bool peer_is_at_end(const peer *p);
int peer_connections(const peer *p); /* accepted so far */

/* Queues bytes, or a string, as they are. */
void peer_send(peer *p, const void *bytes, size_t count);
void peer_say(peer *p, const char *text);

/* Answers the upgrade request that was received: 101, and the right key. */
void peer_upgrade(peer *p);

/* A websocket frame: the first byte (FIN, reserved bits, opcode) is as given,
 * the length encoded as short as possible, no mask. */
void peer_frame(peer *p, int first_byte, const void *payload, size_t bytes);
/* The head of such a frame only. */
void peer_frame_head(peer *p, int first_byte, size_t bytes);
void peer_text(peer *p, const char *text);

/* Takes the first whole frame out of what was received and unmasks it; false:
 * there is none yet. `payload` is NUL-terminated. */
enum { PEER_FRAME_BYTES = 8192 };
bool peer_take_frame(peer *p, int *first_byte, char payload[PEER_FRAME_BYTES],
                     size_t *bytes);

/* Hangs up: with a FIN after all that is queued, or with a RST at once. */
void peer_close(peer *p);
void peer_reset(peer *p);

#endif
