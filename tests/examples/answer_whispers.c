/*
 * Answers everybody who whispers.
 *
 *     export DGG_AUTH_TOKEN=...   # a login key, from your profile on the site
 *     DGG_ENABLE_WHISPERS=1 ./answer_whispers
 *
 * Nothing is sent unless that second variable says so: a program that talks
 * should do it because somebody wants it to. Even then only those who whispered
 * first are whispered to; dgg_send_policy in dgg_chat.h has the other rules.
 *
 * Two programs like this one would answer each other for ever. One that is left
 * alone should count, and stop.
 */
#include <dgg.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sending puts the text into a queue, which keeps to the pace that the server
 * allows, so an error here is one of ours: what the server thinks of the text
 * comes later, as an event. */
static int on_whisper(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)user;
    printf("%s: %s\n", event->user.nick, event->text);
    dgg_error error =
        dgg_chat_send_whisper(chat, event->user.nick, "Hello!", NULL);
    if (error != DGG_OK) {
        printf("not answered: %s\n", dgg_strerror(error));
    }
    return 0;
}

/* The server took a whisper. It does not say which one; DGG_ON_SEND_RESULT
 * does, for it keeps count of them. */
static int on_whisper_sent(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)event;
    (void)user;
    printf("answered\n");
    return 0;
}

/* The server refused something: "notfound", "throttled", "muted" ... */
static int on_error_message(dgg_chat *chat, const dgg_event *event,
                            void *user) {
    (void)chat;
    (void)user;
    printf("the server says: %s\n", event->text);
    return 0;
}

/* Why a connection ended, or a try failed, and what comes next. */
static int on_close(dgg_chat *chat, const dgg_event *event, void *user) {
    const dgg_close *end = &event->as.close;
    (void)chat;
    (void)user;
    printf("closed: %s%s\n", dgg_strerror(end->error),
           end->retry_ms >= 0 ? ", trying again" : "");
    return 0;
}

static int run(dgg_chat *chat) {
    dgg_chat_on(chat, DGG_ON_WHISPER, on_whisper, NULL);
    dgg_chat_on(chat, DGG_ON_WHISPER_SENT, on_whisper_sent, NULL);
    dgg_chat_on(chat, DGG_ON_ERROR_MESSAGE, on_error_message, NULL);
    dgg_chat_on(chat, DGG_ON_WS_CLOSE, on_close, NULL);
    dgg_error error = dgg_chat_run_forever(chat);
    if (error != DGG_OK) {
        fprintf(stderr, "answer_whispers: %s\n", dgg_strerror(error));
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

int main(void) {
    /* A login key is as good as a password. The library sends it to the live
     * service only, unless told that another address may have it, too. */
    const char *trust = getenv("DGG_TRUST_ENDPOINT");
    const dgg_options options = {
        .endpoints = {.chat_url = getenv("DGG_CHAT_URL"),
                      .site_url = getenv("DGG_SITE_URL"),
                      .is_trusted = trust != NULL && strcmp(trust, "1") == 0},
        .credentials = {.auth_token = getenv("DGG_AUTH_TOKEN")},
    };
    if (options.credentials.auth_token == NULL || !dgg_sending_is_enabled()) {
        fprintf(stderr, "answer_whispers: set DGG_AUTH_TOKEN to a login key, "
                        "and DGG_ENABLE_WHISPERS to 1\n");
        return EXIT_FAILURE;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    dgg_chat *chat;
    dgg_error error = dgg_chat_new(&chat, &options);
    if (error != DGG_OK) {
        fprintf(stderr, "answer_whispers: %s\n", dgg_strerror(error));
        return EXIT_FAILURE;
    }
    int code = run(chat);
    dgg_chat_free(chat);
    return code;
}
