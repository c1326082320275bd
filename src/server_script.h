/*
 * The script format: what happens in a demo or a recording, one JSON object
 * per line. Empty lines and unknown keys are ignored.
 *
 * The first line is the header:
 *
 *     {"dgg_script":1,"title":"...","epoch_ms":N,"clock":"now","loop_ms":N,
 *      "lurkers":N}
 *
 * `clock` is "recorded" (frames go out as they are) or "now": then at_ms 0
 * stands for epoch_ms, and every "timestamp" and "expirationTimestamp" in a
 * frame is moved so that epoch_ms + at_ms becomes the present. With loop_ms
 * the script starts again after that time. `lurkers` are connections without
 * an account, for the count in NAMES.
 *
 * Lines with a time, at_ms milliseconds after the start and never less than in
 * the line before. What has a negative time was over when the server started
 * and only fills history, roster and mailbox:
 *
 *     {"at_ms":N,"frame":"EVENT {...}"}             to all, as it is
 *     {"at_ms":N,"say":"NICK","text":"..."}         a MSG of a known user
 *     {"at_ms":N,"join":"NICK"}, {"at_ms":N,"quit":"NICK"}
 *     {"at_ms":N,"whisper":"NICK","text":"..."}     to the demo's account,
 *                                  or with "whisper_to" from it; "is_read":true
 *     {"at_ms":N,"fault":"cut"}                     a bare FIN to all
 *     {"at_ms":N,"fault":"close","code":1001}       a close frame to all
 *     {"at_ms":N,"fault":"stall","for_ms":N}        not a byte to anybody
 *     {"at_ms":N,"fault":"garbage"}                 bytes that are no frame
 *     {"at_ms":N,"fault":"slow-http","for_ms":N}    HTTP answers are so late
 *                                  from then on
 *     {"at_ms":N,"http":"/path","status":200,"body":...}   from then on; a
 *                                  body that is a string is sent as HTML
 *
 * Lines without a time (also http, which then counts from the start):
 *
 *     {"user":{"nick":"...","features":[...],...},"is_present":true}
 *     {"reply_to":"NICK","after_ms":N,"texts":["...",...]}   his answers to
 *                                  whispers in turn; "*" is anybody else
 *     {"refuse":"NICK","description":"..."}    the ERR for whispers to him
 *     {"answer_by":"NICK","after_ms":N,"texts":["...",...]}  what he says when
 *                                  the demo's account has said something
 */
#ifndef SERVER_SCRIPT_H
#define SERVER_SCRIPT_H

#include "arena.h"
#include "dgg_error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SERVER_SCRIPT_BYTES = 64 << 20,
    SERVER_SCRIPT_LINES = 1 << 20,
    SERVER_SCRIPT_TEXTS = 64, /* answers in one line */
};

typedef enum server_line_kind {
    SERVER_LINE_FRAME,
    SERVER_LINE_SAY,
    SERVER_LINE_JOIN,
    SERVER_LINE_QUIT,
    SERVER_LINE_WHISPER,
    SERVER_LINE_WHISPER_TO,
    SERVER_LINE_FAULT,
    SERVER_LINE_HTTP,
    SERVER_LINE_USER,
    SERVER_LINE_REPLY,
    SERVER_LINE_REFUSE,
    SERVER_LINE_ANSWER,
} server_line_kind;

/* Members that a kind does not need are zero. */
typedef struct server_line {
    server_line_kind kind;
    bool is_timed;
    int64_t at_ms;
    const char *name; /* the value of the key that tells the kind */
    const char *text; /* also the description, or the body */
    const char *const *texts;
    size_t text_count;
    int64_t span_ms; /* after_ms, for_ms */
    int number;      /* status, code */
    bool is_true;    /* is_present, is_read; of a body: it is HTML */
} server_line;

typedef struct server_script {
    int64_t epoch_ms;
    bool is_recorded; /* the clock */
    int64_t loop_ms;  /* 0: no loop */
    size_t lurkers;
    server_line *lines;
    size_t count;
    arena strings;
} server_script;

/* Errors: MEMORY, ARGUMENT; on the latter `problem` (of `size` bytes) names
 * the line and what is wrong with it. Free the script in any case. */
dgg_error server_script_parse(server_script *script, const char *text,
                              size_t bytes, char *problem, size_t size);
void server_script_free(server_script *script);

#endif
