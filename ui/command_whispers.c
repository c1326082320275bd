#include "command_whispers.h"

#include "command_site.h"
#include "command_wait.h"
#include "network.h"
#include "signals.h"
#include "whispers_format.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct letter {
    int64_t id;
    char *line; /* as it will be printed */
} letter;

typedef struct whispers {
    network network;
    const options *options;
    letter letters[COMMAND_WHISPERS_MAX]; /* newest first */
    size_t count;
    size_t offset; /* how far the conversation was asked for */
    bool is_done;
    int code; /* exit code once it is done */
} whispers;

static void finish(whispers *w, int code) {
    w->is_done = true;
    w->code = code;
}

static void fail_for_memory(whispers *w) {
    finish(w, command_site_fail_early(DGG_ERROR_MEMORY));
}

/* A reader that went away (`| head`) is no error. */
static void flush_output(whispers *w) {
    if (fflush(stdout) == EOF && errno != EPIPE) {
        perror("dgg: standard output");
        finish(w, EXIT_PROBLEM);
    }
}

static void on_unread(void *user, const dgg_api_answer *answer) {
    whispers *w = user;
    const dgg_unread_list *unread = &answer->as.unread;
    if (answer->status.error != DGG_OK) {
        finish(w, command_site_fail(&answer->status));
        return;
    }
    finish(w, EXIT_OK);
    for (size_t i = 0; i < unread->count; i++) {
        char *line = w->options->command.is_json
                         ? whispers_unread_json(&unread->list[i])
                         : whispers_unread_text(&unread->list[i]);
        if (line == NULL) {
            fail_for_memory(w);
            break;
        }
        puts(line);
        free(line);
    }
    if (unread->count == 0) {
        fputs("No unread whispers.\n", stderr);
    }
    flush_output(w);
}

/* A whisper that arrives meanwhile moves the others to the next page, which
 * then begins with some that are here already. */
static bool is_known(const whispers *w, int64_t id) {
    for (size_t i = w->count; i > 0 && id != 0; i--) {
        if (w->letters[i - 1].id == id) {
            return true;
        }
    }
    return false;
}

static bool keep(whispers *w, const dgg_private_messages *page) {
    for (size_t i = 0; i < page->count && w->count < COMMAND_WHISPERS_MAX;
         i++) {
        const dgg_private_message *message = &page->list[i];
        if (is_known(w, message->id)) {
            continue;
        }
        char *line = w->options->command.is_json
                         ? whispers_message_json(message)
                         : whispers_message_text(message);
        if (line == NULL) {
            return false;
        }
        w->letters[w->count++] = (letter){message->id, line};
    }
    return true;
}

static void on_page(void *user, const dgg_api_answer *answer);

static void ask_for_page(whispers *w) {
    dgg_error error = dgg_api_messages_inbox(
        w->network.api, w->options->command.nick, w->offset, on_page, w);
    if (error != DGG_OK) {
        finish(w, command_site_fail_early(error));
    }
}

static void tell_if_none(const whispers *w) {
    if (w->count == 0) {
        fprintf(stderr, "No whispers with %s.\n", w->options->command.nick);
    }
}

static void on_page(void *user, const dgg_api_answer *answer) {
    whispers *w = user;
    const dgg_private_messages *page = &answer->as.messages;
    if (answer->status.error == DGG_ERROR_NOT_FOUND) {
        fprintf(stderr, "dgg: The site knows nobody called %s.\n",
                w->options->command.nick);
        finish(w, EXIT_PROBLEM);
    } else if (answer->status.error != DGG_OK) {
        finish(w, command_site_fail(&answer->status));
    } else if (!keep(w, page)) {
        fail_for_memory(w);
    } else if (page->rows == 0) {
        tell_if_none(w);
        finish(w, EXIT_OK);
    } else if (w->offset + page->rows >= COMMAND_WHISPERS_MAX) {
        fprintf(stderr, "dgg: Only the newest %d whispers were asked for.\n",
                COMMAND_WHISPERS_MAX);
        finish(w, EXIT_OK);
    } else {
        w->offset += page->rows;
        ask_for_page(w);
    }
}

/* Also what came before a failure: the site has marked it as read. */
static void print_conversation(whispers *w) {
    while (w->count > 0) {
        char *line = w->letters[--w->count].line;
        puts(line);
        free(line);
    }
    flush_output(w);
}

static void start(whispers *w) {
    if (w->options->command.nick != NULL) {
        ask_for_page(w);
        return;
    }
    dgg_error error = dgg_api_messages_unread(w->network.api, on_unread, w);
    if (error != DGG_OK) {
        finish(w, command_site_fail_early(error));
    }
}

static int run(whispers *w) {
    const command_watch watch = {signals_open(), STDOUT_FILENO, -1};
    start(w);
    while (!w->is_done) {
        command_wake wake = command_wait(w->network.loop, &watch);
        if (wake == WAKE_INTERRUPTED) {
            finish(w, EXIT_INTERRUPTED);
        } else if (wake == WAKE_UNREAD) {
            finish(w, EXIT_OK);
        }
    }
    print_conversation(w);
    signals_close();
    return w->code;
}

/* Why nobody can be asked, or NULL. */
static const char *obstacle(const options *o) {
    if (o->demo.is_wanted) {
        return NULL;
    }
    if (o->credentials.session_id == NULL) {
        return "The site tells whispers only to a session: dgg login --session "
               "stores one.";
    }
    return network_trusts_site(o) ? NULL : NETWORK_NOT_TRUSTED;
}

int command_whispers(const options *o) {
    const char *words = obstacle(o);
    if (words != NULL) {
        fprintf(stderr, "dgg: %s\n", words);
        return EXIT_PROBLEM;
    }
    char problem[NETWORK_PROBLEM_BYTES];
    whispers w = {.options = o};
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
