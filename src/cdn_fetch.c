#include "cdn_fetch.h"

#include "date.h"
#include "endpoint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REASON_BYTES = 512, TYPE_BYTES = 128, DAY_BYTES = 10 };

struct cdn_fetch {
    cdn_fetch_options options;
    char path[CDN_PATH_BYTES + 2];
    cdn_place place;
    bool is_begun;
    cdn_copy copy;
    http_request *request;
    loop_timer timer; /* to the callback, when there is no request */
    dgg_cdn_answer answer;
    cdn_verdict verdict;
    char type[TYPE_BYTES];
    char reason[REASON_BYTES];
    cdn_fetch *next;
};

/* A recording has to get what came from the network, and what a recording
 * answers is not what the CDN has. */
static cdn_cache *cache_of(const cdn_fetch *f) {
    return http_get_tap(f->options.loop) == NULL ? f->options.cache : NULL;
}

static void unlink_fetch(cdn_fetch *f) {
    cdn_fetch **link = f->options.list;
    while (*link != f) {
        link = &(*link)->next;
    }
    *link = f->next;
}

static void destroy(cdn_fetch *f) {
    loop_timer_stop(&f->timer);
    cdn_copy_free(&f->copy);
    free(f);
}

/* The callback may free the owner: nothing of it is touched after. */
static void deliver(void *user) {
    cdn_fetch *f = user;
    unlink_fetch(f);
    f->options.callback(f->options.user, &f->answer);
    destroy(f);
}

static dgg_error take_body(cdn_fetch *f, const char *body, size_t bytes) {
    return f->options.take == NULL
               ? DGG_OK
               : f->options.take(f->options.user, f->path, body, bytes);
}

/* A media type has printable characters only, and the callback may show it. */
static void set_type(cdn_fetch *f, const char *type) {
    size_t bytes = 0;
    while (type[bytes] >= ' ' && type[bytes] <= '~') {
        bytes++;
    }
    bool is_good = bytes < sizeof f->type && type[bytes] == '\0';
    snprintf(f->type, sizeof f->type, "%s", is_good ? type : "");
}

static void set_answer(cdn_fetch *f, const char *body, size_t bytes) {
    f->answer = (dgg_cdn_answer){
        .status = {.reason = f->reason},
        .body = body,
        .bytes = bytes,
        .content_type = f->type,
    };
}

/* --- the copy on disk ---------------------------------------------------- */

static bool take_copy(cdn_fetch *f) {
    const cache_entry *entry = &f->copy.entry;
    if (!f->copy.is_there) {
        return false;
    }
    if (take_body(f, entry->body, entry->bytes) != DGG_OK) {
        f->copy.is_there = false;
        cdn_cache_note_damage(f->options.cache, f->path);
        return false;
    }
    set_type(f, entry->content_type);
    set_answer(f, entry->body, entry->bytes);
    f->answer.is_cached = true;
    return true;
}

/* A copy from the future is as good as an old one. */
static bool is_fresh(const cdn_fetch *f) {
    const cache_entry *entry = &f->copy.entry;
    if (f->place.key[0] != '\0') {
        return strcmp(entry->key, f->place.key) == 0 &&
               strcmp(entry->base, f->place.base) == 0;
    }
    int64_t now_ms = dgg_loop_wall_ms(f->options.loop);
    return entry->stored_ms <= now_ms &&
           now_ms - entry->stored_ms < DGG_CDN_COPY_MS;
}

static void call_stale(cdn_fetch *f, const char *why) {
    char date[DATE_WRITTEN_BYTES] = "an unknown day";
    date_write_ms(date, f->copy.entry.stored_ms);
    f->answer.is_stale = true;
    snprintf(f->reason, sizeof f->reason, "%s; using what was loaded on %.*s",
             why, DAY_BYTES, date);
}

static void store(cdn_fetch *f, const http_answer *answer) {
    cdn_cache *cache = cache_of(f);
    if (cache == NULL) {
        return;
    }
    cdn_cache_store(cache, &(cache_entry){
                               .base = f->place.base,
                               .path = f->path,
                               .key = f->place.key,
                               .content_type = f->type,
                               .stored_ms = dgg_loop_wall_ms(f->options.loop),
                               .body = answer->body,
                               .bytes = answer->bytes,
                           });
}

