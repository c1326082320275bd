#include "feed.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FRAME_BYTES = 8192,
    TEXT_BYTES = FEED_TEXT_CHARACTERS * 4 + 64,
    NICK_BYTES = 24,
    USER_BYTES = 512,
    FIRST_PRESENT = 1500,
};

/* Some of those of the demo server. */
static const char *const emotes[] = {
    "BeeZoom",  "BufferDance", "CatStack", "DuckNope",  "FrogNod",  "GGPenguin",
    "HmmHeron", "LagSnail",    "NapTime",  "OkayOtter", "OwlBlink", "PixelCry",
    "RookLift", "TeaTime",     "TinyClap", "WowWalrus"};

static const char *const words[] = {"the",
                                    "a",
                                    "is",
                                    "it",
                                    "that",
                                    "you",
                                    "and",
                                    "to",
                                    "of",
                                    "in",
                                    "so",
                                    "what",
                                    "just",
                                    "like",
                                    "he",
                                    "they",
                                    "was",
                                    "actually",
                                    "chess",
                                    "stream",
                                    "think",
                                    "why",
                                    "would",
                                    "never",
                                    "again",
                                    "lol",
                                    "true",
                                    "people",
                                    "argument",
                                    "debate",
                                    "because",
                                    "really",
                                    "good",
                                    "game",
                                    "coffee",
                                    "yes",
                                    "no",
                                    "tea",
                                    "minute",
                                    "question",
                                    "don't",
                                    "can't",
                                    "\\\"quote\\\"",
                                    "1\\u003c2",
                                    "ok",
                                    "source?",
                                    "wait",
                                    "stop.",
                                    "unbelievable",
                                    "kettle",
                                    "piano",
                                    "weather"};

static const char *const wide_words[] = {"日本語",
                                         "こんにちは",
                                         "没问题",
                                         "안녕하세요",
                                         "🎉",
                                         "👍🏽",
                                         "👩‍💻",
                                         "cafe\u0301",
                                         "n\u0303andu\u0301",
                                         "z\u0335\u0321\u0301",
                                         "ＷＩＤＥ",
                                         "नमस्ते"};

/* How long texts are, in characters, at each tenth of all texts. */
static const unsigned length_deciles[] = {
    1, 6, 14, 23, 31, 40, 53, 74, 105, 170, FEED_TEXT_CHARACTERS};

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef struct person {
    char nick[NICK_BYTES];
    char user[USER_BYTES]; /* members of the JSON object, no braces */
    bool is_present;
} person;

struct feed {
    uint64_t random;
    int64_t now_ms;
    uint64_t weights[FEED_NICKS]; /* sums: how much is said by these and those
                                     before */
    person people[FEED_NICKS];
    char text[TEXT_BYTES];
    char frame[FRAME_BYTES];
};

