#include "fake_site.h"
#include "model_case.h"
#include "reader_network.h"
#include "scratch.h"

typedef struct scene {
    scratch disk;
    fake_site site;
    char page[256];
    model_case c;
    reader_link link;
} scene;

static void open_scene(scene *s) {
    *s = (scene){0};
    scratch_open(&s->disk);
    fake_site_open(&s->site);
    snprintf(s->page, sizeof s->page,
             "<script data-cache-key='1.1' data-cdn='%s'>", s->site.url);
    fake_site_set(&s->site, "/embed/chat", 200, s->page);
    fake_site_set(&s->site, "/emotes/emotes.json", 200,
                  "[{\"prefix\":\"YEE\"}]");
    fake_site_set(&s->site, "/flairs/flairs.json", 200,
                  "[{\"name\":\"flair1\"}]");
    setenv("XDG_CACHE_HOME", s->disk.path, 1);
}

static void close_scene(scene *s) {
    fake_site_close(&s->site);
    scratch_close(&s->disk);
}

/* The newest line that begins so, or NULL. */
static const char *find_notice(const scene *s, const char *start) {
    const window *chat = s->c.m.windows.list[WINDOW_CHAT];
    for (size_t i = 0; i < history_count(&chat->lines); i++) {
        const char *text = line_text(line_at(chat, i));
        if (strncmp(text, start, strlen(start)) == 0) {
            return text;
        }
    }
    return NULL;
}

/* The reader is started, until its tables came or did not. */
static void begin(scene *s) {
    char problem[NETWORK_PROBLEM_BYTES];
    const options o = {.endpoints = {.chat_url = "ws://127.0.0.1:1/ws",
                                     .site_url = s->site.url},
                       .speed = 1};
    case_begin(&s->c);
    ck_assert_int_eq(reader_link_open(&s->link, &s->c.m, &o, problem), DGG_OK);
    ck_assert_int_eq(reader_link_start(&s->link), DGG_OK);
    while (s->c.m.emotes == NULL && find_notice(s, "Emotes") == NULL) {
        fake_site_turn(&s->site, s->link.network.loop);
    }
}

static void end(scene *s) {
    reader_link_close(&s->link);
    case_end(&s->c);
}

static void expect_notice(const scene *s, const char *start, const char *part) {
    const char *notice = find_notice(s, start);
    ck_assert_msg(notice != NULL && strstr(notice, part) != NULL, "%s",
                  notice != NULL ? notice : "none");
}

START_TEST(offline_there_are_the_emotes_of_before) {
    scene s;
    open_scene(&s);
    begin(&s);
    ck_assert_ptr_nonnull(dgg_emotes_find(s.c.m.emotes, "YEE", 3));
    end(&s);
    fake_site_close(&s.site);
    begin(&s);
    ck_assert_ptr_nonnull(dgg_emotes_find(s.c.m.emotes, "YEE", 3));
    ck_assert_ptr_nonnull(s.c.m.flairs);
    ck_assert_ptr_null(find_notice(&s, "Emotes"));
    end(&s);
    close_scene(&s);
}
END_TEST

START_TEST(what_is_missing_is_told) {
    scene s;
    open_scene(&s);
    fake_site_set(&s.site, "/flairs/flairs.json", 500, "");
    begin(&s);
    expect_notice(&s, "Name colours could not be loaded: ", "500");
    end(&s);
    fake_site_close(&s.site);
    scratch_close(&s.disk);
    begin(&s);
    expect_notice(&s,
                  "Emotes and name colours could not be loaded: ", "refused");
    end(&s);
    close_scene(&s);
}
END_TEST

START_TEST(trouble_with_the_disk_is_told) {
    scene s;
    char path[128];
    open_scene(&s);
    snprintf(path, sizeof path, "%s/file", s.disk.path);
    scratch_write(path, "x", 1);
    setenv("XDG_CACHE_HOME", path, 1);
    begin(&s);
    ck_assert_ptr_nonnull(s.c.m.emotes);
    expect_notice(&s, "Emotes on disk: nothing can be kept in ", path);
    end(&s);
    close_scene(&s);
}
END_TEST

TEST_MAIN("reader_tables", offline_there_are_the_emotes_of_before,
          what_is_missing_is_told, trouble_with_the_disk_is_told)
