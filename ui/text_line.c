#include "text_line.h"

#include "text_clean.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    NICK_BYTES = 64,
    NICK_INPUT_BYTES = 256,
    TEXT_BYTES = UINT16_MAX,
    STACK_BYTES = 2048, /* cleaned texts up to this need no second malloc */
};

typedef struct piece {
    const char *bytes;
    size_t count;
} piece;

static line *line_join(piece nick, piece text) {
    line *l = malloc(sizeof *l + nick.count + text.count + 2);
    if (l == NULL) {
        return NULL;
    }
    *l = (line){
        .nick_bytes = (uint8_t)nick.count,
        .text_bytes = (uint16_t)text.count,
    };
    memcpy(l->bytes, nick.bytes, nick.count);
    l->bytes[nick.count] = '\0';
    memcpy(l->bytes + nick.count + 1, text.bytes, text.count);
    l->bytes[nick.count + 1 + text.count] = '\0';
    return l;
}

static piece clean(char *room, piece raw, size_t max_bytes) {
    size_t bytes = text_clean(room, raw.bytes, raw.count);
    return (piece){room, utf8_cut(room, bytes, max_bytes)};
}

const char *line_nick(const line *l) {
    return l->bytes;
}

const char *line_text(const line *l) {
    return l->bytes + l->nick_bytes + 1;
}

line *line_new(line_kind kind, int64_t time_ms, const char *nick,
               const char *text, size_t text_bytes) {
    char nick_room[NICK_INPUT_BYTES * 3 + 1];
    piece raw_nick = {"", 0};
    if (nick != NULL) {
        raw_nick.bytes = nick;
        raw_nick.count = utf8_cut(nick, strlen(nick), NICK_INPUT_BYTES);
    }
    piece raw_text = {text, utf8_cut(text, text_bytes, TEXT_BYTES)};

    char stack_room[STACK_BYTES];
    char *room = stack_room;
    if (text_clean_room(raw_text.count) > sizeof stack_room) {
        room = malloc(text_clean_room(raw_text.count));
        if (room == NULL) {
            return NULL;
        }
    }
    line *l = line_join(clean(nick_room, raw_nick, NICK_BYTES),
                        clean(room, raw_text, TEXT_BYTES));
    if (room != stack_room) {
        free(room);
    }
    if (l != NULL) {
        l->kind = (uint8_t)kind;
        l->time_ms = time_ms;
    }
    return l;
}
