/*
 * How many searches may be made: a bucket that fills up again. Pure.
 */
#ifndef SERVER_BUCKET_H
#define SERVER_BUCKET_H

#include <stdbool.h>
#include <stdint.h>

enum { SERVER_BUCKET_SIZE = 5, SERVER_BUCKET_MS = 500 };

/* {0} is a full one, at any time from 0 on. */
typedef struct server_bucket {
    int64_t full_ms; /* when it will be full again */
} server_bucket;

/* Takes one; false: it is empty. */
bool server_bucket_take(server_bucket *b, int64_t now_ms);

int server_bucket_left(const server_bucket *b, int64_t now_ms);

/* How long until there is one, and until it is full. */
int64_t server_bucket_wait_ms(const server_bucket *b, int64_t now_ms);
int64_t server_bucket_full_in_ms(const server_bucket *b, int64_t now_ms);

#endif
