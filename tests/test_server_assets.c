#include "dgg_cdn.h"
#include "frame.h"
#include "server_assets.h"
#include "server_peer.h"
#include "server_script_load.h"

enum {
    FIRST_WHISPER_MS = 10 * 1000,
    TWO_MINUTES_MS = 120 * 1000,
    PASS_MS = 184 * 1000,
    STEP_MS = 250,
    NAMES_BYTES = 64 << 10,
};

/* What a viewer gets to see. */
typedef struct seen {
    size_t messages;
    size_t whispers;
    size_t moderated;
    size_t joined;
    size_t left;
    size_t mentions;
    size_t rejected;
} seen;

/* One who watches, answers as a newcomer might, and comes back when the line
 * is cut. */
typedef struct viewer {
    scene *scene;
    peer peer;
    frame_parser parser;
    buffer names; /* of the events so far, each between two spaces */
    seen seen;
    size_t connections;
    bool has_whispered;
    bool has_voted;
} viewer;

static void enter(viewer *v) {
    peer_upgrade(&v->peer, v->scene, PEER_LOGIN);
    v->connections++;
}

static void viewer_open(viewer *v, scene *s) {
    *v = (viewer){.scene = s};
    buffer_init(&v->names, NAMES_BYTES);
    ck_assert(buffer_append(&v->names, " ", 1));
    enter(v);
}

static void viewer_close(viewer *v) {
    frame_parser_free(&v->parser);
    buffer_free(&v->names);
    peer_close(&v->peer);
}

static bool has_seen(const viewer *v, const char *event) {
    char word[64];
    snprintf(word, sizeof word, " %s ", event);
    return strstr(v->names.bytes, word) != NULL;
}

static void note_name(viewer *v, const char *frame) {
    char name[32];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(frame, " "), frame);
    if (!has_seen(v, name)) {
        ck_assert(buffer_append(&v->names, name, strlen(name)));
        ck_assert(buffer_append(&v->names, " ", 1));
    }
}

/* The first whisperer gets an answer, the owl does not want his, and a poll is
 * there to vote in. */
static void react(viewer *v, const char *frame) {
    bool is_whisper = strncmp(frame, "PRIVMSG ", 8) == 0;
    if (is_whisper && strstr(frame, "\"grumpy_owl\"") != NULL) {
        peer_say(&v->peer, "PRIVMSG {\"nick\":\"grumpy_owl\",\"data\":\"oh\"}");
    } else if (is_whisper && !v->has_whispered) {
        v->has_whispered = true;
        peer_say(&v->peer, "PRIVMSG {\"nick\":\"soup_saint\",\"data\":\"hi\"}");
    } else if (strncmp(frame, "POLLSTART ", 10) == 0 && !v->has_voted) {
        v->has_voted = true;
        peer_say(&v->peer, "CASTVOTE {\"vote\":\"2\"}");
    }
}

static void look_at(viewer *v, const char *frame) {
    seen *s = &v->seen;
    dgg_event event;
    if (!frame_parse(&v->parser, frame, strlen(frame), 1, &event)) {
        s->rejected++;
        return;
    }
    note_name(v, frame);
    react(v, frame);
    s->messages += strncmp(frame, "MSG ", 4) == 0;
    s->whispers += strncmp(frame, "PRIVMSG ", 8) == 0;
    s->moderated += strncmp(frame, "MUTE ", 5) == 0;
    s->moderated += strncmp(frame, "BAN ", 4) == 0;
    s->joined += strncmp(frame, "JOIN ", 5) == 0;
    s->left += strncmp(frame, "QUIT ", 5) == 0;
    s->mentions += strstr(frame, "@demo_viewer") != NULL;
}

/* How long the first frame of the input is; 0: it is not whole. */
static size_t frame_bytes(const buffer *input) {
    const unsigned char *bytes = (const unsigned char *)input->bytes;
    size_t head = 2;
    if (input->used < head) {
        return 0;
    }
    size_t extra = bytes[1] == 127 ? 8 : bytes[1] == 126 ? 2 : 0;
    head += extra;
    if (input->used < head) {
        return 0;
    }
    size_t length = extra == 0 ? bytes[1] : 0;
    for (size_t i = 0; i < extra; i++) {
        length = length << 8 | bytes[2 + i];
    }
    return input->used < head + length ? 0 : head + length;
}

