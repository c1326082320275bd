#include "server_http_values.h"

#include "text_fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char form_type[] = "application/x-www-form-urlencoded";

/* A run of bytes that is being read. */
typedef struct span {
    const char *at;
    const char *end;
} span;

static bool is_one_of(char c, const char *set) {
    return c != '\0' && strchr(set, c) != NULL;
}

/* Takes the next piece between separators; false at the end. */
static bool take_piece(span *list, const char *separators, span *piece) {
    while (list->at < list->end && is_one_of(*list->at, separators)) {
        list->at++;
    }
    piece->at = list->at;
    while (list->at < list->end && !is_one_of(*list->at, separators)) {
        list->at++;
    }
    piece->end = list->at;
    return piece->at < piece->end;
}

bool server_http_cookie(const server_request *request, const char *name,
                        char *value, size_t size) {
    const char *cookies = server_http_header(request, "Cookie");
    cookies = cookies == NULL ? "" : cookies;
    span list = {cookies, cookies + strlen(cookies)};
    size_t length = strlen(name);
    span pair;
    while (take_piece(&list, "; ", &pair)) {
        size_t bytes = (size_t)(pair.end - pair.at);
        if (bytes <= length || strncmp(pair.at, name, length) != 0 ||
            pair.at[length] != '=') {
            continue;
        }
        bytes -= length + 1;
        if (bytes >= size) {
            return false;
        }
        memcpy(value, pair.at + length + 1, bytes);
        value[bytes] = '\0';
        return true;
    }
    return false;
}

static int hex_digit(char c) {
    if (!isxdigit((unsigned char)c)) {
        return -1;
    }
    return isdigit((unsigned char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* The next character, percent-decoded if it is. */
static char decode_escape(span *text) {
    const char *at = text->at;
    if (*at == '%' && text->end - at > 2 && hex_digit(at[1]) >= 0 &&
        hex_digit(at[2]) >= 0) {
        text->at = at + 3;
        return (char)(hex_digit(at[1]) * 16 + hex_digit(at[2]));
    }
    text->at = at + 1;
    return *at;
}

/* In a form a + is a space. */
static char decode_one(span *text) {
    bool is_space = *text->at == '+';
    char c = decode_escape(text);
    return is_space ? ' ' : c;
}

/* Is the piece NAME=VALUE? Then only the value is left of it. */
static bool strip_name(span *piece, const char *name) {
    span pair = *piece;
    while (pair.at < pair.end && *pair.at != '=') {
        if (*name == '\0' || decode_one(&pair) != *name++) {
            return false;
        }
    }
    if (*name != '\0' || pair.at == pair.end) {
        return false;
    }
    piece->at = pair.at + 1;
    return true;
}

static char *decoded(span text) {
    char *value = malloc((size_t)(text.end - text.at) + 1);
    size_t used = 0;
    while (value != NULL && text.at < text.end) {
        value[used++] = decode_one(&text);
    }
    if (value != NULL) {
        value[used] = '\0';
    }
    return value;
}

bool server_http_path(const server_request *request, char *path, size_t size) {
    span text = {request->path, request->path + strlen(request->path)};
    size_t used = 0;
    while (text.at < text.end && used + 1 < size) {
        path[used] = decode_escape(&text);
        if (path[used++] == '\0') {
            return false;
        }
    }
    path[used] = '\0';
    return text.at == text.end;
}

/* The body, if it is a form. */
static span form_of(const server_request *request) {
    const char *type = server_http_header(request, "Content-Type");
    bool is_form = request->body_bytes > 0 && type != NULL &&
                   text_compare_start(type, form_type, strlen(form_type)) == 0;
    return is_form ? (span){request->body, request->body + request->body_bytes}
                   : (span){"", ""};
}

char *server_http_parameter_at(const server_request *request, const char *name,
                               size_t index) {
    span query = {request->query, request->query + strlen(request->query)};
    span lists[] = {query, form_of(request)};
    span piece;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        while (take_piece(&lists[i], "&", &piece)) {
            if (strip_name(&piece, name) && index-- == 0) {
                return decoded(piece);
            }
        }
    }
    return NULL;
}

bool server_http_parameter(const server_request *request, const char *name,
                           char *value, size_t size) {
    char *found = server_http_parameter_at(request, name, 0);
    bool fits = found != NULL && strlen(found) < size;
    if (fits) {
        memcpy(value, found, strlen(found) + 1);
    }
    free(found);
    return fits;
}
