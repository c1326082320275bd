/*
 * The answer of a call that waits for it.
 */
#ifndef CDN_LAST_H
#define CDN_LAST_H

#include "buffer.h"
#include "dgg_cdn.h"

enum { CDN_LAST_TEXT_BYTES = 512 };

typedef struct cdn_last {
    dgg_cdn_answer answer; /* points into the rest */
    bool is_there;
    char reason[CDN_LAST_TEXT_BYTES];
    char content_type[CDN_LAST_TEXT_BYTES];
    buffer body;
} cdn_last;

/* With the answer to no call. */
void cdn_last_init(cdn_last *last);
void cdn_last_free(cdn_last *last);

/* Forgets the answer of before; call it before each call. */
void cdn_last_begin(cdn_last *last);

/* A dgg_cdn_callback: copies the answer; `user` is the cdn_last. */
void cdn_last_keep(void *user, const dgg_cdn_answer *answer);

/* There will be none: ends the wait. */
void cdn_last_give_up(cdn_last *last);

/* Turns the loop until it is there; its error. */
dgg_error cdn_last_wait(cdn_last *last, dgg_loop *loop);

#endif
