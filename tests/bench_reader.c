/*
 * The whole program on a 200x50 terminal, from the outside:
 *
 *     bench_reader PROGRAM
 *
 * Prints one line for each figure: its name and its value.
 */
#include "flood.h"
#include "measure.h"
#include "terminal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    COLUMNS = 200,
    ROWS = 50,
    STARTS = 9,
    KEYS = 300,
    KEYS_IN_A_LINE = 10,
    FLOOD_FRAMES = 200000,
};

/* Seconds. */
static const double patience = 60;
static const double settling = 1;
static const double idling = 10;
static const double watching = 5;

/* What the first complete screen ends with: the prompt. */
static const char first_screen[] = "] >";

typedef struct bench {
    flood flood;
    terminal terminal;
    char chat_url[64];
    pid_t site; /* the demo server, for emotes and flairs */
    char site_url[64];
    const char *program;
} bench;

/* What a program used over some time. */
typedef struct usage {
    double seconds;
    double cpu;
    double sleeps;
    size_t bytes;
} usage;

static void fail(const char *what) {
    fprintf(stderr, "bench_reader: %s\n", what);
    exit(EXIT_FAILURE);
}

static void report(const char *name, double value) {
    printf("%s %.4f\n", name, value);
    fflush(stdout);
}

static void let_pass(bench *b, double seconds) {
    terminal_read(&b->terminal, NULL, measure_wall() + seconds);
}

/* Uneven pauses, so that keys do not fall in step with the screen. */
static double pause_before(size_t key) {
    return 0.012 + (double)(key * 7919 % 20000) / 1e6;
}

/* Starts the demo server and reads where it listens. */
static void start_site(bench *b) {
    int output[2];
    if (pipe(output) != 0 || (b->site = fork()) < 0) {
        fail("no demo server");
    }
    if (b->site == 0) {
        dup2(output[1], STDOUT_FILENO);
        close(output[0]);
        execl(b->program, b->program, "demo-server", (char *)NULL);
        _exit(127);
    }
    close(output[1]);
    char line[128];
    FILE *lines = fdopen(output[0], "r");
    while (lines != NULL && fgets(line, sizeof line, lines) != NULL) {
        if (sscanf(line, "DGG_SITE_URL=%63s", b->site_url) == 1) {
            return;
        }
    }
    fail("the demo server does not say where it is");
}

static void stop_site(const bench *b) {
    kill(b->site, SIGTERM);
    waitpid(b->site, NULL, 0);
}

static void start_program(bench *b) {
    /* execv promises not to change the strings. */
    char *argv[] = {(char *)(size_t)b->program,
                    (char[]){"--chat-url"},
                    b->chat_url,
                    (char[]){"--site-url"},
                    b->site_url,
                    NULL};
    if (!terminal_start(&b->terminal, COLUMNS, ROWS, argv)) {
        fail("no terminal");
    }
}

static usage usage_now(const bench *b) {
    pid_t child = b->terminal.child;
    return (usage){measure_wall(), measure_cpu_of(child),
                   measure_sleeps_of(child), b->terminal.bytes};
}

static usage usage_over(bench *b, double seconds) {
    usage before = usage_now(b);
    let_pass(b, seconds);
    usage after = usage_now(b);
    return (usage){after.seconds - before.seconds, after.cpu - before.cpu,
                   after.sleeps - before.sleeps, after.bytes - before.bytes};
}

/* Several times, the last one stays. */
static void measure_starts(bench *b) {
    double times[STARTS];
    for (int i = 0; i < STARTS; i++) {
        double start = measure_wall();
        start_program(b);
        if (!terminal_read(&b->terminal, first_screen, start + patience)) {
            fail("no first screen");
        }
        times[i] = (measure_wall() - start) * 1000;
        let_pass(b, settling);
        if (i + 1 < STARTS) {
            terminal_stop(&b->terminal);
        }
    }
    report("start_ms", measure_percentile(times, STARTS, 50));
    report("start_mb", measure_memory_of(b->terminal.child));
}