/* Waits for a frame; false: the line was cut before it was whole. */
static bool wait_for_frame(peer *p) {
    while (frame_bytes(&p->input) == 0 && !p->has_ended) {
        peer_step(p);
    }
    return frame_bytes(&p->input) > 0;
}

/* Takes what the server has sent, up to the answer to a PING of ours. False:
 * the connection ended. */
static bool take_all(viewer *v) {
    peer *p = &v->peer;
    peer_say(p, "PING 1");
    while (wait_for_frame(p)) {
        int opcode = 0;
        char *frame = peer_take_frame(p, &opcode);
        bool is_answer = strcmp(frame, "PONG \"MQ==\"") == 0;
        if (opcode == 9) {
            peer_send_frame(p, 10, "", 0);
        } else if (opcode == 1) {
            look_at(v, frame);
        }
        free(frame);
        if (is_answer || opcode == 8) {
            return is_answer;
        }
    }
    return false;
}

/* What there is to see in this time. */
static seen watch(viewer *v, int64_t for_ms) {
    v->seen = (seen){0};
    for (int64_t ms = 0; ms < for_ms; ms += STEP_MS) {
        scene_advance(v->scene, STEP_MS);
        if (!take_all(v)) {
            peer_close(&v->peer);
            enter(v);
        }
    }
    return v->seen;
}

START_TEST(the_demo_is_lively) {
    scene s;
    viewer v;
    scene_open(&s, &(server_options){0});
    viewer_open(&v, &s);
    seen first = watch(&v, FIRST_WHISPER_MS);
    ck_assert_uint_ge(first.whispers, 1);
    ck_assert_uint_ge(first.messages, 20);
    seen rest = watch(&v, PASS_MS - FIRST_WHISPER_MS);
    ck_assert_uint_eq(first.rejected + rest.rejected, 0);
    ck_assert_uint_gt(rest.messages, 2 * PASS_MS / 1000);
    ck_assert_uint_lt(rest.messages, 10 * PASS_MS / 1000);
    ck_assert_uint_ge(rest.whispers, 5);
    ck_assert_uint_ge(rest.moderated, 2);
    ck_assert_uint_ge(rest.joined, 20);
    ck_assert_uint_ge(rest.left, 20);
    ck_assert_uint_ge(rest.mentions, 3);
    ck_assert_uint_ge(watch(&v, FIRST_WHISPER_MS).messages, 20);
    viewer_close(&v);
    scene_close(&s);
}
END_TEST

/* All there are (destinygg/chat, connection.go; chat-gui, chat.js), and two
 * that only captures know. */
static const char *const events[] = {
    "ADDPHRASE",
    "BAN",
    "BROADCAST",
    "DEATH",
    "DONATION",
    "ERR",
    "GIFTSUB",
    "HISTORY",
    "JOIN",
    "MASSGIFT",
    "ME",
    "MSG",
    "MUTE",
    "NAMES",
    "PAIDEVENTS",
    "PIN",
    "PING",
    "POLLSTART",
    "POLLSTOP",
    "PONG",
    "PRIVMSG",
    "PRIVMSGSENT",
    "QUIT",
    "REFRESH",
    "RELOAD",
    "REMOVEPHRASE",
    "SPOTLIGHT",
    "SPOTLIGHTS",
    "SUBONLY",
    "SUBSCRIPTION",
    "TTS",
    "UNBAN",
    "UNMUTE",
    "UNSPOTLIGHT",
    "UPDATEUSER",
    "USERSDELTA",
    "VESTABOARD_HOURLY",
    "VESTABOARD_LEAD",
    "VESTABOARD_RESET",
    "VOTECAST",
    "VOTECOUNTED",
    "WATCHING",
    "XPOST",
};

START_TEST(the_demo_shows_every_event_in_two_minutes) {
    scene s;
    viewer v;
    scene_open(&s, &(server_options){0});
    viewer_open(&v, &s);
    watch(&v, TWO_MINUTES_MS);
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        ck_assert_msg(has_seen(&v, events[i]), "no %s", events[i]);
    }
    ck_assert_uint_eq(v.connections, 3); /* once closed, once cut */
    viewer_close(&v);
    scene_close(&s);
}
END_TEST

