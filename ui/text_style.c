#include "text_style.h"

#include <stddef.h>

enum { CUBE_FIRST = 16, CUBE_STEPS = 6, GREY_FIRST = 232, GREYS = 24 };

typedef struct rgb {
    int red;
    int green;
    int blue;
} rgb;

/* The levels of xterm's colour cube. */
static const int cube_levels[CUBE_STEPS] = {0, 95, 135, 175, 215, 255};

static int cube_step(int level) {
    int nearest = 0;
    for (int i = 1; i < CUBE_STEPS; i++) {
        int here = level - cube_levels[i];
        int best = level - cube_levels[nearest];
        if (here * here < best * best) {
            nearest = i;
        }
    }
    return nearest;
}

static int distance(rgb a, rgb b) {
    int red = a.red - b.red;
    int green = a.green - b.green;
    int blue = a.blue - b.blue;
    return red * red + green * green + blue * blue;
}

static int nearest_grey(rgb color) {
    int mean = (color.red + color.green + color.blue) / 3;
    int step = (mean - 8 + 5) / 10;
    if (mean < 8) {
        step = 0;
    }
    return step < GREYS ? step : GREYS - 1;
}

char text_role_letter(uint8_t role) {
    static const char letters[] = {
#define ROLE_LETTER(role, letter) letter,
        TEXT_ROLE_LIST(ROLE_LETTER)
#undef ROLE_LETTER
    };
    return role < sizeof letters ? letters[role] : '?';
}

uint8_t text_color_from_rgb(int32_t value) {
    if (value < 0) {
        return 0;
    }
    rgb wanted = {value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF};
    int red = cube_step(wanted.red);
    int green = cube_step(wanted.green);
    int blue = cube_step(wanted.blue);
    rgb cube = {cube_levels[red], cube_levels[green], cube_levels[blue]};
    int step = nearest_grey(wanted);
    rgb grey = {8 + 10 * step, 8 + 10 * step, 8 + 10 * step};
    if (distance(wanted, grey) < distance(wanted, cube)) {
        return (uint8_t)(GREY_FIRST + step);
    }
    return (uint8_t)(CUBE_FIRST + 36 * red + 6 * green + blue);
}
