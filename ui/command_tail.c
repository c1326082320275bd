#include "command_tail.h"

#include "command_site.h"
#include "command_wait.h"
#include "model_status.h"
#include "network.h"
#include "signals.h"
#include "tail_format.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct tail {
    network network;
    const options *options;
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
    bool is_json = t->options->command.is_json;
    bool is_last = event->kind == DGG_EVENT_CLOSE && !t->was_open &&
                   t->network.replay == NULL;
    return name[0] != '\0' && !event->is_replay && (is_json || !is_last) &&
           tail_wants(t->options->command.events, is_json, name);
}

static void print_event(tail *t, const dgg_event *event) {
    if (!is_wanted(t, event)) {
        return;
    }
    bool is_json = t->options->command.is_json;
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
    const dgg_credentials *given = &t->options->credentials;
    bool has_credential =
        given->auth_token != NULL || given->session_id != NULL;
    if (has_credential && event->user.nick[0] == '\0') {
        fprintf(stderr, "dgg: %s\n", command_site_refusal(t->options));
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
    if (t->network.replay != NULL) {
        return 0; /* how others fared says nothing of this run */
    }
    if (event->kind == DGG_EVENT_CLOSE) {
        on_close(t, event);
    } else if (event->kind == DGG_EVENT_ME) {
        on_identity(t, event);
    }
    return 0;
}

static void on_record_failure(void *user, const char *problem) {
    (void)user;
    fprintf(stderr, "dgg: %s\n", problem);
}

static void on_replay_end(void *user) {
    tail *t = user;
    if (t->is_done) {
        return;
    }
    if (dgg_replay_is_cut(t->network.replay)) {
        fprintf(stderr, "dgg: The recording's last line is not whole and was "
                        "left out.\n");
    }
    finish(t, EXIT_OK);
}

static void on_tables(void *user, const dgg_cdn_answer *answer) {
    (void)user;
    (void)answer;
}

static dgg_error start(tail *t) {
    network *n = &t->network;
    dgg_error error = dgg_chat_on(n->chat, DGG_ON_EVERY_EVENT, on_event, t);
    if (error == DGG_OK) {
        error = network_start(n);
    }
    /* Nothing here needs them, but a reader that plays the recording does. */
    if (error == DGG_OK && n->recorder != NULL) {
        error = dgg_cdn_load(n->cdn, on_tables, t);
    }
    return error;
}

static int follow(tail *t, int signals) {
    const command_watch watch = {signals, STDOUT_FILENO, -1};
    while (!t->is_done) {
        command_wake wake = command_wait(t->network.loop, &watch);
        if (wake == WAKE_INTERRUPTED) {
            return EXIT_INTERRUPTED;
        }
        if (wake == WAKE_UNREAD) {
            return EXIT_OK;
        }
    }
    return t->code;
}

static int run(tail *t) {
    int signals = signals_open();
    dgg_error error = signals >= 0 ? start(t) : DGG_ERROR_SYSTEM;
    int code = EXIT_PROBLEM;
    if (error == DGG_OK) {
        code = follow(t, signals);
    } else {
        fprintf(stderr, "dgg: %s\n", dgg_strerror(error));
    }
    signals_close();
    return code;
}

int command_tail(const options *o) {
    char problem[NETWORK_PROBLEM_BYTES];
    tail t = {.options = o};
    const network_handlers handlers = {on_record_failure, on_replay_end, &t};
    dgg_error error = network_open(&t.network, o, &handlers, problem);
    if (error != DGG_OK) {
        fprintf(stderr, "dgg: %s\n", problem);
        return network_exit_code(error);
    }
    int code = run(&t);
    network_close(&t.network);
    return code;
}
