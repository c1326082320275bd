/*
 * The script format: what happens in a demo or a recording, one JSON object
 * per line. Empty lines and unknown keys are ignored.
 *
 * The first line is the header:
 *
 *     {"dgg_script":1,"title":"...","epoch_ms":N,"clock":"now","loop_ms":N,
 *      "lurkers":N,"greeting":"server"}
 *
 * `clock` is "recorded" (frames go out as they are) or "now": then at_ms 0
 * stands for epoch_ms, and every "timestamp" and "expirationTimestamp" in a
 * frame, and "start" and "now" that are dates, is moved so that epoch_ms +
 * at_ms becomes the present. With loop_ms the script starts again after that
 * time. `lurkers` are connections without an account, for the count in NAMES.
 * With `greeting` "script" the server says nothing of its own to who connects:
 * ME, NAMES and HISTORY are in the script.
 *
 * Lines with a time, at_ms milliseconds after the start and never less than in
 * the line before. What has a negative time was over when the server started
 * and only fills history, roster and mailbox:
 *
 *     {"at_ms":N,"frame":"EVENT {...}"}             to all, as it is
 *     {"at_ms":N,"say":"NICK","text":"..."}         a MSG of a known user
 *     {"at_ms":N,"join":"NICK"}, {"at_ms":N,"quit":"NICK"}
 *     {"at_ms":N,"spotlight":"NICK","by":"MOD"}     the newest MSG of NICK
 *     {"at_ms":N,"unspotlight":"MOD"}            the newest spotlight
 *     {"at_ms":N,"whisper":"NICK","text":"..."}     to the demo's account,
 *                                  or with "whisper_to" from it; "is_read":true
 *     {"at_ms":N,"link":"connecting"|"open"}        what a client did whose
 *                                  chat this is; only a replay needs it
 *     {"at_ms":N,"fault":"cut"}                     a bare FIN to all
 *     {"at_ms":N,"fault":"cut","after_bytes":N}     to each after so many
 *                                  further bytes, also in a frame's middle
 *     {"at_ms":N,"fault":"fragments","bytes":N}     texts go out in pieces of
 *                                  so many bytes with pings between; 0: whole
 *     {"at_ms":N,"fault":"close","code":1001}       a close frame to all;
 *                                  1005: one without a code
 *     {"at_ms":N,"fault":"stall","for_ms":N}        not a byte to anybody
 *     {"at_ms":N,"fault":"garbage"}                 bytes that are no frame
 *     {"at_ms":N,"fault":"slow-http","for_ms":N}    HTTP answers are so late
 *                                  from then on
 *     {"at_ms":N,"fault":"cut-http","after_bytes":N}   and end after so many
 *                                  bytes, head included; 0: whole
 *     {"at_ms":N,"http":"/path","status":200,"body":...}   from then on; a
 *                                  body that is a string is sent as HTML
 *
 * A recording (of the clock "recorded") may end in the middle of a line, as a
 * copy does of one that is still written: that line is left out.
 *
 * A recording's "cut" and "close" also say what the client told of it: the
 * members of dgg_close, `error` by its name in dgg_error.h. A frame that asks
 * clients to come back has "reload_ms", when this one meant to.
 *
 * Lines without a time (also http, which then counts from the start):
 *
 *     {"user":{"nick":"...","features":[...],...},"is_present":true}
 *                                  of an account, also "mark":"nochatting" and
 *                                  such inside, see server_mark_account
 *     {"reply_to":"NICK","after_ms":N,"texts":["...",...]}   his answers to
 *                                  whispers in turn; "*" is anybody else
 *     {"refuse":"NICK","description":"..."}    the ERR for whispers to him
 *     {"answer_by":"NICK","after_ms":N,"texts":["...",...]}  what he says when
 *                                  the demo's account has said something
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "arena.h"
#include "dgg_event.h"

enum {
    SCRIPT_BYTES = 256 << 20, /* some days of chat */
    SCRIPT_LINES = 1 << 21,
    SCRIPT_TEXTS = 64, /* answers in one line */
};

typedef enum script_line_kind {
    SCRIPT_LINE_FRAME,
    SCRIPT_LINE_SAY,
    SCRIPT_LINE_JOIN,
    SCRIPT_LINE_QUIT,
    SCRIPT_LINE_SPOTLIGHT,
    SCRIPT_LINE_UNSPOTLIGHT,
    SCRIPT_LINE_WHISPER,
    SCRIPT_LINE_WHISPER_TO,
    SCRIPT_LINE_LINK,
    SCRIPT_LINE_FAULT,
    SCRIPT_LINE_HTTP,
    SCRIPT_LINE_USER,
    SCRIPT_LINE_REPLY,
    SCRIPT_LINE_REFUSE,
    SCRIPT_LINE_ANSWER,
} script_line_kind;

/* Members that a kind does not need are zero. */
typedef struct script_line {
    script_line_kind kind;
    bool is_timed;
    int64_t at_ms;
    const char *name; /* the value of the key that tells the kind */
    const char *text; /* also `by`, the description, the body, the address */
    const char *const *texts;
    size_t text_count;
    int64_t span_ms;        /* after_ms, for_ms, reload_ms */
    int number;             /* status, code */
    size_t bytes;           /* after_bytes, or bytes */
    bool is_true;           /* is_present, is_read; of a body: it is HTML */
    const dgg_close *close; /* of "cut" and "close" */
    size_t source_line;     /* in the text, from 1 */
} script_line;

typedef struct chat_script {
    int64_t epoch_ms;
    bool is_recorded; /* the clock */
    bool is_cut;      /* a recording that ends in the middle of a line */
    int64_t loop_ms;  /* 0: no loop */
    size_t lurkers;
    bool greets; /* the server is not to: "greeting":"script" */
    script_line *lines;
    size_t count;
    arena strings;
} chat_script;

/* Errors: MEMORY, ARGUMENT; on the latter `problem` (of `size` bytes) names
 * the line and what is wrong with it. Free the script in any case. */
dgg_error script_parse(chat_script *script, const char *text, size_t bytes,
                       char *problem, size_t size);
void script_free(chat_script *script);

#endif
