/* A recording that plays itself to a chat. */
#include "replay.h"

#include "chat_internal.h"
#include "http.h"
#include "replay_answers.h"
#include "replay_clock.h"
#include "replay_file.h"
#include "script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Lines of one moment that are played before others may do something. */
enum { BURST_LINES = 256, WORDS_BYTES = 384 };

#define SLOWEST 0.01
#define FASTEST 1000.0

struct dgg_replay {
    chat_script script;
    replay_answers answers;
    replay_clock clock;
    uint64_t random;
    size_t next;      /* line to be played; the script's count at the end */
    dgg_loop *loop;   /* NULL until the start */
    dgg_chat *chat;   /* NULL before the start, and once it was freed */
    loop_timer timer; /* to the next line */
    chat_player player;
    http_tap tap;
    dgg_replay_callback on_end;
    void *user;
};

/* --- the loop's environment ---------------------------------------------- */

static int64_t system_ms(void *user) {
    (void)user;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Timers too are called at exactly their time, however late that is. */
static int64_t monotonic_ms(void *user) {
    dgg_replay *replay = user;
    const chat_script *script = &replay->script;
    if (replay->next == script->count || replay->loop == NULL) {
        return replay->clock.now_ms;
    }
    int64_t line_ms = script->lines[replay->next].at_ms;
    int64_t timer_ms = loop_next_due_ms(replay->loop);
    return replay_clock_read(&replay->clock,
                             timer_ms < line_ms ? timer_ms : line_ms);
}

static int64_t wall_ms(void *user) {
    const dgg_replay *replay = user;
    return replay->script.epoch_ms + monotonic_ms(user);
}

/* splitmix64: the same numbers in every replay. */
static uint64_t next_random(void *user) {
    dgg_replay *replay = user;
    replay->random += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t bits = replay->random;
    bits = (bits ^ bits >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94d049bb133111eb);
    return bits ^ bits >> 31;
}

static int resolve_nothing(void *user, const char *host,
                           char address[DGG_ADDRESS_BYTES]) {
    (void)user;
    (void)host;
    (void)address;
    return -1;
}

/* --- playing ------------------------------------------------------------- */

static int64_t answer_request(void *user, const char *path,
                              http_answer *answer) {
    dgg_replay *replay = user;
    return replay_answers_give(&replay->answers, path, monotonic_ms(user),
                               answer);
}

static void stop_clock(dgg_replay *replay) {
    replay_clock_stop(&replay->clock);
    loop_set_clock_speed(replay->loop, 0);
}

static void on_chat_freed(void *user) {
    dgg_replay *replay = user;
    replay->chat = NULL;
    loop_timer_stop(&replay->timer);
    stop_clock(replay);
}

static void play(dgg_replay *replay, const script_line *line) {
    dgg_chat *chat = replay->chat;
    if (line->kind == SCRIPT_LINE_FRAME) {
        replay->player.reload_ms = line->span_ms;
        chat_enter(chat);
        chat_receive(chat, line->name, strlen(line->name));
        chat_leave(chat);
    } else if (line->kind == SCRIPT_LINE_FAULT) {
        chat_link_replay_close(chat, line->close);
    } else if (line->kind == SCRIPT_LINE_LINK &&
               strcmp(line->name, "open") == 0) {
        chat_link_replay_open(chat);
    } else if (line->kind == SCRIPT_LINE_LINK) {
        chat_link_replay_connecting(chat, line->text);
    }
}

/* The next line with a time after the start, or the script's count. */
static size_t line_from(const chat_script *script, size_t line) {
    while (line < script->count &&
           (!script->lines[line].is_timed || script->lines[line].at_ms < 0)) {
        line++;
    }
    return line;
}

static void end(dgg_replay *replay) {
    stop_clock(replay);
    chat_link_end_replay(replay->chat);
    if (replay->on_end != NULL) {
        replay->on_end(replay->user);
    }
}

/* Waits for the next line, or ends in the next service call: nothing is told
 * inside a call of dgg_replay_start. */
static void wait_for_next(dgg_replay *replay) {
    const chat_script *script = &replay->script;
    loop_timer_start_at(&replay->timer, replay->next < script->count
                                            ? script->lines[replay->next].at_ms
                                            : monotonic_ms(replay));
}

/* The clock stands at a line's time until it was played, so `next` moves on
 * only then. */
static void on_due(void *user) {
    dgg_replay *replay = user;
    const chat_script *script = &replay->script;
    if (replay->next == script->count) {
        end(replay);
        return;
    }
    int64_t at_ms = script->lines[replay->next].at_ms;
    for (size_t left = BURST_LINES; left > 0 && replay->next < script->count &&
                                    script->lines[replay->next].at_ms == at_ms;
         left--) {
        play(replay, &script->lines[replay->next]);
        replay->next = line_from(script, replay->next + 1);
        if (replay->chat == NULL) {
            return;
        }
    }
    wait_for_next(replay);
}

/* --- opening ------------------------------------------------------------- */

static bool is_playable(const script_line *line) {
    switch (line->kind) {
    case SCRIPT_LINE_FRAME:
    case SCRIPT_LINE_LINK: return line->at_ms >= 0;
    case SCRIPT_LINE_FAULT:
        return line->at_ms >= 0 && line->close != NULL && line->bytes == 0;
    case SCRIPT_LINE_HTTP: return true;
    case SCRIPT_LINE_SAY:
    case SCRIPT_LINE_JOIN:
    case SCRIPT_LINE_QUIT:
    case SCRIPT_LINE_SPOTLIGHT:
    case SCRIPT_LINE_UNSPOTLIGHT:
    case SCRIPT_LINE_WHISPER:
    case SCRIPT_LINE_WHISPER_TO:
    case SCRIPT_LINE_USER:
    case SCRIPT_LINE_REPLY:
    case SCRIPT_LINE_REFUSE:
    case SCRIPT_LINE_ANSWER: break;
    }
    return false;
}

static dgg_error check_lines(const chat_script *script, const char *path,
                             char words[WORDS_BYTES]) {
    for (size_t i = 0; i < script->count; i++) {
        if (!is_playable(&script->lines[i])) {
            snprintf(words, WORDS_BYTES,
                     "%.100s, line %zu: this can only be served: "
                     "dgg demo-server --script %.100s",
                     path, script->lines[i].source_line, path);
            return DGG_ERROR_ARGUMENT;
        }
    }
    return DGG_OK;
}

static dgg_error load(dgg_replay *replay, const replay_options *options,
                      char words[WORDS_BYTES]) {
    chat_script *script = &replay->script;
    if (!(options->speed >= SLOWEST && options->speed <= FASTEST)) {
        snprintf(words, WORDS_BYTES, "the speed is not within 0.01 and 1000");
        return DGG_ERROR_ARGUMENT;
    }
    if (options->path == NULL) {
        snprintf(words, WORDS_BYTES, "no file was named");
        return DGG_ERROR_ARGUMENT;
    }
    dgg_error error =
        replay_file_load(script, options->path, words, WORDS_BYTES);
    if (error == DGG_OK) {
        error = check_lines(script, options->path, words);
    }
    if (error == DGG_OK && !replay_answers_find(&replay->answers, script)) {
        error = DGG_ERROR_MEMORY;
    }
    replay->next = line_from(script, 0);
    return error;
}

dgg_error replay_open(dgg_replay **out, const replay_options *options,
                      char problem[DGG_REPLAY_PROBLEM_BYTES]) {
    *out = NULL;
    char words[WORDS_BYTES] = "there is not enough memory";
    dgg_error error = DGG_ERROR_MEMORY;
    dgg_replay *replay = calloc(1, sizeof *replay);
    if (replay != NULL) {
        error = load(replay, options, words);
    }
    if (error != DGG_OK) {
        dgg_replay_free(replay);
        if (problem != NULL) {
            snprintf(problem, DGG_REPLAY_PROBLEM_BYTES,
                     "The recording cannot be played: %s.", words);
        }
        return error;
    }
    replay->clock = (replay_clock){
        .real_ms = options->real_ms != NULL ? options->real_ms : system_ms,
        .user = options->user,
        .speed = options->speed,
    };
    *out = replay;
    return DGG_OK;
}

dgg_error dgg_replay_open(dgg_replay **replay, const char *path, double speed,
                          char problem[DGG_REPLAY_PROBLEM_BYTES]) {
    const replay_options options = {.path = path, .speed = speed};
    return replay_open(replay, &options, problem);
}

bool dgg_replay_is_cut(const dgg_replay *replay) {
    return replay->script.is_cut;
}

dgg_environment dgg_replay_environment(dgg_replay *replay) {
    return (dgg_environment){
        .monotonic_ms = monotonic_ms,
        .wall_ms = wall_ms,
        .random = next_random,
        .resolve = resolve_nothing,
        .clock_speed = replay->clock.speed,
        .user = replay,
    };
}

dgg_error dgg_replay_start(dgg_replay *replay, dgg_chat *chat,
                           dgg_replay_callback on_end, void *user) {
    dgg_loop *loop = dgg_chat_loop(chat);
    const dgg_environment *environment = loop_environment(loop);
    if (replay->loop != NULL || environment->monotonic_ms != monotonic_ms ||
        environment->user != replay || chat->link.state != CHAT_IDLE ||
        http_get_tap(loop) != NULL) {
        return DGG_ERROR_STATE;
    }
    replay->loop = loop;
    replay->chat = chat;
    replay->on_end = on_end;
    replay->user = user;
    replay->player = (chat_player){on_chat_freed, replay, 0};
    replay->tap = (http_tap){.answer = answer_request, .user = replay};
    http_set_tap(loop, &replay->tap);
    loop_timer_init(&replay->timer, loop, on_due, replay);
    chat_link_begin_replay(chat, &replay->player);
    replay_clock_start(&replay->clock);
    wait_for_next(replay);
    return DGG_OK;
}

void dgg_replay_free(dgg_replay *replay) {
    if (replay == NULL) {
        return;
    }
    replay_answers_free(&replay->answers);
    script_free(&replay->script);
    free(replay);
}
