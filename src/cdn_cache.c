#include "cdn_cache.h"

#include "cache_tidy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_BYTES = 128, REASON_BYTES = 640 };

struct cdn_cache {
    char *directory;
    char *source;
    const cache_system *system;
    dgg_api_status status;
    char reason[REASON_BYTES];
};

/* --- what is wrong ------------------------------------------------------- */

static void describe(char words[WORDS_BYTES], int error) {
    if (error == EINVAL) {
        snprintf(words, WORDS_BYTES, "it is damaged");
    } else if (strerror_r(error, words, WORDS_BYTES) != 0) {
        snprintf(words, WORDS_BYTES, "error %d", error);
    }
}

static void note_bad_copy(cdn_cache *cache, const char *name, int error) {
    char words[WORDS_BYTES];
    describe(words, error);
    cache->status.error = DGG_ERROR_CACHE_DAMAGED;
    snprintf(cache->reason, sizeof cache->reason,
             "the copy %.300s/%s cannot be used: %s", cache->directory, name,
             words);
}

/* A file that may not grow further has no room, as on a full disk. */
static bool is_full(int error) {
    return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

static void note_not_kept(cdn_cache *cache, int error) {
    char words[WORDS_BYTES];
    describe(words, error);
    cache->status.error =
        is_full(error) ? DGG_ERROR_CACHE_FULL : DGG_ERROR_CACHE_READ_ONLY;
    snprintf(cache->reason, sizeof cache->reason,
             "nothing can be kept in %.300s: %s", cache->directory, words);
}

/* --- copies -------------------------------------------------------------- */

static bool is_copy_of(const cache_entry *entry, const cdn_cache *cache,
                       const char *path) {
    return strcmp(entry->source, cache->source) == 0 &&
           strcmp(entry->path, path) == 0;
}

static int read_entry(cdn_cache *cache, const char *name, cdn_copy *copy) {
    buffer *memory = &copy->memory;
    int error = cache_files_read(cache->directory, name, memory);
    if (error != 0) {
        return error;
    }
    bool is_entry =
        memory->used > 0 &&
        cache_entry_decode(&copy->entry, memory->bytes, memory->used);
    return is_entry ? 0 : EINVAL;
}

void cdn_cache_read(cdn_cache *cache, const char *path, cdn_copy *copy) {
    char name[CACHE_NAME_BYTES + 1];
    *copy = (cdn_copy){0};
    buffer_init(&copy->memory, CACHE_ENTRY_BYTES + CACHE_DIGEST_BYTES);
    if (!cache_files_name(name, cache->source, path)) {
        return;
    }
    int error = read_entry(cache, name, copy);
    if (error == 0 && !is_copy_of(&copy->entry, cache, path)) {
        error = EINVAL;
    }
    copy->is_there = error == 0;
    if (error != 0) {
        cdn_copy_free(copy);
    }
    if (error != 0 && error != ENOENT) {
        note_bad_copy(cache, name, error);
    }
}

void cdn_copy_free(cdn_copy *copy) {
    buffer_free(&copy->memory);
    *copy = (cdn_copy){0};
}

/* What is no entry, such as an address of strange characters, is not kept, and
 * that is no trouble of the disk. */
void cdn_cache_store(cdn_cache *cache, const cache_entry *entry) {
    char name[CACHE_NAME_BYTES + 1];
    cache_entry stored = *entry;
    stored.source = cache->source;
    buffer content;
    buffer_init(&content, CACHE_ENTRY_BYTES);
    if (cache_files_name(name, cache->source, entry->path) &&
        cache_entry_encode(&content, &stored)) {
        int error =
            cache_files_write(cache->system, cache->directory, name, &content);
        if (error != 0) {
            note_not_kept(cache, error);
        }
        cache_tidy(cache->directory, CDN_CACHE_BYTES);
    }
    buffer_free(&content);
}

void cdn_cache_note_damage(cdn_cache *cache, const char *path) {
    char name[CACHE_NAME_BYTES + 1];
    if (cache_files_name(name, cache->source, path)) {
        note_bad_copy(cache, name, EINVAL);
    }
}

const dgg_api_status *cdn_cache_status(const cdn_cache *cache) {
    return &cache->status;
}

void cdn_cache_reset_status(cdn_cache *cache) {
    cache->reason[0] = '\0';
    cache->status = (dgg_api_status){.reason = cache->reason};
}

cdn_cache *cdn_cache_new(const char *directory, const char *source,
                         const cache_system *system) {
    cdn_cache *cache = calloc(1, sizeof *cache);
    if (cache == NULL) {
        return NULL;
    }
    cache->directory = strdup(directory);
    cache->source = strdup(source);
    cache->system = system;
    cdn_cache_reset_status(cache);
    if (cache->directory == NULL || cache->source == NULL) {
        cdn_cache_free(cache);
        return NULL;
    }
    return cache;
}

void cdn_cache_free(cdn_cache *cache) {
    if (cache == NULL) {
        return;
    }
    free(cache->directory);
    free(cache->source);
    free(cache);
}
