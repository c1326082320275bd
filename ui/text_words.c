#include "text_words.h"

#include "text_fold.h"
#include "text_width.h"
#include "utf8.h"

#include <string.h>

/* A word being looked at. */
typedef struct word {
    const char *bytes;
    size_t count;
} word;

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_';
}

static size_t scheme_bytes(const char *text, size_t bytes) {
    static const char *const schemes[] = {"http://", "https://", "www."};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t length = strlen(schemes[i]);
        if (bytes > length &&
            text_compare_start(text, schemes[i], length) == 0) {
            return length;
        }
    }
    return 0;
}

/* The link without the punctuation of the sentence around it; a closing
 * bracket belongs to a link that has an opening one. */
static size_t link_end(const char *text, size_t bytes) {
    bool has_bracket = memchr(text, '(', bytes) != NULL;
    while (bytes > 0 && strchr(".,!?;:'\"]>)", text[bytes - 1]) != NULL) {
        if (text[bytes - 1] == ')' && has_bracket) {
            break;
        }
        bytes--;
    }
    return bytes;
}

/* The link in a word; a count of 0: there is none. */
static word find_link(word w) {
    size_t start = 0;
    while (start < w.count && strchr("([<'\"", w.bytes[start]) != NULL) {
        start++;
    }
    word link = {w.bytes + start, 0};
    size_t scheme = scheme_bytes(link.bytes, w.count - start);
    if (scheme > 0) {
        size_t end = link_end(link.bytes, w.count - start);
        link.count = end > scheme ? end : 0;
    }
    return link;
}

static bool is_mark_at(const char *text, size_t bytes) {
    uint32_t code;
    if (bytes == 0) {
        return false;
    }
    utf8_decode(text, bytes, &code, NULL);
    return text_char_width(code) == 0;
}

static bool is_nick_at(word w, size_t at, const char *nick, size_t length) {
    const char *end = w.bytes + at + length;
    size_t left = w.count - at;
    if (length == 0 || left < length ||
        text_compare_start(w.bytes + at, nick, length) != 0) {
        return false;
    }
    if (at > 0 && is_word_byte(w.bytes[at - 1])) {
        return false;
    }
    return left == length ||
           (!is_word_byte(*end) && !is_mark_at(end, left - length));
}

/* U+2400 to U+2426, the pictures that cleaning makes of controls. */
static size_t picture_at(word w, size_t at) {
    const unsigned char *c = (const unsigned char *)w.bytes + at;
    if (w.count - at < 3 || c[0] != 0xE2 || c[1] != 0x90 || c[2] > 0xA6) {
        return 0;
    }
    int columns;
    return text_cluster(w.bytes + at, w.count - at, &columns);
}

static void add_ordinary(text_markup *markup, word w, const text_words *words) {
    const text_style own = {.role = ROLE_OWN};
    const text_style control = {.role = ROLE_CONTROL};
    size_t nick_bytes = strlen(words->own_nick);
    size_t at = 0;
    while (at < w.count) {
        size_t picture = picture_at(w, at);
        if (picture > 0) {
            text_add_span(markup, w.bytes + at, picture, control);
            at += picture;
        } else if (is_nick_at(w, at, words->own_nick, nick_bytes)) {
            text_add_span(markup, w.bytes + at, nick_bytes, own);
            at += nick_bytes;
        } else {
            text_add_span(markup, w.bytes + at, 1, words->base);
            at++;
        }
    }
}

static void add_word(text_markup *markup, word w, const text_words *words) {
    const text_context *context = words->context;
    word link = find_link(w);
    if (link.count > 0) {
        size_t before = (size_t)(link.bytes - w.bytes);
        const char *after = link.bytes + link.count;
        text_add_span(markup, w.bytes, before, words->base);
        text_add_span(markup, link.bytes, link.count,
                      (text_style){.role = ROLE_LINK});
        text_add_span(markup, after, w.count - before - link.count,
                      words->base);
        return;
    }
    if (words->has_emotes && context->is_emote != NULL &&
        context->is_emote(context->emotes, w.bytes, w.count)) {
        text_add_span(markup, w.bytes, w.count,
                      (text_style){.role = ROLE_EMOTE});
        return;
    }
    add_ordinary(markup, w, words);
}

void text_add_span(text_markup *markup, const char *bytes, size_t count,
                   text_style style) {
    if (count == 0) {
        return;
    }
    if (markup->count > 0) {
        text_span *last = &markup->spans[markup->count - 1];
        bool is_alike =
            last->style.role == style.role && last->style.color == style.color;
        bool goes_on = last->bytes + last->count == bytes;
        if ((goes_on && is_alike) || markup->count == TEXT_SPANS) {
            last->count += count;
            return;
        }
    }
    markup->spans[markup->count++] = (text_span){bytes, count, style};
}

void text_add_words(text_markup *markup, const char *text, size_t bytes,
                    const text_words *words) {
    size_t at = 0;
    while (at < bytes) {
        const char *space = memchr(text + at, ' ', bytes - at);
        size_t end = space != NULL ? (size_t)(space - text) : bytes;
        if (end > at) {
            add_word(markup, (word){text + at, end - at}, words);
            at = end;
        } else {
            text_add_span(markup, text + at, 1, words->base);
            at++;
        }
    }
}
