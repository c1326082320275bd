/*
 * The demo server, the library, the model and its screens under faults, for as
 * long as wanted; tests/soak builds and starts it:
 *
 *     soak [--minutes N] [--connections N] [--speed N] [--seed N] [--release]
 *
 * Ends with 1 when a line was lost, doubled or out of order, when the user
 * list was wrong, or when memory grew.
 */
#include "feed.h"
#include "measure.h"
#include "soak_faults.h"

#include <getopt.h>
#include <inttypes.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STEPS_A_CHECK = 8,
    FLOOD_FRAMES = 16, /* what the server queues for a slow reader */
    FRAME_BYTES = 8192,
    FILL_LINES = MODEL_CHAT_LINES,
    TOLERATED_PERCENT = 2, /* of the heap; texts differ in length */
    TALK_LINE_BYTES = 128, /* in a window's ring, about */
};

static const double report_s = 10;

typedef struct wishes {
    double minutes;     /* 0: until so many connections were cut */
    size_t connections; /* 0: for so many minutes */
    double speed;
    uint64_t seed;
    bool is_release; /* weigh memory, too */
} wishes;

typedef struct soak {
    wishes wishes;
    stage stage;
    faults faults;
    feed *feed;
    double start;
    double reported;
    char problem[LEDGER_PROBLEM_BYTES];
} soak;

#if defined __SANITIZE_ADDRESS__
#define IS_SANITIZED 1
#elif defined __has_feature
#define IS_SANITIZED __has_feature(address_sanitizer)
#else
#define IS_SANITIZED 0
#endif

/* The sanitizer's run-time has it, but its header is not always installed. */
size_t __sanitizer_get_current_allocated_bytes(void);

static double heap_mb(void) {
#if IS_SANITIZED
    return (double)__sanitizer_get_current_allocated_bytes() / 1e6;
#else
    struct mallinfo2 info = mallinfo2();
    return (double)(info.uordblks + info.hblkhd) / 1e6;
#endif
}

static void report(soak *k) {
    const stage_counts *counts = &k->stage.counts;
    k->reported = measure_wall();
    printf("%6.0f s: %zu connections, %zu cut, %zu lines and %zu user lists "
           "checked, %.1f h of chat, heap %.2f MB\n",
           k->reported - k->start, counts->connections, counts->cuts,
           ledger_checked(k->stage.ledger), counts->rosters,
           (double)k->stage.now_ms / 3600e3, heap_mb());
    fflush(stdout);
}

static bool step(soak *k) {
    stage_settle(&k->stage);
    if (stage_random(&k->stage, STEPS_A_CHECK) == 0 &&
        !stage_check(&k->stage, k->problem)) {
        return false;
    }
    faults_step(&k->faults, &k->stage);
    stage_advance(&k->stage);
    if (measure_wall() - k->reported >= report_s) {
        report(k);
    }
    return true;
}

/* Has this share of what was wanted been done? */
static bool is_over(const soak *k, double share) {
    double minutes = (measure_wall() - k->start) / 60;
    double cuts = (double)k->stage.counts.cuts;
    return (k->wishes.connections > 0 &&
            cuts >= share * (double)k->wishes.connections) ||
           (k->wishes.minutes > 0 && minutes >= share * k->wishes.minutes);
}

/* Back to where new lines push out old ones. */
static void go_live(stage *s) {
    static const char *const keys[] = {"Esc", "Esc", "M-1", "Esc", "M->"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        faults_press(s, keys[i]);
    }
}

/* A frame of the made-up chat as if it happened now. */
static bool say_something(soak *k) {
    static const char key[] = "\"timestamp\":";
    size_t bytes;
    const char *said = feed_next(k->feed, &bytes);
    const char *time = strstr(said, key);
    char frame[FRAME_BYTES];
    if (time == NULL) {
        return false;
    }
    time += sizeof key - 1;
    snprintf(frame, sizeof frame, "%.*s%" PRId64 "%s", (int)(time - said), said,
             stage_now(&k->stage).wall_ms, time + strspn(time, "0123456789"));
    server_broadcast(k->stage.server, frame);
    return true;
}

