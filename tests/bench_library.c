/*
 * libdgg with a handler for every kind of event, from a flood:
 *
 *     bench_library FRAMES
 *
 * Prints frames a second, microseconds of CPU a frame, and the megabytes that
 * are resident at the end.
 */
#include "dgg.h"
#include "flood.h"
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct tally {
    size_t expected;
    size_t seen;
    size_t bytes; /* of nicks and texts: what a program would look at */
    double wall;
    double cpu;
} tally;

static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    tally *t = user;
    t->bytes += strlen(event->user.nick) + strlen(event->text);
    t->seen++;
    if (t->seen == FLOOD_GREETINGS) {
        t->wall = measure_wall();
        t->cpu = measure_cpu();
    } else if (t->seen == t->expected) {
        t->wall = measure_wall() - t->wall;
        t->cpu = measure_cpu() - t->cpu;
        dgg_chat_disconnect(chat);
    }
    return 0;
}

/* What cannot go on here would only be tried again. */
static int on_close(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)user;
    if (event->as.close.retry_ms >= 0) {
        fprintf(stderr, "%s\n", dgg_strerror(event->as.close.error));
        dgg_chat_disconnect(chat);
    }
    return 0;
}

static bool receive(tally *t, int port) {
    static const dgg_on kinds[] = {
        DGG_ON_ME,        DGG_ON_SERVED_CONNECTIONS, DGG_ON_USER_JOINED,
        DGG_ON_USER_QUIT, DGG_ON_CHAT_MESSAGE,
    };
    char url[64];
    dgg_chat *chat;
    snprintf(url, sizeof url, "ws://127.0.0.1:%d/ws", port);
    dgg_options options = {.endpoints = {.chat_url = url}};
    if (dgg_chat_new(&chat, &options) != DGG_OK) {
        return false;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        dgg_chat_on(chat, kinds[i], on_event, t);
    }
    dgg_chat_on(chat, DGG_ON_WS_CLOSE, on_close, NULL);
    dgg_chat_run_forever(chat);
    dgg_chat_free(chat);
    return t->seen == t->expected;
}

int main(int argc, char **argv) {
    flood f;
    size_t frames = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 0;
    tally t = {.expected = FLOOD_GREETINGS + frames + FLOOD_ENDS};
    if (frames == 0 || !flood_start(&f)) {
        fprintf(stderr, "usage: bench_library FRAMES\n");
        return EXIT_FAILURE;
    }
    flood_send(&f, frames);
    bool is_complete = receive(&t, f.port);
    flood_stop(&f);
    if (!is_complete) {
        fprintf(stderr, "only %zu of %zu frames came\n", t.seen, t.expected);
        return EXIT_FAILURE;
    }
    printf("%.0f %.3f %.1f\n", (double)frames / t.wall,
           t.cpu / (double)frames * 1e6, measure_memory_of(getpid()));
    return EXIT_SUCCESS;
}
