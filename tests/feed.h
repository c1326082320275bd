/*
 * A made-up chat for tests and benchmarks: the frames a busy evening sends,
 * from a seed, the same on every machine.
 *
 * 3,000 people of whom a few say most; 20 % joins and quits; texts of 1 to 512
 * characters with a median of 40; emotes, links, /me; 5 % with wide or
 * combining characters. Users have the shape of captures of 2026.
 */
#ifndef FEED_H
#define FEED_H

#include <stddef.h>
#include <stdint.h>

enum { FEED_NICKS = 3000, FEED_TEXT_CHARACTERS = 512 };

typedef struct feed feed;

/* NULL: no memory. */
feed *feed_new(uint64_t seed);
void feed_free(feed *f);

/* The NAMES frame with those who are present now; malloc'd, NULL: no memory. */
char *feed_names(const feed *f);

/* The next MSG, JOIN or QUIT frame; the feed's own until the next call. */
const char *feed_next(feed *f, size_t *bytes);

#endif
