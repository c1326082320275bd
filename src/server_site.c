#include "server_site.h"

#include "server_cdn.h"
#include "server_http_answer.h"
#include "server_log_service.h"
#include "server_page.h"
#include "server_player.h"
#include "server_site_account.h"
#include "server_site_chat.h"
#include "server_site_messages.h"
#include "server_site_stream.h"
#include "text_fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024, LIVE_FOR_MS = 60 * 60 * 1000 };

typedef enum method { GET = 1, POST = 2, DELETE = 4, ANY = 7 } method;

typedef enum trait {
    LOGIN = 1,    /* needs a session */
    PAGES = 2,    /* no JSON route: its errors are pages */
    GUARDED = 4,  /* a POST needs the header against forgery */
    NEW = 8,      /* not there in the older site */
    BY_HOSTS = 16 /* needs a role */
} trait;

static void give_chat_page(server_visit *v) {
    const server *s = v->s;
    char cdn_url[SERVER_URL_BYTES + sizeof "/1.0.0"];
    snprintf(cdn_url, sizeof cdn_url, "%s/1.0.0", s->site_url);
    bool is_newer = s->web.age != SERVER_SITE_2020;
    server_announced announced = {is_newer ? s->chat_url : NULL,
                                  s->web.cache_key, cdn_url, is_newer};
    if (s->faults.site.has_bare_page) {
        announced = (server_announced){0};
    }
    server_visit_begin_page(v, 200);
    v->json.has_failed = !server_page_of_chat(&v->body, &announced);
}

/* Only the servers themselves have the key. */
static void give_private(server_visit *v) {
    server_visit_forbid(v);
}

/* A * stands for one part of the path. */
static const struct route {
    const char *path;
    int methods;
    int traits;
    void (*give)(server_visit *v);
} routes[] = {
    {"/embed/chat", GET, PAGES, give_chat_page},
    {"/embed/onstreamchat", GET, PAGES, give_chat_page},
    {"/embed/votechat", GET, PAGES, give_chat_page},
    {"/ping", GET, PAGES, server_site_ping},
    {"/api/userinfo", GET, 0, server_site_user_info},
    {"/api/chat/me", GET, LOGIN, server_site_me},
    {"/api/chat/me/settings", GET, LOGIN, server_site_settings},
    {"/api/chat/me/settings", POST, LOGIN | PAGES | GUARDED,
     server_site_save_settings},
    {"/api/chat/me/settings", DELETE, LOGIN | PAGES,
     server_site_delete_settings},
    {"/api/chat/me/ban", GET, LOGIN, server_site_ban},
    {"/api/chat/history", GET, 0, server_site_history},
    {"/api/chat/stalk", GET, LOGIN, server_site_stalk},
    {"/api/chat/mentions", GET, LOGIN, server_site_mentions},
    {"/api/chat/userinfo", GET, NEW, server_site_profile},
    {"/api/messages/unread", GET, LOGIN, server_site_unread},
    {"/api/messages/unread-count", GET, LOGIN | NEW, server_site_unread_count},
    {"/api/messages/inbox", GET, LOGIN, server_site_inbox},
    {"/api/messages/conversations", GET, LOGIN | NEW,
     server_site_conversations},
    {"/api/messages/usr/*/inbox", GET, LOGIN, server_site_letters},
    {"/api/messages/msg/*/open", POST, LOGIN | GUARDED, server_site_open},
    {"/api/messages/open", ANY, LOGIN | GUARDED, server_site_open_all},
    {"/profile/messages/send", POST, LOGIN | GUARDED, server_site_send},
    {"/api/stream/host", POST, LOGIN | GUARDED | NEW | BY_HOSTS,
     server_site_host},
    {"/api/stream/unhost", POST, LOGIN | GUARDED | NEW | BY_HOSTS,
     server_site_unhost},
    {"/api/info/stream", GET, 0, server_site_stream},
    {"/api/info/videos", GET, 0, server_site_videos},
    {"/api/info/giftcheck", GET, LOGIN, server_site_gift_check},
    {"/api/auth", ANY, 0, give_private},
    {"/api/info/profile", ANY, 0, give_private},
    {"/api/messages/send", ANY, 0, give_private},
};

/* What of a path counts: no slash at its end, and no extension. False: it is
 * too long for any route. */
static bool normalize(const char *path, char out[PATH_BYTES]) {
    size_t bytes = strlen(path);
    if (bytes >= PATH_BYTES) {
        return false;
    }
    memcpy(out, path, bytes + 1);
    if (bytes > 1 && out[bytes - 1] == '/') {
        out[bytes - 1] = '\0';
    }
    char *dot = strrchr(out, '.');
    if (dot != NULL && strchr(dot, '/') == NULL) {
        *dot = '\0';
    }
    return true;
}

static bool matches(server_visit *v, const char *pattern, const char *path) {
    const char *star = strchr(pattern, '*');
    if (star == NULL) {
        return text_compare(pattern, path) == 0;
    }
    size_t before = (size_t)(star - pattern);
    if (strlen(path) < before ||
        text_compare_start(pattern, path, before) != 0) {
        return false;
    }
    size_t bytes = strcspn(path + before, "/");
    if (bytes == 0 || bytes >= sizeof v->argument ||
        text_compare(star + 1, path + before + bytes) != 0) {
        return false;
    }
    memcpy(v->argument, path + before, bytes);
    v->argument[bytes] = '\0';
    return true;
}

