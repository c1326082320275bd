/*
 * A body as the site sent it, opened and decoded: for the tests of the
 * decoders.
 */
#ifndef DECODE_CASE_H
#define DECODE_CASE_H

#include "api_decode.h"
#include "api_reply.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

typedef struct decode_case {
    arena memory;
    api_verdict verdict;
    dgg_api_answer answer;
} decode_case;

static http_answer answer_of(int status, const char *body, size_t bytes) {
    return (http_answer){
        .status = status,
        .body = body,
        .bytes = bytes,
        .content_type = "application/json",
        .reason = "",
    };
}

static void decode_bytes(decode_case *c, api_decoder decode, const char *body,
                         size_t bytes) {
    json_doc doc = {0};
    json_value found;
    const http_answer answer = answer_of(200, body, bytes);
    *c = (decode_case){0};
    if (api_open(&c->verdict, &answer, NULL, true, &doc, &found)) {
        dgg_error error = decode(found, &c->memory, &c->answer);
        if (error != DGG_OK) {
            api_fail(&c->verdict, error);
        }
    }
    json_doc_free(&doc);
}

static inline void decode_good(decode_case *c, api_decoder decode,
                               const char *body) {
    decode_bytes(c, decode, body, strlen(body));
    ck_assert_msg(c->verdict.error == DGG_OK, "%s: %s", body, c->verdict.words);
}

static inline void decode_bad(api_decoder decode, const char *body,
                              dgg_error error) {
    decode_case c;
    decode_bytes(&c, decode, body, strlen(body));
    ck_assert_msg(c.verdict.error == error, "%s: %s", body,
                  dgg_strerror(c.verdict.error));
    ck_assert_str_ne(c.verdict.words, "");
    arena_free(&c.memory);
}

/* No part of a body is taken for the whole. */
static inline void decode_cut(api_decoder decode, const char *body) {
    for (size_t bytes = 0; bytes < strlen(body); bytes++) {
        char *cut = malloc(bytes + 1);
        ck_assert_ptr_nonnull(cut);
        memcpy(cut, body, bytes);
        cut[bytes] = '\0';
        decode_case c;
        decode_bytes(&c, decode, cut, bytes);
        ck_assert_msg(c.verdict.error != DGG_OK, "%s", cut);
        arena_free(&c.memory);
        free(cut);
    }
}

static inline void decode_end(decode_case *c) {
    arena_free(&c->memory);
}

#endif
