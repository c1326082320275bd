#include "server_stage.h"

#include "server_hub.h"
#include "server_quote.h"
#include "server_retime.h"

#include <stdio.h>
#include <string.h>

enum { FRAME_BYTES = 8 << 20 };

/* When a line happens on the wall's clock: those before the start as long ago
 * as they say, all others now. */
static int64_t time_of(const server_stage *stage, const script_line *line) {
    int64_t now_ms = dgg_loop_wall_ms(stage->s->loop);
    return line->at_ms < 0 ? now_ms + line->at_ms : now_ms;
}

static void send_or_record(server_stage *stage, const script_line *line,
                           const char *frame) {
    if (line->at_ms < 0) {
        server_hub_record(stage->s, frame);
    } else {
        server_hub_publish(stage->s, frame);
    }
}

static void play_frame(server_stage *stage, const script_line *line) {
    if (stage->script->is_recorded) {
        send_or_record(stage, line, line->name);
        return;
    }
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    int64_t by_ms =
        time_of(stage, line) - (stage->script->epoch_ms + line->at_ms);
    if (server_retime(&frame, line->name, by_ms)) {
        send_or_record(stage, line, frame.bytes);
    }
    buffer_free(&frame);
}

static void play_event(server_stage *stage, const script_line *line,
                       const char *event) {
    const server_user *user = server_roster_find(&stage->s->roster, line->name);
    if (user == NULL) {
        return;
    }
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    if (server_hub_write(&frame, event, user->object, time_of(stage, line),
                         line->text)) {
        send_or_record(stage, line, frame.bytes);
    }
    buffer_free(&frame);
}

static void play_whisper(server_stage *stage, const script_line *line) {
    server *s = stage->s;
    bool is_ours = line->kind == SCRIPT_LINE_WHISPER_TO;
    const char *from = is_ours ? SERVER_DEMO_NICK : line->name;
    const char *to = is_ours ? line->name : SERVER_DEMO_NICK;
    if (line->at_ms < 0) {
        server_mailbox_add(&s->mailbox, from, to, line->text,
                           time_of(stage, line));
    } else {
        server_hub_whisper(s, from, to, line->text);
    }
    if (line->is_true) {
        server_mailbox_mark_read(&s->mailbox, from, to);
    }
}

static void publish_and_free(server_stage *stage, buffer *frame, bool is_good) {
    if (is_good) {
        server_hub_publish(stage->s, frame->bytes);
    }
    buffer_free(frame);
}

static void play_spotlight(server_stage *stage, const script_line *line) {
    const server_quote newest = {.nick = line->name};
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    publish_and_free(
        stage, &frame,
        server_quote_write_spotlight(stage->s, &newest, line->text, &frame));
}

static void play_unspotlight(server_stage *stage, const script_line *line) {
    const server_spotlights *lit = &stage->s->board.spotlights;
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    publish_and_free(stage, &frame,
                     lit->count > 0 &&
                         server_quote_write_end(stage->s,
                                                lit->list[lit->count - 1].key,
                                                line->name, &frame));
}

static void on_stall_over(void *user) {
    server_stage *stage = user;
    stage->s->faults.is_silent = false;
}

static void cut(server_stage *stage, const script_line *line) {
    if (line->bytes == 0) {
        server_close_all(stage->s, -1);
        return;
    }
    for (server_client *c = stage->s->clients; c != NULL; c = c->next) {
        c->cut_after_bytes = line->bytes;
    }
}

static void close_connections(server_stage *stage, const script_line *line) {
    server_close_all(stage->s, line->number);
}

static void fragment(server_stage *stage, const script_line *line) {
    stage->s->faults.fragment_bytes = line->bytes;
}

static void stall(server_stage *stage, const script_line *line) {
    stage->s->faults.is_silent = true;
    loop_timer_start(&stage->stall_over, line->span_ms);
}

/* A reserved opcode with every reserved bit. */
static void send_garbage(server_stage *stage, const script_line *line) {
    (void)line;
    server_send_raw(stage->s, "\xf7\x7f\x00\xff", 4);
}

