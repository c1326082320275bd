/*
 * The text archive's files, from memory and over HTTP:
 *
 *     bench_logs MEGABYTES
 *
 * Prints figures by name: how fast a file is split into lines with memchr, how
 * fast libdgg parses it, and how fast and in what memory dgg_logs reads it from
 * a server in another process.
 */
#include "dgg.h"
#include "feed.h"
#include "frame.h"
#include "log_text.h"
#include "measure.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MEGABYTE 1e6

enum {
    FILE_BYTES = 8 << 20, /* made once, and read again and again */
    PIECE_BYTES = 1 << 16,
    LINE_BYTES = 4096,
    REQUEST_BYTES = 8192,
    SECONDS_A_DAY = 24 * 3600,
};

typedef struct log_file {
    char *bytes;
    size_t used;
} log_file;

typedef struct tally {
    uint64_t lines;
    uint64_t bytes; /* of nicks and times: what a program would look at */
} tally;

_Noreturn static void fail(const char *why) {
    fprintf(stderr, "bench_logs: %s\n", why);
    exit(EXIT_FAILURE);
}

/* Appends a message as the archive's logger does. False: it is full. */
static bool add_line(log_file *file, const dgg_event *event, time_t when) {
    char line[LINE_BYTES];
    char date[32];
    struct tm utc;
    gmtime_r(&when, &utc);
    strftime(date, sizeof date, "%Y-%m-%d %H:%M:%S", &utc);
    int bytes = snprintf(line, sizeof line, "[%s UTC] %s: %s\n", date,
                         event->user.nick, event->text);
    if (bytes <= 0 || (size_t)bytes >= sizeof line ||
        (size_t)bytes > FILE_BYTES - file->used) {
        return false;
    }
    memcpy(file->bytes + file->used, line, (size_t)bytes);
    file->used += (size_t)bytes;
    return true;
}

/* A day of the made-up chat, as often as it fits. */
static log_file make_file(void) {
    log_file file = {.bytes = malloc(FILE_BYTES)};
    frame_parser parser = {0};
    feed *chat = feed_new(1);
    if (file.bytes == NULL || chat == NULL) {
        fail("no memory");
    }
    bool has_room = true;
    for (time_t i = 0; has_room; i++) {
        dgg_event event;
        size_t bytes;
        const char *frame = feed_next(chat, &bytes);
        if (frame_parse(&parser, frame, bytes, 1, &event) &&
            event.kind == DGG_EVENT_MESSAGE) {
            has_room =
                add_line(&file, &event, 1594252800 + i / 3 % SECONDS_A_DAY);
        }
    }
    frame_parser_free(&parser);
    feed_free(chat);
    if (file.used == 0) {
        fail("no lines");
    }
    return file;
}

static bool count_line(void *user, const dgg_line *line) {
    tally *t = user;
    t->lines++;
    t->bytes += (uint64_t)line->timestamp_ms + (uint8_t)line->nick[0] +
                (uint8_t)line->text[0];
    return true;
}

/* Takes the file in pieces through `take` until so many bytes are through;
 * MB a second of CPU. */
static double run(const log_file *file, size_t total,
                  void (*take)(void *user, char *piece, size_t bytes),
                  void *user) {
    char *piece = malloc(PIECE_BYTES);
    if (piece == NULL) {
        fail("no memory");
    }
    double start = measure_cpu();
    size_t at = 0;
    for (size_t done = 0; done < total;) {
        size_t bytes = file->used - at;
        bytes = bytes < PIECE_BYTES ? bytes : PIECE_BYTES;
        memcpy(piece, file->bytes + at, bytes);
        take(user, piece, bytes);
        done += bytes;
        at = (at + bytes) % file->used;
    }
    double seconds = measure_cpu() - start;
    free(piece);
    return (double)total / MEGABYTE / seconds;
}

