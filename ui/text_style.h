/*
 * What a piece of text is, not how it looks: the terminal decides that, by
 * its colours. Colour is never the only sign of a role.
 */
#ifndef TEXT_STYLE_H
#define TEXT_STYLE_H

#include <stdbool.h>
#include <stdint.h>

/* role, the letter that stands for it in expected screens */
#define TEXT_ROLE_LIST(X)                                            \
    X(ROLE_TEXT, '.') /* ordinary text */                            \
    X(ROLE_TIME, 't')                                                \
    X(ROLE_NAME, 'n')   /* a nick; text_style.color is its colour */ \
    X(ROLE_OWN, 'o')    /* the own nick in a line */                 \
    X(ROLE_ACTION, 'a') /* the text of a /me line */                 \
    X(ROLE_BROADCAST, 'b')                                           \
    X(ROLE_MODERATION, 'm') /* mutes, bans */                        \
    X(ROLE_REMOVED, 'x')    /* what a moderator took away */         \
    X(ROLE_EVENT, '+')      /* subscriptions, polls, pins ... */     \
    X(ROLE_WHISPER, 'w')                                             \
    X(ROLE_NOTICE, 'i') /* the program speaks */                     \
    X(ROLE_ERROR, 'e')                                               \
    X(ROLE_EMOTE, 'E')                                               \
    X(ROLE_LINK, 'l')                                                \
    X(ROLE_GREEN, 'g')   /* greentext */                             \
    X(ROLE_PENDING, 'p') /* sent, not yet confirmed */               \
    X(ROLE_CONTROL, 'c') /* a control byte made visible */           \
    X(ROLE_BORDER, '|')                                              \
    X(ROLE_TITLE, 'T')    /* the head of a pane */                   \
    X(ROLE_SECTION, 's')  /* a section of the user list */           \
    X(ROLE_SELECTED, '*') /* the chosen row of a list */             \
    X(ROLE_UNREAD, 'u')   /* counts that want attention */           \
    X(ROLE_NEW_BAR, 'v')  /* "128 new" below a paused view */        \
    X(ROLE_STATUS, 'S')   /* the status line */                      \
    X(ROLE_ALERT, '!')    /* trouble in the status line */           \
    X(ROLE_PROMPT, '>')                                              \
    X(ROLE_PROMPT_WHISPER, 'W')                                      \
    X(ROLE_INPUT, 'I')                                               \
    X(ROLE_OVERFLOW, 'O') /* what is too long to be sent */

typedef enum text_role {
#define TEXT_ROLE_ENUM(role, letter) role,
    TEXT_ROLE_LIST(TEXT_ROLE_ENUM)
#undef TEXT_ROLE_ENUM
        TEXT_ROLES
} text_role;

typedef struct text_style {
    uint8_t role;  /* text_role */
    uint8_t color; /* ROLE_NAME: index of the 256 colours; 0: none */
} text_style;

/* The letter of a role, for tests. */
char text_role_letter(uint8_t role);

/* The entry of the 256 colours (16..255) nearest to 0xRRGGBB. */
uint8_t text_color_from_rgb(int32_t rgb);

#endif