static void slow_http(server_stage *stage, const script_line *line) {
    stage->s->faults.http_delay_ms = line->span_ms;
}

static void cut_http(server_stage *stage, const script_line *line) {
    stage->s->faults.http_cut_bytes = line->bytes;
}

static void play_fault(server_stage *stage, const script_line *line) {
    static const struct {
        const char *name;
        void (*commit)(server_stage *stage, const script_line *line);
    } faults[] = {
        {"cut", cut},
        {"close", close_connections},
        {"stall", stall},
        {"fragments", fragment},
        {"garbage", send_garbage},
        {"slow-http", slow_http},
        {"cut-http", cut_http},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (strcmp(line->name, faults[i].name) == 0) {
            faults[i].commit(stage, line);
        }
    }
}

/* An account can be one whose texts the site refuses. */
static void mark_account(server *s, json_value fields) {
    arena strings = {0};
    const char *nick = json_string(json_get(fields, "nick"), &strings,
                                   SERVER_NICK_BYTES, NULL);
    const char *mark = json_string(json_get(fields, "mark"), &strings,
                                   SERVER_NICK_BYTES, NULL);
    if (nick != NULL && mark != NULL) {
        server_accounts_mark(&s->accounts, nick, mark);
    }
    arena_free(&strings);
}

static void play_user(server_stage *stage, const script_line *line) {
    json_doc doc = {0};
    server_user *user = NULL;
    if (json_parse(&doc, line->text, strlen(line->text))) {
        user = server_roster_put(&stage->s->roster, json_root(&doc));
        mark_account(stage->s, json_root(&doc));
    }
    if (user != NULL) {
        server_roster_set_present(&stage->s->roster, user, line->is_true);
    }
    json_doc_free(&doc);
}

/* The page itself is looked up when somebody asks. Other tables have another
 * key (destinygg/website, views/chat.php). */
static void play_page(server_stage *stage, const script_line *line) {
    server *s = stage->s;
    if (strstr(line->name, "/emotes.json") == NULL &&
        strstr(line->name, "/flairs.json") == NULL) {
        return;
    }
    char key[SERVER_CACHE_KEY_BYTES];
    snprintf(key, sizeof key, "%lld.%04d", (long long)dgg_loop_wall_ms(s->loop),
             (int)loop_random(s->loop, 10000));
    server_set_cache_key(s, key);
}

void server_stage_play(server_stage *stage, const script_line *line) {
    switch (line->kind) {
    case SCRIPT_LINE_FRAME: play_frame(stage, line); break;
    case SCRIPT_LINE_SAY: play_event(stage, line, "MSG"); break;
    case SCRIPT_LINE_JOIN: play_event(stage, line, "JOIN"); break;
    case SCRIPT_LINE_QUIT: play_event(stage, line, "QUIT"); break;
    case SCRIPT_LINE_SPOTLIGHT: play_spotlight(stage, line); break;
    case SCRIPT_LINE_UNSPOTLIGHT: play_unspotlight(stage, line); break;
    case SCRIPT_LINE_WHISPER:
    case SCRIPT_LINE_WHISPER_TO: play_whisper(stage, line); break;
    case SCRIPT_LINE_FAULT: play_fault(stage, line); break;
    case SCRIPT_LINE_USER: play_user(stage, line); break;
    case SCRIPT_LINE_HTTP: play_page(stage, line); break;
    /* A client's side of it, and what is looked up when somebody asks. */
    case SCRIPT_LINE_LINK:
    case SCRIPT_LINE_REPLY:
    case SCRIPT_LINE_REFUSE:
    case SCRIPT_LINE_ANSWER: break;
    }
}

void server_stage_init(server_stage *stage, server *s,
                       const chat_script *script) {
    stage->s = s;
    stage->script = script;
    loop_timer_init(&stage->stall_over, s->loop, on_stall_over, stage);
}

void server_stage_free(server_stage *stage) {
    loop_timer_stop(&stage->stall_over);
}
