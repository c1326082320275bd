/* Does a text name somebody? */
#include "dgg_chat.h"
#include "text_fold.h"

#include <string.h>

typedef struct span {
    const char *text;
    size_t bytes;
} span;

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word_byte(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

static bool is_host_byte(char c) {
    return is_word_byte(c) || c == '.' || c == '-';
}

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t count_while(const char *text, bool (*is_one)(char c)) {
    size_t bytes = 0;
    while (text[bytes] != '\0' && is_one(text[bytes])) {
        bytes++;
    }
    return bytes;
}

static size_t bytes_to_space(const char *text) {
    size_t bytes = 0;
    while (text[bytes] != '\0' && !is_space(text[bytes])) {
        bytes++;
    }
    return bytes;
}

static bool is_one_of(span word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) == word.bytes &&
            text_compare_start(words[i], word.text, word.bytes) == 0) {
            return true;
        }
    }
    return false;
}

/* Countries have two letters. Of the hundreds of others, which chat-gui reads
 * from a list, those that people post. */
static bool is_top_level(span label) {
    static const char *const names[] = {
        "app",  "art",   "blog", "chat", "cloud", "club", "com",
        "dev",  "edu",   "fun",  "gov",  "info",  "life", "link",
        "live", "media", "net",  "news", "org",   "page", "social",
        "site", "shop",  "tech", "wiki", "world", "xyz",
    };
    bool is_country = label.bytes == 2 && is_letter(label.text[0]) &&
                      is_letter(label.text[1]);
    return is_country || is_one_of(label, names, sizeof names / sizeof *names);
}

/* The bytes of a host's name that begins here; 0: none does. */
static size_t host_bytes(const char *text) {
    span host = {text, count_while(text, is_host_byte)};
    while (host.bytes > 0 && !is_word_byte(text[host.bytes - 1])) {
        host.bytes--;
    }
    size_t top = host.bytes;
    bool has_empty_label = false;
    for (size_t i = 0; i < host.bytes; i++) {
        has_empty_label |= text[i] == '.' && text[i + 1] == '.';
        top = text[i] == '.' ? i + 1 : top;
    }
    bool is_host = text_compare_start(text, "www.", 4) == 0 ||
                   is_top_level((span){text + top, host.bytes - top});
    return is_host && !has_empty_label && top < host.bytes ? host.bytes : 0;
}

static bool has_scheme(span word) {
    static const char *const schemes[] = {"http", "https", "ftp", "ws", "wss"};
    return strncmp(word.text + word.bytes, "://", 3) == 0 &&
           is_one_of(word, schemes, sizeof schemes / sizeof *schemes);
}

/* A host without a scheme, and what hangs on it: a port, a path, a query. */
static size_t bare_link_bytes(const char *text) {
    size_t local = count_while(text, is_host_byte);
    if (text[local] == '@') { /* of a mail address */
        size_t host = host_bytes(text + local + 1);
        return host > 0 ? local + 1 + host : 0;
    }
    size_t host = host_bytes(text);
    bool goes_on =
        host > 0 && text[host] != '\0' && strchr("/:?#", text[host]) != NULL;
    return goes_on ? bytes_to_space(text) : host;
}

/* The bytes of the link that begins with this word; 0: it begins none. A host
 * can only begin where the byte before could not be its own, which also keeps
 * the work proportional to the text. */
static size_t link_bytes(span word, bool begins_host) {
    if (has_scheme(word)) {
        return bytes_to_space(word.text);
    }
    return begins_host ? bare_link_bytes(word.text) : 0;
}

/* Source: chat-gui, chat.js and regex.js. */
bool dgg_mentions(const char *text, const char *nick) {
    size_t nick_bytes = strlen(nick);
    bool begins_host = true;
    for (const char *at = text; *at != '\0' && nick_bytes > 0;) {
        const span word = {at, count_while(at, is_word_byte)};
        if (word.bytes == 0) {
            begins_host = !is_host_byte(*at);
            at++;
            continue;
        }
        size_t link = link_bytes(word, begins_host);
        if (link == 0 && word.bytes == nick_bytes &&
            text_compare_start(at, nick, nick_bytes) == 0) {
            return true;
        }
        at += link > 0 ? link : word.bytes;
        begins_host = link > 0;
    }
    return false;
}