/* splitmix64 */
static uint64_t next_random(feed *f) {
    f->random += 0x9E3779B97F4A7C15u;
    uint64_t z = f->random;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static size_t below(feed *f, size_t bound) {
    return (size_t)(next_random(f) % bound);
}

static bool percent(feed *f, unsigned chance) {
    return below(f, 100) < chance;
}

/* Always NUL-terminated; what does not fit is cut. */
__attribute__((format(printf, 4, 5))) static size_t
append(char *out, size_t size, size_t used, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int added = vsnprintf(out + used, size - used, format, arguments);
    va_end(arguments);
    size_t total = used + (added > 0 ? (size_t)added : 0);
    return total < size ? total : size - 1;
}

static void make_nick(person *p, size_t index) {
    static const char *const heads[] = {
        "Miro",  "quiet", "Blue", "tea",  "Old",  "Lady", "Grim",
        "Pixel", "salty", "Nova", "Iron", "lazy", "Rust", "hex",
        "Moss",  "Tiny",  "Void", "Sir_", "echo", "Zed"};
    static const char *const tails[] = {
        "fern", "Sailor", "toast", "Kettle", "wolf", "Bard",  "moth", "_tv",
        "Fox",  "lemon",  "Crow",  "Byte",   "oak",  "Ghost", "pie"};
    size_t names = COUNT(heads) * COUNT(tails);
    const char *head = heads[index % COUNT(heads)];
    const char *tail = tails[index / COUNT(heads) % COUNT(tails)];
    if (index < names) {
        snprintf(p->nick, sizeof p->nick, "%s%s", head, tail);
    } else {
        snprintf(p->nick, sizeof p->nick, "%s%s%zu", head, tail, index / names);
    }
}

static size_t add_features(feed *f, char *out, size_t size, size_t used) {
    bool is_subscriber = percent(f, 35);
    used = append(out, size, used, "\"features\":[");
    if (is_subscriber) {
        static const int tier_flairs[] = {13, 1, 3, 8, 42};
        used = append(out, size, used, "\"flair%d\",\"subscriber\"",
                      tier_flairs[below(f, COUNT(tier_flairs))]);
    }
    if (percent(f, 2)) {
        used = append(out, size, used, "%s\"moderator\"",
                      is_subscriber ? "," : "");
    }
    used = append(out, size, used, "]");
    if (is_subscriber) {
        return append(out, size, used,
                      ",\"subscription\":{\"tier\":%zu,\"source\":"
                      "\"destiny.gg\"}",
                      1 + below(f, 5));
    }
    return append(out, size, used, ",\"subscription\":null");
}

static void make_person(feed *f, size_t index) {
    person *p = &f->people[index];
    size_t size = sizeof p->user;
    make_nick(p, index);
    size_t used =
        append(p->user, size, 0, "\"id\":%zu,\"nick\":\"%s\",\"roles\":[],",
               1000 + below(f, 200000), p->nick);
    used = add_features(f, p->user, size, used);
    used = append(p->user, size, used,
                  ",\"createdDate\":\"20%02zu-%02zu-%02zuT%02zu:26:50Z\"",
                  12 + below(f, 14), 1 + below(f, 12), 1 + below(f, 28),
                  below(f, 24));
    append(p->user, size, used, ",\"watching\":%s",
           percent(f, 40) ? "{\"platform\":\"kick\",\"id\":\"destiny\"}"
                          : "null");
    p->is_present = index < FIRST_PRESENT;
}

feed *feed_new(uint64_t seed) {
    feed *f = malloc(sizeof *f);
    if (f == NULL) {
        return NULL;
    }
    f->random = seed;
    f->now_ms = 1788623391400;
    uint64_t sum = 0;
    for (size_t i = 0; i < FEED_NICKS; i++) {
        make_person(f, i);
        sum += 1000000 / (i + 10);
        f->weights[i] = sum;
    }
    return f;
}

void feed_free(feed *f) {
    free(f);
}

char *feed_names(const feed *f) {
    size_t size = FEED_NICKS * (sizeof f->people[0].user + 4) + 64;
    char *out = malloc(size);
    if (out == NULL) {
        return NULL;
    }
    size_t count = 0;
    size_t used = append(out, size, 0, "NAMES {\"users\":[");
    for (size_t i = 0; i < FEED_NICKS; i++) {
        if (f->people[i].is_present) {
            used = append(out, size, used, "%s{%s}", count > 0 ? "," : "",
                          f->people[i].user);
            count++;
        }
    }
    append(out, size, used, "],\"connectioncount\":%zu}", count + count / 2);
    return out;
}

/* Somebody who is present; the first in the list far more often. */
static const person *pick_speaker(feed *f) {
    for (;;) {
        uint64_t mark = next_random(f) % f->weights[FEED_NICKS - 1];
        size_t low = 0;
        size_t high = FEED_NICKS - 1;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (f->weights[middle] > mark) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (f->people[low].is_present) {
            return &f->people[low];
        }
    }
}

static size_t pick_length(feed *f) {
    size_t tenth = below(f, COUNT(length_deciles) - 1);
    unsigned from = length_deciles[tenth];
    return from + below(f, length_deciles[tenth + 1] - from + 1);
}

/* Characters of a word as it stands in JSON, escapes counting as one. */
static size_t characters(const char *json) {
    size_t count = 0;
    for (const char *p = json; *p != '\0'; p++) {
        if (*p == '\\') {
            p += p[1] == 'u' ? 5 : 1;
        }
        count += ((unsigned char)*p & 0xC0) != 0x80;
    }
    return count;
}

typedef struct flavor {
    bool is_emotes;
    bool is_wide;
    bool has_link;
} flavor;

static const char *pick_word(feed *f, const flavor *kind) {
    if (kind->is_wide && percent(f, 40)) {
        return wide_words[below(f, COUNT(wide_words))];
    }
    if (kind->is_emotes || percent(f, 5)) {
        return emotes[below(f, COUNT(emotes))];
    }
    return words[below(f, COUNT(words))];
}

/* Exactly `length` characters of words. */
static void make_text(feed *f, const flavor *kind, size_t length) {
    size_t used = 0;
    f->text[0] = '\0';
    while (length > 0) {
        char link[64];
        const char *word = pick_word(f, kind);
        if (kind->has_link && used == 0) {
            snprintf(link, sizeof link,
                     "https://example.org/watch?v=%08" PRIx32,
                     (uint32_t)next_random(f));
            word = link;
        } else if (kind->is_wide && used == 0) {
            word = wide_words[below(f, COUNT(wide_words))];
        }
        size_t count = characters(word);
        if (count > length) {
            append(f->text, sizeof f->text, used, "%.*s", (int)length,
                   length == 1 ? "!" : "hahahahahahahahahahahahahahahahahaha");
            return;
        }
        used = append(f->text, sizeof f->text, used, "%s", word);
        length -= count;
        if (length > 1) {
            used = append(f->text, sizeof f->text, used, " ");
            length--;
        }
    }
}

static size_t make_message(feed *f) {
    flavor kind = {.is_emotes = percent(f, 15), .is_wide = percent(f, 5)};
    kind.has_link = !kind.is_wide && percent(f, 4);
    size_t length = pick_length(f);
    if (kind.is_wide && length < 8) {
        length = 8;
    }
    make_text(f, &kind, length);
    bool is_action = length < 200 && percent(f, 1);
    return append(f->frame, sizeof f->frame, 0,
                  "MSG {%s,\"timestamp\":%" PRId64 ",\"data\":\"%s%s\"}",
                  pick_speaker(f)->user, f->now_ms, is_action ? "/me " : "",
                  f->text);
}

static size_t make_presence(feed *f) {
    person *p = &f->people[below(f, FEED_NICKS)];
    const char *name = p->is_present ? "QUIT" : "JOIN";
    p->is_present = !p->is_present;
    return append(f->frame, sizeof f->frame, 0,
                  "%s {%s,\"timestamp\":%" PRId64 "}", name, p->user,
                  f->now_ms);
}

const char *feed_next(feed *f, size_t *bytes) {
    f->now_ms += (int64_t)below(f, 400);
    *bytes = percent(f, 20) ? make_presence(f) : make_message(f);
    return f->frame;
}
