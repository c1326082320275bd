#include "server_log_past.h"

#include "server_log_words.h"
#include "server_random.h"

#include <stdlib.h>

/* A fraction is in parts of this. */
enum { WHOLE = 1 << 10 };

static const int64_t minute_ms = INT64_C(60) * 1000;
static const int64_t past_ms = INT64_C(425) * 24 * 60 * 60 * 1000;

/* What will be said by whom. */
typedef struct plan {
    int64_t ms;
    server_log_speaker by;
    const char *nick;
    uint64_t chance; /* which words */
} plan;

typedef struct past {
    const server_roster *people;
    int64_t end_ms;
    plan *plans;
    size_t count;
    size_t capacity;
} past;

/* FNV-1a */
static uint64_t hash_of(const char *text) {
    uint64_t hash = 14695981039346656037U;
    for (; *text != '\0'; text++) {
        hash = (hash ^ (uint8_t)*text) * 1099511628211U;
    }
    return hash;
}

/* Some never talk, most do now and then, and a few all the time. */
static uint64_t lines_of(uint64_t *chance) {
    static const struct {
        uint64_t percent;
        uint64_t lines;
        uint64_t more;
    } habits[] = {
        {10, 0, 0},   {15, 3, 0},    {40, 5, 40},
        {25, 40, 80}, {8, 260, 150}, {2, 500, 300},
    };
    uint64_t percent = server_random_below(chance, 100);
    size_t habit = 0;
    while (percent >= habits[habit].percent) {
        percent -= habits[habit++].percent;
    }
    return habits[habit].lines +
           server_random_below(chance, habits[habit].more);
}

static bool add(past *p, const plan *next) {
    if (p->count == p->capacity) {
        size_t capacity = p->capacity == 0 ? 1024 : p->capacity * 2;
        plan *plans = realloc(p->plans, capacity * sizeof *plans);
        if (plans == NULL) {
            return false;
        }
        p->plans = plans;
        p->capacity = capacity;
    }
    p->plans[p->count++] = *next;
    return true;
}

/* How long ago somebody began to talk: rather lately than long ago. */
static int64_t some_age_ms(uint64_t *chance) {
    int64_t part = (int64_t)server_random_below(chance, WHOLE);
    int64_t cube = part * part / WHOLE * part / WHOLE;
    return past_ms / WHOLE * cube +
           (int64_t)server_random_below(chance, (uint64_t)(past_ms / WHOLE));
}

/* A few lines in a row, then nothing for a while. */
static bool plan_lines(past *p, server_log_speaker by, const char *nick,
                       uint64_t count) {
    uint64_t chance = hash_of(nick);
    count = by == SERVER_LOG_ANYBODY ? lines_of(&chance) : count;
    int64_t age_ms = 0;
    bool is_good = true;
    for (uint64_t i = 0; i < count && is_good; i++) {
        bool goes_on = i > 0 && server_random_below(&chance, 4) > 0;
        age_ms = goes_on ? age_ms + (int64_t)server_random_below(
                                        &chance, (uint64_t)(3 * minute_ms))
                         : 10 * minute_ms + some_age_ms(&chance);
        plan next = {p->end_ms - age_ms, by, nick, server_random(&chance)};
        is_good = add(p, &next);
    }
    return is_good;
}

static bool plan_all(past *p) {
    bool is_good = true;
    for (size_t i = 0; i < p->people->count && is_good; i++) {
        is_good =
            plan_lines(p, SERVER_LOG_ANYBODY, p->people->users[i].nick, 0);
    }
    for (int by = 0; by < SERVER_LOG_ANYBODY && is_good; by++) {
        enum { LINES = 200 };
        is_good =
            plan_lines(p, (server_log_speaker)by,
                       server_log_speaker_nick((server_log_speaker)by), LINES);
    }
    return is_good;
}

static int compare_plans(const void *a, const void *b) {
    const plan *one = a;
    const plan *other = b;
    if (one->ms != other->ms) {
        return one->ms < other->ms ? -1 : 1;
    }
    return one->chance < other->chance ? -1 : one->chance > other->chance;
}

static const char *somebody(const void *user, uint64_t number) {
    const server_roster *people = user;
    return people->count == 0 ? "" : people->users[number % people->count].nick;
}

static bool say_all(const past *p, const server_log_words *words,
                    server_logs *logs) {
    server_log_nicks nicks = {somebody, p->people};
    bool is_good = true;
    for (size_t i = 0; i < p->count && is_good; i++) {
        char text[SERVER_LOG_WORDS_BYTES];
        plan *next = &p->plans[i];
        is_good = server_logs_add(
            logs, next->nick, next->ms,
            server_log_words_say(words, next->by, &nicks, &next->chance, text));
    }
    return is_good;
}

/* Behind it comes what was logged since the demo began. */
static bool add_present(server_logs *logs, const server_logs *present) {
    bool is_good = true;
    for (size_t i = 0; i < present->count && is_good; i++) {
        const server_log_line *line = &present->lines[i];
        is_good = server_logs_add(logs, line->nick, line->ms, line->text);
    }
    return is_good;
}

static bool make_up(const server_roster *people, int64_t end_ms,
                    server_logs *logs) {
    past p = {.people = people, .end_ms = end_ms};
    server_log_words words = {0};
    bool is_good = server_log_words_load(&words) && plan_all(&p);
    if (is_good) {
        qsort(p.plans, p.count, sizeof *p.plans, compare_plans);
        is_good = say_all(&p, &words, logs);
    }
    server_log_words_free(&words);
    free(p.plans);
    return is_good;
}

void server_log_past_ensure(server *s) {
    if (!s->logs.lacks_past) {
        return;
    }
    server_logs logs = {0};
    if (make_up(&s->roster, dgg_loop_wall_ms(s->loop), &logs) &&
        add_present(&logs, &s->logs.store)) {
        server_logs_free(&s->logs.store);
        s->logs.store = logs;
        s->logs.lacks_past = false;
    } else {
        server_logs_free(&logs);
    }
}
