/*
 * The copies on disk of what a CDN gave: which there is, and what is wrong
 * with them, in words.
 *
 * There is one copy of each object of each source, the newest; a source is the
 * site or the CDN that was given to the library.
 */
#ifndef CDN_CACHE_H
#define CDN_CACHE_H

#include "cache_entry.h"
#include "cache_files.h"
#include "dgg_api.h"

enum { CDN_CACHE_BYTES = 64 << 20 /* all copies together */ };

typedef struct cdn_cache cdn_cache;

/* NULL: no memory. `system` is borrowed; usually &cache_files_system. */
cdn_cache *cdn_cache_new(const char *directory, const char *source,
                         const cache_system *system);
void cdn_cache_free(cdn_cache *cache);

/* A copy in memory; its body is NUL-terminated. {0} is a valid empty one. */
typedef struct cdn_copy {
    bool is_there;
    cache_entry entry;
    buffer memory;
} cdn_copy;

/* The copy of `path`. One that is damaged is not there. */
void cdn_cache_read(cdn_cache *cache, const char *path, cdn_copy *copy);
void cdn_copy_free(cdn_copy *copy);

/* Keeps a copy; its source is set here. */
void cdn_cache_store(cdn_cache *cache, const cache_entry *entry);

/* Says that the copy of `path` is whole but not what it should be. */
void cdn_cache_note_damage(cdn_cache *cache, const char *path);

/* The newest trouble since the last reset, see dgg_cdn_cache_status. */
const dgg_api_status *cdn_cache_status(const cdn_cache *cache);
void cdn_cache_reset_status(cdn_cache *cache);

#endif
