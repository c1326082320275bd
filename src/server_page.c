#include "server_page.h"

#include "server_http_answer.h"
#include "server_json.h"

bool server_page_of_problem(buffer *out, int status, const char *text) {
    return server_json_print(out,
                             "<!DOCTYPE html>\n<html lang=\"en\">\n"
                             "<head><title>%d</title></head>\n"
                             "<body>\n<h1>%s</h1>\n</body>\n</html>\n",
                             status, text);
}

bool server_page_of_status(buffer *out, int status) {
    return server_page_of_problem(out, status,
                                  status == 404 ? "There is no such page"
                                                : server_http_reason(status));
}

bool server_page_of_barrier(buffer *out, int status) {
    return server_json_print(
        out,
        "<!DOCTYPE html>\n<html lang=\"en-US\">\n"
        "<head><title>Just a moment...</title></head>\n<body>\n"
        "<noscript>Enable JavaScript and cookies to continue</noscript>\n"
        "<!-- {\"status\":%d} -->\n</body>\n</html>\n",
        status);
}

static bool write_attribute(buffer *out, const char *name, const char *value) {
    return value == NULL || server_json_print(out, " %s=\"%s\"", name, value);
}

/* The attributes stand in the live page's order: destinygg/website,
 * views/chat.php. */
bool server_page_of_chat(buffer *out, const server_announced *announced) {
    return server_json_print(
               out, "<!DOCTYPE html>\n<html lang=\"en\">\n"
                    "<head><title>Demo chat</title></head>\n<body>\n"
                    "<div id=\"chat\"></div>\n<script id=\"chat-include\"") &&
           write_attribute(out, "data-ws-url", announced->chat_url) &&
           write_attribute(out, "data-cache-key", announced->cache_key) &&
           write_attribute(out, "data-cdn", announced->cdn_url) &&
           write_attribute(out, "data-ban-appeal-url",
                           announced->has_appeals ? "" : NULL) &&
           server_json_print(out,
                             " src=\"/demo.js\"></script>\n</body>\n</html>\n");
}
