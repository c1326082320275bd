/* What a chat receives and what requests are answered, to a file. */
#include "record.h"

#include "buffer.h"
#include "http.h"
#include "record_privacy.h"
#include "script_write.h"

#include <stdlib.h>
#include <string.h>

enum {
    LINE_BYTES = 64 << 20,
    KEPT_BYTES = 1 << 16, /* of a line's memory, for the next one */
};

struct dgg_recorder {
    dgg_chat *chat;
    dgg_loop *loop;
    bool has_whispers;
    record_file *file;
    http_tap tap;
    int64_t epoch_ms; /* when it began, by the wall clock */
    int64_t last_ms;  /* the time of the newest line, counted from there */
    buffer line;
    buffer history; /* one without its whispers */
};

/* A wall clock that is put back holds the recording's time until then. */
static int64_t time_of(dgg_recorder *recorder, int64_t wall_ms) {
    int64_t at_ms = wall_ms - recorder->epoch_ms;
    if (at_ms > recorder->last_ms) {
        recorder->last_ms = at_ms;
    }
    return recorder->last_ms;
}

/* Passes the line on, if it could be written. */
static void end_line(dgg_recorder *recorder, bool is_written) {
    buffer *line = &recorder->line;
    if (is_written) {
        record_file_append(recorder->file, line->bytes, line->used);
    } else {
        record_file_fail(recorder->file, dgg_strerror(DGG_ERROR_MEMORY));
    }
    buffer_reset(line, KEPT_BYTES);
}

static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    dgg_recorder *recorder = user;
    if (!record_file_is_open(recorder->file) ||
        !record_may_hold_event(event, recorder->has_whispers)) {
        return 0;
    }
    dgg_event shown = *event;
    bool is_good =
        (recorder->has_whispers ||
         record_hide_whispers(&shown, &recorder->history)) &&
        script_write_event(&recorder->line,
                           time_of(recorder, event->received_ms), &shown);
    end_line(recorder, is_good);
    buffer_reset(&recorder->history, KEPT_BYTES);
    return 0;
}

/* A status out of range could not be read again. */
static void on_answer(void *user, const char *path, const http_answer *answer) {
    dgg_recorder *recorder = user;
    if (!record_may_hold_answer(path, recorder->has_whispers) ||
        answer->status < 100 || answer->status > 599) {
        return;
    }
    int64_t at_ms = time_of(recorder, dgg_loop_wall_ms(recorder->loop));
    const script_answer recorded = {path, answer->status, answer->body,
                                    answer->bytes};
    end_line(recorder, script_write_answer(&recorder->line, at_ms, &recorded));
}

static dgg_error open_file(dgg_recorder *recorder,
                           const dgg_record_options *options,
                           record_file_writer write, char *problem) {
    if (options->path == NULL || options->path[0] == '\0') {
        return DGG_ERROR_ARGUMENT;
    }
    if (http_get_tap(recorder->loop) != NULL) {
        return DGG_ERROR_STATE;
    }
    const record_file_options file = {
        .loop = recorder->loop,
        .path = options->path,
        .write = write,
        .on_failure = options->on_failure,
        .user = options->user,
    };
    return record_file_open(&recorder->file, &file, problem);
}

static dgg_error begin(dgg_recorder *recorder) {
    dgg_error error =
        dgg_chat_on(recorder->chat, DGG_ON_EVERY_EVENT, on_event, recorder);
    if (error != DGG_OK) {
        return error;
    }
    recorder->tap = (http_tap){.on_answer = on_answer, .user = recorder};
    http_set_tap(recorder->loop, &recorder->tap);
    recorder->epoch_ms = dgg_loop_wall_ms(recorder->loop);
    end_line(recorder,
             script_write_header(&recorder->line, recorder->epoch_ms));
    return DGG_OK;
}

/* The words for what has no sentence of its own. */
static void describe(char *problem, dgg_error error) {
    const char *words = error == DGG_ERROR_ARGUMENT
                            ? "Name a file to record to."
                        : error == DGG_ERROR_STATE
                            ? "This is being recorded or replayed already."
                            : "There is no memory left to record.";
    if (error != DGG_OK && problem[0] == '\0') {
        memcpy(problem, words, strlen(words) + 1);
    }
}

dgg_error recorder_new_on(dgg_recorder **out, dgg_chat *chat,
                          const dgg_record_options *options,
                          record_file_writer write,
                          char problem[DGG_RECORD_PROBLEM_BYTES]) {
    char unheard[DGG_RECORD_PROBLEM_BYTES];
    char *words = problem == NULL ? unheard : problem;
    words[0] = '\0';
    *out = NULL;
    dgg_error error = DGG_ERROR_MEMORY;
    dgg_recorder *recorder = calloc(1, sizeof *recorder);
    if (recorder != NULL) {
        recorder->chat = chat;
        recorder->loop = dgg_chat_loop(chat);
        recorder->has_whispers = options->has_whispers;
        buffer_init(&recorder->line, LINE_BYTES);
        buffer_init(&recorder->history, LINE_BYTES);
        error = open_file(recorder, options, write, words);
    }
    if (error == DGG_OK) {
        error = begin(recorder);
    }
    describe(words, error);
    if (error != DGG_OK) {
        dgg_recorder_free(recorder);
        return error;
    }
    *out = recorder;
    return DGG_OK;
}

dgg_error dgg_recorder_new(dgg_recorder **recorder, dgg_chat *chat,
                           const dgg_record_options *options,
                           char problem[DGG_RECORD_PROBLEM_BYTES]) {
    return recorder_new_on(recorder, chat, options, NULL, problem);
}

void dgg_recorder_free(dgg_recorder *recorder) {
    if (recorder == NULL) {
        return;
    }
    if (http_get_tap(recorder->loop) == &recorder->tap) {
        http_set_tap(recorder->loop, NULL);
    }
    dgg_chat_off(recorder->chat, DGG_ON_EVERY_EVENT, on_event, recorder);
    record_file_close(recorder->file);
    buffer_free(&recorder->line);
    buffer_free(&recorder->history);
    free(recorder);
}
