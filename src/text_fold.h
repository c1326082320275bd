/*
 * Texts compared without case, in ASCII and in every locale alike: in a Turkish
 * one strcasecmp tells I from i.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stddef.h>

/* Like strcmp, with upper-case ASCII letters taken for lower-case ones. */
int text_compare(const char *a, const char *b);

/* The same for the first `bytes` bytes of each. */
int text_compare_start(const char *a, const char *b, size_t bytes);

#endif
