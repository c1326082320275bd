#include "server_site_stream.h"

#include "json.h"
#include "server_player.h"
#include "server_rights.h"
#include "url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ETAG_BYTES = 24, TEXT_BYTES = 2048, DAY_MS = 24 * 60 * 60 * 1000 };

#define PREVIEW "https://videos.demo.invalid/preview.jpg"
#define GAME    "Owls"
#define TITLE   "Watching owls until one of us blinks"

static void write_time(server_writer *w, const char *key, int64_t ms) {
    if (ms == 0) {
        server_writer_text(w, key, NULL);
    } else {
        server_writer_date(w, key, SERVER_DATE_SITE, ms);
    }
}

/* What all shapes of a stream have. */
static void write_facts(server_visit *v) {
    const server_web *web = &v->s->web;
    server_writer *w = &v->json;
    int64_t end_ms = web->is_live ? server_visit_now_ms(v) : web->live_until_ms;
    size_t viewers = v->s->roster.present + server_player_lurkers(v->s);
    server_writer_truth(w, "live", web->is_live);
    server_writer_text(w, "game", GAME);
    server_writer_text(w, "preview", PREVIEW);
    server_writer_text(w, "status_text", TITLE);
    write_time(w, "started_at", web->live_from_ms);
    write_time(w, "ended_at", web->is_live ? 0 : web->live_until_ms);
    server_writer_count(w, "duration", (end_ms - web->live_from_ms) / 1000);
    server_writer_count(w, "viewers", web->is_live ? (int64_t)viewers : 0);
}

static void write_hosting(server_visit *v, const char *key) {
    const server_hosting *hosting = &v->s->web.hosting;
    server_writer *w = &v->json;
    if (hosting->url == NULL) {
        server_writer_text(w, key, NULL);
        return;
    }
    const char *name = hosting->name == NULL ? hosting->url : hosting->name;
    server_writer_open(w, key, '{');
    server_writer_text(w, "id", name);
    server_writer_text(w, "url", hosting->url);
    server_writer_text(w, "name", name);
    server_writer_text(w, "preview", PREVIEW);
    server_writer_text(w, "display_name", name);
    server_writer_close(w, '}');
}

static void write_flat(server_visit *v) {
    server_writer_open(&v->json, NULL, '{');
    write_facts(v);
    write_hosting(v, "host");
    server_writer_close(&v->json, '}');
}

static void write_stream(server_visit *v, const char *platform) {
    bool is_2021 = server_visit_is_old(v);
    server_writer_open(&v->json, platform, '{');
    write_facts(v);
    if (is_2021) {
        server_writer_text(&v->json, "videoId", "demo0000001");
    } else {
        server_writer_text(&v->json, "id", "demo0000001");
        server_writer_text(&v->json, "platform", platform);
        server_writer_text(&v->json, "type", "video");
    }
    server_writer_close(&v->json, '}');
}

/* Of the newer streams the demo has one. */
static void write_streams(server_visit *v) {
    static const char *const others[] = {"facebook", "rumble", "kick"};
    server_writer *w = &v->json;
    server_writer_open(w, NULL, '{');
    server_writer_open(w, "data", '{');
    if (server_visit_is_old(v) || v->s->web.hosting.url != NULL) {
        write_hosting(v, "hostedChannel");
    }
    server_writer_open(w, "streams", '{');
    server_writer_text(w, "twitch", NULL);
    write_stream(v, "youtube");
    for (size_t i = 0; i < 3 && !server_visit_is_old(v); i++) {
        server_writer_text(w, others[i], NULL);
    }
    server_writer_close(w, '}');
    server_writer_close(w, '}');
    server_writer_close(w, '}');
}

/* FNV-1a */
static void write_tag(const buffer *body, char tag[ETAG_BYTES]) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < body->used; i++) {
        hash = (hash ^ (uint8_t)body->bytes[i]) * UINT64_C(0x100000001b3);
    }
    snprintf(tag, ETAG_BYTES, "\"%016llx\"", (unsigned long long)hash);
}

