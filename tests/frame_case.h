/*
 * A frame to take apart. In the frames of tests ' stands for ", so that they
 * can be read.
 */
#ifndef FRAME_CASE_H
#define FRAME_CASE_H

#include "frame.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { CASE_RECEIVED_MS = 1000 };

typedef struct frame_case {
    frame_parser parser;
    dgg_event event;
    char *text; /* of exactly its size, so that a sanitizer sees a read past
                   the end */
} frame_case;

static inline bool case_accepts(frame_case *c, const char *frame) {
    size_t bytes = strlen(frame);
    free(c->text);
    c->text = malloc(bytes > 0 ? bytes : 1);
    ck_assert_ptr_nonnull(c->text);
    for (size_t i = 0; i < bytes; i++) {
        c->text[i] = (char)(frame[i] == '\'' ? '"' : frame[i]);
    }
    return frame_parse(&c->parser, c->text, bytes, CASE_RECEIVED_MS, &c->event);
}

static inline const dgg_event *case_read(frame_case *c, const char *frame) {
    ck_assert_msg(case_accepts(c, frame), "refused: %s", frame);
    return &c->event;
}

/* None of them is accepted. */
static inline void case_refuses(const char *const *frames, size_t count) {
    frame_case c = {0};
    for (size_t i = 0; i < count; i++) {
        ck_assert_msg(!case_accepts(&c, frames[i]), "%s", frames[i]);
    }
    frame_parser_free(&c.parser);
    free(c.text);
}

#define CASE_REFUSES(...)                            \
    case_refuses((const char *const[]){__VA_ARGS__}, \
                 sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static inline void case_end(frame_case *c) {
    frame_parser_free(&c->parser);
    free(c->text);
}

#endif
