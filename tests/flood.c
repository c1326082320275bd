#include "flood.h"

#include "feed.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    FRAMES = 200000, /* encoded once and sent in a circle */
    HEAD_BYTES = 10, /* the longest head of a websocket frame */
    CHUNK_BYTES = 1 << 16,
    REQUEST_BYTES = 8192,
    TICK_NS = 1000000,
};

#define END_FRAME                                                \
    "MSG {\"nick\":\"feed_end\",\"features\":[],\"timestamp\":1" \
    ",\"data\":\"" FLOOD_END_TEXT "\"}"

typedef struct order {
    size_t frames;
    unsigned per_second;
} order;

typedef struct sender {
    int listener;
    int orders;
    int client; /* the websocket, or -1 */
    char *names;
    char *bytes;     /* all frames */
    size_t *offsets; /* of each frame, and of the end of the last */
    size_t next;     /* the frame to send */
} sender;

/* Writes an unmasked text frame and returns its length. */
static size_t encode(char *out, const char *text, size_t bytes) {
    unsigned char *head = (unsigned char *)out;
    size_t size = bytes < 126 ? 2 : bytes < 65536 ? 4 : 10;
    head[0] = 0x81;
    head[1] = (unsigned char)(size == 2 ? bytes : size == 4 ? 126 : 127);
    for (size_t i = 2; i < size; i++) {
        head[i] = (unsigned char)(bytes >> (8 * (size - 1 - i)));
    }
    memcpy(out + size, text, bytes);
    return size + bytes;
}

static bool prepare(sender *s) {
    size_t capacity = (size_t)FRAMES * 512;
    feed *f = feed_new(1);
    s->names = f != NULL ? feed_names(f) : NULL;
    s->bytes = malloc(capacity);
    s->offsets = malloc((FRAMES + 1) * sizeof *s->offsets);
    if (s->names == NULL || s->bytes == NULL || s->offsets == NULL) {
        return false;
    }
    size_t used = 0;
    for (size_t i = 0; i < FRAMES; i++) {
        size_t bytes;
        const char *text = feed_next(f, &bytes);
        if (used + HEAD_BYTES + bytes > capacity) {
            return false;
        }
        s->offsets[i] = used;
        used += encode(s->bytes + used, text, bytes);
    }
    s->offsets[FRAMES] = used;
    feed_free(f);
    return true;
}

static void forget_client(sender *s) {
    if (s->client >= 0) {
        close(s->client);
    }
    s->client = -1;
}

static void write_all(sender *s, const char *bytes, size_t count) {
    while (s->client >= 0 && count > 0) {
        ssize_t sent = send(s->client, bytes, count, MSG_NOSIGNAL);
        if (sent <= 0) {
            forget_client(s);
            return;
        }
        bytes += sent;
        count -= (size_t)sent;
    }
}

static void write_text(sender *s, const char *text) {
    size_t bytes = strlen(text);
    char *frame = malloc(bytes + HEAD_BYTES);
    if (frame != NULL) {
        write_all(s, frame, encode(frame, text, bytes));
    }
    free(frame);
}

/* Throws away what the client says. */
static void drain(sender *s) {
    char bytes[4096];
    while (s->client >= 0) {
        ssize_t count = recv(s->client, bytes, sizeof bytes, MSG_DONTWAIT);
        if (count == 0) {
            forget_client(s);
        }
        if (count <= 0) {
            return;
        }
    }
}

