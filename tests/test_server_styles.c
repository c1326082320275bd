#include "server_styles.h"
#include "test.h"

#include <string.h>

static void expect(bool (*write)(json_value, buffer *), const char *table,
                   const char *expected) {
    json_doc doc = {0};
    buffer out;
    buffer_init(&out, 1 << 16);
    ck_assert(json_parse(&doc, table, strlen(table)));
    ck_assert(write(json_root(&doc), &out));
    ck_assert_str_eq(out.bytes, expected);
    buffer_free(&out);
    json_doc_free(&doc);
}

#define EMOTES "/* The demo's emotes. */\n.emote { position: relative; }\n"
#define FLAIRS "/* The demo's flairs. */\n.flair { display: inline-block; }\n"

START_TEST(places_emotes_over_their_line) {
    expect(server_styles_write_emotes, "[]", EMOTES);
    expect(server_styles_write_emotes,
           "[{\"prefix\":\"YEE\",\"image\":[{\"name\":\"y.png\",\"height\":28,"
           "\"width\":32}]}]",
           EMOTES ".emote.YEE {\n"
                  "  background-image: url(\"y.png\");\n"
                  "  height: 28px;\n"
                  "  width: 32px;\n"
                  "  margin-top: -28px;\n"
                  "  top: 7px;\n}\n");
}
END_TEST

/* Only the last width is that of one frame. */
START_TEST(animates_strips) {
    expect(server_styles_write_emotes,
           "[{\"prefix\":\"YEE\",\"image\":[{\"name\":\"y.png\",\"height\":28,"
           "\"width\":128}]}]",
           EMOTES ".emote.YEE {\n"
                  "  background-image: url(\"y.png\");\n"
                  "  height: 28px;\n"
                  "  width: 128px;\n"
                  "  margin-top: -28px;\n"
                  "  top: 7px;\n}\n"
                  ".emote.YEE {\n"
                  "  width: 32px;\n"
                  "  animation: YEE 1s steps(4) infinite;\n}\n"
                  "@keyframes YEE {\n"
                  "  to { background-position: -128px 0; }\n}\n");
}
END_TEST

START_TEST(orders_and_colors_flairs) {
    expect(server_styles_write_flairs,
           "[{\"name\":\"a\",\"hidden\":true,\"priority\":3,"
           "\"color\":\"#abcdef\",\"image\":[{\"name\":\"a.png\","
           "\"height\":16,\"width\":17}]},"
           "{\"name\":\"b\",\"hidden\":false,\"priority\":4,\"color\":\"\","
           "\"image\":[{\"name\":null,\"height\":null,\"width\":null}]}]",
           FLAIRS ".flair.a {\n"
                  "  background-image: url(\"a.png\");\n"
                  "  height: 16px;\n"
                  "  width: 17px;\n"
                  "  order: 3;\n"
                  "  display: none;\n}\n"
                  ".user.a {\n  color: #abcdef;\n}\n"
                  ".flair.b {\n"
                  "  background-image: url(\"\");\n"
                  "  height: 0px;\n"
                  "  width: 0px;\n"
                  "  order: 4;\n}\n");
}
END_TEST

START_TEST(makes_rainbows_transparent) {
    expect(server_styles_write_flairs,
           "[{\"name\":\"a\",\"priority\":1,\"color\":\"#abcdef\","
           "\"rainbowColor\":true,\"image\":[{\"name\":\"a.png\","
           "\"height\":16,\"width\":16}]}]",
           FLAIRS ".flair.a {\n"
                  "  background-image: url(\"a.png\");\n"
                  "  height: 16px;\n"
                  "  width: 16px;\n"
                  "  order: 1;\n}\n"
                  ".user.a {\n"
                  "  color: transparent;\n"
                  "  background: linear-gradient(to right, red, gold, lime, "
                  "cyan, blue);\n"
                  "  background-clip: text;\n}\n");
}
END_TEST

TEST_MAIN("server_styles", places_emotes_over_their_line, animates_strips,
          orders_and_colors_flairs, makes_rainbows_transparent)
