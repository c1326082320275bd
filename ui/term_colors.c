#include "term_colors.h"

enum { D = LOOK_DEFAULT_COLOR, BASIC_COLORS = 16 };

typedef struct role_look {
    term_look colored; /* in the 256 colours */
    uint8_t mono;      /* attributes where there are no colours */
} role_look;

static const role_look looks[TEXT_ROLES] = {
    [ROLE_TEXT] = {{D, D, 0}, 0},
    [ROLE_TIME] = {{244, D, 0}, LOOK_DIM},
    [ROLE_NAME] = {{D, D, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_OWN] = {{D, D, LOOK_BOLD | LOOK_REVERSE}, LOOK_BOLD | LOOK_REVERSE},
    [ROLE_ACTION] = {{D, D, LOOK_ITALIC}, 0},
    [ROLE_BROADCAST] = {{220, D, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_MODERATION] = {{208, D, 0}, LOOK_DIM},
    [ROLE_REMOVED] = {{240, D, 0}, LOOK_DIM},
    [ROLE_EVENT] = {{114, D, 0}, LOOK_BOLD},
    [ROLE_WHISPER] = {{177, D, LOOK_BOLD}, LOOK_BOLD | LOOK_UNDERLINE},
    [ROLE_NOTICE] = {{109, D, 0}, LOOK_DIM},
    [ROLE_ERROR] = {{203, D, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_EMOTE] = {{180, D, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_LINK] = {{39, D, LOOK_UNDERLINE}, LOOK_UNDERLINE},
    [ROLE_GREEN] = {{70, D, 0}, 0},
    [ROLE_PENDING] = {{244, D, 0}, LOOK_DIM},
    [ROLE_CONTROL] = {{244, D, LOOK_REVERSE}, LOOK_DIM | LOOK_REVERSE},
    [ROLE_BORDER] = {{240, D, 0}, LOOK_DIM},
    [ROLE_TITLE] = {{252, 238, LOOK_BOLD}, LOOK_REVERSE},
    [ROLE_SECTION] = {{244, D, 0}, LOOK_DIM},
    [ROLE_SELECTED] = {{D, D, LOOK_REVERSE}, LOOK_REVERSE},
    [ROLE_UNREAD] = {{231, 90, LOOK_BOLD}, LOOK_BOLD | LOOK_REVERSE},
    [ROLE_NEW_BAR] = {{D, D, LOOK_REVERSE}, LOOK_REVERSE},
    [ROLE_STATUS] = {{252, 236, 0}, LOOK_REVERSE},
    [ROLE_ALERT] = {{231, 124, LOOK_BOLD},
                    LOOK_BOLD | LOOK_REVERSE | LOOK_UNDERLINE},
    [ROLE_PROMPT] = {{D, D, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_PROMPT_WHISPER] = {{231, 90, LOOK_BOLD}, LOOK_BOLD | LOOK_REVERSE},
    [ROLE_INPUT] = {{D, D, 0}, 0},
    [ROLE_OVERFLOW] = {{203, D, LOOK_UNDERLINE | LOOK_BOLD},
                       LOOK_UNDERLINE | LOOK_BOLD},
};

/* What terminals commonly show for the first 16 colours. */
static const int32_t basic_rgb[BASIC_COLORS] = {
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x1e50ee, 0xcd00cd,
    0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff3030, 0x30ff30, 0xffff30,
    0x6c7cff, 0xff40ff, 0x40ffff, 0xffffff,
};

/* The 256 colours: 16 basic ones, a 6x6x6 cube, 24 greys. */
static int32_t rgb_of(int color) {
    static const int32_t steps[] = {0, 95, 135, 175, 215, 255};
    if (color < BASIC_COLORS) {
        return basic_rgb[color];
    }
    if (color >= 232) {
        return (8 + 10 * (color - 232)) * 0x010101;
    }
    int cube = color - 16;
    return steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6];
}

static int32_t distance(int32_t a, int32_t b) {
    int32_t red = (a >> 16 & 255) - (b >> 16 & 255);
    int32_t green = (a >> 8 & 255) - (b >> 8 & 255);
    int32_t blue = (a & 255) - (b & 255);
    return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

static bool is_grey(int color) {
    int32_t rgb = rgb_of(color);
    return (rgb >> 16 & 255) == (rgb & 255) && (rgb >> 8 & 255) == (rgb & 255);
}

int16_t term_nearest_color(int16_t color, int colors) {
    if (color < 0 || color >= 256 || colors >= 256) {
        return color;
    }
    int best = 7;
    if (is_grey(color)) {
        return colors >= 16 && (rgb_of(color) & 255) >= 192 ? 15 : 7;
    }
    for (int i = 1; i < colors && i < BASIC_COLORS; i++) {
        if (!is_grey(i) && distance(rgb_of(color), rgb_of(i)) <
                               distance(rgb_of(color), rgb_of(best))) {
            best = i;
        }
    }
    return (int16_t)best;
}

/* Few colours have no shades of grey: what is grey looks as without colours.
 */
static term_look reduce(term_look look, const role_look *role, int colors) {
    bool has_bar = look.background != D;
    if (has_bar ? is_grey(look.background)
                : look.foreground != D && is_grey(look.foreground)) {
        return (term_look){D, D, role->mono};
    }
    look.foreground = has_bar ? 7 : term_nearest_color(look.foreground, colors);
    look.background = term_nearest_color(look.background, 8);
    return look;
}

term_look term_look_of(text_style style, int colors) {
    const role_look *role =
        &looks[style.role < TEXT_ROLES ? style.role : ROLE_TEXT];
    if (colors < 8) {
        return (term_look){D, D, role->mono};
    }
    bool is_colored = style.role == ROLE_NAME && style.color != 0;
    term_look look = role->colored;
    if (colors < 256) {
        look = reduce(look, role, colors);
    }
    if (is_colored) {
        look.foreground = term_nearest_color(style.color, colors);
    }
    return look;
}
