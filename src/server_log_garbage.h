/*
 * Lines as no log should have them. Pure.
 */
#ifndef SERVER_LOG_GARBAGE_H
#define SERVER_LOG_GARBAGE_H

#include "buffer.h"

/* In this order, again and again. */
typedef enum server_log_garbage {
    SERVER_LOG_GARBAGE_NO_BRACKET,
    SERVER_LOG_GARBAGE_MONTH, /* the thirteenth */
    SERVER_LOG_GARBAGE_NO_NICK,
    SERVER_LOG_GARBAGE_NUL,  /* in the nick */
    SERVER_LOG_GARBAGE_UTF8, /* a good line, but for a text that is no UTF-8 */
    SERVER_LOG_GARBAGE_LONG, /* 20 kB */
    SERVER_LOG_GARBAGE_NO_COLON,
    SERVER_LOG_GARBAGE_EMPTY,
    SERVER_LOG_GARBAGE_KINDS,
} server_log_garbage;

/* Appends the line at `index`, of as many as are wanted, without an end; false
 * when there is no room. */
bool server_log_garbage_write(size_t index, buffer *out);

#endif
