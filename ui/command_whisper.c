#include "command_whisper.h"

#include "command_site.h"
#include "command_wait.h"
#include "line_input.h"
#include "model_status.h"
#include "model_words.h"
#include "network.h"
#include "signals.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct whisper {
    network network;
    const options *options;
    line_input input;
    char *line; /* to be sent or on its way; NULL: there is none */
    unsigned long long number; /* of the last line read, from 1 */
    bool is_ready;             /* the server told who we are */
    bool is_on_its_way;
    bool is_done;
    int code; /* exit code once it is done */
} whisper;

static void finish(whisper *w, int code) {
    w->is_done = true;
    w->code = code;
}

static void fail(whisper *w, int code, const char *words) {
    fprintf(stderr, "dgg: %s\n", words);
    finish(w, code);
}

/* About the present line; `why` is a sentence. */
static void fail_line(whisper *w, int code, const char *what, const char *why) {
    fprintf(stderr, "dgg: Line %llu %s: %s\n", w->number, what, why);
    finish(w, code);
}

static void refuse_anonymous(whisper *w) {
    fail(w, EXIT_ANONYMOUS, command_site_refusal(w->options));
}

static void on_close(whisper *w, const dgg_event *event) {
    bool was_ready = w->is_ready;
    dgg_error error = event->as.close.error;
    w->is_ready = false;
    if (error == DGG_ERROR_BANNED) {
        fail(w, EXIT_BANNED, "The server says: this account is banned.");
    } else if (error == DGG_ERROR_TOO_MANY_CONNECTIONS || !was_ready) {
        char words[STATUS_BYTES];
        status_describe_close(words, sizeof words, event);
        if (w->line != NULL) {
            fail_line(w, EXIT_NETWORK, "was not sent", words);
        } else {
            fail(w, EXIT_NETWORK, words);
        }
    }
}

static void on_refusal(whisper *w, const char *reason) {
    if (strcmp(reason, "needlogin") == 0) {
        refuse_anonymous(w);
        return;
    }
    char words[STATUS_BYTES];
    char what[STATUS_BYTES];
    status_describe_refusal(words, sizeof words, reason, NULL);
    words_format(what, sizeof what, "was refused (%s)", reason);
    fail_line(w, EXIT_REFUSED, what, words);
}

/* After CLOSE, a text that did not go out waits for the next connection. */
static void on_result(whisper *w, const dgg_send_result *result) {
    w->is_on_its_way = false;
    switch (result->outcome) {
    case DGG_SEND_CONFIRMED: w->line = NULL; break;
    case DGG_SEND_REFUSED: on_refusal(w, result->reason); break;
    case DGG_SEND_UNCONFIRMED:
        fail_line(w, EXIT_NETWORK, "may or may not have arrived",
                  "no answer came.");
        break;
    case DGG_SEND_DROPPED:
        if (w->is_ready) {
            fail_line(w, EXIT_NETWORK, "was not sent", result->reason);
        }
        break;
    }
}

static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    whisper *w = user;
    (void)chat;
    if (w->is_done) {
        return 0;
    }
    if (event->kind == DGG_EVENT_SEND_RESULT) {
        on_result(w, &event->as.send);
    } else if (event->kind == DGG_EVENT_CLOSE) {
        on_close(w, event);
    } else if (event->kind == DGG_EVENT_ME && event->user.nick[0] == '\0') {
        refuse_anonymous(w);
    } else if (event->kind == DGG_EVENT_ME || event->kind == DGG_EVENT_NAMES) {
        w->is_ready = true; /* servers before 2023 tell no ME */
    }
    return 0;
}

/* False: it says nothing. */
static bool check_line(whisper *w, const char *line, size_t bytes) {
    if (strlen(line) != bytes) {
        fail_line(w, EXIT_PROBLEM, "was not sent",
                  "It holds a zero byte: this is no text.");
        return false;
    }
    dgg_error error = dgg_text_check(line);
    if (error != DGG_OK && error != DGG_ERROR_TEXT_EMPTY) {
        char words[STATUS_BYTES];
        words_for_error(words, sizeof words, error);
        fail_line(w, EXIT_PROBLEM, "was not sent", words);
    }
    return error == DGG_OK;
}