/* Sends frames up to `count`, in large pieces. */
static void write_frames(sender *s, size_t count) {
    while (s->client >= 0 && count > 0) {
        size_t last = s->next;
        size_t start = s->offsets[s->next];
        while (count > 0 && last < FRAMES &&
               s->offsets[last + 1] - start <= CHUNK_BYTES) {
            last++;
            count--;
        }
        write_all(s, s->bytes + start, s->offsets[last] - start);
        s->next = last == FRAMES ? 0 : last;
        drain(s);
    }
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Until there is another order. */
static void write_paced(sender *s, unsigned per_second) {
    double start = now();
    size_t sent = 0;
    struct pollfd next = {.fd = s->orders, .events = POLLIN};
    while (s->client >= 0 && poll(&next, 1, 0) == 0) {
        size_t due = (size_t)((now() - start) * per_second);
        write_frames(s, due - sent);
        sent = due;
        nanosleep(&(struct timespec){.tv_nsec = TICK_NS}, NULL);
    }
}

static void obey(sender *s) {
    order wanted;
    if (read(s->orders, &wanted, sizeof wanted) != sizeof wanted) {
        _exit(0);
    }
    if (wanted.per_second > 0) {
        write_paced(s, wanted.per_second);
    } else if (wanted.frames > 0) {
        write_frames(s, wanted.frames);
        write_text(s, END_FRAME);
    }
}

static void answer_key(sender *s, const char *key) {
    char source[128];
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned digest_bytes;
    unsigned char accept[64];
    char answer[256];
    snprintf(source, sizeof source, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
             key);
    EVP_Digest(source, strlen(source), digest, &digest_bytes, EVP_sha1(), NULL);
    EVP_EncodeBlock(accept, digest, (int)digest_bytes);
    snprintf(answer, sizeof answer,
             "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
             "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
             (const char *)accept);
    write_all(s, answer, strlen(answer));
    write_text(s, "ME null");
    write_text(s, s->names);
}

/* Reads a request whole; false: it was none. */
static bool read_request(int client, char request[REQUEST_BYTES]) {
    size_t used = 0;
    request[0] = '\0';
    while (strstr(request, "\r\n\r\n") == NULL) {
        ssize_t count =
            recv(client, request + used, REQUEST_BYTES - 1 - used, 0);
        if (count <= 0) {
            return false;
        }
        used += (size_t)count;
        request[used] = '\0';
    }
    return true;
}

static const char *find_key(const char *request) {
    static const char header[] = "\r\nSec-WebSocket-Key:";
    for (; *request != '\0'; request++) {
        if (strncasecmp(request, header, sizeof header - 1) == 0) {
            request += sizeof header - 1;
            return request + strspn(request, " ");
        }
    }
    return NULL;
}

/* A new websocket takes the place of the old one; all else is not found. */
static void greet(sender *s) {
    static const char nothing[] = "HTTP/1.1 404 Not Found\r\n"
                                  "Content-Length: 0\r\n"
                                  "Connection: close\r\n\r\n";
    char request[REQUEST_BYTES];
    int client = accept(s->listener, NULL, NULL);
    if (client < 0 || !read_request(client, request)) {
        close(client);
        return;
    }
    const char *key = find_key(request);
    if (key == NULL) {
        send(client, nothing, sizeof nothing - 1, MSG_NOSIGNAL);
        close(client);
        return;
    }
    forget_client(s);
    s->client = client;
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    answer_key(s, key);
}

/* Orders wait until there is a websocket. */
static void serve(sender *s) {
    for (;;) {
        struct pollfd fds[] = {
            {.fd = s->listener, .events = POLLIN},
            {.fd = s->client, .events = POLLIN},
            {.fd = s->orders, .events = s->client >= 0 ? POLLIN : 0},
        };
        poll(fds, sizeof fds / sizeof *fds, -1);
        if (fds[0].revents != 0) {
            greet(s);
        }
        if (fds[1].revents != 0) {
            drain(s);
        }
        if (fds[2].revents != 0) {
            obey(s);
        }
    }
}

static int listen_on_loopback(int *port) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 ||
        bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(listener, 16) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
        return -1;
    }
    *port = ntohs(address.sin_port);
    return listener;
}

static void give(const flood *f, order wanted) {
    if (write(f->orders, &wanted, sizeof wanted) != sizeof wanted) {
        perror("flood");
    }
}

bool flood_start(flood *f) {
    int orders[2];
    sender s = {.client = -1, .listener = listen_on_loopback(&f->port)};
    if (s.listener < 0 || pipe(orders) != 0) {
        return false;
    }
    f->child = fork();
    if (f->child == 0) {
        s.orders = orders[0];
        close(orders[1]);
        if (!prepare(&s)) {
            _exit(1);
        }
        serve(&s);
    }
    f->orders = orders[1];
    close(orders[0]);
    close(s.listener);
    return f->child > 0;
}

void flood_stop(flood *f) {
    close(f->orders);
    kill(f->child, SIGTERM);
    waitpid(f->child, NULL, 0);
}

void flood_send(const flood *f, size_t frames) {
    give(f, (order){.frames = frames});
}

void flood_pace(const flood *f, unsigned per_second) {
    give(f, (order){.per_second = per_second});
}
