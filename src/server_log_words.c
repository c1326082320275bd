#include "server_log_words.h"

#include "json.h"
#include "server_assets.h"
#include "server_random.h"

#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 64, HIGHEST_NUMBER = 60 };

static const char *const speakers[] = {
    [SERVER_LOG_BAN] = "Ban",
    [SERVER_LOG_SUBSCRIBER] = "Subscriber",
    [SERVER_LOG_BROADCAST] = "Broadcast",
    [SERVER_LOG_ANYBODY] = "",
};

const char *server_log_speaker_nick(server_log_speaker by) {
    return speakers[by];
}

static void add(server_log_sentences *s, const char *text) {
    if (s->count < SERVER_LOG_SENTENCES) {
        s->list[s->count++] = text;
    }
}

static void take_line(server_log_words *words, const char *line) {
    for (int by = 0; by < SERVER_LOG_ANYBODY; by++) {
        size_t bytes = strlen(speakers[by]);
        if (strncmp(line, speakers[by], bytes) == 0 &&
            strncmp(line + bytes, ": ", 2) == 0) {
            add(&words->of[by], line + bytes + 2);
            return;
        }
    }
    add(&words->of[SERVER_LOG_ANYBODY], line);
}

static bool take_emotes(server_log_words *words) {
    json_doc doc = {0};
    bool is_good =
        json_parse(&doc, server_asset_emotes,
                   (size_t)(server_asset_emotes_end - server_asset_emotes));
    json_value table = json_root(&doc);
    for (json_value e = json_first(table); is_good && json_exists(e);
         e = json_next(table, e)) {
        const char *name = json_string(json_get(e, "prefix"), &words->strings,
                                       NAME_BYTES, NULL);
        is_good = name != NULL;
        add(&words->emotes, name);
    }
    json_doc_free(&doc);
    return is_good;
}

bool server_log_words_load(server_log_words *words) {
    const char *line = server_asset_logs;
    while (line < server_asset_logs_end) {
        take_line(words, line);
        line += strcspn(line, "\n") + 1;
    }
    return take_emotes(words);
}

void server_log_words_free(server_log_words *words) {
    arena_free(&words->strings);
}

/* What is written so far. */
typedef struct written {
    char *text;
    size_t used;
} written;

static void put(written *w, const char *text, size_t bytes) {
    size_t room = SERVER_LOG_WORDS_BYTES - 1 - w->used;
    bytes = bytes < room ? bytes : room;
    memcpy(w->text + w->used, text, bytes);
    w->used += bytes;
    w->text[w->used] = '\0';
}

/* Puts what a name stands for; returns how long that name is, 0: it is none. */
static size_t put_name(written *w, const char *at,
                       const server_log_words *words,
                       const server_log_nicks *nicks, uint64_t *chance) {
    const server_log_sentences *emotes = &words->emotes;
    char number[16];
    const char *text = number;
    size_t bytes = 0;
    if (strncmp(at, "$nick", 5) == 0) {
        bytes = 5;
        text = nicks->nick(nicks->user, server_random(chance));
    } else if (strncmp(at, "$emote", 6) == 0) {
        bytes = 6;
        text = emotes->list[server_random_below(chance, emotes->count)];
    } else if (strncmp(at, "$n", 2) == 0) {
        bytes = 2;
        snprintf(number, sizeof number, "%d",
                 2 + (int)server_random_below(chance, HIGHEST_NUMBER - 1));
    }
    if (bytes > 0) {
        put(w, text, strlen(text));
    }
    return bytes;
}

const char *server_log_words_say(const server_log_words *words,
                                 server_log_speaker by,
                                 const server_log_nicks *nicks,
                                 uint64_t *chance,
                                 char out[SERVER_LOG_WORDS_BYTES]) {
    const server_log_sentences *mine = &words->of[by];
    const char *at = mine->list[server_random_below(chance, mine->count)];
    written w = {out, 0};
    out[0] = '\0';
    while (*at != '\n' && *at != '\0') {
        size_t bytes = put_name(&w, at, words, nicks, chance);
        if (bytes == 0) {
            bytes = 1 + strcspn(at + 1, "$\n");
            put(&w, at, bytes);
        }
        at += bytes;
    }
    return out;
}
