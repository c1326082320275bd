#include "server_log_query.h"

#include "text_fold.h"

#include <ctype.h>
#include <string.h>

/* A run of bytes. */
typedef struct span {
    const char *at;
    size_t bytes;
} span;

/* What is no ASCII counts as letters. */
static bool is_of_word(char c) {
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool equals(span a, const char *text) {
    return strlen(text) == a.bytes &&
           text_compare_start(a.at, text, a.bytes) == 0;
}

/* The next place at or behind `from` where it stands; NULL: none. */
static const char *find(const char *from, span part) {
    size_t left = strlen(from);
    for (; left >= part.bytes; from++, left--) {
        if (text_compare_start(from, part.at, part.bytes) == 0) {
            return from;
        }
    }
    return NULL;
}

static bool has_whole(const char *text, span part) {
    const char *at = text;
    while ((at = find(at, part)) != NULL) {
        char last = part.at[part.bytes - 1];
        bool begins =
            at == text || !is_of_word(part.at[0]) || !is_of_word(at[-1]);
        bool ends = !is_of_word(last) || !is_of_word(at[part.bytes]);
        if (begins && ends) {
            return true;
        }
        at++;
    }
    return false;
}

/* Takes the next word or phrase off the query; false at its end. */
static bool take_term(const char **query, span *term, bool *is_excluded) {
    const char *at = *query + strspn(*query, " \t");
    *is_excluded = *at == '-';
    at += *at == '-' || *at == '+';
    bool is_phrase = *at == '"';
    at += is_phrase;
    *term = (span){at, strcspn(at, is_phrase ? "\"" : " \t")};
    at += term->bytes;
    bool is_end = *at == '\0' && term->bytes == 0;
    *query = at + (is_phrase && *at == '"');
    return !is_end;
}

bool server_log_query_has_nick(const char *nicks, const char *nick) {
    for (;;) {
        nicks += strspn(nicks, " ");
        size_t bytes = strcspn(nicks, "|");
        span one = {nicks, bytes};
        while (one.bytes > 0 && one.at[one.bytes - 1] == ' ') {
            one.bytes--;
        }
        if (equals(one, nick)) {
            return true;
        }
        if (nicks[bytes] == '\0') {
            return false;
        }
        nicks += bytes + 1;
    }
}

bool server_log_query_matches(const char *query, const char *text) {
    span term;
    bool is_excluded = false;
    while (take_term(&query, &term, &is_excluded)) {
        if (term.bytes > 0 && has_whole(text, term) == is_excluded) {
            return false;
        }
    }
    return true;
}

bool server_log_query_mentions(const char *text, const char *word) {
    while (*text != '\0') {
        span one = {text, strcspn(text, " ")};
        if (equals(one, word)) {
            return true;
        }
        text += one.bytes;
        text += strspn(text, " ");
    }
    return false;
}

bool server_log_query_contains(const char *text, const char *part) {
    return find(text, (span){part, strlen(part)}) != NULL;
}
