#include "server_spotlights.h"

#include "server_json.h"

#include <inttypes.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_BYTES = 8 * 1024, HASH_BYTES = 16 };

bool server_spotlights_key(char key[SERVER_SPOTLIGHT_KEY_BYTES],
                           int64_t timestamp_ms, const char *id,
                           const char *text) {
    buffer message;
    buffer_init(&message, MESSAGE_BYTES);
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned int bytes = 0;
    bool is_good = server_json_print(&message, "%" PRId64 "%s%s", timestamp_ms,
                                     id, text) &&
                   EVP_Digest(message.bytes, message.used, hash, &bytes,
                              EVP_md5(), NULL) == 1 &&
                   bytes == HASH_BYTES;
    for (size_t i = 0; is_good && i < HASH_BYTES; i++) {
        snprintf(key + 2 * i, 3, "%02x", hash[i]);
    }
    buffer_free(&message);
    return is_good;
}

static void drop(server_spotlights *s, size_t place) {
    free(s->list[place].object);
    s->count--;
    memmove(s->list + place, s->list + place + 1,
            (s->count - place) * sizeof *s->list);
}

void server_spotlights_add(server_spotlights *s, json_value payload) {
    arena strings = {0};
    size_t bytes = 0;
    const char *key = json_string(json_get(payload, "key"), &strings,
                                  SERVER_SPOTLIGHT_KEY_BYTES - 1, NULL);
    const char *raw = json_raw(payload, &bytes);
    char *object = key == NULL || *key == '\0' ? NULL : strndup(raw, bytes);
    if (object != NULL) {
        server_spotlights_remove(s, key);
        if (s->count == SERVER_SPOTLIGHTS) {
            drop(s, 0);
        }
        server_spotlight *entry = &s->list[s->count++];
        snprintf(entry->key, sizeof entry->key, "%s", key);
        entry->object = object;
    }
    arena_free(&strings);
}

bool server_spotlights_remove(server_spotlights *s, const char *key) {
    for (size_t i = 0; i < s->count; i++) {
        if (strcmp(s->list[i].key, key) == 0) {
            drop(s, i);
            return true;
        }
    }
    return false;
}

bool server_spotlights_write(const server_spotlights *s, buffer *out) {
    bool is_good = server_json_print(out, "SPOTLIGHTS [");
    for (size_t i = 0; i < s->count && is_good; i++) {
        const char *object = s->list[i].object;
        is_good = (i == 0 || buffer_append(out, ",", 1)) &&
                  buffer_append(out, object, strlen(object));
    }
    return is_good && buffer_append(out, "]", 1);
}

void server_spotlights_free(server_spotlights *s) {
    while (s->count > 0) {
        drop(s, s->count - 1);
    }
}
