/*
 * What a role looks like on a terminal with so many colours. Pure. Without
 * colours every role that carries a meaning still has an attribute.
 */
#ifndef TERM_COLORS_H
#define TERM_COLORS_H

#include "text_style.h"

enum {
    LOOK_BOLD = 1,
    LOOK_DIM = 2,
    LOOK_UNDERLINE = 4,
    LOOK_REVERSE = 8,
    LOOK_ITALIC = 16,
};

enum { LOOK_DEFAULT_COLOR = -1 };

typedef struct term_look {
    int16_t foreground; /* a colour of the terminal, or LOOK_DEFAULT_COLOR */
    int16_t background;
    uint8_t attributes;
} term_look;

/* `colors`: 256, 16, 8, or 0 for none. */
term_look term_look_of(text_style style, int colors);

/* The entry of a smaller palette nearest to one of the 256 colours; never
 * black or the dark grey, which would vanish on a dark screen. */
int16_t term_nearest_color(int16_t color, int colors);

#endif
