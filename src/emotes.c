/* The table of emotes out of the CDN's JSON. */
#include "arena.h"
#include "image.h"

#include <stdlib.h>
#include <string.h>

/* Bounds of the site (destinygg/website, EmoteService) with room to grow. */
enum {
    EMOTES = 8192,
    NAME_MIN_BYTES = 2,
    NAME_MAX_BYTES = 72,
    TIER_MAX = 5,
    CREATOR_BYTES = 128,
    THEME_BASE = 1,
};

typedef struct entry {
    dgg_emote emote;
    size_t bytes; /* of the name */
    size_t order; /* in the list */
} entry;

struct dgg_emotes {
    arena strings;
    entry *entries; /* by name */
    size_t count;
};

static bool is_name_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

static bool is_name(const char *name, size_t bytes) {
    if (bytes < NAME_MIN_BYTES || bytes > NAME_MAX_BYTES) {
        return false;
    }
    for (size_t i = 0; i < bytes; i++) {
        if (!is_name_character(name[i])) {
            return false;
        }
    }
    return true;
}

static bool read_name(entry *out, json_value value, arena *strings) {
    out->emote.name = json_string(json_get(value, "prefix"), strings,
                                  NAME_MAX_BYTES + 1, &out->bytes);
    return out->emote.name != NULL && is_name(out->emote.name, out->bytes);
}

static bool read_tier(dgg_emote *out, json_value value) {
    int64_t tier = 0;
    json_lenient_int(json_get(value, "minimumSubTier"), &tier);
    out->minimum_tier = (int)tier;
    return tier >= 0 && tier <= TIER_MAX;
}

static bool read_entry(entry *out, json_value value, arena *strings) {
    dgg_emote *emote = &out->emote;
    *out = (entry){.emote.theme = THEME_BASE};
    if (!read_name(out, value, strings) || !read_tier(emote, value)) {
        return false;
    }
    emote->creator =
        image_text(json_get(value, "creator"), strings, CREATOR_BYTES);
    json_lenient_int(json_get(value, "theme"), &emote->theme);
    json_lenient_bool(json_get(value, "twitch"), &emote->is_twitch_only);
    return emote->creator != NULL &&
           image_read(&emote->image, json_get(value, "image"), strings);
}

static int compare_names(const entry *a, const entry *b) {
    size_t common = a->bytes < b->bytes ? a->bytes : b->bytes;
    int result = memcmp(a->emote.name, b->emote.name, common);
    return result != 0 ? result : (a->bytes > b->bytes) - (a->bytes < b->bytes);
}

static int compare_entries(const void *left, const void *right) {
    const entry *a = left;
    const entry *b = right;
    int result = compare_names(a, b);
    return result != 0 ? result : (a->order > b->order) - (a->order < b->order);
}

static int compare_to_key(const void *key, const void *element) {
    return compare_names(key, element);
}

/* Of entries with one name the last of the list stays: a theme of the season
 * overrides the base. */
static void drop_overridden(dgg_emotes *emotes) {
    size_t kept = 0;
    for (size_t i = 0; i < emotes->count; i++) {
        if (i + 1 < emotes->count &&
            compare_names(&emotes->entries[i], &emotes->entries[i + 1]) == 0) {
            continue;
        }
        emotes->entries[kept++] = emotes->entries[i];
    }
    emotes->count = kept;
}

static size_t count_values(json_value list) {
    size_t count = 0;
    for (json_value value = json_first(list);
         json_exists(value) && count < EMOTES; value = json_next(list, value)) {
        count++;
    }
    return count;
}

static dgg_error read_list(dgg_emotes *emotes, json_value list) {
    size_t capacity = count_values(list);
    emotes->entries = calloc(capacity + 1, sizeof *emotes->entries);
    if (emotes->entries == NULL) {
        return DGG_ERROR_MEMORY;
    }
    json_value value = json_first(list);
    for (size_t i = 0; i < capacity; i++, value = json_next(list, value)) {
        entry *next = &emotes->entries[emotes->count];
        if (read_entry(next, value, &emotes->strings)) {
            next->order = i;
            emotes->count++;
        }
    }
    qsort(emotes->entries, emotes->count, sizeof *emotes->entries,
          compare_entries);
    drop_overridden(emotes);
    return DGG_OK;
}

/* A list may be an object of its entries: what PHP makes of an array that lost
 * some. One without any entry is something else, such as an error. */
static dgg_error make(dgg_emotes **out, json_value list) {
    dgg_emotes *emotes = calloc(1, sizeof *emotes);
    if (emotes == NULL) {
        return DGG_ERROR_MEMORY;
    }
    dgg_error error = read_list(emotes, list);
    if (error == DGG_OK && emotes->count == 0 &&
        json_typeof(list) == JSON_OBJECT) {
        error = DGG_ERROR_NOT_JSON;
    }
    if (error != DGG_OK) {
        dgg_emotes_free(emotes);
        return error;
    }
    *out = emotes;
    return DGG_OK;
}

static bool is_privileged(const dgg_user *user) {
    static const char *const features[] = {"moderator", "protected", "admin",
                                           "vip",       "flair12",   "flair17"};
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        if (dgg_user_has(user, features[i])) {
            return true;
        }
    }
    return false;
}

static int tier_of(const dgg_user *user) {
    static const struct {
        const char *feature;
        int tier;
    } tiers[] = {{"flair42", 5},
                 {"flair8", 4},
                 {"flair3", 3},
                 {"flair1", 2},
                 {"flair13", 1}};
    for (size_t i = 0; i < sizeof tiers / sizeof *tiers; i++) {
        if (dgg_user_has(user, tiers[i].feature)) {
            return tiers[i].tier;
        }
    }
    return 0;
}

static bool is_container(json_value value) {
    json_type type = json_typeof(value);
    return type == JSON_ARRAY || type == JSON_OBJECT;
}

dgg_error dgg_emotes_parse(dgg_emotes **out, const char *json, size_t bytes) {
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

void dgg_emotes_free(dgg_emotes *emotes) {
    if (emotes == NULL) {
        return;
    }
    arena_free(&emotes->strings);
    free(emotes->entries);
    free(emotes);
}

size_t dgg_emotes_count(const dgg_emotes *emotes) {
    return emotes != NULL ? emotes->count : 0;
}

const dgg_emote *dgg_emotes_at(const dgg_emotes *emotes, size_t index) {
    return index < dgg_emotes_count(emotes) ? &emotes->entries[index].emote
                                            : NULL;
}

const dgg_emote *dgg_emotes_find(const dgg_emotes *emotes, const char *name,
                                 size_t bytes) {
    if (emotes == NULL || bytes < NAME_MIN_BYTES || bytes > NAME_MAX_BYTES) {
        return NULL;
    }
    const entry key = {.emote.name = name, .bytes = bytes};
    const entry *found = bsearch(&key, emotes->entries, emotes->count,
                                 sizeof *emotes->entries, compare_to_key);
    return found != NULL ? &found->emote : NULL;
}

/* Source: chat-gui, emotes.js. A line of the system has no user. */
bool dgg_emote_is_usable(const dgg_emote *emote, const dgg_user *user) {
    if (user == NULL || is_privileged(user)) {
        return true;
    }
    if (emote->is_twitch_only) {
        return dgg_user_has(user, "flair9");
    }
    return emote->minimum_tier <= tier_of(user);
}

/* Source: chat-gui, emotes.js. */
bool dgg_emote_is_for_combo(const dgg_emote *emote, const dgg_user *user) {
    int tier = user != NULL ? tier_of(user) : 0;
    return emote->minimum_tier <= tier;
}
