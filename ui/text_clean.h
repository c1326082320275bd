/*
 * The only way from a stranger's bytes to the screen, a log or another
 * program: after it the text holds nothing a terminal would obey.
 */
#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include <stddef.h>

enum { TEXT_CLEAN_MARKS = 2 };

/* The room that text_clean needs for `bytes` bytes of input, terminator
 * included. */
size_t text_clean_room(size_t bytes);

/*
 * Writes the cleaned text and a NUL to `out` and returns its length.
 *
 *  - an invalid UTF-8 byte becomes U+FFFD;
 *  - newline and tab become one space; other C0 controls, DEL and C1 become
 *    control pictures (U+2400 and on; U+2426 for C1);
 *  - removed: bidi controls, zero-width characters, joiners, variation
 *    selectors, skin tones, tags, line separators, soft hyphens, interlinear
 *    marks, Hangul fillers, U+10EEEE, noncharacters;
 *  - at most TEXT_CLEAN_MARKS combining marks stay on a base; a mark without a
 *    base gets U+25CC.
 *
 * A keycap becomes its digit, a flag its two letters (experience with
 * terminals: they disagree about all sequences).
 */
size_t text_clean(char *out, const char *text, size_t bytes);

/* The cleaned text, malloc'd; NULL: no memory. */
char *text_clean_copy(const char *text);

#endif
