#include "dgg_cdn.h"
#include "frame.h"
#include "server_assets.h"
#include "server_peer.h"
#include "server_script_load.h"

enum { FIRST_WHISPER_MS = 10 * 1000, PASS_MS = 184 * 1000, STEP_MS = 250 };

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

static void look_at(seen *s, frame_parser *parser, const char *frame) {
    dgg_event event;
    if (!frame_parse(parser, frame, strlen(frame), 1, &event)) {
        s->rejected++;
        return;
    }
    s->messages += strncmp(frame, "MSG ", 4) == 0;
    s->whispers += strncmp(frame, "PRIVMSG ", 8) == 0;
    s->moderated += strncmp(frame, "MUTE ", 5) == 0;
    s->moderated += strncmp(frame, "BAN ", 4) == 0;
    s->joined += strncmp(frame, "JOIN ", 5) == 0;
    s->left += strncmp(frame, "QUIT ", 5) == 0;
    s->mentions += strstr(frame, "@demo_viewer") != NULL;
}

/* Plays this long; websocket pings are answered. */
static seen watch(scene *s, peer *p, int64_t for_ms) {
    seen result = {0};
    frame_parser parser = {0};
    for (int64_t ms = 0; ms < for_ms; ms += STEP_MS) {
        scene_advance(s, STEP_MS);
        peer_say(p, "PING 1");
        for (bool is_over = false; !is_over;) {
            int opcode = 0;
            char *frame = peer_take_frame(p, &opcode);
            is_over = strncmp(frame, "PONG ", 5) == 0;
            if (opcode == 9) {
                peer_send_frame(p, 10, "", 0);
            } else {
                look_at(&result, &parser, frame);
            }
            free(frame);
        }
    }
    frame_parser_free(&parser);
    return result;
}

START_TEST(the_demo_is_lively) {
    scene s;
    scene_open(&s, &(server_options){0});
    peer p;
    peer_log_in(&p, &s);
    seen first = watch(&s, &p, FIRST_WHISPER_MS);
    ck_assert_uint_ge(first.whispers, 1);
    ck_assert_uint_ge(first.messages, 20);
    seen rest = watch(&s, &p, PASS_MS - FIRST_WHISPER_MS);
    ck_assert_uint_eq(first.rejected + rest.rejected, 0);
    ck_assert_uint_gt(rest.messages, 2 * PASS_MS / 1000);
    ck_assert_uint_lt(rest.messages, 10 * PASS_MS / 1000);
    ck_assert_uint_ge(rest.whispers, 5);
    ck_assert_uint_ge(rest.moderated, 2);
    ck_assert_uint_ge(rest.joined, 20);
    ck_assert_uint_ge(rest.left, 20);
    ck_assert_uint_ge(rest.mentions, 3);
    ck_assert_uint_ge(watch(&s, &p, FIRST_WHISPER_MS).messages, 20);
    peer_close(&p);
    scene_close(&s);
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

TEST_MAIN("server_assets", the_demo_is_lively, the_demo_can_be_read,
          the_demo_begins_with_a_full_screen, emotes_and_flairs_are_complete)
