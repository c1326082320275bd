/* The table of flairs out of the CDN's JSON. */
#include "arena.h"
#include "image.h"

#include <stdlib.h>
#include <string.h>

enum {
    FLAIRS = 1024,
    NAME_MAX_BYTES = 64,
    LABEL_MAX_BYTES = 128,
    DESCRIPTION_MAX_BYTES = 512,
    COLOR_MAX_BYTES = 16,
    PRIORITY_WEAKEST = 127, /* of one that does not say (flairs.json, 2026) */
};

struct dgg_flairs {
    arena strings;
    dgg_flair *entries; /* by name */
    size_t count;
};

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* `#RRGGBB`; -1 for anything else. */
static int32_t parse_color(const char *text) {
    if (text == NULL || strlen(text) != 7 || text[0] != '#') {
        return -1;
    }
    int32_t rgb = 0;
    for (size_t i = 1; i < 7; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0) {
            return -1;
        }
        rgb = rgb * 16 + digit;
    }
    return rgb;
}

static int read_priority(json_value entry) {
    int64_t priority = PRIORITY_WEAKEST;
    json_lenient_int(json_get(entry, "priority"), &priority);
    return priority >= 0 && priority <= INT32_MAX ? (int)priority
                                                  : PRIORITY_WEAKEST;
}

static bool read_name(dgg_flair *out, json_value value, arena *strings) {
    size_t bytes = 0;
    out->name = json_string(json_get(value, "name"), strings,
                            NAME_MAX_BYTES + 1, &bytes);
    return out->name != NULL && bytes > 0 && bytes <= NAME_MAX_BYTES;
}

static bool read_words(dgg_flair *out, json_value value, arena *strings) {
    json_value label = json_get(value, "label");
    out->label = json_typeof(label) == JSON_STRING
                     ? json_string(label, strings, LABEL_MAX_BYTES, NULL)
                     : out->name;
    out->description = image_text(json_get(value, "description"), strings,
                                  DESCRIPTION_MAX_BYTES);
    return out->label != NULL && out->description != NULL;
}

static bool read_entry(dgg_flair *out, json_value value, arena *strings) {
    *out = (dgg_flair){.priority = read_priority(value)};
    if (!read_name(out, value, strings) || !read_words(out, value, strings)) {
        return false;
    }
    out->rgb = parse_color(
        json_string(json_get(value, "color"), strings, COLOR_MAX_BYTES, NULL));
    json_lenient_bool(json_get(value, "rainbowColor"), &out->is_rainbow);
    json_lenient_bool(json_get(value, "hidden"), &out->is_hidden);
    return image_read(&out->image, json_get(value, "image"), strings);
}

static int compare_names(const void *left, const void *right) {
    const dgg_flair *a = left;
    const dgg_flair *b = right;
    return strcmp(a->name, b->name);
}

static size_t count_values(json_value list) {
    size_t count = 0;
    for (json_value value = json_first(list);
         json_exists(value) && count < FLAIRS; value = json_next(list, value)) {
        count++;
    }
    return count;
}

static bool is_known(const dgg_flairs *flairs, const char *name) {
    for (size_t i = 0; i < flairs->count; i++) {
        if (strcmp(flairs->entries[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static dgg_error read_list(dgg_flairs *flairs, json_value list) {
    size_t capacity = count_values(list);
    flairs->entries = calloc(capacity + 1, sizeof *flairs->entries);
    if (flairs->entries == NULL) {
        return DGG_ERROR_MEMORY;
    }
    json_value value = json_first(list);
    for (size_t i = 0; i < capacity; i++, value = json_next(list, value)) {
        dgg_flair *next = &flairs->entries[flairs->count];
        if (read_entry(next, value, &flairs->strings) &&
            !is_known(flairs, next->name)) {
            flairs->count++;
        }
    }
    qsort(flairs->entries, flairs->count, sizeof *flairs->entries,
          compare_names);
    return DGG_OK;
}

/* A list may be an object of its entries: what PHP makes of an array that lost
 * some. One without any entry is something else, such as an error. */
static dgg_error make(dgg_flairs **out, json_value list) {
    dgg_flairs *flairs = calloc(1, sizeof *flairs);
    if (flairs == NULL) {
        return DGG_ERROR_MEMORY;
    }
    dgg_error error = read_list(flairs, list);
    if (error == DGG_OK && flairs->count == 0 &&
        json_typeof(list) == JSON_OBJECT) {
        error = DGG_ERROR_NOT_JSON;
    }
    if (error != DGG_OK) {
        dgg_flairs_free(flairs);
        return error;
    }
    *out = flairs;
    return DGG_OK;
}

static bool is_container(json_value value) {
    json_type type = json_typeof(value);
    return type == JSON_ARRAY || type == JSON_OBJECT;
}

dgg_error dgg_flairs_parse(dgg_flairs **out, const char *json, size_t bytes) {
    *out = NULL;
    json_doc doc = {0};
    dgg_error error = DGG_ERROR_NOT_JSON;
    if (json_parse(&doc, json, bytes) && is_container(json_root(&doc))) {
        error = make(out, json_root(&doc));
    } else if (doc.is_out_of_memory) {
        error = DGG_ERROR_MEMORY;
    }
    json_doc_free(&doc);
    return error;
}

void dgg_flairs_free(dgg_flairs *flairs) {
    if (flairs == NULL) {
        return;
    }
    arena_free(&flairs->strings);
    free(flairs->entries);
    free(flairs);
}

size_t dgg_flairs_count(const dgg_flairs *flairs) {
    return flairs != NULL ? flairs->count : 0;
}

const dgg_flair *dgg_flairs_at(const dgg_flairs *flairs, size_t index) {
    return index < dgg_flairs_count(flairs) ? &flairs->entries[index] : NULL;
}

const dgg_flair *dgg_flairs_find(const dgg_flairs *flairs, const char *name) {
    if (flairs == NULL || name == NULL) {
        return NULL;
    }
    const dgg_flair key = {.name = name};
    return bsearch(&key, flairs->entries, flairs->count,
                   sizeof *flairs->entries, compare_names);
}

/* Source: chat-gui, ChatUserMessage.js. Of equal priority the first of the
 * user's own list wins. */
const dgg_flair *dgg_flairs_coloring(const dgg_flairs *flairs,
                                     const dgg_user *user) {
    const dgg_flair *strongest = NULL;
    for (size_t i = 0; i < user->feature_count; i++) {
        const dgg_flair *flair = dgg_flairs_find(flairs, user->features[i]);
        if (flair == NULL || (!flair->is_rainbow && flair->rgb < 0)) {
            continue;
        }
        if (strongest == NULL || flair->priority < strongest->priority) {
            strongest = flair;
        }
    }
    return strongest;
}
