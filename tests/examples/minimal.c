/*
 * The smallest program: prints what is said in chat, as nobody in particular.
 *
 *     cc minimal.c $(pkg-config --cflags --libs libdgg) -o minimal
 *     ./minimal
 *
 * When the connection breaks the library makes another, so this runs until
 * C-c, or until the server says that it does not want us.
 */
#include <dgg.h>

#include <stdio.h>
#include <stdlib.h>

/*
 * A handler is called for each event of the kind it was registered for. What
 * the event points to is the library's and gone when the handler returns. A
 * result other than 0 would say that the handler failed.
 *
 * This prints what strangers wrote as it came; a program for a terminal cleans
 * it first, for there may be escape sequences in it.
 */
static int on_message(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)user;
    printf("%s: %s\n", event->user.nick, event->text);
    /* Nobody reads any more (`./minimal | head`): inside of handlers that is
     * an error and not the end of the program. */
    if (fflush(stdout) == EOF) {
        dgg_chat_disconnect(chat);
    }
    return 0;
}

int main(void) {
    /* All zero is the live chat, without a login. These variables lead
     * elsewhere, for instance to a `dgg demo-server`; without them getenv gives
     * NULL, which is the live chat again. */
    const dgg_options options = {
        .endpoints = {.chat_url = getenv("DGG_CHAT_URL"),
                      .site_url = getenv("DGG_SITE_URL")},
    };
    dgg_chat *chat;
    dgg_error error = dgg_chat_new(&chat, &options);
    if (error == DGG_OK) {
        dgg_chat_on(chat, DGG_ON_CHAT_MESSAGE, on_message, NULL);
        dgg_chat_on(chat, DGG_ON_BROADCAST, on_message, NULL);
        error = dgg_chat_run_forever(chat);
        dgg_chat_free(chat);
    }
    if (error != DGG_OK) {
        fprintf(stderr, "minimal: %s\n", dgg_strerror(error));
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
