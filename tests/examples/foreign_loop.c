/*
 * libdgg inside of a loop that is not its own: this program waits for lines
 * from its standard input and for the chat, both in one poll(2).
 *
 *     ./foreign_loop
 *     bird hello there      whispers to bird, if DGG_AUTH_TOKEN is set
 *     quit
 *
 * A loop needs three things of the library, whatever it is made of: a
 * descriptor to watch, how long it may sleep, and a function to call
 * afterwards.
 */
#include <dgg.h>

#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_BYTES = 4096 };

typedef struct terminal {
    char line[LINE_BYTES]; /* what was typed, not yet a whole line */
    size_t used;
    bool is_done;
} terminal;

static int on_open(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)event;
    (void)user;
    printf("connected\n");
    return 0;
}

static int on_message(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)user;
    printf("%s: %s\n", event->user.nick, event->text);
    return 0;
}

static int on_send_result(dgg_chat *chat, const dgg_event *event, void *user) {
    static const char *const words[] = {
        [DGG_SEND_CONFIRMED] = "sent",
        [DGG_SEND_REFUSED] = "refused",
        [DGG_SEND_UNCONFIRMED] = "sent, but nobody knows if it arrived",
        [DGG_SEND_DROPPED] = "not sent, the connection ended",
    };
    const dgg_send_result *result = &event->as.send;
    (void)chat;
    (void)user;
    printf("to %s: %s (%s)\n", result->nick, words[result->outcome],
           result->reason[0] != '\0' ? result->reason : result->text);
    return 0;
}

/* The chat will not be tried again, for instance after a ban. */
static int on_close(dgg_chat *chat, const dgg_event *event, void *user) {
    terminal *t = user;
    (void)chat;
    if (event->as.close.retry_ms < 0) {
        t->is_done = true;
    }
    return 0;
}

/* "NICK TEXT" or "quit". */
static void obey(terminal *t, dgg_chat *chat, char *line) {
    if (strcmp(line, "quit") == 0) {
        t->is_done = true;
        return;
    }
    char *text = line + strcspn(line, " ");
    if (*text != '\0') {
        *text++ = '\0';
    }
    dgg_error error = dgg_chat_send_whisper(chat, line, text, NULL);
    if (error != DGG_OK) {
        printf("not sent: %s\n", dgg_strerror(error));
    }
}

/* Lines are taken from read(2): what stdio has read ahead no poll would tell
 * of. */
static void read_lines(terminal *t, dgg_chat *chat) {
    char *end = t->line + t->used;
    ssize_t bytes = read(STDIN_FILENO, end, sizeof t->line - t->used);
    if (bytes <= 0) {
        t->is_done = true;
        return;
    }
    t->used += (size_t)bytes;
    char *start = t->line;
    while (!t->is_done &&
           (end = memchr(start, '\n', t->used - (size_t)(start - t->line)))) {
        *end = '\0';
        obey(t, chat, start);
        start = end + 1;
    }
    t->used -= (size_t)(start - t->line);
    memmove(t->line, start, t->used);
    if (t->used == sizeof t->line) {
        t->used = 0; /* too long for a line */
    }
}

/* The timeout is asked for before each wait: whatever was done since may have
 * made it shorter. */
static void run(terminal *t, dgg_loop *loop, dgg_chat *chat) {
    while (!t->is_done) {
        struct pollfd fds[] = {
            {.fd = STDIN_FILENO, .events = POLLIN},
            {.fd = dgg_loop_fd(loop), .events = POLLIN},
        };
        int ready = poll(fds, 2, dgg_loop_timeout_ms(loop));
        if (ready > 0 && fds[0].revents != 0) {
            read_lines(t, chat);
        }
        dgg_loop_service(loop); /* handlers are called from here */
        fflush(stdout);
    }
}

static dgg_error talk(dgg_loop *loop) {
    const char *trust = getenv("DGG_TRUST_ENDPOINT");
    const dgg_options options = {
        .endpoints = {.chat_url = getenv("DGG_CHAT_URL"),
                      .site_url = getenv("DGG_SITE_URL"),
                      .is_trusted = trust != NULL && strcmp(trust, "1") == 0},
        .credentials = {.auth_token = getenv("DGG_AUTH_TOKEN")},
        .send_policy = DGG_SEND_TO_ANYBODY, /* a person types each line */
        .loop = loop,
    };
    terminal t = {0};
    dgg_chat *chat;
    dgg_error error = dgg_chat_new(&chat, &options);
    if (error != DGG_OK) {
        return error;
    }
    dgg_chat_on(chat, DGG_ON_OPEN, on_open, NULL);
    dgg_chat_on(chat, DGG_ON_CHAT_MESSAGE, on_message, NULL);
    dgg_chat_on(chat, DGG_ON_WHISPER, on_message, NULL);
    dgg_chat_on(chat, DGG_ON_SEND_RESULT, on_send_result, NULL);
    dgg_chat_on(chat, DGG_ON_WS_CLOSE, on_close, &t);
    error = dgg_chat_connect(chat); /* returns at once */
    if (error == DGG_OK) {
        run(&t, loop, chat);
    }
    dgg_chat_free(chat); /* before the loop it runs on */
    return error;
}

int main(void) {
    dgg_loop *loop;
    dgg_error error = dgg_loop_new(&loop, NULL);
    if (error == DGG_OK) {
        error = talk(loop);
        dgg_loop_free(loop);
    }
    if (error != DGG_OK) {
        fprintf(stderr, "foreign_loop: %s\n", dgg_strerror(error));
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
