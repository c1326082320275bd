#include "peer.h"

#include "buffer.h"
#include "sigpipe.h"
#include "test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_BYTES = 64 << 20, READ_BYTES = 64 << 10 };

struct peer {
    int listen_fd;
    int port;
    int fd; /* -1: nobody is here */
    int connections;
    SSL_CTX *tls_context;
    SSL *tls;
    bool is_at_end;
    bool is_closing; /* when everything is written */
    buffer received;
    buffer to_send;
};

peer *peer_new(void) {
    peer *p = calloc(1, sizeof *p);
    ck_assert_ptr_nonnull(p);
    p->fd = -1;
    buffer_init(&p->received, MAX_BYTES);
    buffer_init(&p->to_send, MAX_BYTES);
    p->listen_fd = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_ge(p->listen_fd, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    socklen_t bytes = sizeof address;
    ck_assert_int_eq(
        bind(p->listen_fd, (struct sockaddr *)&address, sizeof address), 0);
    ck_assert_int_eq(listen(p->listen_fd, 8), 0);
    getsockname(p->listen_fd, (struct sockaddr *)&address, &bytes);
    fcntl(p->listen_fd, F_SETFL, O_NONBLOCK);
    p->port = ntohs(address.sin_port);
    return p;
}

static void hang_up(peer *p) {
    if (p->fd < 0) {
        return;
    }
    SSL_free(p->tls);
    p->tls = NULL;
    close(p->fd);
    p->fd = -1;
}

void peer_free(peer *p) {
    if (p == NULL) {
        return;
    }
    hang_up(p);
    close(p->listen_fd);
    buffer_free(&p->received);
    buffer_free(&p->to_send);
    free(p);
}

int peer_port(const peer *p) {
    return p->port;
}

void peer_use_tls(peer *p, SSL_CTX *context) {
    p->tls_context = context;
}

static void welcome(peer *p) {
    int fd = accept(p->listen_fd, NULL, NULL);
    if (fd < 0) {
        return;
    }
    hang_up(p);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    p->fd = fd;
    p->connections++;
    p->is_at_end = false;
    p->is_closing = false;
    buffer_reset(&p->received, 0);
    buffer_reset(&p->to_send, 0);
    if (p->tls_context != NULL) {
        p->tls = SSL_new(p->tls_context);
        SSL_set_fd(p->tls, fd);
        SSL_set_accept_state(p->tls);
    }
}

/* Bytes, 0 at the end, -1 for later. */
static ssize_t read_some(peer *p, char *bytes, size_t count) {
    if (p->tls == NULL) {
        ssize_t n = recv(p->fd, bytes, count, 0);
        return n >= 0 ? n : errno == EAGAIN ? -1 : 0;
    }
    int n = SSL_read(p->tls, bytes, (int)count);
    int error = SSL_get_error(p->tls, n);
    bool is_for_later =
        error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    return n > 0 ? n : is_for_later ? -1 : 0;
}

static ssize_t write_some(peer *p, const char *bytes, size_t count) {
    if (p->tls == NULL) {
        return send(p->fd, bytes, count, MSG_NOSIGNAL);
    }
    int chunk = count > READ_BYTES ? READ_BYTES : (int)count;
    return SSL_write(p->tls, bytes, chunk);
}

static void read_all(peer *p) {
    static char bytes[READ_BYTES];
    while (p->fd >= 0 && !p->is_at_end) {
        ssize_t n = read_some(p, bytes, sizeof bytes);
        if (n < 0) {
            return;
        }
        p->is_at_end = n == 0;
        ck_assert(buffer_append(&p->received, bytes, (size_t)n));
    }
}

static void write_all(peer *p) {
    size_t written = 0;
    sigpipe_guard guard; /* TLS cannot be told not to raise it */
    sigpipe_block(&guard);
    while (p->fd >= 0 && written < p->to_send.used) {
        ssize_t n = write_some(p, p->to_send.bytes + written,
                               p->to_send.used - written);
        if (n <= 0) {
            break;
        }
        written += (size_t)n;
    }
    sigpipe_restore(&guard);
    buffer_consume(&p->to_send, written);
    if (p->is_closing && p->to_send.used == 0 && p->fd >= 0) {
        p->is_closing = false;
        shutdown(p->fd, SHUT_WR);
    }
}

void peer_step(peer *p) {
    welcome(p);
    sigpipe_guard guard; /* reading may write, under TLS */
    sigpipe_block(&guard);
    read_all(p);
    sigpipe_restore(&guard);
    write_all(p);
}

void peer_wait(peer *p, dgg_loop *loop) {
    short events = p->is_at_end ? 0 : POLLIN;
    if (p->to_send.used > 0) {
        events |= POLLOUT;
    }
    struct pollfd fds[] = {
        {.fd = dgg_loop_fd(loop), .events = POLLIN},
        {.fd = p->listen_fd, .events = POLLIN},
        {.fd = events != 0 ? p->fd : -1, .events = events},
    };
    poll(fds, 3, dgg_loop_timeout_ms(loop));
    dgg_loop_service(loop);
    peer_step(p);
}

const char *peer_received(const peer *p, size_t *bytes) {
    if (bytes != NULL) {
        *bytes = p->received.used;
    }
    return p->received.bytes != NULL ? p->received.bytes : "";
}

void peer_forget_received(peer *p) {
    buffer_reset(&p->received, 0);
}

bool peer_is_at_end(const peer *p) {
    return p->is_at_end;
}

int peer_connections(const peer *p) {
    return p->connections;
}

void peer_send(peer *p, const void *bytes, size_t count) {
    ck_assert(buffer_append(&p->to_send, bytes, count));
    write_all(p);
}

void peer_say(peer *p, const char *text) {
    peer_send(p, text, strlen(text));
}

void peer_upgrade(peer *p) {
    static const char header[] = "Sec-WebSocket-Key: ";
    static const char magic[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const char *key = strstr(peer_received(p, NULL), header);
    ck_assert_ptr_nonnull(key);
    key += sizeof header - 1;
    char text[128];
    snprintf(text, sizeof text, "%.*s%s", (int)strcspn(key, "\r"), key, magic);
    unsigned char digest[SHA_DIGEST_LENGTH];
    SHA1((const unsigned char *)text, strlen(text), digest);
    unsigned char accept[64];
    EVP_EncodeBlock(accept, digest, sizeof digest);
    char answer[256];
    snprintf(answer, sizeof answer,
             "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
             "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
             (const char *)accept);
    peer_forget_received(p);
    peer_say(p, answer);
}

void peer_frame_head(peer *p, int first_byte, size_t bytes) {
    unsigned char head[10] = {(unsigned char)first_byte};
    size_t used = 2;
    if (bytes < 126) {
        head[1] = (unsigned char)bytes;
    } else {
        size_t length_bytes = bytes < 65536 ? 2 : 8;
        head[1] = length_bytes == 2 ? 126 : 127;
        for (size_t i = 0; i < length_bytes; i++) {
            head[used++] =
                (unsigned char)(bytes >> (8 * (length_bytes - 1 - i)));
        }
    }
    peer_send(p, head, used);
}

void peer_frame(peer *p, int first_byte, const void *payload, size_t bytes) {
    peer_frame_head(p, first_byte, bytes);
    peer_send(p, payload, bytes);
}

void peer_text(peer *p, const char *text) {
    peer_frame(p, 0x81, text, strlen(text));
}

/* Clients mask, and send nothing here that needs the long form of a length. */
bool peer_take_frame(peer *p, int *first_byte, char payload[PEER_FRAME_BYTES],
                     size_t *bytes) {
    const unsigned char *raw = (const unsigned char *)p->received.bytes;
    size_t used = p->received.used;
    size_t head = 6;
    if (used < head) {
        return false;
    }
    ck_assert_msg((raw[1] & 0x80) != 0, "a client's frame has to be masked");
    size_t length = raw[1] & 0x7F;
    if (length == 126) {
        head = 8;
        length = (size_t)raw[2] << 8 | raw[3];
    }
    ck_assert_uint_lt(length, PEER_FRAME_BYTES);
    if (used < head + length) {
        return false;
    }
    const unsigned char *mask = raw + head - 4;
    for (size_t i = 0; i < length; i++) {
        payload[i] = (char)(raw[head + i] ^ mask[i % 4]);
    }
    payload[length] = '\0';
    *first_byte = raw[0];
    *bytes = length;
    buffer_consume(&p->received, head + length);
    return true;
}

void peer_close(peer *p) {
    p->is_closing = true;
    write_all(p);
}

void peer_reset(peer *p) {
    const struct linger at_once = {.l_onoff = 1};
    setsockopt(p->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    hang_up(p);
}
