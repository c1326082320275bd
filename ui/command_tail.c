#include "command_tail.h"

#include "command_wait.h"
#include "model_status.h"
#include "signals.h"
#include "tail_format.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct tail {
    const tail_options *options;
    bool has_credential;
    bool was_open;
    bool is_done;
    int code; /* exit code once it is done */
} tail;

static void finish(tail *t, int code) {
    t->is_done = true;
    t->code = code;
}

/* A reader that went away (`| head`) is no error. */
static void print_line(tail *t, const char *line) {
    if (puts(line) == EOF || fflush(stdout) == EOF) {
        if (errno != EPIPE) {
            perror("dgg: standard output");
        }
        finish(t, errno == EPIPE ? EXIT_OK : EXIT_PROBLEM);
    }
}

/* A first try that failed ends the program, which says why: a line about the
 * next try would be wrong. */
static bool is_wanted(const tail *t, const dgg_event *event) {
    const char *name = tail_event_name(event);
    bool is_json = t->options->is_json;
    bool is_last = event->kind == DGG_EVENT_CLOSE && !t->was_open;
    return name[0] != '\0' && !event->is_replay && (is_json || !is_last) &&
           tail_wants(t->options->events, is_json, name);
}

static void print_event(tail *t, const dgg_event *event) {
    if (!is_wanted(t, event)) {
        return;
    }
    bool is_json = t->options->is_json;
    char *line = is_json ? dgg_event_json(event) : tail_text(event);
    if (line != NULL) {
        print_line(t, line);
    }
    free(line);
}

static void complain(const dgg_event *event) {
    char words[STATUS_BYTES];
    status_describe_close(words, sizeof words, event);
    fprintf(stderr, "dgg: %s\n", words);
}

/* The server does not want this account; the reader's words for it name keys
 * that are not here. */
static void on_verdict(tail *t, dgg_error error) {
    fprintf(stderr, "dgg: The server says: %s.\n", dgg_strerror(error));
    finish(t, error == DGG_ERROR_BANNED ? EXIT_BANNED : EXIT_NETWORK);
}

/* Before the first connection a failure ends the program, so that a script
 * learns of a wrong address; later the library keeps trying. */
static void on_close(tail *t, const dgg_event *event) {
    dgg_error error = event->as.close.error;
    if (error == DGG_ERROR_BANNED || error == DGG_ERROR_TOO_MANY_CONNECTIONS) {
        on_verdict(t, error);
    } else if (!t->was_open) {
        complain(event);
        finish(t, EXIT_NETWORK);
    }
}

static void on_identity(tail *t, const dgg_event *event) {
    if (t->has_credential && event->user.nick[0] == '\0') {
        fprintf(stderr, "dgg: the server does not accept the login given; "
                        "make a new login key on the site's profile page\n");
        finish(t, EXIT_ANONYMOUS);
    }
}

static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    tail *t = user;
    (void)chat;
    if (t->is_done) {
        return 0;
    }
    print_event(t, event);
    if (event->name[0] != '\0' && event->kind != DGG_EVENT_ERROR) {
        t->was_open = true;
    }
    if (event->kind == DGG_EVENT_CLOSE) {
        on_close(t, event);
    } else if (event->kind == DGG_EVENT_ME) {
        on_identity(t, event);
    }
    return 0;
}

static int run(tail *t, dgg_loop *loop, int signals) {
    while (!t->is_done) {
        command_wake wake = command_wait(loop, signals);
        if (wake == WAKE_INTERRUPTED) {
            return EXIT_INTERRUPTED;
        }
        if (wake == WAKE_UNREAD) {
            return EXIT_OK;
        }
    }
    return t->code;
}

int command_tail(network *n, const options *o) {
    tail t = {
        .options = &o->tail,
        .has_credential = o->credentials.auth_token != NULL ||
                          o->credentials.session_id != NULL,
    };
    int signals = signals_open();
    dgg_error error = signals >= 0 ? DGG_OK : DGG_ERROR_SYSTEM;
    if (error == DGG_OK) {
        error = dgg_chat_on(n->chat, DGG_ON_EVERY_EVENT, on_event, &t);
    }
    if (error == DGG_OK) {
        error = dgg_chat_connect(n->chat);
    }
    if (error != DGG_OK) {
        fprintf(stderr, "dgg: %s\n", dgg_strerror(error));
        return EXIT_PROBLEM;
    }
    int code = run(&t, n->loop, signals);
    signals_close();
    return code;
}
