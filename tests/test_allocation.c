/* Memory runs out at every single allocation of what needs no network, once
 * and from then on. That nothing leaks is for the sanitizers to see; here
 * nothing may crash, and what failed must have said so. */
#include "api_decode.h"
#include "api_reply.h"
#include "command.h"
#include "failing_memory.h"
#include "frame.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/* --- parsing ------------------------------------------------------------- */

static char *samples;
static size_t sample_bytes;

static void parse_one(const char *frame, size_t bytes) {
    frame_parser parser = {0};
    frame_history history = {0};
    dgg_event event;
    dgg_event entry;
    failing_memory_begin();
    if (frame_parse(&parser, frame, bytes, 1, &event) &&
        frame_history_begin(&history, &event)) {
        while (frame_history_next(&history, 1, &entry)) {
        }
    }
    frame_history_free(&history);
    frame_parser_free(&parser);
    failing_memory_end();
}

static const char *frame_now;
static size_t frame_now_bytes;

static void parse_frame(void) {
    parse_one(frame_now, frame_now_bytes);
}

/* Every row of it that the library takes. */
static void parse_row(const char *row, size_t bytes) {
    json_doc doc = {0};
    arena memory = {0};
    bool is_valid = false;
    ck_assert(json_parse(&doc, row, bytes));
    json_lenient_bool(json_get(json_root(&doc), "valid"), &is_valid);
    frame_now = json_string(json_get(json_root(&doc), "frame"), &memory,
                            JSON_BYTES, &frame_now_bytes);
    ck_assert_ptr_nonnull(frame_now);
    if (is_valid) {
        failing_memory_at_every_point(parse_frame);
    }
    arena_free(&memory);
    json_doc_free(&doc);
}

START_TEST(a_parse_survives_it) {
    samples = test_fixture("samples.jsonl", &sample_bytes);
    for (char *row = samples; *row != '\0';) {
        size_t bytes = strcspn(row, "\n");
        if (bytes > 0) {
            parse_row(row, bytes);
        }
        row += bytes + (row[bytes] == '\n');
    }
    free(samples);
}
END_TEST

/* --- decoding ------------------------------------------------------------ */

static const struct {
    api_decoder decode;
    const char *body;
} answers[] = {
    {api_decode_account,
     "{\"nick\":\"Bird\",\"roles\":[\"USER\"],\"features\":[\"flair1\"],"
     "\"settings\":[[\"a\",1]],\"subscription\":{\"tier\":1,\"source\":\"s\","
     "\"type\":\"t\"}}"},
    {api_decode_settings, "[[\"a\",{\"b\":[1]}],[\"c\",2]]"},
    {api_decode_ban, "{\"id\":1,\"targetusername\":\"Bird\",\"reason\":\"r\"}"},
    {api_decode_profile, "{\"data\":{\"nick\":\"Bird\",\"bio\":\"b\"}}"},
    {api_decode_frames, "[\"MSG {}\",\"MSG {}\"]"},
    {api_decode_lines, "{\"nick\":\"b\",\"lines\":[{\"text\":\"a\"}]}"},
    {api_decode_unread, "[{\"username\":\"a\",\"unread\":1}]"},
    {api_decode_count, "{\"data\":{\"count\":1}}"},
    {api_decode_conversations,
     "{\"results\":[{\"username\":\"a\",\"lastMessage\":\"b\"}]}"},
    {api_decode_messages, "[{\"from\":\"a\",\"to\":\"b\",\"message\":\"c\"}]"},
    {api_decode_stream,
     "{\"data\":{\"streams\":{\"kick\":{\"live\":true,\"id\":1}}}}"},
    {api_decode_videos, "[{\"id\":\"1\",\"title\":\"t\"}]"},
    {api_decode_gift_check, "{\"valid\":true,\"username\":\"a\"}"},
};

static size_t answer_now;

static void decode_answer(void) {
    const char *body = answers[answer_now].body;
    const http_answer answer = {.status = 200,
                                .body = body,
                                .bytes = strlen(body),
                                .content_type = "application/json",
                                .reason = ""};
    json_doc doc = {0};
    arena memory = {0};
    json_value found;
    api_verdict verdict = {0};
    dgg_api_answer result = {0};
    failing_memory_begin();
    bool is_good = api_open(&verdict, &answer, NULL, true, &doc, &found);
    if (is_good) {
        verdict.error = answers[answer_now].decode(found, &memory, &result);
        is_good = verdict.error == DGG_OK;
    }
    failing_memory_end();
    ck_assert_msg(is_good || (failing_memory_has_failed() &&
                              verdict.error == DGG_ERROR_MEMORY),
                  "%s: %s", body, dgg_strerror(verdict.error));
    arena_free(&memory);
    json_doc_free(&doc);
}

START_TEST(decoding_an_answer_survives_it) {
    for (answer_now = 0; answer_now < sizeof answers / sizeof *answers;
         answer_now++) {
        ck_assert_uint_gt(failing_memory_at_every_point(decode_answer), 0);
    }
}
END_TEST

/* --- commands ------------------------------------------------------------ */

static const char *const options_of_poll[] = {"yes", "no"};

static const dgg_command commands[] = {
    {.kind = DGG_COMMAND_MESSAGE, .text = "hello"},
    {.kind = DGG_COMMAND_WHISPER, .nick = "bird", .text = "hello"},
    {.kind = DGG_COMMAND_BAN,
     .nick = "bird",
     .text = "spam",
     .as.sanction.duration_ms = 1000},
    {.kind = DGG_COMMAND_START_POLL,
     .text = "well?",
     .as.poll = {.options = options_of_poll,
                 .option_count = 2,
                 .length_ms = 5000}},
    {.kind = DGG_COMMAND_CAST_VOTE, .as.vote = 2},
};

static size_t command_now;

static void write_command(void) {
    command made;
    failing_memory_begin();
    dgg_error error = command_init(&made, &commands[command_now]);
    if (error == DGG_OK) {
        command_free(&made);
    }
    failing_memory_end();
    ck_assert_int_eq(error,
                     failing_memory_has_failed() ? DGG_ERROR_MEMORY : DGG_OK);
}

START_TEST(writing_a_command_survives_it) {
    for (command_now = 0; command_now < sizeof commands / sizeof *commands;
         command_now++) {
        ck_assert_uint_gt(failing_memory_at_every_point(write_command), 0);
    }
}
END_TEST

TEST_MAIN("allocation", a_parse_survives_it, decoding_an_answer_survives_it,
          writing_a_command_survives_it)
