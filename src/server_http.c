#include "server_http.h"

#include "text_fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *find(const char *bytes, size_t count, const char *needle) {
    size_t length = strlen(needle);
    for (size_t i = 0; i + length <= count; i++) {
        if (memcmp(bytes + i, needle, length) == 0) {
            return bytes + i;
        }
    }
    return NULL;
}

/* Cuts the text at the first `separator`; returns what follows, or NULL. */
static char *cut(char *text, char separator) {
    char *end = strchr(text, separator);
    if (end == NULL) {
        return NULL;
    }
    *end = '\0';
    return end + 1;
}

static bool parse_request_line(char *line, server_request *request) {
    char *path = cut(line, ' ');
    char *version = path == NULL ? NULL : cut(path, ' ');
    if (version == NULL || line[0] == '\0' || path[0] != '/' ||
        (strcmp(version, "HTTP/1.1") != 0 &&
         strcmp(version, "HTTP/1.0") != 0)) {
        return false;
    }
    char *query = cut(path, '?');
    request->method = line;
    request->path = path;
    request->query = query == NULL ? "" : query;
    request->wants_close = strcmp(version, "HTTP/1.0") == 0;
    return true;
}

static bool parse_header(char *line, server_request *request) {
    char *value = cut(line, ':');
    if (value == NULL || line[0] == '\0' ||
        line[strcspn(line, " \t")] != '\0' ||
        request->header_count == SERVER_HTTP_HEADERS) {
        return false;
    }
    value += strspn(value, " \t");
    size_t length = strlen(value);
    while (length > 0 && strchr(" \t", value[length - 1]) != NULL) {
        value[--length] = '\0';
    }
    request->headers[request->header_count++] = (server_header){line, value};
    return true;
}

static bool has_control(const char *line) {
    for (; *line != '\0'; line++) {
        if (iscntrl((unsigned char)*line) && *line != '\t') {
            return true;
        }
    }
    return false;
}

static bool parse_lines(char *head, server_request *request) {
    char *line = head;
    bool is_first = true;
    while (*line != '\0') {
        char *end = strstr(line, "\r\n");
        *end = '\0';
        if (has_control(line)) {
            return false;
        }
        if (is_first ? !parse_request_line(line, request)
                     : !parse_header(line, request)) {
            return false;
        }
        is_first = false;
        line = end + 2;
    }
    return !is_first;
}

/* Where a body ends must be beyond doubt: what follows is another request. */
static bool measure_body(server_request *request) {
    const char *length = NULL;
    for (size_t i = 0; i < request->header_count; i++) {
        const server_header *header = &request->headers[i];
        bool is_length = text_compare(header->name, "Content-Length") == 0;
        if (text_compare(header->name, "Transfer-Encoding") == 0 ||
            (is_length && length != NULL)) {
            return false;
        }
        length = is_length ? header->value : length;
    }
    if (length == NULL) {
        return true;
    }
    size_t digits = strspn(length, "0123456789");
    request->body_bytes = strtoul(length, NULL, 10);
    return digits > 0 && length[digits] == '\0';
}

static bool understand_headers(server_request *request) {
    const char *connection = server_http_header(request, "Connection");
    if (connection != NULL && text_compare(connection, "close") == 0) {
        request->wants_close = true;
    }
    return measure_body(request);
}

static server_http_result parse_head(const char *bytes, size_t count,
                                     server_request *request) {
    memcpy(request->head, bytes, count);
    request->head[count - 2] = '\0'; /* the blank line */
    if (!parse_lines(request->head, request) || !understand_headers(request)) {
        return SERVER_HTTP_BAD;
    }
    return request->body_bytes > SERVER_HTTP_BODY_BYTES ? SERVER_HTTP_TOO_LARGE
                                                        : SERVER_HTTP_WHOLE;
}

server_http_result server_http_parse(const char *bytes, size_t count,
                                     server_request *request, size_t *used) {
    *request = (server_request){0};
    const char *blank = find(bytes, count, "\r\n\r\n");
    size_t head = blank == NULL ? count : (size_t)(blank - bytes) + 4;
    if (head > SERVER_HTTP_HEAD_BYTES || memchr(bytes, '\0', head) != NULL) {
        return SERVER_HTTP_BAD;
    }
    if (blank == NULL) {
        return SERVER_HTTP_PARTIAL;
    }
    server_http_result result = parse_head(bytes, head, request);
    if (result == SERVER_HTTP_WHOLE && count - head < request->body_bytes) {
        return SERVER_HTTP_PARTIAL;
    }
    request->body = bytes + head;
    *used = head + request->body_bytes;
    return result;
}

const char *server_http_header(const server_request *request,
                               const char *name) {
    for (size_t i = 0; i < request->header_count; i++) {
        if (text_compare(request->headers[i].name, name) == 0) {
            return request->headers[i].value;
        }
    }
    return NULL;
}
