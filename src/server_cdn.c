#include "server_cdn.h"

#include "json.h"
#include "server_assets.h"
#include "server_json.h"
#include "server_page.h"
#include "server_picture.h"
#include "server_styles.h"
#include "text_fold.h"

#include <string.h>

enum { NAME_BYTES = 128 };

/* Where the pictures of assets/ are said to be. */
static const char demo_cdn[] = "http://demo.invalid";

/* What lies in one directory. */
typedef struct directory {
    const char *name;
    const char *table;
    const char *table_end;
    const char *json_name;
    const char *css_name;
    bool (*write_styles)(json_value table, buffer *out);
} directory;

static const directory directories[] = {
    {"/emotes/", server_asset_emotes, server_asset_emotes_end, "emotes.json",
     "emotes.css", server_styles_write_emotes},
    {"/flairs/", server_asset_flairs, server_asset_flairs_end, "flairs.json",
     "flairs.css", server_styles_write_flairs},
};

/* The directory of a path, and the file in it, after a version segment or
 * none; NULL: it is in none. */
static const directory *find_directory(const char *path, const char **file) {
    const char *second = strchr(path + 1, '/');
    const char *starts[] = {path, second};
    for (size_t i = 0; i < 2 && starts[i] != NULL; i++) {
        for (size_t d = 0; d < sizeof directories / sizeof *directories; d++) {
            size_t bytes = strlen(directories[d].name);
            if (text_compare_start(starts[i], directories[d].name, bytes) ==
                0) {
                *file = starts[i] + bytes;
                return &directories[d];
            }
        }
    }
    return NULL;
}

static void note(server_visit *v, bool is_good) {
    v->json.has_failed = v->json.has_failed || !is_good;
}

/* The table, with this server's address in place of the made-up one. */
static void give_table(server_visit *v, const directory *d) {
    const char *at = d->table;
    for (;;) {
        const char *next = strstr(at, demo_cdn);
        next = next == NULL ? d->table_end : next;
        note(v, buffer_append(&v->body, at, (size_t)(next - at)));
        if (next == d->table_end) {
            return;
        }
        note(v,
             buffer_append(&v->body, v->s->site_url, strlen(v->s->site_url)));
        at = next + strlen(demo_cdn);
    }
}

/* Pictures and styles are kept for a year. */
static void keep_for_long(server_visit *v, const char *type) {
    v->type = type;
    server_visit_add_header(v, "Cache-Control", "public, max-age=31536000");
}

static void give_styles(server_visit *v, const directory *d,
                        const json_doc *table) {
    keep_for_long(v, "text/css");
    note(v, d->write_styles(json_root(table), &v->body));
}

static void color_by(const char *name, uint8_t color[3]) {
    uint32_t hash = 5381;
    for (; *name != '\0'; name++) {
        hash = hash * 33 + (uint8_t)*name;
    }
    for (int i = 0; i < 3; i++) {
        color[i] = (uint8_t)(hash >> 8 * i);
    }
}

/* The image whose file is called so, or nothing. */
static json_value find_image(json_value table, const char *file) {
    json_value found = {0};
    for (json_value e = json_first(table); json_exists(e);
         e = json_next(table, e)) {
        arena strings = {0};
        json_value image = json_first(json_get(e, "image"));
        const char *name =
            json_string(json_get(image, "name"), &strings, NAME_BYTES, NULL);
        if (name != NULL && strcmp(name, file) == 0) {
            found = image;
        }
        arena_free(&strings);
    }
    return found;
}

static void give_picture(server_visit *v, json_value image, const char *file) {
    int64_t width = 0;
    int64_t height = 0;
    json_int(json_get(image, "width"), &width);
    json_int(json_get(image, "height"), &height);
    server_picture picture = {.width = (uint32_t)width,
                              .height = (uint32_t)height};
    color_by(file, picture.color);
    keep_for_long(v, "image/png");
    note(v, server_picture_write(&picture, &v->body));
}

/* The old CDN sent who asked for what is not there to the site. */
static void give_elsewhere(server_visit *v) {
    server_visit_add_header(v, "Location", v->s->site_url);
    server_visit_give_page(v, 301);
}

static void give_file(server_visit *v, const directory *d, const char *file) {
    json_doc table = {0};
    json_parse(&table, d->table, (size_t)(d->table_end - d->table));
    json_value image = find_image(json_root(&table), file);
    if (strcmp(file, d->json_name) == 0) {
        give_table(v, d);
    } else if (strcmp(file, d->css_name) == 0) {
        give_styles(v, d, &table);
    } else if (json_exists(image)) {
        give_picture(v, image, file);
    } else {
        give_elsewhere(v);
    }
    json_doc_free(&table);
}

static bool is_browser(const server_request *request) {
    const char *agent = server_http_header(request, "User-Agent");
    return agent != NULL && strstr(agent, "Mozilla/") != NULL;
}

bool server_cdn_give(server_visit *v) {
    const char *file;
    const directory *d = find_directory(v->request->path, &file);
    if (d == NULL) {
        return false;
    }
    if (!is_browser(v->request)) {
        server_visit_begin_page(v, 403);
        note(v, server_page_of_barrier(&v->body, 403));
    } else if (strcmp(v->request->method, "GET") != 0) {
        server_visit_give_page(v, 405);
    } else {
        give_file(v, d, file);
    }
    return true;
}
