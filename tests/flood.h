/*
 * A chat server that does nothing but send, as fast as it is read or at a
 * pace: raw TCP, the least of a websocket handshake, and frames of the feed
 * that were encoded before. It runs in a child process, so that its work is
 * not counted.
 */
#ifndef FLOOD_H
#define FLOOD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What every connection is greeted with (ME, NAMES), and what ends a flood. */
enum { FLOOD_GREETINGS = 2, FLOOD_ENDS = 1 };

/* The text of the message that ends a flood: nothing the feed ever says. */
#define FLOOD_END_TEXT "▚▞▚▞▚▞"

typedef struct flood {
    pid_t child;
    int port; /* on 127.0.0.1 */
    int orders;
} flood;

/* False: the operating system refused something. */
bool flood_start(flood *f);
void flood_stop(flood *f);

/* Sends this many frames and the end, as fast as they are read, to the present
 * websocket or the next one. */
void flood_send(const flood *f, size_t frames);

/* Sends this many frames a second from now on; 0: none. */
void flood_pace(const flood *f, unsigned per_second);

#endif
