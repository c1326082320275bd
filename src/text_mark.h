/*
 * Combining marks: Unicode's general category M (Mn, Mc and Me), as of
 * Unicode 14.
 */
#ifndef TEXT_MARK_H
#define TEXT_MARK_H

#include <stdbool.h>
#include <stdint.h>

bool text_is_mark(uint32_t code);

#endif
