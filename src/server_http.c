#include "server_http.h"

#include "text_fold.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *find(char *bytes, size_t count, const char *needle) {
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
    return digits > 0 && length[digits] == '\0' &&
           request->body_bytes <= SERVER_HTTP_BODY_BYTES;
}

static bool understand_headers(server_request *request) {
    const char *connection = server_http_header(request, "Connection");
    if (connection != NULL && text_compare(connection, "close") == 0) {
        request->wants_close = true;
    }
    return measure_body(request);
}

server_http_result server_http_parse(char *bytes, size_t count,
                                     server_request *request,
                                     size_t *head_bytes) {
    *request = (server_request){0};
    char *blank = find(bytes, count, "\r\n\r\n");
    size_t used = blank == NULL ? count : (size_t)(blank - bytes) + 4;
    if (used > SERVER_HTTP_HEAD_BYTES || memchr(bytes, '\0', used) != NULL) {
        return SERVER_HTTP_BAD;
    }
    if (blank == NULL) {
        return SERVER_HTTP_PARTIAL;
    }
    blank[2] = '\0';
    *head_bytes = used;
    return parse_lines(bytes, request) && understand_headers(request)
               ? SERVER_HTTP_WHOLE
               : SERVER_HTTP_BAD;
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

/* Finds NAME=VALUE in a list and gives the value's place. */
static const char *find_pair(const char *list, const char *separators,
                             const char *name, size_t *bytes) {
    size_t length = strlen(name);
    while (*list != '\0') {
        list += strspn(list, separators);
        size_t pair = strcspn(list, separators);
        if (pair > length && strncmp(list, name, length) == 0 &&
            list[length] == '=') {
            *bytes = pair - length - 1;
            return list + length + 1;
        }
        list += pair;
    }
    return NULL;
}

bool server_http_cookie(const server_request *request, const char *name,
                        char *value, size_t size) {
    const char *cookies = server_http_header(request, "Cookie");
    size_t bytes = 0;
    const char *found =
        cookies == NULL ? NULL : find_pair(cookies, "; ", name, &bytes);
    if (found == NULL || bytes >= size) {
        return false;
    }
    memcpy(value, found, bytes);
    value[bytes] = '\0';
    return true;
}

static int hex_digit(char c) {
    if (!isxdigit((unsigned char)c)) {
        return -1;
    }
    return isdigit((unsigned char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* The character at `text`, percent-decoded; `text` moves behind it. */
static char decode_one(const char **text, const char *end) {
    const char *at = *text;
    if (*at == '%' && end - at > 2 && hex_digit(at[1]) >= 0 &&
        hex_digit(at[2]) >= 0) {
        *text = at + 3;
        return (char)(hex_digit(at[1]) * 16 + hex_digit(at[2]));
    }
    *text = at + 1;
    return *at == '+' ? ' ' : *at;
}

bool server_http_parameter(const server_request *request, const char *name,
                           char *value, size_t size) {
    size_t bytes = 0;
    const char *found = find_pair(request->query, "&", name, &bytes);
    if (found == NULL) {
        return false;
    }
    size_t used = 0;
    for (const char *end = found + bytes; found < end; used++) {
        if (used + 1 >= size) {
            return false;
        }
        value[used] = decode_one(&found, end);
    }
    value[used] = '\0';
    return true;
}

const char *server_http_reason(int status) {
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {
        {101, "Switching Protocols"},
        {200, "OK"},
        {301, "Moved Permanently"},
        {400, "Bad Request"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {429, "Too Many Requests"},
        {500, "Internal Server Error"},
        {503, "Service Unavailable"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].status == status) {
            return reasons[i].reason;
        }
    }
    return "Unknown";
}

bool server_http_write(buffer *out, const server_answer *answer) {
    char head[256];
    int length = snprintf(
        head, sizeof head,
        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n%s\r\n",
        answer->status, server_http_reason(answer->status), answer->type,
        answer->bytes, answer->closes ? "Connection: close\r\n" : "");
    return length > 0 && (size_t)length < sizeof head &&
           buffer_append(out, head, (size_t)length) &&
           buffer_append(out, answer->body, answer->bytes);
}