/* Unknown ones are there on purpose. */
START_TEST(the_demos_frames_are_understood) {
    chat_script script;
    char problem[SERVER_PROBLEM_BYTES];
    frame_parser parser = {0};
    ck_assert_int_eq(server_script_load(&script, NULL, problem), DGG_OK);
    for (size_t i = 0; i < script.count; i++) {
        const char *frame = script.lines[i].name;
        dgg_event event;
        if (script.lines[i].kind != SCRIPT_LINE_FRAME) {
            continue;
        }
        ck_assert_msg(frame_parse(&parser, frame, strlen(frame), 1, &event),
                      "%s", frame);
        ck_assert_msg(event.kind != DGG_EVENT_UNKNOWN ||
                          strcmp(event.name, "TTS") == 0 ||
                          strcmp(event.name, "WATCHING") == 0,
                      "%s", frame);
    }
    frame_parser_free(&parser);
    script_free(&script);
}
END_TEST

static bool is_message(const script_line *line) {
    return line->is_timed && line->at_ms >= 0 &&
           (line->kind == SCRIPT_LINE_SAY ||
            (line->kind == SCRIPT_LINE_FRAME && line->name[0] == 'M' &&
             line->name[1] == 'S'));
}

/* At most ten messages in a second, wherever it begins, and never silence. */
START_TEST(the_demo_can_be_read) {
    enum { MOST = 10, LEAST = 2, SECOND_MS = 1000 };
    chat_script script;
    char problem[SERVER_PROBLEM_BYTES];
    ck_assert_int_eq(server_script_load(&script, NULL, problem), DGG_OK);
    int64_t at_ms[2000];
    size_t count = 0;
    for (size_t i = 0; i < script.count; i++) {
        if (is_message(&script.lines[i])) {
            ck_assert_uint_lt(count, sizeof at_ms / sizeof *at_ms);
            at_ms[count++] = script.lines[i].at_ms;
        }
    }
    for (size_t i = MOST; i < count; i++) {
        ck_assert_int_ge(at_ms[i] - at_ms[i - MOST], SECOND_MS);
    }
    for (size_t i = LEAST; i < count; i++) {
        ck_assert_int_lt(at_ms[i] - at_ms[i - LEAST], 2 * SECOND_MS);
    }
    script_free(&script);
}
END_TEST

START_TEST(the_demo_begins_with_a_full_screen) {
    scene s;
    scene_open(&s, &(server_options){0});
    peer p;
    peer_upgrade(&p, &s, "");
    frame_parser parser = {0};
    dgg_event event;
    char *names = peer_find_frame(&p, "NAMES ");
    ck_assert(frame_parse(&parser, names, strlen(names), 1, &event));
    ck_assert_uint_ge(event.as.names.user_count, 250);
    free(names);
    char *history = peer_find_frame(&p, "HISTORY ");
    ck_assert(frame_parse(&parser, history, strlen(history), 1, &event));
    frame_history list = {0};
    ck_assert(frame_history_begin(&list, &event));
    size_t entries = 0;
    dgg_event entry;
    while (frame_history_next(&list, 1, &entry)) {
        entries++;
    }
    ck_assert_uint_ge(entries, 60);
    ck_assert_uint_eq(list.rejected, 0);
    frame_history_free(&list);
    free(history);
    frame_parser_free(&parser);
    peer_close(&p);
    scene_close(&s);
}
END_TEST

START_TEST(emotes_and_flairs_are_complete) {
    dgg_emotes *emotes = NULL;
    dgg_flairs *flairs = NULL;
    ck_assert_int_eq(dgg_emotes_parse(&emotes, server_asset_emotes,
                                      (size_t)(server_asset_emotes_end -
                                               server_asset_emotes)),
                     DGG_OK);
    ck_assert_uint_ge(dgg_emotes_count(emotes), 40);
    ck_assert_int_eq(dgg_flairs_parse(&flairs, server_asset_flairs,
                                      (size_t)(server_asset_flairs_end -
                                               server_asset_flairs)),
                     DGG_OK);
    ck_assert_int_eq(dgg_flairs_find(flairs, "flair13")->rgb, 0x59aeea);
    ck_assert(dgg_flairs_find(flairs, "flair42")->is_rainbow);
    ck_assert_int_eq(dgg_flairs_find(flairs, "protected")->rgb, -1);
    dgg_emotes_free(emotes);
    dgg_flairs_free(flairs);
}
END_TEST

TEST_MAIN("server_assets", the_demo_is_lively,
          the_demo_shows_every_event_in_two_minutes,
          the_demos_frames_are_understood, the_demo_can_be_read,
          the_demo_begins_with_a_full_screen, emotes_and_flairs_are_complete)