/* Takes lines as far as they were read, until one is to be sent. */
static void take_line(whisper *w) {
    char *line;
    size_t bytes;
    line_state state = LINE_WHOLE;
    while (w->line == NULL && !w->is_done && state == LINE_WHOLE) {
        state = line_input_next(&w->input, &line, &bytes);
        w->number += state == LINE_WHOLE || state == LINE_LONG;
        if (state == LINE_WHOLE && check_line(w, line, bytes)) {
            w->line = line;
        }
    }
    if (state == LINE_LONG) {
        char words[STATUS_BYTES];
        words_for_error(words, sizeof words, DGG_ERROR_TEXT_LONG);
        fail_line(w, EXIT_PROBLEM, "was not sent", words);
    } else if (state == LINE_END) {
        finish(w, EXIT_OK);
    }
}

static void send_line(whisper *w) {
    dgg_error error = dgg_chat_send_whisper(
        w->network.chat, w->options->command.nick, w->line, NULL);
    if (error == DGG_OK) {
        w->is_on_its_way = true;
    } else if (error != DGG_ERROR_NOT_CONNECTED) {
        char words[STATUS_BYTES];
        words_for_error(words, sizeof words, error);
        fail_line(w, EXIT_PROBLEM, "was not sent", words);
    }
}

/* One line at a time, and none is read before there is somebody to send it
 * to. */
static void advance(whisper *w) {
    if (!w->is_ready || w->is_on_its_way) {
        return;
    }
    if (w->line == NULL) {
        take_line(w);
    }
    if (w->line != NULL && !w->is_done) {
        send_line(w);
    }
}

static int interrupt(const whisper *w) {
    if (w->is_on_its_way) {
        fprintf(stderr,
                "dgg: Line %llu may or may not have arrived: interrupted.\n",
                w->number);
    }
    return EXIT_INTERRUPTED;
}

static int follow(whisper *w, int signals) {
    while (!w->is_done) {
        bool is_reading = w->is_ready && w->line == NULL;
        const command_watch watch = {signals, -1,
                                     is_reading ? STDIN_FILENO : -1};
        command_wake wake = command_wait(w->network.loop, &watch);
        if (wake == WAKE_INTERRUPTED) {
            return interrupt(w);
        }
        if (wake == WAKE_INPUT && !line_input_read(&w->input, STDIN_FILENO)) {
            fprintf(stderr, "dgg: standard input: %s\n", strerror(errno));
            return EXIT_PROBLEM;
        }
        if (!w->is_done) {
            advance(w);
        }
    }
    return w->code;
}

static int run(whisper *w) {
    int signals = signals_open();
    dgg_error error = DGG_ERROR_SYSTEM;
    if (signals >= 0) {
        error = dgg_chat_on(w->network.chat, DGG_ON_EVERY_EVENT, on_event, w);
    }
    if (error == DGG_OK) {
        error = network_start(&w->network);
    }
    int code = EXIT_PROBLEM;
    if (error == DGG_OK) {
        code = follow(w, signals);
    } else {
        fprintf(stderr, "dgg: %s\n", dgg_strerror(error));
    }
    signals_close();
    return code;
}

/* Why there is nobody to send as, or NULL. */
static const char *obstacle(const options *o) {
    if (o->demo.is_wanted) {
        return NULL;
    }
    if (o->credentials.auth_token == NULL &&
        o->credentials.session_id == NULL) {
        return "To whisper one must be logged in: dgg login stores a login "
               "key.";
    }
    return network_trusts_chat(o) ? NULL : NETWORK_NOT_TRUSTED;
}

int command_whisper(const options *o) {
    const char *words = obstacle(o);
    if (words != NULL) {
        fprintf(stderr, "dgg: %s\n", words);
        return EXIT_PROBLEM;
    }
    char problem[NETWORK_PROBLEM_BYTES];
    whisper w = {.options = o};
    dgg_error error =
        network_open(&w.network, o, &(network_handlers){0}, problem);
    if (error != DGG_OK) {
        fprintf(stderr, "dgg: %s\n", problem);
        return network_exit_code(error);
    }
    int code = run(&w);
    network_close(&w.network);
    return code;
}
