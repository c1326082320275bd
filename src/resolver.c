#define _DEFAULT_SOURCE /* getnameinfo's constants */

#include "resolver.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HOST_BYTES = 256, STACK_BYTES = 512 * 1024 };

/* What the helper thread and the query share; whoever lets go last frees
 * it. */
typedef struct job {
    int write_fd;
    dgg_environment environment;
    char host[HOST_BYTES];
    pthread_mutex_t mutex; /* guards what follows */
    int holders;
    char address[DGG_ADDRESS_BYTES]; /* empty: none */
} job;

struct resolver_query {
    resolver_callback callback;
    void *user;
    loop_timer timer;                /* for answers that need no thread */
    char address[DGG_ADDRESS_BYTES]; /* what the timer answers */
    job *job;                        /* NULL: answered by the timer */
    uv_poll_t readable;
    int read_fd;
};

/* Whether the system knows a way there. Connecting a datagram socket sends
 * nothing. */
static bool has_route(const struct addrinfo *info) {
    int fd = socket(info->ai_family, SOCK_DGRAM, 0);
    if (fd < 0) {
        return false;
    }
    bool is_routed = connect(fd, info->ai_addr, info->ai_addrlen) == 0;
    close(fd);
    return is_routed;
}

/* Of the addresses in the system's order the first that can be reached: a
 * name often has one for a protocol that this network does not speak. */
static const struct addrinfo *best_of(const struct addrinfo *list) {
    for (const struct addrinfo *info = list; info; info = info->ai_next) {
        if (has_route(info)) {
            return info;
        }
    }
    return list;
}

static int system_resolve(const char *host, char address[DGG_ADDRESS_BYTES]) {
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *list = NULL;
    if (getaddrinfo(host, "443", &hints, &list) != 0) {
        return -1;
    }
    const struct addrinfo *info = best_of(list);
    int status = getnameinfo(info->ai_addr, info->ai_addrlen, address,
                             DGG_ADDRESS_BYTES, NULL, 0, NI_NUMERICHOST);
    freeaddrinfo(list);
    return status == 0 ? 0 : -1;
}

static void release(job *j) {
    pthread_mutex_lock(&j->mutex);
    bool is_last = --j->holders == 0;
    pthread_mutex_unlock(&j->mutex);
    if (is_last) {
        close(j->write_fd);
        pthread_mutex_destroy(&j->mutex);
        free(j);
    }
}

/* Fails when the query was cancelled, which is why SIGPIPE has to be blocked
 * on the helper thread. */
static void wake(const job *j) {
    ssize_t written = write(j->write_fd, "", 1);
    (void)written;
}

static void *run(void *user) {
    job *j = user;
    const dgg_environment *environment = &j->environment;
    char address[DGG_ADDRESS_BYTES] = "";
    int status = environment->resolve != NULL
                     ? environment->resolve(environment->user, j->host, address)
                     : system_resolve(j->host, address);
    if (status == 0) {
        address[DGG_ADDRESS_BYTES - 1] = '\0';
        pthread_mutex_lock(&j->mutex);
        memcpy(j->address, address, sizeof address);
        pthread_mutex_unlock(&j->mutex);
    }
    wake(j);
    release(j);
    return NULL;
}

/* The thread inherits a mask with every signal blocked: the program's
 * handlers must not run on a thread it does not know of. */
static bool start_thread(job *j) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) {
        return false;
    }
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    int status = pthread_create(&thread, &attributes, run, j);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return status == 0;
}

static bool make_pipe(int ends[2]) {
    if (pipe(ends) != 0) {
        return false;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

static job *new_job(const dgg_environment *environment, const char *host,
                    int write_fd) {
    job *j = calloc(1, sizeof *j);
    if (j == NULL || pthread_mutex_init(&j->mutex, NULL) != 0) {
        free(j);
        return NULL;
    }
    j->holders = 2;
    j->write_fd = write_fd;
    j->environment = *environment;
    memcpy(j->host, host, strlen(host) + 1);
    return j;
}

static void on_closed(uv_handle_t *handle) {
    free(handle->data);
}

/* Lets go of everything; the query itself goes when libuv has. */
static void finish(resolver_query *query) {
    if (query->job == NULL) {
        loop_timer_stop(&query->timer);
        free(query);
        return;
    }
    uv_close((uv_handle_t *)&query->readable, on_closed);
    close(query->read_fd);
    release(query->job);
}

static void copy_address(resolver_query *query, char *address) {
    if (query->job == NULL) {
        memcpy(address, query->address, DGG_ADDRESS_BYTES);
        return;
    }
    pthread_mutex_lock(&query->job->mutex);
    memcpy(address, query->job->address, DGG_ADDRESS_BYTES);
    pthread_mutex_unlock(&query->job->mutex);
}

static void answer(resolver_query *query) {
    char address[DGG_ADDRESS_BYTES];
    copy_address(query, address);
    resolver_callback callback = query->callback;
    void *user = query->user;
    finish(query);
    callback(user, address[0] != '\0' ? address : NULL);
}

static void on_readable(uv_poll_t *handle, int status, int events) {
    (void)status;
    (void)events;
    answer(handle->data);
}

static void on_timer(void *user) {
    answer(user);
}

static bool is_numeric(const char *host) {
    unsigned char binary[sizeof(struct in6_addr)];
    return inet_pton(AF_INET, host, binary) == 1 ||
           inet_pton(AF_INET6, host, binary) == 1;
}

/* Hands the job to a thread and waits for its byte. */
static bool start_job(resolver_query *query, dgg_loop *loop, const char *host) {
    int ends[2];
    if (strlen(host) >= HOST_BYTES || !make_pipe(ends)) {
        return false;
    }
    job *j = new_job(loop_environment(loop), host, ends[1]);
    if (j == NULL) {
        goto fail;
    }
    if (uv_poll_init(loop_uv(loop), &query->readable, ends[0]) != 0) {
        pthread_mutex_destroy(&j->mutex);
        free(j);
        goto fail;
    }
    query->readable.data = query;
    query->read_fd = ends[0];
    query->job = j;
    uv_poll_start(&query->readable, UV_READABLE, on_readable);
    if (!start_thread(j)) {
        /* The answer "none" then comes the same way. */
        wake(j);
        release(j);
    }
    return true;
fail:
    close(ends[0]);
    close(ends[1]);
    return false;
}

bool resolver_has_route(const char *address) {
    const struct addrinfo hints = {.ai_socktype = SOCK_DGRAM,
                                   .ai_flags = AI_NUMERICHOST};
    struct addrinfo *list = NULL;
    if (getaddrinfo(address, "443", &hints, &list) != 0) {
        return false;
    }
    bool is_routed = has_route(list);
    freeaddrinfo(list);
    return is_routed;
}

resolver_query *resolver_start(dgg_loop *loop, const char *host,
                               resolver_callback callback, void *user) {
    resolver_query *query = calloc(1, sizeof *query);
    if (query == NULL) {
        return NULL;
    }
    query->callback = callback;
    query->user = user;
    loop_timer_init(&query->timer, loop, on_timer, query);
    bool has_address = is_numeric(host);
    if (has_address) {
        memcpy(query->address, host, strlen(host) + 1);
    }
    if (has_address || !start_job(query, loop, host)) {
        loop_timer_start(&query->timer, 0);
    }
    return query;
}

void resolver_cancel(resolver_query *query) {
    if (query != NULL) {
        finish(query);
    }
}
