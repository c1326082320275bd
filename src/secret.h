/*
 * A credential in memory: excluded from core dumps and wiped when freed.
 */
#ifndef SECRET_H
#define SECRET_H

#include <stdbool.h>
#include <stddef.h>

typedef struct secret secret;

/* A copy in pages of its own; NULL for NULL or "" or without memory. */
secret *secret_new(const char *text);
void secret_free(secret *s);

/* The text, or "" for NULL. Never print it. */
const char *secret_text(const secret *s);

/* Overwrites memory in a way the compiler may not leave out. */
void secret_wipe(void *memory, size_t bytes);

#endif