/* As many lines as the ring holds, without a pause. */
static bool fill_ring(soak *k) {
    stage *s = &k->stage;
    const history *lines = &s->model.windows.list[WINDOW_CHAT]->lines;
    uint64_t end = lines->next + FILL_LINES;
    while (lines->next < end) {
        bool is_fine = true;
        for (int i = 0; i < FLOOD_FRAMES && is_fine; i++) {
            is_fine = say_something(k);
        }
        go_live(s);
        if (!is_fine || !step(k)) {
            return false;
        }
    }
    report(k);
    return true;
}

static bool live_until(soak *k, double share) {
    while (!is_over(k, share)) {
        if (!step(k)) {
            return false;
        }
    }
    report(k);
    return true;
}

/* Conversations take days to reach their bounds. */
static double talks_mb(const stage *s) {
    size_t lines = 0;
    for (size_t i = WINDOW_CHAT + 1; i < s->model.windows.count; i++) {
        lines += history_count(&s->model.windows.list[i]->lines);
    }
    return (double)(lines * TALK_LINE_BYTES) / 1e6;
}

/* Compares the middle with the end, each time with a full ring. */
static bool run_and_weigh(soak *k) {
    if (!live_until(k, 0.5) || !fill_ring(k)) {
        return false;
    }
    double full_mb = heap_mb();
    double full_talks_mb = talks_mb(&k->stage);
    if (!live_until(k, 1) || !fill_ring(k)) {
        return false;
    }
    double grown_mb = heap_mb() - full_mb;
    double whispers_mb = talks_mb(&k->stage) - full_talks_mb;
    printf("heap with a full ring: %.2f MB, and %+.2f MB at the end, of which "
           "whispers are about %.2f MB\n",
           full_mb, grown_mb, whispers_mb);
    snprintf(k->problem, sizeof k->problem, "the heap grew by %.2f MB",
             grown_mb - whispers_mb);
    return grown_mb - whispers_mb <= full_mb * TOLERATED_PERCENT / 100;
}

static bool read_wishes(wishes *w, int argc, char **argv) {
    static const struct option options[] = {
        {"minutes", required_argument, NULL, 'm'},
        {"connections", required_argument, NULL, 'c'},
        {"speed", required_argument, NULL, 's'},
        {"seed", required_argument, NULL, 'e'},
        {"release", no_argument, NULL, 'r'},
        {NULL, 0, NULL, 0},
    };
    int option;
    *w = (wishes){.speed = 5, .seed = (uint64_t)(measure_wall() * 1e6)};
    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        switch (option) {
        case 'm': w->minutes = strtod(optarg, NULL); break;
        case 'c': w->connections = strtoul(optarg, NULL, 10); break;
        case 's': w->speed = strtod(optarg, NULL); break;
        case 'e': w->seed = strtoull(optarg, NULL, 10); break;
        case 'r': w->is_release = true; break;
        default: return false;
        }
    }
    if (w->minutes <= 0 && w->connections == 0) {
        w->minutes = 10;
    }
    return optind == argc && w->speed > 0;
}

int main(int argc, char **argv) {
    soak k = {0};
    if (!read_wishes(&k.wishes, argc, argv)) {
        fprintf(stderr, "usage: soak [--minutes N] [--connections N] "
                        "[--speed N] [--seed N] [--release]\n");
        return 2;
    }
    printf("seed %" PRIu64 "\n", k.wishes.seed);
    k.start = k.reported = measure_wall();
    k.feed = feed_new(k.wishes.seed);
    bool is_fine =
        k.feed != NULL &&
        stage_open(&k.stage, k.wishes.seed, k.wishes.speed, k.problem) &&
        (k.wishes.is_release ? run_and_weigh(&k) : live_until(&k, 1));
    stage_close(&k.stage);
    feed_free(k.feed);
    printf("heap after all was closed: %.2f MB\n", heap_mb());
    if (is_fine) {
        puts("verdict: nothing lost, nothing doubled");
    } else {
        printf("verdict: WRONG: %s\nrepeat it with --seed %" PRIu64 "\n",
               k.problem, k.wishes.seed);
    }
    return is_fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
