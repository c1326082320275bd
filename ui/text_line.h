/*
 * A line: one thing that was said or happened, as the program keeps it. And
 * its markup: the styled spans it is shown as.
 */
#ifndef TEXT_LINE_H
#define TEXT_LINE_H

#include "text_style.h"

#include <stddef.h>

typedef enum line_kind {
    LINE_MESSAGE,
    LINE_ACTION, /* /me, without the "/me " */
    LINE_BROADCAST,
    LINE_MODERATION, /* the text says who did what to whom */
    LINE_DEATH,      /* what became of somebody who muted himself */
    LINE_WHISPER,    /* in the chat window: somebody whispered */
    LINE_EVENT,      /* a subscription, a poll, a pin ...: a whole sentence */
    LINE_GAP,        /* here something is missing */
    LINE_LOGGED,     /* in the log of one person, who is not named again */
    LINE_LOGGED_ACTION,
    LINE_DAY,    /* there: what follows belongs to this day */
    LINE_NOTICE, /* the program's own words */
    LINE_ERROR,
} line_kind;

typedef enum line_state {
    LINE_PLAIN,
    LINE_PENDING,     /* own text, on its way */
    LINE_REFUSED,     /* own text, not delivered; the reason was noticed */
    LINE_UNCONFIRMED, /* own text, nobody answered */
} line_state;

/* One allocation; free() it. Nick and text are cleaned. */
typedef struct line {
    int64_t time_ms; /* since 1970 UTC */
    uint16_t text_bytes;
    uint8_t nick_bytes;
    uint8_t kind;      /* line_kind */
    uint8_t state;     /* line_state */
    uint8_t color;     /* of the nick, as in text_style */
    bool is_green : 1; /* greentext by somebody who may */
    bool is_own : 1;
    bool is_removed : 1; /* a moderator took it away */
    bool is_dated : 1;   /* by the server's clock; else by ours */
    char bytes[];        /* nick NUL text NUL */
} line;

const char *line_nick(const line *l);
const char *line_text(const line *l);

/* Cleans and copies; nick may be NULL. The text is cut at UINT16_MAX bytes,
 * the nick at 64. NULL: no memory. */
line *line_new(line_kind kind, int64_t time_ms, const char *nick,
               const char *text, size_t text_bytes);

typedef struct text_span {
    const char *bytes;
    size_t count;
    text_style style;
} text_span;

enum { TEXT_SPANS = 512, TEXT_MARKUP_BYTES = 256 };

/* The spans of one line. They point into the line and into `scratch`. */
typedef struct text_markup {
    text_span spans[TEXT_SPANS];
    size_t count;
    size_t indent; /* columns that wrapped rows are moved in */
    char scratch[TEXT_MARKUP_BYTES];
} text_markup;

/* What markup depends on beside the line. */
typedef struct text_context {
    const char *own_nick; /* "" when anonymous */
    /* Is this word an emote? NULL: none is. */
    bool (*is_emote)(const void *emotes, const char *word, size_t bytes);
    const void *emotes;
    size_t columns; /* of the pane: narrow ones indent less */
} text_context;

/* The one function that decides what a line looks like:
 * "14:02 nick: text", "14:02 * nick text", "14:02 ! broadcast" and so on. */
void text_mark_up(text_markup *markup, const line *l,
                  const text_context *context);

#endif
