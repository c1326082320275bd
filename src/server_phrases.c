#include "server_phrases.h"

#include "text_fold.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

/* Each one may double the compiled expression, as in (((a+)+)+)+. */
enum { PLUSES = 8 };

typedef struct server_phrase {
    bool is_regex;
    regex_t regex;
    char text[];
} server_phrase;

static bool is_regex(const char *phrase) {
    size_t bytes = strlen(phrase);
    return bytes > 2 && phrase[0] == '/' && phrase[bytes - 1] == '/';
}

static size_t count_of(const char *text, char c) {
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += *text == c;
    }
    return count;
}

static bool is_expensive(const char *phrase) {
    if (strchr(phrase, '{') != NULL || count_of(phrase, '+') > PLUSES) {
        return true;
    }
    const char *escape = strchr(phrase, '\\');
    while (escape != NULL && escape[1] != '\0') {
        if (escape[1] >= '0' && escape[1] <= '9') {
            return true;
        }
        escape = strchr(escape + 2, '\\');
    }
    return false;
}

static bool compile(regex_t *regex, const char *phrase) {
    char pattern[SERVER_PHRASE_BYTES];
    size_t bytes = strlen(phrase) - 2;
    memcpy(pattern, phrase + 1, bytes);
    pattern[bytes] = '\0';
    return regcomp(regex, pattern, REG_EXTENDED | REG_ICASE | REG_NOSUB) == 0;
}

/* NULL: it is no phrase, or memory is out. */
static server_phrase *new_phrase(const char *text) {
    size_t bytes = strlen(text);
    if (bytes == 0 || bytes >= SERVER_PHRASE_BYTES ||
        (is_regex(text) && is_expensive(text))) {
        return NULL;
    }
    server_phrase *phrase = malloc(sizeof *phrase + bytes + 1);
    if (phrase == NULL) {
        return NULL;
    }
    memcpy(phrase->text, text, bytes + 1);
    phrase->is_regex = is_regex(text);
    if (phrase->is_regex && !compile(&phrase->regex, text)) {
        free(phrase);
        return NULL;
    }
    return phrase;
}

static void free_phrase(server_phrase *phrase) {
    if (phrase != NULL && phrase->is_regex) {
        regfree(&phrase->regex);
    }
    free(phrase);
}

static size_t place_of(const server_phrases *p, const char *phrase) {
    size_t i = 0;
    while (i < p->count && strcmp(p->list[i]->text, phrase) != 0) {
        i++;
    }
    return i;
}

bool server_phrases_has(const server_phrases *p, const char *phrase) {
    return place_of(p, phrase) < p->count;
}

const char *server_phrases_problem(const server_phrases *p,
                                   const char *phrase) {
    if (server_phrases_has(p, phrase)) {
        return "duplicatephrase";
    }
    server_phrase *made = p->count < SERVER_PHRASES ? new_phrase(phrase) : NULL;
    bool is_good = made != NULL;
    free_phrase(made);
    return is_good ? NULL : "invalidphrase";
}

void server_phrases_add(server_phrases *p, const char *phrase) {
    if (p->count == SERVER_PHRASES || server_phrases_has(p, phrase)) {
        return;
    }
    server_phrase *made = new_phrase(phrase);
    if (made != NULL) {
        p->list[p->count++] = made;
    }
}

void server_phrases_remove(server_phrases *p, const char *phrase) {
    size_t place = place_of(p, phrase);
    if (place < p->count) {
        free_phrase(p->list[place]);
        p->list[place] = p->list[--p->count];
    }
}

static bool contains(const char *text, const char *part) {
    size_t bytes = strlen(part);
    for (; *text != '\0'; text++) {
        if (text_compare_start(text, part, bytes) == 0) {
            return true;
        }
    }
    return false;
}

static bool matches(const server_phrase *phrase, const char *text) {
    return phrase->is_regex ? regexec(&phrase->regex, text, 0, NULL, 0) == 0
                            : contains(text, phrase->text);
}

const char *server_phrases_find(const server_phrases *p, const char *text) {
    for (size_t i = 0; i < p->count; i++) {
        if (matches(p->list[i], text)) {
            return p->list[i]->text;
        }
    }
    return NULL;
}

void server_phrases_free(server_phrases *p) {
    for (size_t i = 0; i < p->count; i++) {
        free_phrase(p->list[i]);
    }
    *p = (server_phrases){0};
}
