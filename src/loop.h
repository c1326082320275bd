/*
 * What the rest of the library needs from its loop: timers, the time, chance,
 * and the uv loop that the websocket and HTTP attach to.
 */
#ifndef LOOP_H
#define LOOP_H

#include "dgg_loop.h"

#include <stdbool.h>
#include <uv.h>

/*
 * A timer on the loop's monotonic clock, embedded in its owner. It does not
 * use uv timers, so that a test's clock moves it.
 */
typedef struct loop_timer {
    dgg_loop *loop;
    void (*callback)(void *user);
    void *user;
    int64_t due_ms;
    bool is_armed;
    struct loop_timer *next; /* armed timers, nearest first */
} loop_timer;

void loop_timer_init(loop_timer *timer, dgg_loop *loop,
                     void (*callback)(void *user), void *user);

/* Arms it to fire once after delay_ms; an armed one is moved. */
void loop_timer_start(loop_timer *timer, int64_t delay_ms);
/* The same at a time of the monotonic clock, which runs on meanwhile. */
void loop_timer_start_at(loop_timer *timer, int64_t due_ms);
void loop_timer_stop(loop_timer *timer);

/* When the nearest timer is due, by the monotonic clock; inside of a callback
 * when that one was. INT64_MAX: there is none. */
int64_t loop_next_due_ms(const dgg_loop *loop);

/* The environment's clock goes at another speed from now on; 0: it stands
 * still, so that there is nothing to wait for but what is due already. */
void loop_set_clock_speed(dgg_loop *loop, double speed);

/* A number in [0, bound); 0 when the bound is 0. */
uint64_t loop_random(dgg_loop *loop, uint64_t bound);

uv_loop_t *loop_uv(dgg_loop *loop);
const dgg_environment *loop_environment(const dgg_loop *loop);

/* True inside dgg_loop_service, where the loop cannot be turned. */
bool loop_is_servicing(const dgg_loop *loop);

/* The file given in dgg_loop_options, or NULL. */
const char *loop_ca_file(const dgg_loop *loop);

/* Who watches or answers the loop's HTTP requests (http.h); NULL: nobody. */
struct http_tap;
void loop_set_tap(dgg_loop *loop, const struct http_tap *tap);
const struct http_tap *loop_tap(const dgg_loop *loop);

/*
 * A library that lives as long as the loop and is made when it is first
 * needed: the websocket context, curl's multi handle. `slot` holds it; the
 * free function runs in dgg_loop_free, before the uv loop is closed.
 */
typedef enum loop_slot { LOOP_WEBSOCKET, LOOP_HTTP, LOOP_SLOTS } loop_slot;
void *loop_get(const dgg_loop *loop, loop_slot slot);
void loop_set(dgg_loop *loop, loop_slot slot, void *value,
              void (*release)(void *value));

#endif