static int method_of(const server_request *request) {
    return strcmp(request->method, "GET") == 0      ? GET
           : strcmp(request->method, "POST") == 0   ? POST
           : strcmp(request->method, "DELETE") == 0 ? DELETE
                                                    : 0;
}

static bool exists(const server_visit *v, const struct route *route) {
    return (route->methods & method_of(v->request)) != 0 &&
           !((route->traits & NEW) != 0 && server_visit_is_old(v));
}

/* The header came in 2022 (chat-gui, chat.js). */
static bool is_forged(const server_visit *v) {
    const char *guard = server_http_header(v->request, "X-CSRF-Guard");
    return method_of(v->request) == POST && !server_visit_is_old(v) &&
           (guard == NULL || strcmp(guard, "YEE") != 0);
}

static bool may_visit(const server_visit *v, const struct route *route) {
    return !((route->traits & LOGIN) != 0 && v->account == NULL) &&
           !((route->traits & GUARDED) != 0 && is_forged(v)) &&
           !((route->traits & BY_HOSTS) != 0 && !server_site_may_host(v));
}

static void give_route(server_visit *v) {
    char path[PATH_BYTES];
    bool is_path = normalize(v->request->path, path);
    for (size_t i = 0; is_path && i < sizeof routes / sizeof *routes; i++) {
        const struct route *route = &routes[i];
        if (!exists(v, route) || !matches(v, route->path, path)) {
            continue;
        }
        v->has_pages = (route->traits & PAGES) != 0;
        if (may_visit(v, route)) {
            route->give(v);
        } else {
            server_visit_forbid(v);
        }
        return;
    }
    server_visit_give_page(v, 404);
}

static void give_scripted(server_visit *v, const script_line *line) {
    if (line->is_true) {
        server_visit_begin_page(v, line->number);
    }
    v->status = line->number;
    v->json.has_failed =
        !buffer_append(&v->body, line->text, strlen(line->text));
}

static bool has_site_faults(const server_visit *v) {
    const char *only = v->s->faults.site.only;
    return only == NULL ||
           text_compare_start(only, v->request->path, strlen(only)) == 0;
}

static void give_barrier(server_visit *v, const server_site_faults *faults) {
    char seconds[16];
    snprintf(seconds, sizeof seconds, "%d", faults->retry_after_s);
    if (faults->retry_after_s != 0) {
        server_visit_add_header(v, "Retry-After", seconds);
    }
    server_visit_begin_page(v, faults->page_status);
    v->json.has_failed = !server_page_of_barrier(&v->body, faults->page_status);
}

static void give_fault(server_visit *v, int status) {
    v->status = status;
    server_writer_open(&v->json, NULL, '{');
    server_writer_count(&v->json, "code", status);
    server_writer_text(&v->json, "error", "fault");
    server_writer_close(&v->json, '}');
}

static void give(server_visit *v, const server_site_faults *faults) {
    const script_line *line = server_player_page(v->s, v->request->path);
    if (v->s->faults.http_status != 0) {
        give_fault(v, v->s->faults.http_status);
    } else if (faults->page_status != 0) {
        give_barrier(v, faults);
    } else if (faults->redirect != NULL) {
        server_visit_redirect(v, faults->redirect);
    } else if (line != NULL) {
        give_scripted(v, line);
    } else if (!server_cdn_give(v) && !server_log_service_give(v)) {
        give_route(v);
    }
}

bool server_site_answer(server *s, const server_request *request, buffer *out,
                        server_delivery *delivery) {
    server_visit v;
    server_visit_init(&v, s, request);
    v.account = server_accounts_visitor(&s->accounts, request,
                                        dgg_loop_monotonic_ms(s->loop));
    server_site_faults faults =
        has_site_faults(&v) ? s->faults.site : (server_site_faults){0};
    give(&v, &faults);
    delivery->filler = (server_filler){.text = faults.filler,
                                       .left = faults.filler_bytes,
                                       .is_chunked = faults.chunk_bytes > 0};
    delivery->closes = request->wants_close || faults.filler_bytes > 0 ||
                       faults.length_error != 0;
    server_answer answer = {
        .status = v.status,
        .type = v.type,
        .body = v.body.bytes,
        .bytes = v.body.used,
        .closes = delivery->closes,
        .headers = v.headers.bytes,
        .length_error = faults.length_error,
        .chunk_bytes = faults.chunk_bytes,
        .filler_bytes = faults.filler_bytes,
    };
    bool is_good = !v.json.has_failed && server_http_write(out, &answer);
    server_visit_free(&v);
    return is_good;
}

void server_site_init(server *s) {
    server_set_cache_key(s, "1700000000000.1234");
    s->web.is_live = true;
    s->web.live_from_ms = dgg_loop_wall_ms(s->loop) - LIVE_FOR_MS;
}

void server_site_free(server *s) {
    free(s->web.hosting.url);
    free(s->web.hosting.name);
}
