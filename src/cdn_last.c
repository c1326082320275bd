#include "cdn_last.h"

#include "http.h"

#include <stdio.h>

static void set(cdn_last *last, dgg_error error, const char *reason) {
    snprintf(last->reason, sizeof last->reason, "%s", reason);
    last->answer = (dgg_cdn_answer){
        .status = {.error = error, .reason = last->reason},
        .body = "",
        .content_type = last->content_type,
    };
}

void cdn_last_init(cdn_last *last) {
    buffer_init(&last->body, HTTP_MAX_BYTES);
    cdn_last_begin(last);
}

void cdn_last_free(cdn_last *last) {
    buffer_free(&last->body);
}

void cdn_last_begin(cdn_last *last) {
    buffer_reset(&last->body, 0);
    last->content_type[0] = '\0';
    last->is_there = false;
    set(last, DGG_ERROR_STATE, dgg_strerror(DGG_ERROR_STATE));
}

void cdn_last_keep(void *user, const dgg_cdn_answer *answer) {
    cdn_last *last = user;
    last->is_there = true;
    if (!buffer_append(&last->body, answer->body, answer->bytes)) {
        set(last, DGG_ERROR_MEMORY, dgg_strerror(DGG_ERROR_MEMORY));
        return;
    }
    set(last, answer->status.error, answer->status.reason);
    snprintf(last->content_type, sizeof last->content_type, "%s",
             answer->content_type);
    last->answer.status.http_status = answer->status.http_status;
    last->answer.body = answer->bytes > 0 ? last->body.bytes : "";
    last->answer.bytes = answer->bytes;
    last->answer.is_cached = answer->is_cached;
    last->answer.is_stale = answer->is_stale;
}

void cdn_last_give_up(cdn_last *last) {
    last->is_there = true;
}

dgg_error cdn_last_wait(cdn_last *last, dgg_loop *loop) {
    while (!last->is_there) {
        dgg_loop_wait(loop, -1);
    }
    return last->answer.status.error;
}
