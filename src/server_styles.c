#include "server_styles.h"

#include "server_json.h"

#include <inttypes.h>

enum { NAME_BYTES = 128 };

/* One entry of a table. */
typedef struct entry {
    const char *name;
    const char *file; /* of its picture */
    int64_t width;
    int64_t height;
} entry;

static const char *text_of(json_value object, const char *key, arena *strings) {
    const char *text =
        json_string(json_get(object, key), strings, NAME_BYTES, NULL);
    return text == NULL ? "" : text;
}

static entry entry_of(json_value value, const char *key, arena *strings) {
    json_value image = json_first(json_get(value, "image"));
    entry e = {.name = text_of(value, key, strings),
               .file = text_of(image, "name", strings)};
    json_int(json_get(image, "width"), &e.width);
    json_int(json_get(image, "height"), &e.height);
    return e;
}

/* A picture that is much wider than high is a strip of frames. */
static bool write_animation(const entry *e, buffer *out) {
    int64_t frames = e->height == 0 ? 1 : e->width / e->height;
    if (frames < 2) {
        return true;
    }
    return server_json_print(
        out,
        ".emote.%s {\n  width: %" PRId64 "px;\n"
        "  animation: %s 1s steps(%" PRId64 ") infinite;\n}\n"
        "@keyframes %s {\n  to { background-position: -%" PRId64 "px 0; }\n}\n",
        e->name, e->width / frames, e->name, frames, e->name, e->width);
}

/* The emote hangs over its line. */
static bool write_emote(const entry *e, buffer *out) {
    return server_json_print(out,
                             ".emote.%s {\n"
                             "  background-image: url(\"%s\");\n"
                             "  height: %" PRId64 "px;\n"
                             "  width: %" PRId64 "px;\n"
                             "  margin-top: -%" PRId64 "px;\n"
                             "  top: %" PRId64 "px;\n}\n",
                             e->name, e->file, e->height, e->width, e->height,
                             e->height / 4) &&
           write_animation(e, out);
}

bool server_styles_write_emotes(json_value emotes, buffer *out) {
    bool is_good = server_json_print(out, "/* The demo's emotes. */\n"
                                          ".emote { position: relative; }\n");
    for (json_value v = json_first(emotes); json_exists(v) && is_good;
         v = json_next(emotes, v)) {
        arena strings = {0};
        entry e = entry_of(v, "prefix", &strings);
        is_good = write_emote(&e, out);
        arena_free(&strings);
    }
    return is_good;
}

static bool write_icon(json_value flair, const entry *e, buffer *out) {
    bool is_hidden = false;
    int64_t priority = 0;
    json_lenient_bool(json_get(flair, "hidden"), &is_hidden);
    json_int(json_get(flair, "priority"), &priority);
    return server_json_print(out,
                             ".flair.%s {\n"
                             "  background-image: url(\"%s\");\n"
                             "  height: %" PRId64 "px;\n"
                             "  width: %" PRId64 "px;\n"
                             "  order: %" PRId64 ";\n%s}\n",
                             e->name, e->file, e->height, e->width, priority,
                             is_hidden ? "  display: none;\n" : "");
}

static bool write_color(json_value flair, const char *name, buffer *out) {
    arena strings = {0};
    const char *color = text_of(flair, "color", &strings);
    bool is_rainbow = false;
    json_lenient_bool(json_get(flair, "rainbowColor"), &is_rainbow);
    bool is_good = true;
    if (is_rainbow) {
        is_good = server_json_print(
            out,
            ".user.%s {\n  color: transparent;\n  background: "
            "linear-gradient(to right, red, gold, lime, cyan, blue);\n"
            "  background-clip: text;\n}\n",
            name);
    } else if (*color != '\0') {
        is_good = server_json_print(out, ".user.%s {\n  color: %s;\n}\n", name,
                                    color);
    }
    arena_free(&strings);
    return is_good;
}

bool server_styles_write_flairs(json_value flairs, buffer *out) {
    bool is_good =
        server_json_print(out, "/* The demo's flairs. */\n"
                               ".flair { display: inline-block; }\n");
    for (json_value v = json_first(flairs); json_exists(v) && is_good;
         v = json_next(flairs, v)) {
        arena strings = {0};
        entry e = entry_of(v, "name", &strings);
        is_good = write_icon(v, &e, out) && write_color(v, e.name, out);
        arena_free(&strings);
    }
    return is_good;
}