/* --- the CDN ------------------------------------------------------------- */

static bool is_page(const http_answer *answer) {
    const char *start = answer->body + strspn(answer->body, " \t\r\n");
    return *start == '<';
}

static void judge(cdn_fetch *f, const http_answer *answer) {
    cdn_judge(&f->verdict, answer);
    if (f->verdict.error != DGG_OK) {
        return;
    }
    dgg_error error = take_body(f, answer->body, answer->bytes);
    if (error == DGG_ERROR_NOT_JSON && is_page(answer)) {
        error = DGG_ERROR_HTML;
    }
    cdn_verdict_set(&f->verdict, error, answer->status, "");
}

/* Nothing good came: with the copy, or with what went wrong. */
static void fail(cdn_fetch *f) {
    const cdn_verdict *verdict = &f->verdict;
    bool may_be_old =
        verdict->error != DGG_ERROR_NOT_FOUND || f->options.take != NULL;
    if (may_be_old && take_copy(f)) {
        call_stale(f, verdict->words);
        return;
    }
    set_answer(f, "", 0);
    f->type[0] = '\0';
    f->answer.status.error = verdict->error;
    f->answer.status.http_status = verdict->http_status;
    snprintf(f->reason, sizeof f->reason, "%s", verdict->words);
}

static void on_answer(void *user, const http_answer *answer) {
    cdn_fetch *f = user;
    f->request = NULL;
    judge(f, answer);
    if (f->verdict.error == DGG_OK) {
        set_type(f, answer->content_type);
        set_answer(f, answer->body, answer->bytes);
        f->answer.status.http_status = answer->status;
        store(f, answer);
    } else {
        fail(f);
    }
    deliver(f);
}

static dgg_error ask(cdn_fetch *f) {
    char *address = cdn_place_address(&f->place, f->path);
    if (address == NULL) {
        return DGG_ERROR_MEMORY;
    }
    const http_options options = {
        .url = address,
        .user_agent = ENDPOINT_USER_AGENT,
        .callback = on_answer,
        .user = f,
    };
    dgg_error error = http_send(&f->request, f->options.loop, &options);
    free(address);
    return error;
}

/* True: the answer comes from the CDN. False: it is there. */
static bool is_asked(cdn_fetch *f) {
    if (f->place.base[0] == '\0') {
        f->verdict = f->place.trouble;
    } else {
        cdn_verdict_set(&f->verdict, ask(f), 0, "");
    }
    return f->verdict.error == DGG_OK;
}

void cdn_fetch_begin(cdn_fetch *f, const cdn_place *place) {
    f->is_begun = true;
    f->place = *place;
    if (cache_of(f) != NULL) {
        cdn_cache_read(f->options.cache, f->path, &f->copy);
    }
    if (f->copy.is_there && is_fresh(f) && take_copy(f)) {
        if (place->trouble.error != DGG_OK) {
            call_stale(f, place->trouble.words);
        }
        loop_timer_start(&f->timer, 0);
    } else if (!is_asked(f)) {
        fail(f);
        loop_timer_start(&f->timer, 0);
    }
}

void cdn_fetch_begin_all(cdn_fetch *list, const cdn_place *place) {
    for (cdn_fetch *f = list; f != NULL; f = f->next) {
        if (!f->is_begun) {
            cdn_fetch_begin(f, place);
        }
    }
}

cdn_fetch *cdn_fetch_new(const cdn_fetch_options *options) {
    cdn_fetch *f = calloc(1, sizeof *f);
    if (f == NULL) {
        return NULL;
    }
    f->options = *options;
    snprintf(f->path, sizeof f->path, "%s", options->path);
    loop_timer_init(&f->timer, options->loop, deliver, f);
    f->next = *options->list;
    *options->list = f;
    return f;
}

void cdn_fetch_cancel(cdn_fetch *f) {
    unlink_fetch(f);
    http_cancel(f->request);
    destroy(f);
}
