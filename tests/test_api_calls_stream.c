#include "api_scene.h"

START_TEST(says_what_is_live_in_all_three_shapes) {
    static const server_site_age ages[] = {SERVER_SITE_2026, SERVER_SITE_2021,
                                           SERVER_SITE_2020};
    for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
        api_scene s;
        api_scene_open(&s, ages[i]);
        ck_assert_int_eq(api_scene_login(&s, NULL, NULL), DGG_OK);
        const dgg_stream_info *info =
            &api_scene_good(&s, dgg_api_info_stream(s.api, NULL, NULL))
                 ->as.stream;
        ck_assert(info->is_live);
        ck_assert_uint_ge(info->count, 1);
        server_set_live(s.server, false);
        info = &api_scene_good(&s, dgg_api_info_stream(s.api, NULL, NULL))
                    ->as.stream;
        ck_assert(!info->is_live);
        ck_assert_int_eq(info->viewers, 0);
        api_scene_close(&s);
    }
}
END_TEST

START_TEST(lists_videos) {
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    const dgg_videos *videos =
        &api_scene_good(&s, dgg_api_info_videos(s.api, NULL, NULL))->as.videos;
    ck_assert_uint_ge(videos->count, 1);
    ck_assert_str_ne(videos->list[0].title, "");
    ck_assert_str_ne(videos->list[0].url, "");
    api_scene_close(&s);
}
END_TEST

START_TEST(who_may_shows_another_channel) {
    api_scene s;
    api_scene_open(&s, SERVER_SITE_2026);
    ck_assert_int_eq(dgg_api_host(s.api, "https://www.twitch.tv/other", NULL,
                                  NULL, NULL, NULL),
                     DGG_ERROR_NOT_LOGGED_IN);
    ck_assert_int_eq(api_scene_login(&s, NULL, SERVER_MODERATOR_SESSION),
                     DGG_OK);
    api_scene_good(&s, dgg_api_host(s.api, "https://www.twitch.tv/other",
                                    "Other", "a title", NULL, NULL));
    const dgg_stream_info *info =
        &api_scene_good(&s, dgg_api_info_stream(s.api, NULL, NULL))->as.stream;
    ck_assert_str_eq(info->hosting.name, "Other");
    api_scene_good(&s, dgg_api_unhost(s.api, NULL, NULL));
    info =
        &api_scene_good(&s, dgg_api_info_stream(s.api, NULL, NULL))->as.stream;
    ck_assert_str_eq(info->hosting.id, "");
    ck_assert_int_eq(dgg_api_unhost(s.api, NULL, NULL), DGG_ERROR_SITE);
    ck_assert_int_eq(
        dgg_api_host(s.api, "http://plain", NULL, NULL, NULL, NULL),
        DGG_ERROR_URL);
    api_scene_close(&s);
}
END_TEST

TEST_MAIN("api_calls_stream", says_what_is_live_in_all_three_shapes,
          lists_videos, who_may_shows_another_channel)
