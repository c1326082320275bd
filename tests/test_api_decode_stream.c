#include "decode_case.h"

#define STREAM                                                               \
    "\"live\":true,\"game\":\"Chess\",\"preview\":\"https://x/p.png\","      \
    "\"status_text\":\"hello\",\"started_at\":\"2020-05-01T12:00:00+0000\"," \
    "\"ended_at\":null,\"duration\":\"60\",\"viewers\":12"

static void expect_live(const char *body, const char *platform) {
    decode_case c;
    decode_good(&c, api_decode_stream, body);
    const dgg_stream_info *info = &c.answer.as.stream;
    ck_assert(info->is_live);
    ck_assert_int_eq(info->viewers, 12);
    ck_assert_uint_ge(info->count, 1);
    const dgg_stream *s = &info->list[0];
    ck_assert_str_eq(s->platform, platform);
    ck_assert_str_eq(s->game, "Chess");
    ck_assert_str_eq(s->title, "hello");
    ck_assert_str_eq(s->preview_url, "https://x/p.png");
    ck_assert_int_eq(s->started_ms, 1588334400000);
    ck_assert_int_eq(s->ended_ms, 0);
    ck_assert_int_eq(s->duration_s, 60);
    decode_end(&c);
}

START_TEST(reads_all_three_shapes) {
    expect_live("{" STREAM ",\"host\":null}", "");
    expect_live(
        "{\"data\":{\"hostedChannel\":null,\"streams\":{\"twitch\":{" STREAM
        "},\"youtube\":null}}}",
        "twitch");
    expect_live("{\"data\":{\"streams\":{\"twitch\":null,\"youtube\":null,"
                "\"facebook\":null,\"rumble\":null,\"kick\":{" STREAM
                ",\"id\":\"1\",\"platform\":\"kick\",\"type\":\"live\"}}}}",
                "kick");
}
END_TEST

START_TEST(adds_up_what_is_live) {
    decode_case c;
    decode_good(&c, api_decode_stream,
                "{\"data\":{\"streams\":{\"twitch\":{\"live\":\"1\","
                "\"viewers\":\"5\"},\"youtube\":{\"live\":true,\"viewers\":7,"
                "\"videoId\":\"abc\"},\"kick\":{\"live\":false,\"viewers\":9,"
                "\"id\":4}}}}");
    const dgg_stream_info *info = &c.answer.as.stream;
    ck_assert_uint_eq(info->count, 3);
    ck_assert_int_eq(info->viewers, 12);
    ck_assert_str_eq(info->list[1].id, "abc");
    ck_assert_str_eq(info->list[2].id, "4");
    decode_end(&c);
}
END_TEST

START_TEST(reads_who_is_hosted) {
    decode_case c;
    decode_good(&c, api_decode_stream,
                "{\"live\":false,\"host\":{\"id\":\"h1\",\"url\":\"https://h\","
                "\"name\":\"host\",\"preview\":\"https://p\","
                "\"display_name\":\"Host\"}}");
    ck_assert_str_eq(c.answer.as.stream.hosting.id, "h1");
    ck_assert_str_eq(c.answer.as.stream.hosting.name, "Host");
    ck_assert_str_eq(c.answer.as.stream.hosting.url, "https://h");
    ck_assert(!c.answer.as.stream.is_live);
    decode_end(&c);
}
END_TEST

START_TEST(what_says_nothing_of_a_stream_is_an_error) {
    decode_bad(api_decode_stream, "{}", DGG_ERROR_NOT_JSON);
    decode_bad(api_decode_stream, "[]", DGG_ERROR_NOT_JSON);
    decode_bad(api_decode_videos, "1", DGG_ERROR_NOT_JSON);
}
END_TEST

START_TEST(reads_videos) {
    decode_case c;
    decode_good(&c, api_decode_videos,
                "{\"status\":\"ok\",\"data\":[{\"id\":\"v1\",\"title\":\"t\","
                "\"mediumThumbnailUrl\":\"https://m\",\"streamViewers\":\"3\","
                "\"streamStartTime\":\"2020-05-01T12:00:00+0000\","
                "\"streamEndTime\":\"2020-05-01T13:00:00+0000\","
                "\"url\":\"https://u\"},{\"title\":\"no id\"}]}");
    ck_assert_uint_eq(c.answer.as.videos.count, 1);
    const dgg_video *v = &c.answer.as.videos.list[0];
    ck_assert_str_eq(v->id, "v1");
    ck_assert_str_eq(v->title, "t");
    ck_assert_str_eq(v->url, "https://u");
    ck_assert_str_eq(v->thumbnail_url, "https://m");
    ck_assert_int_eq(v->viewers, 3);
    ck_assert_int_eq(v->end_ms - v->start_ms, 3600000);
    decode_end(&c);
}
END_TEST

TEST_MAIN("api_decode_stream", reads_all_three_shapes, adds_up_what_is_live,
          reads_who_is_hosted, what_says_nothing_of_a_stream_is_an_error,
          reads_videos)
