#include "replay_answers.h"

#include <stdlib.h>
#include <string.h>

bool replay_answers_find(replay_answers *answers, const chat_script *script) {
    size_t count = 0;
    for (size_t i = 0; i < script->count; i++) {
        count += script->lines[i].kind == SCRIPT_LINE_HTTP;
    }
    *answers =
        (replay_answers){.lines = malloc((count + 1) * sizeof *answers->lines)};
    if (answers->lines == NULL) {
        return false;
    }
    for (size_t i = 0; i < script->count; i++) {
        if (script->lines[i].kind == SCRIPT_LINE_HTTP) {
            answers->lines[answers->count++] = &script->lines[i];
        }
    }
    return true;
}

void replay_answers_free(replay_answers *answers) {
    free(answers->lines);
    *answers = (replay_answers){0};
}

static bool is_over(const script_line *line, int64_t now_ms) {
    return !line->is_timed || line->at_ms <= now_ms;
}

static const script_line *line_for(const replay_answers *answers,
                                   const char *path, int64_t now_ms) {
    const script_line *found = NULL;
    for (size_t i = 0; i < answers->count; i++) {
        const script_line *line = answers->lines[i];
        if (strcmp(line->name, path) == 0 &&
            (found == NULL || is_over(line, now_ms))) {
            found = line;
        }
    }
    return found;
}

int64_t replay_answers_give(const replay_answers *answers, const char *path,
                            int64_t now_ms, http_answer *answer) {
    const script_line *line = line_for(answers, path, now_ms);
    if (line == NULL) {
        *answer = (http_answer){
            .error = DGG_ERROR_REPLAY,
            .body = "",
            .content_type = "",
            .reason = "the recording has no answer to this",
        };
        return now_ms;
    }
    *answer = (http_answer){
        .status = line->number,
        .body = line->text,
        .bytes = strlen(line->text),
        .content_type = line->is_true ? "text/html" : "application/json",
        .reason = "",
    };
    return is_over(line, now_ms) ? now_ms : line->at_ms;
}
