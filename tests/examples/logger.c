/*
 * Writes the chat to a file, in the format of the text archive:
 *
 *     ./logger chat.txt
 *     [2020-07-09 18:03:55 UTC] bird: hello
 *
 * Nothing is written twice and nothing is missing that can still be had. What
 * was said before the start, or while the connection was broken, comes as a
 * replay: from the site, which is asked once at the start, and from the chat
 * server, which repeats its newest lines (150 or so) on each connection. Of
 * these, the lines that the file has already are left out.
 *
 * SIGINT and SIGTERM end it.
 */
#include <dgg.h>

#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>

enum {
    RECENT = 2 * DGG_HISTORY_ENTRIES, /* lines; a replay has fewer */
    TIME_BYTES = sizeof "[2020-07-09 18:03:55 UTC] ",
};

typedef struct logger {
    FILE *file;
    char *recent[RECENT]; /* the newest lines of the file, a ring */
    size_t count;         /* ever put into it */
    bool has_failed;
    bool is_done;
} logger;

/* All a handler of signals may do is to leave a note. */
static volatile sig_atomic_t is_interrupted;

static void on_signal(int number) {
    (void)number;
    is_interrupted = 1;
}

/* --- lines --------------------------------------------------------------- */

/* One line, malloc'd; NULL when there is no memory. Texts may hold line breaks
 * and whatever else their authors could think of. */
static char *make_line(const dgg_event *event) {
    char when[TIME_BYTES] = "";
    struct tm utc;
    time_t seconds = (time_t)(event->timestamp_ms / 1000);
    if (gmtime_r(&seconds, &utc) != NULL) {
        strftime(when, sizeof when, "[%Y-%m-%d %H:%M:%S UTC] ", &utc);
    }
    size_t size = strlen(when) + strlen(event->user.nick) +
                  strlen(event->text) + sizeof ": ";
    char *line = malloc(size);
    if (line == NULL) {
        return NULL;
    }
    snprintf(line, size, "%s%s: %s", when, event->user.nick, event->text);
    for (char *c = line; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ' || *c == 0x7f) {
            *c = ' ';
        }
    }
    return line;
}

static bool is_recent(const logger *l, const char *line) {
    for (size_t i = 0; i < RECENT; i++) {
        if (l->recent[i] != NULL && strcmp(l->recent[i], line) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes the line over. */
static void remember(logger *l, char *line) {
    char **slot = &l->recent[l->count++ % RECENT];
    free(*slot);
    *slot = line;
}

/* The end of a file from an earlier run: what is replayed may be in it. */
static void read_file(logger *l) {
    char *line = NULL;
    size_t room = 0;
    rewind(l->file);
    while (getline(&line, &room, l->file) > 0) {
        line[strcspn(line, "\n")] = '\0';
        remember(l, line);
        line = NULL;
        room = 0;
    }
    free(line);
}

/* --- handlers ------------------------------------------------------------ */

/* Of what was said and of what is replayed, in the order of the chat. The
 * server refuses to say the same again within seconds, so two equal lines are
 * one that came twice. */
static int on_message(dgg_chat *chat, const dgg_event *event, void *user) {
    logger *l = user;
    char *line = make_line(event);
    (void)chat;
    if (line == NULL || is_recent(l, line)) {
        free(line);
        return 0;
    }
    if (fprintf(l->file, "%s\n", line) < 0 || fflush(l->file) == EOF) {
        perror("logger: the file could not be written");
        l->has_failed = true;
        l->is_done = true;
    }
    remember(l, line);
    return 0;
}

static int on_close(dgg_chat *chat, const dgg_event *event, void *user) {
    const dgg_close *end = &event->as.close;
    logger *l = user;
    (void)chat;
    fprintf(stderr, "logger: %s", dgg_strerror(end->error));
    if (end->retry_ms >= 0) {
        fprintf(stderr, "; trying again in %" PRId64 " ms\n", end->retry_ms);
    } else {
        fprintf(stderr, "\n");
        l->is_done = true;
    }
    return 0;
}

/* The site did not tell what was said before. The chat does so too, so that is
 * no reason to end. */
static int on_site_error(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)user;
    fprintf(stderr, "logger: no %s from the site: %s\n", event->as.site.request,
            event->text);
    return 0;
}

/* --- the program --------------------------------------------------------- */

/* Signals wait until somebody listens, so that none can come between the look
 * at `is_interrupted` and the wait: only pselect lets them in. */
static void catch_signals(sigset_t *open) {
    struct sigaction action = {.sa_handler = on_signal};
    sigset_t closed;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigemptyset(&closed);
    sigaddset(&closed, SIGINT);
    sigaddset(&closed, SIGTERM);
    sigprocmask(SIG_BLOCK, &closed, open);
}

static void run(logger *l, dgg_loop *loop) {
    sigset_t open;
    catch_signals(&open);
    while (!l->is_done && !is_interrupted) {
        int fd = dgg_loop_fd(loop);
        int wait_ms = dgg_loop_timeout_ms(loop);
        struct timespec wait = {.tv_sec = wait_ms / 1000,
                                .tv_nsec = wait_ms % 1000 * 1000000L};
        fd_set fds;
        FD_ZERO(&fds);
        FD_SET(fd, &fds);
        pselect(fd + 1, &fds, NULL, NULL, wait_ms < 0 ? NULL : &wait, &open);
        dgg_loop_service(loop);
    }
}

static bool log_chat(logger *l) {
    const dgg_options options = {
        .endpoints = {.chat_url = getenv("DGG_CHAT_URL"),
                      .site_url = getenv("DGG_SITE_URL")},
        .handles_history = true,
    };
    dgg_chat *chat;
    dgg_error error = dgg_chat_new(&chat, &options);
    if (error != DGG_OK) {
        fprintf(stderr, "logger: %s\n", dgg_strerror(error));
        return false;
    }
    dgg_chat_on(chat, DGG_ON_CHAT_MESSAGE, on_message, l);
    dgg_chat_on(chat, DGG_ON_WS_CLOSE, on_close, l);
    dgg_chat_on(chat, DGG_ON_SITE_ERROR, on_site_error, l);
    dgg_chat_connect(chat);
    run(l, dgg_chat_loop(chat)); /* the chat made a loop of its own */
    dgg_chat_free(chat);
    return is_interrupted && !l->has_failed;
}

int main(int count, char **arguments) {
    logger l = {0};
    if (count != 2) {
        fprintf(stderr, "Usage: logger FILE\n");
        return EXIT_FAILURE;
    }
    l.file = fopen(arguments[1], "a+");
    if (l.file == NULL) {
        perror(arguments[1]);
        return EXIT_FAILURE;
    }
    read_file(&l);
    bool is_good = log_chat(&l);
    if (fclose(l.file) == EOF && !l.has_failed) {
        perror(arguments[1]);
        is_good = false;
    }
    for (size_t i = 0; i < RECENT; i++) {
        free(l.recent[i]);
    }
    return is_good ? EXIT_SUCCESS : EXIT_FAILURE;
}
