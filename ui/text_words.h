/*
 * What people write, word by word: links, emotes, the own nick.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "text_line.h"

typedef struct text_words {
    text_style base;      /* of what is nothing special */
    const char *own_nick; /* marked as a whole word; "": not at all */
    bool has_emotes;      /* look for them with the context's function */
    const text_context *context;
} text_words;

/* Adds a span, or lengthens the last when it goes on in the same style. When
 * all TEXT_SPANS are taken it lengthens the last in any case, so `bytes` has
 * to follow on it: text is never lost. */
void text_add_span(text_markup *markup, const char *bytes, size_t count,
                   text_style style);

/* Adds the spans of a cleaned text. */
void text_add_words(text_markup *markup, const char *text, size_t bytes,
                    const text_words *words);

#endif
