#include "model_gap.h"

#include "model_words.h"

#include <stdio.h>
#include <time.h>

enum { CLOCK_BYTES = 16 };

static void format_clock(char out[CLOCK_BYTES], int64_t time_ms) {
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm local;
    if (localtime_r(&seconds, &local) == NULL ||
        strftime(out, CLOCK_BYTES, "%H:%M:%S", &local) == 0) {
        snprintf(out, CLOCK_BYTES, "--:--:--");
    }
}

void gap_opened(model_gap *g) {
    g->is_waiting = true;
}

/* What came live before HISTORY could close the hole before it leaves that
 * open. */
void gap_closed(model_gap *g) {
    if (!g->is_waiting) {
        g->whole_ms = g->newest_ms;
    }
}

void gap_shown(model_gap *g, int64_t time_ms) {
    if (time_ms > g->newest_ms) {
        g->newest_ms = time_ms;
    }
}

bool gap_found(model_gap *g, int64_t *from_ms, int64_t oldest_ms) {
    bool was_waiting = g->is_waiting;
    g->is_waiting = false;
    *from_ms = g->whole_ms;
    return was_waiting && g->whole_ms > 0 && oldest_ms > g->whole_ms;
}

void gap_describe(char *out, size_t size, int64_t from_ms, int64_t to_ms) {
    char from[CLOCK_BYTES];
    char to[CLOCK_BYTES];
    char duration[WORDS_DURATION_BYTES];
    int64_t seconds = (to_ms - from_ms) / 1000;
    format_clock(from, from_ms);
    format_clock(to, to_ms);
    words_for_duration(duration, seconds > 0 ? seconds : 1);
    words_format(out, size, "gap: %s – %s (%s), messages missing", from, to,
                 duration);
}
