/* Every row of fixtures/samples.jsonl: an event's name, a frame, and whether
 * a client has to accept it. */
#include "event_check.h"
#include "frame.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

typedef struct sample {
    const char *name;
    const char *frame;
    size_t bytes;
    bool is_valid;
} sample;

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

static void read_row(json_value row, arena *memory, sample *out) {
    out->frame =
        json_string(json_get(row, "frame"), memory, 1 << 20, &out->bytes);
    out->name = json_string(json_get(row, "event"), memory, 100, NULL);
    ck_assert_ptr_nonnull(out->frame);
    ck_assert_ptr_nonnull(out->name);
    ck_assert(json_lenient_bool(json_get(row, "valid"), &out->is_valid));
}

static void for_each_sample(void (*check)(const sample *)) {
    size_t bytes = 0;
    char *text = test_fixture("samples.jsonl", &bytes);
    json_doc doc = {0};
    arena memory = {0};
    size_t rows = 0;
    for (char *line = text; line < text + bytes; rows++) {
        char *end = strchr(line, '\n');
        size_t length = end != NULL ? (size_t)(end - line) : strlen(line);
        sample s = {0};
        ck_assert_msg(json_parse(&doc, line, length), "row %zu", rows + 1);
        read_row(json_root(&doc), &memory, &s);
        check(&s);
        arena_reset(&memory);
        line += length + 1;
    }
    ck_assert_uint_gt(rows, 150);
    arena_free(&memory);
    json_doc_free(&doc);
    free(text);
}

static void check_entries(const dgg_event *event) {
    frame_history history = {0};
    dgg_event entry;
    if (frame_history_begin(&history, event)) {
        while (frame_history_next(&history, 1000, &entry)) {
            ck_assert_msg(event_is_sound(&entry), "%s", entry.payload);
        }
    }
    frame_history_free(&history);
}

/* Parses from memory of exactly that size, so that a sanitizer sees a read
 * past the end. */
static void parse_anything(frame_parser *parser, const char *text,
                           size_t bytes) {
    dgg_event event;
    char *exact = malloc(bytes > 0 ? bytes : 1);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, text, bytes);
    memset(&event, 0xA5, sizeof event);
    if (frame_parse(parser, exact, bytes, 1000, &event)) {
        ck_assert_msg(event_is_sound(&event), "%.*s", (int)bytes, exact);
        check_entries(&event);
    }
    free(exact);
}

static void check_accepted(const dgg_event *event, const sample *s) {
    const char *payload = strchr(s->frame, ' ') + 1;
    ck_assert_msg(strcmp(event->name, s->name) == 0, "%s: %s", event->name,
                  s->frame);
    ck_assert_msg(is_unknown(s->name) == (event->kind == DGG_EVENT_UNKNOWN),
                  "%s", s->frame);
    ck_assert_ptr_eq(event->payload, payload);
    ck_assert_ptr_eq(event->payload + event->payload_bytes,
                     s->frame + s->bytes);
    ck_assert_msg(event_is_sound(event), "%s", s->frame);
}

static void check_verdict(const sample *s) {
    frame_parser parser = {0};
    dgg_event event;
    memset(&event, 0xA5, sizeof event);
    bool is_accepted = frame_parse(&parser, s->frame, s->bytes, 1000, &event);
    ck_assert_msg(is_accepted == s->is_valid, "%s: %s",
                  is_accepted ? "accepted" : "refused", s->frame);
    if (is_accepted) {
        check_accepted(&event, s);
        check_entries(&event);
    }
    frame_parser_free(&parser);
}

/* At every byte, but for the few frames that are long and repeat themselves:
 * that would be gigabytes to parse. */
static void check_cut(const sample *s) {
    frame_parser parser = {0};
    size_t step = s->bytes / test_rounds(8192) + 1;
    for (size_t cut = 0; cut < s->bytes; cut += step) {
        parse_anything(&parser, s->frame, cut);
    }
    frame_parser_free(&parser);
}

/* The frame with something else in place of a value. */
static void parse_replaced(frame_parser *parser, const sample *s,
                           json_value value, const char *other) {
    size_t bytes;
    const char *raw = json_raw(value, &bytes);
    size_t before = (size_t)(raw - s->frame);
    size_t other_bytes = strlen(other);
    size_t after = s->bytes - before - bytes;
    char *text = malloc(before + other_bytes + after);
    ck_assert_ptr_nonnull(text);
    memcpy(text, s->frame, before);
    memcpy(text + before, other, other_bytes);
    memcpy(text + before + other_bytes, raw + bytes, after);
    parse_anything(parser, text, before + other_bytes + after);
    free(text);
}

static void replace_each(frame_parser *parser, const sample *s,
                         json_value container) {
    static const char *const others[] = {
        "null",
        "true",
        "-1",
        "0",
        "1.5",
        "1e3",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "[null]",
        "[\"x\"]",
        "9223372036854775807",
        "99999999999999999999",
    };
    for (json_value e = json_first(container); json_exists(e);
         e = json_next(container, e)) {
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
            parse_replaced(parser, s, e, others[i]);
        }
        if (json_count(e) < 100) {
            replace_each(parser, s, e);
        }
    }
}

static void check_wrong_types(const sample *s) {
    frame_parser parser = {0};
    json_doc doc = {0};
    const char *space = strchr(s->frame, ' ');
    if (s->is_valid && space != NULL &&
        json_parse(&doc, space + 1,
                   s->bytes - (size_t)(space + 1 - s->frame)) &&
        json_count(json_root(&doc)) < 100) {
        replace_each(&parser, s, json_root(&doc));
    }
    json_doc_free(&doc);
    frame_parser_free(&parser);
}

START_TEST(every_sample_is_judged_right) {
    for_each_sample(check_verdict);
}
END_TEST

START_TEST(samples_may_be_cut_anywhere) {
    for_each_sample(check_cut);
}
END_TEST

START_TEST(members_may_be_of_any_type) {
    for_each_sample(check_wrong_types);
}
END_TEST

TEST_MAIN("frame_samples", every_sample_is_judged_right,
          samples_may_be_cut_anywhere, members_may_be_of_any_type)
