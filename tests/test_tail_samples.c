/* Every row of fixtures/samples.jsonl, from a server through the whole program
 * to the line that `dgg tail --json` prints of it. */
#include "buffer.h"
#include "json.h"
#include "server.h"
#include "test.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE_BYTES = 1 << 20 };

/* An event that no version of the wire has: what the program prints before it
 * belongs to what was sent before it. */
static const char mark_frame[] = "DGG_TEST_MARK {}";
static const char mark_name[] = "DGG_TEST_MARK";

/* A server and the program that prints what it says. */
typedef struct scene {
    dgg_loop *loop;
    server *server;
    pid_t program;
    int output;
    buffer read;
    size_t line_bytes; /* of the line given out last, which is still there */
} scene;

static void become_program(const scene *s, int output) {
    dup2(output, STDOUT_FILENO);
    execl(PROGRAM, "dgg", "tail", "--json", "--chat-url",
          server_chat_url(s->server), "--site-url", server_site_url(s->server),
          (char *)NULL);
    _exit(127);
}

static void start_program(scene *s) {
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    s->program = fork();
    ck_assert_int_ge(s->program, 0);
    if (s->program == 0) {
        become_program(s, ends[1]);
    }
    close(ends[1]);
    s->output = ends[0];
    buffer_init(&s->read, LINE_BYTES);
    s->line_bytes = 0;
}

static bool take_output(scene *s) {
    char bytes[4096];
    ssize_t count = read(s->output, bytes, sizeof bytes);
    ck_assert(count >= 0 || errno == EINTR);
    if (count > 0) {
        ck_assert(buffer_append(&s->read, bytes, (size_t)count));
    }
    return count != 0;
}

/* Serves until the program has printed a whole line; valid until the next
 * call. NULL: it has ended. */
static const char *next_line(scene *s) {
    buffer_consume(&s->read, s->line_bytes);
    s->line_bytes = 0;
    char *end;
    while (s->read.used == 0 ||
           (end = memchr(s->read.bytes, '\n', s->read.used)) == NULL) {
        struct pollfd fds[] = {
            {.fd = dgg_loop_fd(s->loop), .events = POLLIN},
            {.fd = s->output, .events = POLLIN},
        };
        poll(fds, 2, dgg_loop_timeout_ms(s->loop));
        dgg_loop_service(s->loop);
        if (fds[1].revents != 0 && !take_output(s)) {
            return NULL;
        }
    }
    *end = '\0';
    s->line_bytes = (size_t)(end - s->read.bytes) + 1;
    return s->read.bytes;
}

static bool is_line_of(const char *line, const char *name) {
    static const char start[] = "{\"event\":\"";
    size_t bytes = strlen(name);
    return strncmp(line, start, sizeof start - 1) == 0 &&
           strncmp(line + sizeof start - 1, name, bytes) == 0 &&
           line[sizeof start - 1 + bytes] == '"';
}

/* The next line that has this event. */
static const char *wait_for(scene *s, const char *name) {
    const char *line;
    do {
        line = next_line(s);
        ck_assert_msg(line != NULL, "the program ended before %s", name);
    } while (!is_line_of(line, name));
    return line;
}

static void mark(scene *s) {
    server_broadcast(s->server, mark_frame);
}

static void begin(scene *s) {
    *s = (scene){0};
    ck_assert_int_eq(dgg_loop_new(&s->loop, NULL), DGG_OK);
    ck_assert_int_eq(server_new(&s->server, s->loop,
                                &(server_options){.has_no_script = true}, NULL),
                     DGG_OK);
    start_program(s);
    wait_for(s, "HISTORY"); /* the last of the server's greeting */
    mark(s);
    wait_for(s, mark_name);
}

static void end(scene *s) {
    kill(s->program, SIGTERM);
    ck_assert_int_eq(waitpid(s->program, NULL, 0), s->program);
    close(s->output);
    server_free(s->server);
    dgg_loop_free(s->loop);
    buffer_free(&s->read);
}

/* --- rows */

typedef struct sample {
    const char *name;
    char *frame;
    bool is_valid;
} sample;

typedef struct samples {
    sample *list;
    size_t count;
    arena memory;
} samples;

static void read_sample(samples *all, const char *line, size_t bytes) {
    json_doc doc = {0};
    ck_assert(json_parse(&doc, line, bytes));
    json_value row = json_root(&doc);
    sample one = {0};
    const char *frame =
        json_string(json_get(row, "frame"), &all->memory, LINE_BYTES, NULL);
    const char *name =
        json_string(json_get(row, "event"), &all->memory, 100, NULL);
    ck_assert(json_lenient_bool(json_get(row, "valid"), &one.is_valid));
    ck_assert(frame != NULL && name != NULL);
    one.name = name;
    one.frame = strdup(frame);
    all->list = realloc(all->list, (all->count + 1) * sizeof one);
    all->list[all->count++] = one;
    json_doc_free(&doc);
}

