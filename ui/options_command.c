#include "options_command.h"

#include "config.h"
#include "options_secret.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum {
    COMMAND_WORDS = 33,
    STEP_MS = 20, /* nothing tells of a child's end but asking */
};

typedef struct child {
    pid_t pid;
    int output; /* -1: it is at its end */
    char text[OPTIONS_SECRET_BYTES];
    size_t bytes;
    int status; /* of waitpid */
} child;

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int spawn(child *c, char **words, int output) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) {
        return error;
    }
    error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
                                             "/dev/null", O_RDONLY, 0);
    if (error == 0) {
        error =
            posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    }
    if (error == 0) {
        error = posix_spawnp(&c->pid, words[0], &actions, NULL, words, environ);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* 0, or an errno. */
static int start(child *c, char **words) {
    int ends[2];
    if (pipe(ends) != 0) {
        return errno;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    int error = spawn(c, words, ends[1]);
    close(ends[1]);
    if (error != 0) {
        close(ends[0]);
        return error;
    }
    c->output = ends[0];
    return 0;
}

static void close_output(child *c) {
    if (c->output >= 0) {
        close(c->output);
        c->output = -1;
    }
}

/* What does not fit is read all the same: the child may not be told that
 * nobody listens. */
static void read_some(child *c) {
    char waste[OPTIONS_SECRET_BYTES];
    size_t room = sizeof c->text - 1 - c->bytes;
    ssize_t count = room > 0 ? read(c->output, c->text + c->bytes, room)
                             : read(c->output, waste, sizeof waste);
    options_secret_wipe(waste, sizeof waste);
    if (count <= 0) {
        close_output(c);
    } else if (room > 0) {
        c->bytes += (size_t)count;
    }
}

/* Reads if there is something within the time. */
static bool has_read(child *c, int wait_ms) {
    struct pollfd fd = {.fd = c->output, .events = POLLIN};
    bool is_ready = poll(&fd, 1, wait_ms) > 0;
    if (is_ready) {
        read_some(c);
    }
    return is_ready;
}

/* Whether the child came to its end in time. A child of its own that still
 * holds the pipe is not waited for. */
static bool has_ended(child *c, int limit_ms) {
    int64_t end_ms = now_ms() + limit_ms;
    while (waitpid(c->pid, &c->status, WNOHANG) != c->pid) {
        has_read(c, STEP_MS);
        if (now_ms() >= end_ms) {
            kill(c->pid, SIGKILL);
            waitpid(c->pid, &c->status, 0);
            return false;
        }
    }
    while (c->output >= 0 && has_read(c, 0)) {
    }
    return true;
}

static char *secret_of(child *c) {
    c->text[c->bytes] = '\0';
    bool is_whole =
        strchr(c->text, '\n') != NULL || c->bytes < sizeof c->text - 1;
    if (!is_whole) {
        return NULL;
    }
    c->text[strcspn(c->text, "\n")] = '\0';
    return options_secret_from_text(c->text);
}

static char *run(const char *key, char **words, int limit_ms, char *problem) {
    child c = {.output = -1};
    char *secret = NULL;
    int error = start(&c, words);
    if (error != 0) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES,
                 "%s: %s cannot be started: %s.", key, words[0],
                 strerror(error));
    } else if (!has_ended(&c, limit_ms)) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES,
                 "%s: %s did not end within %d seconds and was killed.", key,
                 words[0], limit_ms / 1000);
    } else if (!WIFEXITED(c.status)) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES, "%s: %s died of signal %d.",
                 key, words[0], WTERMSIG(c.status));
    } else if (WEXITSTATUS(c.status) != 0) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES,
                 "%s: %s failed with exit code %d.", key, words[0],
                 WEXITSTATUS(c.status));
    } else if ((secret = secret_of(&c)) == NULL) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES,
                 "%s: the first line %s printed is no credential.", key,
                 words[0]);
    }
    close_output(&c);
    options_secret_wipe(&c, sizeof c);
    return secret;
}

char *options_secret_from_command(const char *key, const char *command,
                                  int limit_ms,
                                  char problem[OPTIONS_PROBLEM_BYTES]) {
    char *words[COMMAND_WORDS];
    char *copy = strdup(command);
    char *secret = NULL;
    if (copy == NULL) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES, "%s.",
                 dgg_strerror(DGG_ERROR_MEMORY));
    } else if (config_split(copy, words, COMMAND_WORDS) == 0) {
        snprintf(problem, OPTIONS_PROBLEM_BYTES,
                 "%s: a command is one to %d words, and quotes come in pairs.",
                 key, COMMAND_WORDS - 1);
    } else {
        secret = run(key, words, limit_ms, problem);
    }
    free(copy);
    return secret;
}
