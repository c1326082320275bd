/* Every row of fixtures/samples.jsonl: an event's name, a frame, and whether
 * a client has to accept it. */
#include "frame.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/* Names that no version of the web client binds. */
static const char *const unknown[] = {"CONSTRUCTOR", "FUTURE_THING", "MSG2",
                                      "TTS", "WATCHING"};

static bool is_unknown(const char *name) {
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        if (strcmp(unknown[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void check_accepted(const dgg_event *event, const char *name,
                           const char *frame) {
    const char *payload = strchr(frame, ' ') + 1;
    ck_assert_msg(strcmp(event->name, name) == 0, "%s: %s", event->name, frame);
    ck_assert_msg(is_unknown(name) == (event->kind == DGG_EVENT_UNKNOWN), "%s",
                  frame);
    ck_assert_ptr_eq(event->payload, payload);
    ck_assert_uint_eq(event->payload_bytes, strlen(payload));
    ck_assert_int_gt(event->timestamp_ms, 0);
}

static void check_row(json_value row) {
    arena memory = {0};
    frame_parser parser = {0};
    dgg_event event;
    size_t bytes = 0;
    bool is_valid = false;
    const char *frame =
        json_string(json_get(row, "frame"), &memory, 1 << 20, &bytes);
    const char *name = json_string(json_get(row, "event"), &memory, 100, NULL);
    ck_assert(json_lenient_bool(json_get(row, "valid"), &is_valid));
    bool is_accepted = frame_parse(&parser, frame, bytes, 1000, &event);
    if (is_valid) {
        ck_assert_msg(is_accepted, "refused: %s", frame);
        check_accepted(&event, name, frame);
    } else {
        ck_assert_msg(!is_accepted, "accepted: %s", frame);
    }
    frame_parser_free(&parser);
    arena_free(&memory);
}

START_TEST(every_sample_is_judged_right) {
    size_t bytes = 0;
    char *text = test_fixture("samples.jsonl", &bytes);
    json_doc doc = {0};
    size_t rows = 0;
    for (char *line = text; line < text + bytes; rows++) {
        char *end = strchr(line, '\n');
        size_t length = end != NULL ? (size_t)(end - line) : strlen(line);
        ck_assert_msg(json_parse(&doc, line, length), "row %zu", rows + 1);
        check_row(json_root(&doc));
        line += length + 1;
    }
    ck_assert_uint_gt(rows, 150);
    json_doc_free(&doc);
    free(text);
}
END_TEST

TEST_MAIN("frame_samples", every_sample_is_judged_right)