static void measure_idle(bench *b) {
    usage idle = usage_over(b, idling);
    report("idle_sleeps", idle.sleeps / idle.seconds);
    report("idle_cpu", idle.cpu / idle.seconds * 100);
    report("idle_output", (double)idle.bytes / idle.seconds / 1000);
}

/* Characters the feed never says: what shows them is the echo. */
static void type_and_wait(bench *b, size_t index, double *milliseconds) {
    static const char *const keys[KEYS_IN_A_LINE] = {"▖", "▗", "▘", "▙", "▛",
                                                     "▜", "▝", "▟", "◢", "◣"};
    const char *key = keys[index % KEYS_IN_A_LINE];
    let_pass(b, pause_before(index));
    double start = measure_wall();
    terminal_type(&b->terminal, key);
    if (!terminal_read(&b->terminal, key, start + patience)) {
        fail("a key was not echoed");
    }
    *milliseconds = (measure_wall() - start) * 1000;
    if (index % KEYS_IN_A_LINE == KEYS_IN_A_LINE - 1) {
        terminal_type(&b->terminal, "\x15");
        let_pass(b, 0.1);
    }
}

static void measure_echo(bench *b, const char *when) {
    static const struct {
        const char *name;
        double percent;
    } figures[] = {{"p50", 50}, {"p99", 99}, {"max", 100}};
    double times[KEYS];
    for (size_t i = 0; i < KEYS; i++) {
        type_and_wait(b, i, &times[i]);
    }
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        char name[64];
        snprintf(name, sizeof name, "echo_%s_%s", when, figures[i].name);
        report(name, measure_percentile(times, KEYS, figures[i].percent));
    }
}

/* At a steady pace: first watched alone, then with keys. */
static void measure_pace(bench *b, unsigned per_second) {
    char name[64];
    flood_pace(&b->flood, per_second);
    let_pass(b, settling);
    usage busy = usage_over(b, watching);
    snprintf(name, sizeof name, "cpu_%u", per_second);
    report(name, busy.cpu / busy.seconds * 100);
    snprintf(name, sizeof name, "output_%u", per_second);
    report(name, (double)busy.bytes / busy.seconds / 1000);
    snprintf(name, sizeof name, "%u", per_second);
    measure_echo(b, name);
    flood_pace(&b->flood, 0);
    let_pass(b, settling);
}

/* From the first frame to the screen that shows the last one. */
static void measure_flood(bench *b) {
    usage before = usage_now(b);
    flood_send(&b->flood, FLOOD_FRAMES);
    if (!terminal_read(&b->terminal, FLOOD_END_TEXT,
                       before.seconds + patience)) {
        fail("the end of the flood was not shown");
    }
    usage after = usage_now(b);
    report("reader_frames", FLOOD_FRAMES / (after.seconds - before.seconds));
    report("reader_cpu", (after.cpu - before.cpu) / FLOOD_FRAMES * 1e6);
    let_pass(b, settling);
    report("full_mb", measure_memory_of(b->terminal.child));
}

/* Nobody's account, and nobody's folders. */
static void isolate(void) {
    static const char *const unwanted[] = {
        "DGG_AUTH_TOKEN",  "DGG_SESSION_ID", "DGG_CHAT_URL",   "DGG_SITE_URL",
        "DGG_API_URL",     "DGG_CDN_URL",    "NO_COLOR",       "HOME",
        "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
    };
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++) {
        unsetenv(unwanted[i]);
    }
}

int main(int argc, char **argv) {
    bench b = {.program = argc > 1 ? argv[1] : NULL};
    if (b.program == NULL) {
        fail("usage: bench_reader PROGRAM");
    }
    isolate();
    if (!flood_start(&b.flood)) {
        fail("no flood");
    }
    snprintf(b.chat_url, sizeof b.chat_url, "ws://127.0.0.1:%d/ws",
             b.flood.port);
    start_site(&b);
    measure_starts(&b);
    measure_idle(&b);
    measure_echo(&b, "idle");
    measure_pace(&b, 500);
    measure_pace(&b, 5000);
    measure_flood(&b);
    terminal_stop(&b.terminal);
    stop_site(&b);
    flood_stop(&b.flood);
    return EXIT_SUCCESS;
}