static void read_samples(samples *all) {
    *all = (samples){0};
    char *text = test_fixture("samples.jsonl", NULL);
    for (char *line = text; *line != '\0';) {
        size_t bytes = strcspn(line, "\n");
        read_sample(all, line, bytes);
        line += bytes + (line[bytes] == '\n');
    }
    ck_assert_uint_gt(all->count, 150);
    free(text);
}

static void free_samples(samples *all) {
    for (size_t i = 0; i < all->count; i++) {
        free(all->list[i].frame);
    }
    free(all->list);
    arena_free(&all->memory);
}

/* What stands in the line behind the time: the payload as it was sent, but for
 * line breaks between its tokens, or the text it is. */
static char *expected_end(const char *frame) {
    const char *payload = strchr(frame, ' ') + 1;
    json_doc doc = {0};
    bool is_json = json_parse(&doc, payload, strlen(payload));
    json_doc_free(&doc);
    char *text = is_json ? strdup(payload) : json_write_string(payload);
    ck_assert_ptr_nonnull(text);
    for (char *at = text; is_json && *at != '\0'; at++) {
        *at = *at == '\n' || *at == '\r' ? ' ' : *at;
    }
    size_t bytes = strlen(text) + 16;
    char *end = malloc(bytes);
    ck_assert_ptr_nonnull(end);
    snprintf(end, bytes, ",\"%s\":%s}", is_json ? "data" : "text", text);
    free(text);
    return end;
}

static void expect_unchanged(const char *line, const sample *row) {
    static const char between[] = ",\"received\":";
    ck_assert_msg(line != NULL, "the program ended on: %s", row->frame);
    ck_assert_msg(is_line_of(line, row->name), "%s\ncame out as\n%s",
                  row->frame, line);
    const char *at = line + strlen("{\"event\":\"") + strlen(row->name) + 1;
    ck_assert_msg(strncmp(at, between, strlen(between)) == 0, "%s", line);
    at += strlen(between);
    at += strspn(at, "0123456789");
    char *expected = expected_end(row->frame);
    ck_assert_msg(strcmp(at, expected) == 0, "%s\ncame out as\n%s", expected,
                  at);
    free(expected);
}

/* The row brought nothing, or nothing more. */
static void expect_mark(scene *s, const sample *row) {
    mark(s);
    const char *line = next_line(s);
    ck_assert_msg(line != NULL, "the program ended on: %s", row->frame);
    ck_assert_msg(is_line_of(line, mark_name), "%s\nbrought: %s", row->frame,
                  line);
}

/* After these the connection may end. */
static bool may_end(const char *name) {
    return strcmp(name, "ERR") == 0 || strcmp(name, "REFRESH") == 0 ||
           strcmp(name, "RELOAD") == 0;
}

START_TEST(what_is_valid_comes_out_unchanged) {
    samples all;
    scene s;
    read_samples(&all);
    begin(&s);
    for (size_t i = 0; i < all.count; i++) {
        const sample *row = &all.list[i];
        if (!row->is_valid) {
            continue;
        }
        server_broadcast(s.server, row->frame);
        expect_unchanged(next_line(&s), row);
        if (may_end(row->name)) {
            end(&s);
            begin(&s);
            continue;
        }
        expect_mark(&s, row);
    }
    end(&s);
    free_samples(&all);
}
END_TEST

START_TEST(what_is_not_valid_is_only_counted) {
    char expected[64];
    size_t count = 0;
    samples all;
    scene s;
    read_samples(&all);
    begin(&s);
    for (size_t i = 0; i < all.count; i++) {
        if (all.list[i].is_valid) {
            continue;
        }
        count++;
        server_broadcast(s.server, all.list[i].frame);
        expect_mark(&s, &all.list[i]);
    }
    server_close_all(s.server, 1000);
    snprintf(expected, sizeof expected, ",\"rejected\":%zu}", count);
    const char *line = wait_for(&s, "CLOSE");
    ck_assert_msg(strstr(line, expected) != NULL, "%zu in %s", count, line);
    end(&s);
    free_samples(&all);
}
END_TEST

TEST_MAIN("tail_samples", what_is_valid_comes_out_unchanged,
          what_is_not_valid_is_only_counted)