void server_site_stream(server_visit *v) {
    if (v->s->web.age == SERVER_SITE_2020) {
        write_flat(v);
    } else {
        write_streams(v);
    }
    char tag[ETAG_BYTES];
    write_tag(&v->body, tag);
    server_visit_add_header(v, "Cache-Control", "private");
    server_visit_add_header(v, "ETag", tag);
    const char *known = server_http_header(v->request, "If-None-Match");
    if (known != NULL && strcmp(known, tag) == 0) {
        v->status = 304;
        buffer_reset(&v->body, 0);
    }
}

/* A stream of two hours, so many days before this one. */
static void write_video(server_visit *v, int days) {
    server_writer *w = &v->json;
    int64_t start_ms = v->s->web.live_from_ms - (int64_t)days * DAY_MS;
    int64_t end_ms = start_ms + DAY_MS / 12;
    char id[32], title[64], link[64];
    snprintf(id, sizeof id, "demovideo%02d", days);
    snprintf(title, sizeof title, "Owls, part %d", 4 - days);
    snprintf(link, sizeof link, "https://videos.demo.invalid/%s", id);
    server_writer_open(w, NULL, '{');
    server_writer_text(w, "id", id);
    server_writer_text(w, "title", title);
    server_writer_text(w, "mediumThumbnailUrl", PREVIEW);
    server_writer_text(w, "highThumbnailUrl", PREVIEW);
    server_writer_number(w, "streamViewers", 100 * days);
    server_writer_date(w, "streamStartTime", SERVER_DATE_SITE, start_ms);
    server_writer_date(w, "streamEndTime", SERVER_DATE_SITE, end_ms);
    server_writer_text(w, "url", link);
    server_writer_text(w, "thumbnailHref", PREVIEW);
    server_writer_date(w, "publishDate", SERVER_DATE_SITE, end_ms);
    server_writer_text(w, "embedUrl", link);
    server_writer_close(w, '}');
}

void server_site_videos(server_visit *v) {
    server_writer_open(&v->json, NULL, '{');
    server_writer_text(&v->json, "status", "success");
    server_writer_open(&v->json, "data", '[');
    for (int days = 1; days <= 3; days++) {
        write_video(v, days);
    }
    server_writer_close(&v->json, ']');
    server_writer_close(&v->json, '}');
}

bool server_site_may_host(const server_visit *v) {
    static const char *const roles[] = {"ADMIN", "MODERATOR", "HOST"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (server_rights_has_role(v->account->object, roles[i])) {
            return true;
        }
    }
    return false;
}

static void replace_hosting(server *s, const server_hosting *hosting) {
    server_hosting *old = &s->web.hosting;
    free(old->url);
    free(old->name);
    *old = *hosting;
}

/* malloc'd; NULL: it is not there. */
static char *copy_of(json_value object, const char *key) {
    arena strings = {0};
    const char *text =
        json_string(json_get(object, key), &strings, TEXT_BYTES, NULL);
    char *copy = text == NULL ? NULL : strdup(text);
    arena_free(&strings);
    return copy;
}

static bool is_link(const char *text) {
    url parts;
    return text != NULL && url_parse(&parts, text) && parts.is_secure &&
           !parts.is_websocket;
}

void server_site_host(server_visit *v) {
    json_doc doc = {0};
    json_parse(&doc, v->request->body, v->request->body_bytes);
    json_value body = json_root(&doc);
    server_hosting hosting = {copy_of(body, "url"),
                              copy_of(body, "displayName")};
    json_doc_free(&doc);
    bool is_good = is_link(hosting.url);
    if (is_good) {
        replace_hosting(v->s, &hosting);
    } else {
        free(hosting.url);
        free(hosting.name);
    }
    server_visit_give_outcome(v, is_good,
                              is_good ? "The channel is hosted."
                                      : "This is no link to a channel.");
}

void server_site_unhost(server_visit *v) {
    bool is_hosting = v->s->web.hosting.url != NULL;
    replace_hosting(v->s, &(server_hosting){0});
    server_visit_give_outcome(v, is_hosting,
                              is_hosting ? "The channel is not hosted any more."
                                         : "No channel is hosted.");
}
