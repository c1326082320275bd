/*
 * What tests of the program's commands share: the program as a shell runs it,
 * a server for it on the test's own thread, and a home of its own.
 */
#ifndef PROGRAM_CASE_H
#define PROGRAM_CASE_H

#include "server.h"
#include "test.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUTPUT_BYTES = 1 << 18, HOME_BYTES = 64 };

static dgg_loop *loop;
static server *site;
static char home[HOME_BYTES];
static char output[OUTPUT_BYTES];

/* A new server in the place of the old one; the script (NULL: none) is lines of
 * JSON without the first. */
static inline void start_server(const char *script) {
    char path[HOME_BYTES + 16];
    server_options options = {.has_no_script = true};
    if (script != NULL) {
        snprintf(path, sizeof path, "%s/script", home);
        FILE *file = fopen(path, "w");
        ck_assert_ptr_nonnull(file);
        fprintf(file, "{\"dgg_script\":1}\n%s\n", script);
        ck_assert_int_eq(fclose(file), 0);
        options = (server_options){.script = path};
    }
    char problem[SERVER_PROBLEM_BYTES];
    server_free(site);
    ck_assert_msg(server_new(&site, loop, &options, problem) == DGG_OK, "%s",
                  problem);
    setenv("DGG_CHAT_URL", server_chat_url(site), 1);
    setenv("DGG_SITE_URL", server_site_url(site), 1);
}

/* Programs find the server and trust it, and nobody's credential but what the
 * test gives them. */
static inline void set_up_program(void) {
    strcpy(home, "/tmp/dgg-home-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(home));
    setenv("DGG", PROGRAM, 1);
    setenv("HOME", home, 1);
    setenv("DGG_TRUST_ENDPOINT", "1", 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("DGG_AUTH_TOKEN");
    unsetenv("DGG_SESSION_ID");
    unsetenv("DGG_ENABLE_WHISPERS");
    ck_assert_int_eq(dgg_loop_new(&loop, NULL), DGG_OK);
    site = NULL;
    start_server(NULL);
}

static inline void tear_down_program(void) {
    server_free(site);
    dgg_loop_free(loop);
    ck_assert_int_eq(system("rm -r \"$HOME\""), 0);
}

/* Waits for the program's output or something for the server to do. */
static inline size_t read_output(int fd, char *bytes, size_t room) {
    for (;;) {
        struct pollfd fds[] = {
            {.fd = dgg_loop_fd(loop), .events = POLLIN},
            {.fd = fd, .events = POLLIN},
        };
        poll(fds, 2, dgg_loop_timeout_ms(loop));
        dgg_loop_service(loop);
        if (fds[1].revents != 0) {
            ssize_t count = read(fd, bytes, room);
            ck_assert_int_ge(count, 0);
            return (size_t)count;
        }
    }
}

/* Starts a shell command in which $DGG is the program. */
static inline FILE *start(const char *command) {
    char line[2048];
    snprintf(line, sizeof line, "exec 2>&1; %s", command);
    FILE *pipe = popen(line, "r");
    ck_assert_ptr_nonnull(pipe);
    return pipe;
}

/* Waits for its end; the exit code. What it wrote is in `output`, both
 * streams. */
static inline int finish(FILE *pipe) {
    size_t used = 0;
    size_t count;
    while ((count = read_output(fileno(pipe), output + used,
                                sizeof output - 1 - used)) > 0) {
        used += count;
    }
    output[used] = '\0';
    int status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static inline int run(const char *command) {
    return finish(start(command));
}

static inline void expect_output(const char *text) {
    ck_assert_msg(strstr(output, text) != NULL, "no \"%s\" in:\n%s", text,
                  output);
}

static inline void expect_no_output(const char *text) {
    ck_assert_msg(strstr(output, text) == NULL, "\"%s\" in:\n%s", text, output);
}

#endif
