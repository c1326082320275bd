/*
 * JSON as the site writes it: its older code delivers the numbers of its
 * database as strings, and lists that lost an element as objects.
 */
#ifndef SERVER_WRITER_H
#define SERVER_WRITER_H

#include "buffer.h"
#include "server_date.h"

#include <stdint.h>

typedef struct server_writer {
    buffer *out;
    bool is_old;
    bool has_failed; /* no room, or no memory; nothing is written then */
} server_writer;

/* Commas come by themselves. `key` is NULL inside of a list and at the root. */

/* `bracket` is { or [, later } or ]. */
void server_writer_open(server_writer *w, const char *key, char bracket);
void server_writer_close(server_writer *w, char bracket);

/* NULL is null. */
void server_writer_text(server_writer *w, const char *key, const char *text);

/* A number of the database: the older code makes a string of it. */
void server_writer_number(server_writer *w, const char *key, int64_t number);

/* A number that the code made itself. */
void server_writer_count(server_writer *w, const char *key, int64_t number);

/* A flag of the database ("0" in the older code), and one of the code. */
void server_writer_flag(server_writer *w, const char *key, bool is_set);
void server_writer_truth(server_writer *w, const char *key, bool is_true);

void server_writer_date(server_writer *w, const char *key,
                        server_date_format format, int64_t ms);

/* Text that is JSON already. */
void server_writer_raw(server_writer *w, const char *key, const char *json,
                       size_t bytes);

/* Strings of which PHP's array_unique may have taken one. */
void server_writer_unique(server_writer *w, const char *key,
                          const char *const *texts, size_t count);

#endif
