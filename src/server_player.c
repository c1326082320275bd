#include "server_player.h"

#include "server_answers.h"
#include "server_script_load.h"
#include "server_stage.h"
#include "text_fold.h"

#include <stdlib.h>
#include <string.h>

struct server_player {
    server *s;
    chat_script script;
    server_stage stage;
    server_answers *answers;
    double speed;
    loop_timer due;
    size_t next;       /* line to play */
    size_t first;      /* line that is not before the start */
    int64_t pass_ms;   /* when this pass began, on the monotonic clock */
    int64_t last_ms;   /* at_ms of the line played last */
    bool has_begun;    /* the first pass */
    bool has_repeated; /* this is not the first pass */
};

static int64_t due_ms(const server_player *p, int64_t at_ms) {
    return p->pass_ms + (int64_t)((double)at_ms / p->speed);
}

/* The next timed line, or the script's count. */
static size_t timed_from(const chat_script *script, size_t line) {
    while (line < script->count && !script->lines[line].is_timed) {
        line++;
    }
    return line;
}

static void wait_until(server_player *p, int64_t when_ms) {
    loop_timer_start(&p->due, when_ms - dgg_loop_monotonic_ms(p->s->loop));
}

/* A pass is never shorter than its lines. */
static void start_again(server_player *p) {
    int64_t length_ms =
        p->script.loop_ms > p->last_ms ? p->script.loop_ms : p->last_ms;
    p->pass_ms = due_ms(p, length_ms);
    p->next = p->first;
    p->has_repeated = true;
}

static void on_due(void *user) {
    server_player *p = user;
    const chat_script *script = &p->script;
    int64_t now_ms = dgg_loop_monotonic_ms(p->s->loop);
    if (now_ms - p->due.due_ms > SERVER_PLAYER_LATE_MS) {
        p->pass_ms += now_ms - p->due.due_ms;
    }
    while (p->next < script->count &&
           due_ms(p, script->lines[p->next].at_ms) <= now_ms) {
        const script_line *line = &script->lines[p->next];
        server_stage_play(&p->stage, line);
        p->last_ms = line->at_ms;
        p->next = timed_from(script, p->next + 1);
    }
    if (p->next == script->count && script->loop_ms > 0) {
        start_again(p);
    }
    if (p->next < script->count) {
        wait_until(p, due_ms(p, script->lines[p->next].at_ms));
    }
}

/* Everything that was over before the start, people first. */
static void set_the_scene(server_player *p) {
    const chat_script *script = &p->script;
    for (size_t i = 0; i < script->count; i++) {
        if (script->lines[i].kind == SCRIPT_LINE_USER) {
            server_stage_play(&p->stage, &script->lines[i]);
        }
    }
    size_t i = timed_from(script, 0);
    while (i < script->count && script->lines[i].at_ms < 0) {
        server_stage_play(&p->stage, &script->lines[i]);
        i = timed_from(script, i + 1);
    }
    p->first = i;
    p->next = i;
}

static void begin(server_player *p) {
    p->has_begun = true;
    p->pass_ms = dgg_loop_monotonic_ms(p->s->loop);
    if (p->next < p->script.count) {
        wait_until(p, due_ms(p, p->script.lines[p->next].at_ms));
    }
}

dgg_error server_player_new(server_player **out, server *s,
                            const server_options *options,
                            char problem[SERVER_PROBLEM_BYTES]) {
    *out = NULL;
    server_player *p = calloc(1, sizeof *p);
    if (p == NULL) {
        return DGG_ERROR_MEMORY;
    }
    p->s = s;
    p->speed = options->speed > 0 ? options->speed : 1;
    loop_timer_init(&p->due, s->loop, on_due, p);
    server_stage_init(&p->stage, s, &p->script);
    dgg_error error = server_script_load(&p->script, options->script, problem);
    if (error == DGG_OK) {
        p->answers = server_answers_new(s, &p->script);
        error = p->answers == NULL ? DGG_ERROR_MEMORY : DGG_OK;
    }
    if (error != DGG_OK) {
        server_player_free(p);
        return error;
    }
    set_the_scene(p);
    if (!p->script.greets) {
        begin(p);
    }
    *out = p;
    return DGG_OK;
}

void server_player_free(server_player *p) {
    if (p == NULL) {
        return;
    }
    loop_timer_stop(&p->due);
    server_stage_free(&p->stage);
    server_answers_free(p->answers);
    script_free(&p->script);
    free(p);
}

void server_player_hear(server *s) {
    if (s->player != NULL) {
        server_answers_said(s->player->answers);
    }
}

void server_player_answer(server *s, const char *from, const char *to) {
    if (s->player != NULL) {
        server_answers_whispered(s->player->answers, from, to);
    }
}

const char *server_player_refusal(const server *s, const char *nick) {
    const server_player *p = s->player;
    for (size_t i = 0; p != NULL && i < p->script.count; i++) {
        const script_line *line = &p->script.lines[i];
        if (line->kind == SCRIPT_LINE_REFUSE &&
            text_compare(line->name, nick) == 0) {
            return line->text;
        }
    }
    return NULL;
}

/* What of a path counts: recorded tables stood below a version that this
 * server does not have. */
static const char *tail_of(const server_player *p, const char *path) {
    static const char *const tables[] = {"/emotes/emotes.json",
                                         "/flairs/flairs.json"};
    size_t bytes = strlen(path);
    for (size_t i = 0; p->script.greets && i < 2; i++) {
        size_t end = strlen(tables[i]);
        if (bytes > end && text_compare(path + bytes - end, tables[i]) == 0) {
            return tables[i];
        }
    }
    return path;
}

/* The page that says where chat and CDN are must say: here. */
static bool is_own_page(const server_player *p, const char *path) {
    return p->script.greets && text_compare(path, "/embed/chat") == 0;
}

/* An answer of a recording stands also for what was asked too early: nobody
 * asks in the recorded moment. */
const script_line *server_player_page(const server *s, const char *path) {
    const server_player *p = s->player;
    const script_line *found = NULL;
    if (p == NULL || is_own_page(p, path)) {
        return NULL;
    }
    for (size_t i = 0; i < p->script.count; i++) {
        const script_line *line = &p->script.lines[i];
        bool is_active = !line->is_timed || i < p->next || p->has_repeated ||
                         (p->script.greets && found == NULL);
        if (line->kind == SCRIPT_LINE_HTTP && is_active &&
            text_compare(tail_of(p, line->name), tail_of(p, path)) == 0) {
            found = line;
        }
    }
    return found;
}

bool server_player_greets(const server *s) {
    return s->player != NULL && s->player->script.greets;
}

void server_player_welcome(server *s) {
    if (s->player != NULL && !s->player->has_begun) {
        begin(s->player);
    }
}

size_t server_player_lurkers(const server *s) {
    return s->player == NULL ? 0 : s->player->script.lurkers;
}
