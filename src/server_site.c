#include "server_site.h"

#include "server_assets.h"
#include "server_json.h"
#include "server_player.h"
#include "text_fold.h"

#include <stdlib.h>
#include <string.h>

enum { BODY_BYTES = 1 << 20, ARGUMENT_BYTES = 64 };

/* One request under way, and the answer as far as it is known. */
typedef struct visit {
    server *s;
    const server_request *request;
    const server_account *account; /* NULL: not logged in */
    char argument[ARGUMENT_BYTES]; /* what stood for the * of the route */
    buffer body;
    const char *type;
    int status;
} visit;

static const char json_type_name[] = "application/json";
static const char html_type_name[] = "text/html; charset=utf-8";

static bool give_error(visit *v, int status, const char *error) {
    v->status = status;
    return server_json_print(&v->body, "{\"code\":%d,\"error\":\"%s\"}", status,
                             error);
}

static bool give_page_not_found(visit *v) {
    v->status = 404;
    v->type = html_type_name;
    return server_json_print(&v->body, "<!DOCTYPE html>\n<title>404</title>\n"
                                       "<h1>There is no such page</h1>\n");
}

/* The attributes stand in the live page's order: destinygg/website,
 * views/chat.php. */
static bool give_chat_page(visit *v) {
    v->type = html_type_name;
    return server_json_print(
        &v->body,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>Demo "
        "chat</title></head>\n<body>\n<div id=\"chat\"></div>\n"
        "<script id=\"chat-include\" data-ws-url=\"%s\" "
        "data-cache-key=\"1700000000000.1234\" data-cdn=\"%s/1.0.0\" "
        "data-ban-appeal-url=\"\" src=\"/demo.js\"></script>\n"
        "</body>\n</html>\n",
        v->s->chat_url, v->s->site_url);
}

static bool give_emotes(visit *v) {
    return buffer_append(
        &v->body, server_asset_emotes,
        (size_t)(server_asset_emotes_end - server_asset_emotes));
}

static bool give_flairs(visit *v) {
    return buffer_append(
        &v->body, server_asset_flairs,
        (size_t)(server_asset_flairs_end - server_asset_flairs));
}

static int64_t id_of(const server_account *account) {
    json_doc doc = {0};
    int64_t id = 0;
    if (json_parse(&doc, account->object, strlen(account->object))) {
        json_int(json_get(json_root(&doc), "id"), &id);
    }
    json_doc_free(&doc);
    return id;
}

/* A wrong key is status 200 with an error inside, as on the live site. */
static bool give_user_info(visit *v) {
    char token[ARGUMENT_BYTES * 2];
    if (!server_http_parameter(v->request, "token", token, sizeof token)) {
        return give_error(v, 500, "missing token");
    }
    const server_account *account =
        server_accounts_by_token(&v->s->accounts, token);
    if (account == NULL) {
        return server_json_print(&v->body,
                                 "{\"error\":\"invalid_token\",\"message\":"
                                 "\"Invalid token\",\"code\":400}");
    }
    return server_json_print(
        &v->body,
        "{\"username\":\"%s\",\"userId\":\"%lld\",\"status\":\"Active\",%s",
        account->nick, (long long)id_of(account), account->object + 1);
}

static bool give_unread(visit *v) {
    return server_mailbox_write_unread(&v->s->mailbox, v->account->nick,
                                       &v->body);
}

static size_t offset_of(const visit *v) {
    char text[16];
    return server_http_parameter(v->request, "s", text, sizeof text)
               ? strtoul(text, NULL, 10)
               : 0;
}

static bool give_inbox(visit *v) {
    return server_mailbox_write_inbox(&v->s->mailbox, v->account->nick,
                                      offset_of(v), &v->body);
}

/* Reading one page marks them all as read. */
static bool give_conversation(visit *v) {
    server *s = v->s;
    bool is_known = server_roster_find(&s->roster, v->argument) != NULL ||
                    server_accounts_by_nick(&s->accounts, v->argument) != NULL;
    if (!is_known && s->player != NULL) {
        return server_json_print(&v->body, "{\"error\":\"User not found\"}");
    }
    bool is_good = server_mailbox_write_conversation(
        &s->mailbox, v->account->nick, v->argument, offset_of(v), &v->body);
    server_mailbox_mark_read(&s->mailbox, v->argument, v->account->nick);
    return is_good;
}

static bool open_message(visit *v) {
    server_mailbox_open(&v->s->mailbox, strtoll(v->argument, NULL, 10),
                        v->account->nick);
    return server_json_print(&v->body, "{\"success\":true}");
}

/* The first match counts. A leading or inner * stands for anything without,
 * the leading one also with, a slash. */
static const struct {
    const char *path;
    bool (*give)(visit *v);
    bool needs_login;
} routes[] = {
    {"/embed/chat", give_chat_page, false},
    {"*/emotes/emotes.json", give_emotes, false},
    {"*/flairs/flairs.json", give_flairs, false},
    {"/api/userinfo", give_user_info, false},
    {"/api/messages/unread", give_unread, true},
    {"/api/messages/inbox", give_inbox, true},
    {"/api/messages/usr/*/inbox", give_conversation, true},
    {"/api/messages/msg/*/open", open_message, true},
};

static bool matches(visit *v, const char *pattern, const char *path) {
    const char *star = strchr(pattern, '*');
    size_t path_bytes = strlen(path);
    if (star == NULL) {
        return text_compare(pattern, path) == 0;
    }
    size_t before = (size_t)(star - pattern);
    size_t after = strlen(star + 1);
    if (path_bytes < before + after ||
        text_compare_start(pattern, path, before) != 0 ||
        text_compare(star + 1, path + path_bytes - after) != 0) {
        return false;
    }
    size_t bytes = path_bytes - before - after;
    if (bytes >= sizeof v->argument ||
        (before > 0 && memchr(path + before, '/', bytes) != NULL)) {
        return false;
    }
    memcpy(v->argument, path + before, bytes);
    v->argument[bytes] = '\0';
    return true;
}

static bool give_scripted(visit *v, const script_line *line) {
    v->status = line->number;
    v->type = line->is_true ? html_type_name : json_type_name;
    return buffer_append(&v->body, line->text, strlen(line->text));
}

static bool give(visit *v) {
    const script_line *line = server_player_page(v->s, v->request->path);
    if (line != NULL) {
        return give_scripted(v, line);
    }
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (!matches(v, routes[i].path, v->request->path)) {
            continue;
        }
        if (routes[i].needs_login && v->account == NULL) {
            return give_error(v, 403, "forbidden");
        }
        return routes[i].give(v);
    }
    return give_page_not_found(v);
}

bool server_site_answer(server *s, const server_request *request, buffer *out) {
    visit v = {
        .s = s,
        .request = request,
        .account = server_accounts_visitor(&s->accounts, request),
        .type = json_type_name,
        .status = 200,
    };
    buffer_init(&v.body, BODY_BYTES);
    bool is_good = s->faults.http_status != 0
                       ? give_error(&v, s->faults.http_status, "fault")
                       : give(&v);
    server_answer answer = {v.status, v.type, v.body.bytes, v.body.used,
                            request->wants_close};
    is_good = is_good && server_http_write(out, &answer);
    buffer_free(&v.body);
    return is_good;
}
