#include "embed.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static embed parse(const char *html) {
    embed found;
    embed_parse(&found, html, strlen(html));
    return found;
}

START_TEST(reads_the_page_of_2020) {
    embed found =
        parse("<html><script id=\"chat-include\" data-cache-key=\""
              "1594300000000.4821\" data-cdn=\"https://cdn.destiny.gg/2.11.4\""
              " src=\"x.js\"></script>");
    ck_assert_str_eq(found.cdn_url, "https://cdn.destiny.gg/2.11.4");
    ck_assert_str_eq(found.cache_key, "1594300000000.4821");
    ck_assert_str_eq(found.chat_url, "");
}
END_TEST

START_TEST(reads_the_page_of_2022) {
    embed found = parse(
        "<script id=\"chat-include\" data-ws-url=\"wss://chat.destiny.gg/ws\" "
        "data-cache-key=\"1665865293752.1778\" data-cdn=\""
        "https://cdn.destiny.gg/2.32.2\" data-ban-appeal-url=\"\" src=\"x\">");
    ck_assert_str_eq(found.cdn_url, "https://cdn.destiny.gg/2.32.2");
    ck_assert_str_eq(found.cache_key, "1665865293752.1778");
    ck_assert_str_eq(found.chat_url, "wss://chat.destiny.gg/ws");
}
END_TEST

START_TEST(reads_attributes_in_any_order_and_quotes) {
    embed found = parse("<script\n data-cdn = 'https://cdn.example/1'\n"
                        "data-ws-url=\"wss://chat.example/ws\" src=x "
                        "data-cache-key='1.2'>");
    ck_assert_str_eq(found.cdn_url, "https://cdn.example/1");
    ck_assert_str_eq(found.chat_url, "wss://chat.example/ws");
    ck_assert_str_eq(found.cache_key, "1.2");
}
END_TEST

START_TEST(unescapes_html) {
    embed found = parse("<script data-cdn=\"https://cdn.example/?a=1&amp;b=2"
                        "&#38;c=&#x27;&quot;&unknown;&#\">");
    ck_assert_str_eq(found.cdn_url,
                     "https://cdn.example/?a=1&b=2&c='\"&unknown;&#");
}
END_TEST

START_TEST(takes_whole_names_only) {
    embed found = parse("<script data-cdn-old=\"a\" xdata-cdn=\"b\" "
                        "data-cdn=c data-cdn=\"d\">");
    ck_assert_str_eq(found.cdn_url, "d");
}
END_TEST

START_TEST(leaves_out_what_is_too_long_or_not_printable) {
    char html[EMBED_URL_BYTES + 64] = "<script data-cdn=\"";
    size_t used = strlen(html);
    memset(html + used, 'a', EMBED_URL_BYTES);
    strcpy(html + used + EMBED_URL_BYTES, "\" data-cache-key=\"a\nb\">");
    embed found = parse(html);
    ck_assert_str_eq(found.cdn_url, "");
    ck_assert_str_eq(found.cache_key, "");
    found = parse("<script data-cdn=\"a&#10;b\" data-cache-key=\"a&#0;\">");
    ck_assert_str_eq(found.cdn_url, "");
    ck_assert_str_eq(found.cache_key, "a&#0;");
}
END_TEST

START_TEST(finds_nothing_where_nothing_is) {
    embed found = parse("<html>Just a moment...</html>");
    ck_assert_str_eq(found.cdn_url, "");
    embed_parse(&found, "", 0);
    ck_assert_str_eq(found.cache_key, "");
}
END_TEST

/* Each cut stands in memory of its own size, so that a sanitizer sees a read
 * behind the end. */
START_TEST(bears_being_cut_anywhere) {
    const char *html = "<script data-cdn=\"https://cdn.example/&#x41;&amp;\" "
                       "data-cache-key='1.2' data-ws-url='wss://a'>";
    size_t all = strlen(html);
    for (size_t bytes = 0; bytes <= all; bytes++) {
        char *cut = malloc(bytes + 1);
        ck_assert_ptr_nonnull(cut);
        memcpy(cut, html, bytes);
        embed found;
        embed_parse(&found, cut, bytes);
        const char *whole = "https://cdn.example/A&";
        ck_assert(found.cdn_url[0] == '\0' ||
                  strcmp(found.cdn_url, whole) == 0);
        free(cut);
    }
}
END_TEST

TEST_MAIN("embed", reads_the_page_of_2020, reads_the_page_of_2022,
          reads_attributes_in_any_order_and_quotes, unescapes_html,
          takes_whole_names_only, leaves_out_what_is_too_long_or_not_printable,
          finds_nothing_where_nothing_is, bears_being_cut_anywhere)
