#include "model_nick.h"

#include "text_clean.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

/* Room for the longest nick after cleaning made it longer. */
enum { CLEAN_BYTES = 8 * MODEL_NICK_BYTES };

static bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_';
}

/* Nearly every nick is made of these and needs no cleaning. */
static bool is_plain(const char *nick, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        if (!is_word_character(nick[i])) {
            return false;
        }
    }
    return true;
}

void model_nick_clean(char out[MODEL_NICK_BYTES], const char *nick) {
    char clean[CLEAN_BYTES];
    size_t bytes = strnlen(nick, MODEL_NICK_BYTES - 1);
    if (!is_plain(nick, bytes)) {
        bool has_room = text_clean_room(bytes) <= sizeof clean;
        bytes = has_room ? text_clean(clean, nick, bytes) : 0;
        bytes = utf8_cut(clean, bytes, MODEL_NICK_BYTES - 1);
        nick = clean;
    }
    memcpy(out, nick, bytes);
    out[bytes] = '\0';
}

uint32_t model_nick_hash(const char *nick) {
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (; *nick != '\0'; nick++) {
        unsigned char c = (unsigned char)*nick;
        hash ^= c >= 'A' && c <= 'Z' ? c + 32U : c;
        hash *= 16777619U;
    }
    return hash;
}
