/*
 * A site and its CDN played by hand on 127.0.0.1, in the test's own thread:
 * each path is answered with the bytes a test gives it, and requests are
 * counted. Every answer ends its connection.
 */
#ifndef FAKE_SITE_H
#define FAKE_SITE_H

#include "dgg_loop.h"
#include "test.h"

#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FAKE_ROUTES = 8, FAKE_CLIENTS = 8, FAKE_BYTES = 4096 };

typedef struct fake_route {
    const char *path; /* NULL: unused */
    int status;
    const char *type;
    const char *body;
    size_t bytes;        /* of the body */
    size_t announced;    /* as its length; 0: the same */
    const char *headers; /* further lines with their ends; NULL: none */
    int hits;
    char query[256]; /* of the newest request, with its '?' */
} fake_route;

typedef struct fake_client {
    int fd; /* -1: unused */
    char request[FAKE_BYTES];
    size_t used;
} fake_client;

typedef struct fake_site {
    int listener;
    char url[64];
    fake_route routes[FAKE_ROUTES];
    fake_client clients[FAKE_CLIENTS];
    int requests;
} fake_site;

static inline void fake_site_open(fake_site *s) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    *s = (fake_site){0};
    s->listener = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_eq(
        bind(s->listener, (struct sockaddr *)&address, sizeof address), 0);
    ck_assert_int_eq(listen(s->listener, FAKE_CLIENTS), 0);
    getsockname(s->listener, (struct sockaddr *)&address, &size);
    snprintf(s->url, sizeof s->url, "http://127.0.0.1:%d",
             ntohs(address.sin_port));
    for (size_t i = 0; i < FAKE_CLIENTS; i++) {
        s->clients[i].fd = -1;
    }
}

static inline void fake_site_close(fake_site *s) {
    for (size_t i = 0; i < FAKE_CLIENTS; i++) {
        if (s->clients[i].fd >= 0) {
            close(s->clients[i].fd);
            s->clients[i].fd = -1;
        }
    }
    if (s->listener >= 0) {
        close(s->listener);
        s->listener = -1;
    }
}

/* From now on `path` is answered so; the texts are borrowed. */
static inline fake_route *fake_site_set(fake_site *s, const char *path,
                                        int status, const char *body) {
    size_t i = 0;
    while (s->routes[i].path != NULL && strcmp(s->routes[i].path, path) != 0) {
        i++;
        ck_assert_uint_lt(i, FAKE_ROUTES);
    }
    s->routes[i].path = path;
    s->routes[i].status = status;
    s->routes[i].type = "application/json";
    s->routes[i].body = body;
    s->routes[i].bytes = strlen(body);
    return &s->routes[i];
}

static inline int fake_site_hits(const fake_site *s, const char *path) {
    for (size_t i = 0; i < FAKE_ROUTES && s->routes[i].path != NULL; i++) {
        if (strcmp(s->routes[i].path, path) == 0) {
            return s->routes[i].hits;
        }
    }
    return 0;
}

static inline void fake_site_write(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        bytes += sent;
        count -= (size_t)sent;
    }
}

static inline void fake_site_answer(fake_site *s, fake_client *c) {
    static fake_route nothing = {.status = 404, .type = "text/plain"};
    char *path = strchr(c->request, ' ') + 1;
    *strchr(path, ' ') = '\0';
    char *query = path + strcspn(path, "?");
    fake_route *route = &nothing;
    s->requests++;
    for (size_t i = 0; i < FAKE_ROUTES && s->routes[i].path != NULL; i++) {
        size_t bytes = strlen(s->routes[i].path);
        if (bytes == (size_t)(query - path) &&
            strncmp(s->routes[i].path, path, bytes) == 0) {
            route = &s->routes[i];
        }
    }
    route->hits++;
    snprintf(route->query, sizeof route->query, "%s", query);
    char head[512];
    int length =
        snprintf(head, sizeof head,
                 "HTTP/1.1 %d Status\r\nContent-Type: %s\r\n"
                 "Location: https://elsewhere.example/\r\n"
                 "%sContent-Length: %zu\r\nConnection: close\r\n\r\n",
                 route->status, route->type,
                 route->headers != NULL ? route->headers : "",
                 route->announced > 0 ? route->announced : route->bytes);
    fake_site_write(c->fd, head, (size_t)length);
    fake_site_write(c->fd, route->body, route->bytes);
}

static inline void fake_site_read(fake_site *s, fake_client *c) {
    ssize_t count = recv(c->fd, c->request + c->used,
                         sizeof c->request - 1 - c->used, MSG_DONTWAIT);
    if (count > 0) {
        c->used += (size_t)count;
        c->request[c->used] = '\0';
    }
    bool is_whole = count > 0 && strstr(c->request, "\r\n\r\n") != NULL;
    if (is_whole) {
        fake_site_answer(s, c);
    }
    if (is_whole || count == 0) {
        close(c->fd);
        c->fd = -1;
    }
}

static inline void fake_site_accept(fake_site *s) {
    for (size_t i = 0; i < FAKE_CLIENTS; i++) {
        if (s->clients[i].fd < 0) {
            s->clients[i] = (fake_client){.fd = accept(s->listener, NULL, 0)};
            return;
        }
    }
}

/* Waits until the loop or the site has something to do, and does it. */
static inline void fake_site_turn(fake_site *s, dgg_loop *loop) {
    struct pollfd fds[FAKE_CLIENTS + 2] = {
        {dgg_loop_fd(loop), POLLIN, 0},
        {s->listener, POLLIN, 0},
    };
    for (size_t i = 0; i < FAKE_CLIENTS; i++) {
        fds[i + 2] = (struct pollfd){s->clients[i].fd, POLLIN, 0};
    }
    poll(fds, FAKE_CLIENTS + 2, dgg_loop_timeout_ms(loop));
    dgg_loop_service(loop);
    for (size_t i = 0; i < FAKE_CLIENTS; i++) {
        if (fds[i + 2].revents != 0) {
            fake_site_read(s, &s->clients[i]);
        }
    }
    if (fds[1].revents != 0) {
        fake_site_accept(s);
    }
}

#endif
