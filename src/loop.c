#include "loop.h"

#include "sigpipe.h"

#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Closing takes libuv one round, libwebsockets a few. */
enum { CLOSE_ROUNDS = 16 };

typedef struct slot_entry {
    void *value;
    void (*release)(void *value);
} slot_entry;

struct dgg_loop {
    uv_loop_t *uv;
    dgg_environment environment;
    char *ca_file;
    loop_timer *timers; /* armed ones, nearest first */
    slot_entry slots[LOOP_SLOTS];
    const struct http_tap *tap;
    int64_t called_ms; /* when the timer being called was due; else INT64_MAX */
    bool is_servicing;
    bool is_doomed; /* freed while servicing: goes when that returns */
};

static int64_t clock_ms(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t system_monotonic_ms(void *user) {
    (void)user;
    return clock_ms(CLOCK_MONOTONIC);
}

static int64_t system_wall_ms(void *user) {
    (void)user;
    return clock_ms(CLOCK_REALTIME);
}

static uint64_t system_random(void *user) {
    (void)user;
    uint64_t bits = 0;
    if (uv_random(NULL, NULL, &bits, sizeof bits, 0, NULL) != 0) {
        bits = (uint64_t)uv_hrtime(); /* spreads reconnects, no more */
    }
    return bits;
}

static void fill_environment(dgg_environment *environment) {
    if (environment->monotonic_ms == NULL) {
        environment->monotonic_ms = system_monotonic_ms;
    }
    if (environment->clock_speed <= 0) {
        environment->clock_speed = 1;
    }
    if (environment->wall_ms == NULL) {
        environment->wall_ms = system_wall_ms;
    }
    if (environment->random == NULL) {
        environment->random = system_random;
    }
}

static uv_loop_t *new_uv_loop(void) {
    uv_loop_t *uv = malloc(sizeof *uv);
    if (uv != NULL && uv_loop_init(uv) != 0) {
        free(uv);
        return NULL;
    }
    return uv;
}

static void close_handle(uv_handle_t *handle, void *user) {
    (void)user;
    if (!uv_is_closing(handle)) {
        uv_close(handle, NULL);
    }
}

/* What is still busy after all rounds is left to leak: that is better than
 * pulling memory from under it. */
static void free_uv_loop(uv_loop_t *uv) {
    for (int round = 0; round < CLOSE_ROUNDS; round++) {
        uv_run(uv, UV_RUN_NOWAIT);
        if (uv_loop_close(uv) == 0) {
            free(uv);
            return;
        }
        if (round == CLOSE_ROUNDS / 2) {
            uv_walk(uv, close_handle, NULL);
        }
    }
}

static void destroy(dgg_loop *loop) {
    sigpipe_guard guard;
    sigpipe_block(&guard);
    for (size_t i = 0; i < LOOP_SLOTS; i++) {
        if (loop->slots[i].value != NULL) {
            loop->slots[i].release(loop->slots[i].value);
        }
    }
    free_uv_loop(loop->uv);
    sigpipe_restore(&guard);
    free(loop->ca_file);
    free(loop);
}

static size_t count_due(const dgg_loop *loop, int64_t now_ms) {
    size_t count = 0;
    const loop_timer *timer = loop->timers;
    for (; timer != NULL && timer->due_ms <= now_ms; timer = timer->next) {
        count++;
    }
    return count;
}

/* A timer that its own callback starts again queues up behind those that are
 * due already, so counting them first keeps it from running for ever. */
static void run_due_timers(dgg_loop *loop) {
    int64_t now_ms = dgg_loop_monotonic_ms(loop);
    size_t left = count_due(loop, now_ms);
    for (; left > 0 && !loop->is_doomed; left--) {
        loop_timer *timer = loop->timers;
        if (timer == NULL || timer->due_ms > now_ms) {
            return;
        }
        loop_timer_stop(timer);
        loop->called_ms = timer->due_ms;
        timer->callback(timer->user);
        loop->called_ms = INT64_MAX;
    }
}

/* Waking early would turn idly until the time has come. */
static int round_up(double ms) {
    if (ms >= INT_MAX) {
        return INT_MAX;
    }
    int whole_ms = (int)ms;
    return whole_ms < ms ? whole_ms + 1 : whole_ms;
}

static int nearest_timer_ms(const dgg_loop *loop) {
    if (loop->timers == NULL) {
        return -1;
    }
    int64_t left_ms = loop->timers->due_ms - dgg_loop_monotonic_ms(loop);
    if (left_ms <= 0) {
        return 0;
    }
    if (loop->environment.clock_speed <= 0) {
        return -1;
    }
    return round_up((double)left_ms / loop->environment.clock_speed);
}

/* Of two timeouts where -1 is for ever. */
static int sooner(int a, int b) {
    if (a < 0) {
        return b;
    }
    return b < 0 || a < b ? a : b;
}

/* uv_backend_timeout measures from the time of the last round. It says 0 while
 * a watcher is not yet registered with the kernel, and also for a loop that
 * has nothing to do. */
static int uv_timeout_ms(uv_loop_t *uv) {
    if (!uv_loop_alive(uv)) {
        return -1;
    }
    uv_update_time(uv);
    return uv_backend_timeout(uv);
}

void loop_timer_init(loop_timer *timer, dgg_loop *loop,
                     void (*callback)(void *user), void *user) {
    *timer = (loop_timer){.loop = loop, .callback = callback, .user = user};
}

void loop_timer_start_at(loop_timer *timer, int64_t due_ms) {
    loop_timer_stop(timer);
    timer->due_ms = due_ms;
    loop_timer **link = &timer->loop->timers;
    while (*link != NULL && (*link)->due_ms <= timer->due_ms) {
        link = &(*link)->next;
    }
    timer->next = *link;
    *link = timer;
    timer->is_armed = true;
}

void loop_timer_start(loop_timer *timer, int64_t delay_ms) {
    int64_t now_ms = dgg_loop_monotonic_ms(timer->loop);
    loop_timer_start_at(timer, now_ms + (delay_ms > 0 ? delay_ms : 0));
}

void loop_timer_stop(loop_timer *timer) {
    if (!timer->is_armed) {
        return;
    }
    loop_timer **link = &timer->loop->timers;
    while (*link != timer) {
        link = &(*link)->next;
    }
    *link = timer->next;
    timer->next = NULL;
    timer->is_armed = false;
}

int64_t loop_next_due_ms(const dgg_loop *loop) {
    int64_t due_ms = loop->timers != NULL ? loop->timers->due_ms : INT64_MAX;
    return loop->called_ms < due_ms ? loop->called_ms : due_ms;
}

void loop_set_clock_speed(dgg_loop *loop, double speed) {
    loop->environment.clock_speed = speed;
}

int64_t dgg_loop_monotonic_ms(const dgg_loop *loop) {
    return loop->environment.monotonic_ms(loop->environment.user);
}

int64_t dgg_loop_wall_ms(const dgg_loop *loop) {
    return loop->environment.wall_ms(loop->environment.user);
}

uint64_t loop_random(dgg_loop *loop, uint64_t bound) {
    if (bound == 0) {
        return 0;
    }
    return loop->environment.random(loop->environment.user) % bound;
}

uv_loop_t *loop_uv(dgg_loop *loop) {
    return loop->uv;
}

const dgg_environment *loop_environment(const dgg_loop *loop) {
    return &loop->environment;
}

bool loop_is_servicing(const dgg_loop *loop) {
    return loop->is_servicing;
}

const char *loop_ca_file(const dgg_loop *loop) {
    return loop->ca_file;
}

void loop_set_tap(dgg_loop *loop, const struct http_tap *tap) {
    loop->tap = tap;
}

const struct http_tap *loop_tap(const dgg_loop *loop) {
    return loop->tap;
}

void *loop_get(const dgg_loop *loop, loop_slot slot) {
    return loop->slots[slot].value;
}

void loop_set(dgg_loop *loop, loop_slot slot, void *value,
              void (*release)(void *value)) {
    loop->slots[slot] = (slot_entry){value, release};
}

dgg_error dgg_loop_new(dgg_loop **out, const dgg_loop_options *options) {
    *out = NULL;
    const char *ca_file = options != NULL ? options->ca_file : NULL;
    if (ca_file != NULL && access(ca_file, R_OK) != 0) {
        return DGG_ERROR_ARGUMENT;
    }
    dgg_loop *loop = calloc(1, sizeof *loop);
    if (loop == NULL) {
        return DGG_ERROR_MEMORY;
    }
    loop->called_ms = INT64_MAX;
    dgg_error error = DGG_ERROR_MEMORY;
    loop->ca_file = ca_file != NULL ? strdup(ca_file) : NULL;
    if (ca_file != NULL && loop->ca_file == NULL) {
        goto fail;
    }
    error = DGG_ERROR_SYSTEM;
    loop->uv = new_uv_loop();
    if (loop->uv == NULL) {
        goto fail;
    }
    if (options != NULL) {
        loop->environment = options->environment;
    }
    fill_environment(&loop->environment);
    *out = loop;
    return DGG_OK;
fail:
    free(loop->ca_file);
    free(loop);
    return error;
}

void dgg_loop_free(dgg_loop *loop) {
    if (loop == NULL) {
        return;
    }
    if (loop->is_servicing) {
        loop->is_doomed = true;
        return;
    }
    destroy(loop);
}

int dgg_loop_fd(const dgg_loop *loop) {
    return uv_backend_fd(loop->uv);
}

int dgg_loop_timeout_ms(const dgg_loop *loop) {
    return sooner(uv_timeout_ms(loop->uv), nearest_timer_ms(loop));
}

/* Sockets before timers: after a pause of the whole program the timer that
 * guards against silence must not fire while data waits to be read. */
void dgg_loop_service(dgg_loop *loop) {
    if (loop->is_servicing) {
        return;
    }
    loop->is_servicing = true;
    sigpipe_guard guard;
    sigpipe_block(&guard);
    uv_run(loop->uv, UV_RUN_NOWAIT);
    run_due_timers(loop);
    sigpipe_restore(&guard);
    loop->is_servicing = false;
    if (loop->is_doomed) {
        destroy(loop);
    }
}

void dgg_loop_wait(dgg_loop *loop, int max_ms) {
    struct pollfd fd = {.fd = dgg_loop_fd(loop), .events = POLLIN};
    poll(&fd, 1, sooner(dgg_loop_timeout_ms(loop), max_ms));
    dgg_loop_service(loop);
}
