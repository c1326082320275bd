#include "image.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

typedef struct picture {
    json_doc doc;
    arena strings;
    dgg_image image;
} picture;

static void read(picture *p, const char *json) {
    *p = (picture){0};
    ck_assert(json_parse(&p->doc, json, strlen(json)));
    ck_assert(image_read(&p->image, json_root(&p->doc), &p->strings));
}

static void forget(picture *p) {
    json_doc_free(&p->doc);
    arena_free(&p->strings);
}

static void expect(const char *json, const char *url, const char *mime,
                   int width) {
    picture p;
    read(&p, json);
    ck_assert_str_eq(p.image.url, url);
    ck_assert_str_eq(p.image.mime, mime);
    ck_assert_int_eq(p.image.width, width);
    forget(&p);
}

START_TEST(reads_the_first_of_a_list) {
    expect("[{\"url\":\"https://a/b.png\",\"mime\":\"image/png\",\"width\":3},"
           "{\"url\":\"https://c\"}]",
           "https://a/b.png", "image/png", 3);
}
END_TEST

START_TEST(reads_what_php_makes_of_a_list) {
    expect("{\"1\":{\"url\":\"http://a/b\",\"width\":\"3\"}}", "http://a/b", "",
           3);
    expect("{\"url\":\"http://a/b\",\"mime\":\"a/b\"}", "http://a/b", "a/b", 0);
}
END_TEST

START_TEST(none_is_empty) {
    const char *const none[] = {
        "null", "[]", "{}",    "[null]",
        "[[]]", "7",  "\"x\"", "[{\"url\":null,\"width\":null}]"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        expect(none[i], "", "", 0);
    }
}
END_TEST

START_TEST(leaves_out_what_breaks_the_rules) {
    const char *const urls[] = {"javascript:alert(1)",   "/relative",
                                "wss://chat.example/ws", "https://a b/",
                                "https://u:p@a/",        "https://\\u001b[2J/"};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        char json[128];
        snprintf(json, sizeof json, "[{\"url\":\"%s\"}]", urls[i]);
        expect(json, "", "", 0);
    }
    expect("[{\"mime\":\"a b\",\"width\":-1}]", "", "", 0);
    expect("[{\"mime\":\"\\u001b\",\"width\":1048577}]", "", "", 0);
    expect("[{\"mime\":1,\"width\":1.5}]", "", "", 0);
}
END_TEST

START_TEST(an_address_that_is_too_long_is_none) {
    char json[2048];
    char url[1026];
    memset(url, 'a', sizeof url);
    memcpy(url, "http://a/", 9);
    url[1025] = '\0';
    snprintf(json, sizeof json, "[{\"url\":\"%s\"}]", url);
    expect(json, "", "", 0);
    url[1024] = '\0';
    snprintf(json, sizeof json, "[{\"url\":\"%s\"}]", url);
    expect(json, url, "", 0);
}
END_TEST

TEST_MAIN("image", reads_the_first_of_a_list, reads_what_php_makes_of_a_list,
          none_is_empty, leaves_out_what_breaks_the_rules,
          an_address_that_is_too_long_is_none)