static void split(void *user, char *piece, size_t bytes) {
    tally *t = user;
    const char *at = piece;
    const char *end = piece + bytes;
    const char *line_end;
    while ((line_end = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        const char *colon = memchr(at, ':', (size_t)(line_end - at));
        t->lines++;
        t->bytes += colon != NULL ? (uint64_t)(colon - at) : 0;
        at = line_end + 1;
    }
}

static void parse(void *user, char *piece, size_t bytes) {
    log_text_feed(user, piece, bytes);
}

static void measure_parsing(const log_file *file, size_t total) {
    static log_text text;
    tally splitting = {0};
    tally parsing = {0};
    printf("log_split %.0f\n", run(file, total, split, &splitting));
    log_text_init(&text, count_line, &parsing);
    double before = measure_memory_of(getpid());
    printf("log_parse %.0f\n", run(file, total, parse, &text));
    printf("log_growth %.2f\n", measure_memory_of(getpid()) - before);
    if (text.skipped > 0 || parsing.bytes + splitting.bytes == 0) {
        fail("lines were lost");
    }
}

/* --- over HTTP ----------------------------------------------------------- */

static bool send_all(int peer, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = send(peer, bytes, count, MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        count -= (size_t)sent;
    }
    return true;
}

static void serve(int listener, const log_file *file, size_t times) {
    char request[REQUEST_BYTES];
    char head[256];
    int peer = accept(listener, NULL, NULL);
    if (peer < 0 || recv(peer, request, sizeof request, 0) <= 0) {
        _exit(EXIT_FAILURE);
    }
    int bytes = snprintf(head, sizeof head,
                         "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
                         "Content-Length: %zu\r\n\r\n",
                         file->used * times);
    bool goes_on = send_all(peer, head, (size_t)bytes);
    for (size_t i = 0; i < times && goes_on; i++) {
        goes_on = send_all(peer, file->bytes, file->used);
    }
    close(peer);
    _exit(EXIT_SUCCESS);
}

/* The port of a child that serves the file so many times in one. */
static int start_server(size_t megabytes) {
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 ||
        bind(listener, (struct sockaddr *)&address, size) != 0 ||
        listen(listener, 1) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
        fail("no server");
    }
    if (fork() == 0) {
        const log_file file = make_file();
        serve(listener, &file, megabytes * 1000000 / file.used + 1);
    }
    close(listener);
    return ntohs(address.sin_port);
}

typedef struct reading {
    tally tally;
    double memory; /* the most there was */
} reading;

static int on_line(void *user, const dgg_line *line) {
    count_line(&((reading *)user)->tally, line);
    return 0;
}

static void on_progress(void *user, const dgg_log_report *report) {
    reading *r = user;
    double memory = measure_memory_of(getpid());
    (void)report;
    r->memory = memory > r->memory ? memory : r->memory;
}

static void measure_reading(size_t megabytes) {
    char url[64];
    dgg_loop *loop;
    dgg_logs *logs = NULL;
    reading r = {0};
    snprintf(url, sizeof url, "http://127.0.0.1:%d", start_server(megabytes));
    const dgg_endpoints endpoints = {.archive_url = url};
    if (dgg_loop_new(&loop, NULL) != DGG_OK ||
        dgg_logs_new(&logs, loop, &endpoints, NULL) != DGG_OK) {
        fail("no reader");
    }
    double start = measure_wall();
    const dgg_log_reader reader = {
        .on_line = on_line, .on_progress = on_progress, .user = &r};
    dgg_error error = dgg_logs_user(logs, "bird", (dgg_month){0}, &reader);
    const dgg_log_report *report = dgg_logs_last(logs);
    if (error != DGG_OK || report->skipped > 0) {
        fail(dgg_strerror(error));
    }
    printf("log_read %.0f\n",
           (double)report->bytes / MEGABYTE / (measure_wall() - start));
    printf("log_memory %.1f\n", r.memory);
    dgg_logs_free(logs);
    dgg_loop_free(loop);
    wait(NULL);
}

int main(int argc, char **argv) {
    size_t megabytes = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    if (megabytes == 0) {
        fail("usage: bench_logs MEGABYTES");
    }
    measure_reading(megabytes);
    const log_file file = make_file();
    measure_parsing(&file, megabytes * 1000000);
    free(file.bytes);
    return EXIT_SUCCESS;
}
