/* Scripts of any bytes: what is accepted has to keep the promises of script.h,
 * and what of it can be played has to be played to its end. */
#include "dgg.h"
#include "replay.h"
#include "script.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROBLEM_BYTES = 256 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

static void check_text(const char *text) {
    require(text == NULL || utf8_is_valid(text, strlen(text)));
}

static void check_line(const script_line *line) {
    check_text(line->name);
    require(line->source_line > 0 && line->span_ms >= 0);
    require(line->kind != SCRIPT_LINE_HTTP ||
            (line->text != NULL && line->number >= 100 && line->number < 600));
    require(line->text_count <= SCRIPT_TEXTS);
    for (size_t i = 0; i < line->text_count; i++) {
        check_text(line->texts[i]);
    }
    if (line->close != NULL) {
        check_text(line->close->reason);
        require(line->close->code > 0 && line->close->retry_ms >= -1);
    }
}

static void check_script(const chat_script *script) {
    int64_t at_ms = INT64_MIN;
    require(script->loop_ms >= 0);
    for (size_t i = 0; i < script->count; i++) {
        const script_line *line = &script->lines[i];
        check_line(line);
        require(!line->is_timed || line->at_ms >= at_ms);
        at_ms = line->is_timed ? line->at_ms : at_ms;
    }
}

/* --- playing ------------------------------------------------------------- */

/* Real time jumps ahead after the start: every line is due at once. */
static int64_t far_ms(void *user) {
    int64_t *real_ms = user;
    int64_t now_ms = *real_ms;
    *real_ms = INT64_C(1) << 60;
    return now_ms;
}

static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    int64_t *newest_ms = user;
    (void)chat;
    require(event->received_ms >= *newest_ms);
    *newest_ms = event->received_ms;
    return 0;
}

static void on_end(void *user) {
    *(bool *)user = true;
}

static void play(dgg_replay *replay) {
    dgg_loop *loop;
    dgg_chat *chat;
    bool has_ended = false;
    int64_t newest_ms = INT64_MIN;
    const dgg_loop_options options = {.environment =
                                          dgg_replay_environment(replay)};
    require(dgg_loop_new(&loop, &options) == DGG_OK);
    require(dgg_chat_new(&chat, &(dgg_options){.loop = loop}) == DGG_OK);
    require(dgg_chat_on(chat, DGG_ON_EVERY_EVENT, on_event, &newest_ms) ==
            DGG_OK);
    require(dgg_replay_start(replay, chat, on_end, &has_ended) == DGG_OK);
    require(dgg_chat_run_forever(chat) == DGG_OK && has_ended);
    dgg_chat_free(chat);
    dgg_loop_free(loop);
}

static void play_file(const uint8_t *data, size_t size) {
    char path[] = "/tmp/dgg_fuzz_XXXXXX";
    int fd = mkstemp(path);
    require(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    close(fd);
    int64_t real_ms = 0;
    const replay_options options = {path, 1000, far_ms, &real_ms};
    dgg_replay *replay;
    if (replay_open(&replay, &options, NULL) == DGG_OK) {
        play(replay);
    }
    dgg_replay_free(replay);
    unlink(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    chat_script script;
    char problem[PROBLEM_BYTES];
    dgg_error error = script_parse(&script, (const char *)data, size, problem,
                                   sizeof problem);
    if (error == DGG_OK) {
        check_script(&script);
        play_file(data, size);
    }
    script_free(&script);
    return 0;
}
