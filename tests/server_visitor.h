/*
 * Requests to the demo server's site, each on a connection of its own.
 */
#ifndef SERVER_VISITOR_H
#define SERVER_VISITOR_H

#include "server_peer.h"

#define VISITOR_DEMO      "Cookie: sid=" SERVER_DEMO_SESSION "\r\n"
#define VISITOR_FRIEND    "Cookie: sid=" SERVER_FRIEND_SESSION "\r\n"
#define VISITOR_MODERATOR "Cookie: sid=" SERVER_MODERATOR_SESSION "\r\n"
#define VISITOR_ADMIN     "Cookie: sid=" SERVER_ADMIN_SESSION "\r\n"
#define VISITOR_GUARD     "X-CSRF-Guard: YEE\r\n"
#define VISITOR_BROWSER   "User-Agent: Mozilla/5.0 (X11)\r\n"
#define VISITOR_FORM      "Content-Type: application/x-www-form-urlencoded\r\n"

/* The answer's head and body as one text; malloc'd. `start` is e.g. "GET
 * /path", `headers` are whole lines, `body` may be NULL. */
static inline char *visit(scene *s, const char *start, const char *headers,
                          const char *body) {
    peer p;
    peer_open(&p, s);
    size_t bytes = body == NULL ? 0 : strlen(body);
    size_t size = 512 + strlen(start) + strlen(headers) + bytes;
    char *request = malloc(size);
    int length =
        snprintf(request, size, "%s HTTP/1.1\r\nHost: h\r\n%s", start, headers);
    if (body != NULL) {
        length += snprintf(request + length, size - (size_t)length,
                           "Content-Length: %zu\r\n", bytes);
    }
    length += snprintf(request + length, size - (size_t)length,
                       "Connection: close\r\n\r\n%s", body == NULL ? "" : body);
    for (int sent = 0; sent < length;) {
        ssize_t count = send(p.fd, request + sent, (size_t)(length - sent),
                             MSG_NOSIGNAL | MSG_DONTWAIT);
        sent += count < 0 ? 0 : (int)count;
        peer_step(&p);
    }
    while (!p.has_ended) {
        peer_step(&p);
    }
    char *answer = strdup(p.input.used == 0 ? "" : p.input.bytes);
    free(request);
    peer_close(&p);
    return answer;
}

/* The answer has this part. */
static inline void expect_visit(scene *s, const char *start,
                                const char *headers, const char *part) {
    char *answer = visit(s, start, headers, NULL);
    ck_assert_msg(strstr(answer, part) != NULL, "%s\n%s", start, answer);
    free(answer);
}

/* The answer has this status and exactly this body. */
static inline void expect_answered(char *answer, int status, const char *body) {
    char line[32];
    snprintf(line, sizeof line, "HTTP/1.1 %d ", status);
    const char *blank = strstr(answer, "\r\n\r\n");
    ck_assert_msg(strncmp(answer, line, strlen(line)) == 0 && blank != NULL,
                  "%s", answer);
    ck_assert_str_eq(blank + 4, body);
    free(answer);
}

static inline void expect_get(scene *s, const char *path, const char *headers,
                              int status, const char *body) {
    char start[1024];
    snprintf(start, sizeof start, "GET %s", path);
    expect_answered(visit(s, start, headers, NULL), status, body);
}

static inline void expect_post(scene *s, const char *path, const char *headers,
                               const char *sent, const char *body) {
    char start[1024];
    snprintf(start, sizeof start, "POST %s", path);
    expect_answered(visit(s, start, headers, sent), 200, body);
}

#define VISITOR_FORBIDDEN "{\"code\":403,\"error\":\"forbidden\"}"

#endif
