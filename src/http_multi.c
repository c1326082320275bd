#include "http_multi.h"

#include "wiped.h"

#include <stdlib.h>

struct http_multi {
    CURLM *curl;
    dgg_loop *loop;
    uv_timer_t timer;
    http_multi_handlers handlers;
    http_multi_entry *running;
};

/* A socket that curl wants watched. */
typedef struct watch {
    uv_poll_t poll;
    curl_socket_t socket;
    http_multi *multi;
} watch;

static void unlink_entry(http_multi *multi, http_multi_entry *entry) {
    http_multi_entry **link = &multi->running;
    while (*link != NULL && *link != entry) {
        link = &(*link)->next;
    }
    if (*link != NULL) {
        *link = entry->next;
    }
}

static void finish(http_multi *multi, http_multi_entry *entry,
                   CURLcode result) {
    http_multi_remove(multi, entry);
    multi->handlers.on_done(entry->user, result);
}

static void report_finished(http_multi *multi) {
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(multi->curl, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE) {
            continue;
        }
        CURLcode result = message->data.result;
        void *entry = NULL;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &entry);
        finish(multi, entry, result);
    }
}

/* A socket may be watched by nobody now, and curl does not say whose. */
static void fail_all(http_multi *multi) {
    while (multi->running != NULL) {
        finish(multi, multi->running, CURLE_OUT_OF_MEMORY);
    }
}

static http_multi_entry *with_piece(const http_multi *multi) {
    http_multi_entry *entry = multi->running;
    while (entry != NULL && !entry->has_piece) {
        entry = entry->next;
    }
    return entry;
}

/* Any entry may be gone afterwards. */
static void report_pieces(http_multi *multi) {
    http_multi_entry *entry;
    while ((entry = with_piece(multi)) != NULL) {
        entry->has_piece = false;
        multi->handlers.on_piece(entry->user);
    }
}

static void act(http_multi *multi, curl_socket_t socket, int events) {
    int running;
    CURLMcode code =
        curl_multi_socket_action(multi->curl, socket, events, &running);
    report_pieces(multi);
    report_finished(multi);
    if (code != CURLM_OK) {
        fail_all(multi);
    }
}

static void on_socket_ready(uv_poll_t *poll, int status, int events) {
    const watch *w = poll->data;
    int ready = status < 0 ? CURL_CSELECT_ERR : 0;
    ready |= (events & UV_READABLE) != 0 ? CURL_CSELECT_IN : 0;
    ready |= (events & UV_WRITABLE) != 0 ? CURL_CSELECT_OUT : 0;
    act(w->multi, w->socket, ready);
}

static void on_timer(uv_timer_t *timer) {
    act(timer->data, CURL_SOCKET_TIMEOUT, 0);
}

static void free_watch(uv_handle_t *handle) {
    free(handle->data);
}

static watch *watch_new(http_multi *multi, curl_socket_t socket) {
    watch *w = calloc(1, sizeof *w);
    if (w == NULL ||
        uv_poll_init_socket(loop_uv(multi->loop), &w->poll, socket) != 0) {
        free(w);
        return NULL;
    }
    w->poll.data = w;
    w->socket = socket;
    w->multi = multi;
    return w;
}

static int on_socket_wanted(CURL *transfer, curl_socket_t socket, int what,
                            void *user, void *known) {
    (void)transfer;
    http_multi *multi = user;
    watch *w = known;
    if (what == CURL_POLL_REMOVE) {
        if (w != NULL) {
            uv_poll_stop(&w->poll);
            uv_close((uv_handle_t *)&w->poll, free_watch);
            curl_multi_assign(multi->curl, socket, NULL);
        }
        return 0;
    }
    if (w == NULL) {
        w = watch_new(multi, socket);
        if (w == NULL) {
            return -1;
        }
        curl_multi_assign(multi->curl, socket, w);
    }
    int events = (what & CURL_POLL_IN) != 0 ? UV_READABLE : 0;
    events |= (what & CURL_POLL_OUT) != 0 ? UV_WRITABLE : 0;
    return uv_poll_start(&w->poll, events, on_socket_ready) == 0 ? 0 : -1;
}

/* Even a timeout of 0 goes through the loop: curl must not be entered from
 * its own callback. */
static int on_timeout_wanted(CURLM *curl, long timeout_ms, void *user) {
    (void)curl;
    http_multi *multi = user;
    if (timeout_ms < 0) {
        return uv_timer_stop(&multi->timer);
    }
    uv_update_time(loop_uv(multi->loop));
    return uv_timer_start(&multi->timer, on_timer, (uint64_t)timeout_ms, 0);
}

static void free_multi(uv_handle_t *timer) {
    free(timer->data);
}

static void release(void *value) {
    http_multi *multi = value;
    curl_multi_cleanup(multi->curl);
    curl_global_cleanup();
    uv_timer_stop(&multi->timer);
    uv_close((uv_handle_t *)&multi->timer, free_multi);
}

static void configure(http_multi *multi) {
    CURLM *curl = multi->curl;
    curl_multi_setopt(curl, CURLMOPT_SOCKETFUNCTION, on_socket_wanted);
    curl_multi_setopt(curl, CURLMOPT_SOCKETDATA, multi);
    curl_multi_setopt(curl, CURLMOPT_TIMERFUNCTION, on_timeout_wanted);
    curl_multi_setopt(curl, CURLMOPT_TIMERDATA, multi);
}

/* curl copies cookies and addresses. A program that started curl before keeps
 * its own allocator. */
static bool start_curl(void) {
    return curl_global_init_mem(CURL_GLOBAL_DEFAULT, wiped_alloc, wiped_free,
                                wiped_realloc, wiped_strdup,
                                wiped_calloc) == CURLE_OK;
}

static http_multi *make(dgg_loop *loop, const http_multi_handlers *handlers) {
    http_multi *multi = calloc(1, sizeof *multi);
    if (multi == NULL || !start_curl()) {
        free(multi);
        return NULL;
    }
    multi->curl = curl_multi_init();
    if (multi->curl == NULL) {
        curl_global_cleanup();
        free(multi);
        return NULL;
    }
    multi->loop = loop;
    multi->handlers = *handlers;
    uv_timer_init(loop_uv(loop), &multi->timer);
    multi->timer.data = multi;
    configure(multi);
    loop_set(loop, LOOP_HTTP, multi, release);
    return multi;
}

http_multi *http_multi_get(dgg_loop *loop,
                           const http_multi_handlers *handlers) {
    http_multi *multi = loop_get(loop, LOOP_HTTP);
    return multi != NULL ? multi : make(loop, handlers);
}

bool http_multi_add(http_multi *multi, http_multi_entry *entry) {
    curl_easy_setopt(entry->transfer, CURLOPT_PRIVATE, entry);
    if (curl_multi_add_handle(multi->curl, entry->transfer) != CURLM_OK) {
        return false;
    }
    entry->next = multi->running;
    multi->running = entry;
    return true;
}

void http_multi_remove(http_multi *multi, http_multi_entry *entry) {
    unlink_entry(multi, entry);
    curl_multi_remove_handle(multi->curl, entry->transfer);
}
