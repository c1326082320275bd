/*
 * A stranger to this tree, in what is C and C++ alike. One of its functions has
 * a name that libdgg has inside as well.
 */
#include <dgg.h>

#include <stdio.h>
#include <string.h>

int buffer_append(void);

int buffer_append(void) {
    return 1;
}

static int on_message(dgg_chat *chat, const dgg_event *event, void *user) {
    (void)chat;
    (void)event;
    (void)user;
    return 0;
}

static dgg_error parse(void) {
    const char *json = "[{\"prefix\":\"Bird\",\"image\":[]}]";
    dgg_emotes *emotes = NULL;
    dgg_error error = dgg_emotes_parse(&emotes, json, strlen(json));
    dgg_emotes_free(emotes);
    return error;
}

static dgg_error make_chat(dgg_loop *loop) {
    dgg_options options;
    dgg_chat *chat = NULL;
    memset(&options, 0, sizeof options);
    options.loop = loop;
    dgg_error error = dgg_chat_new(&chat, &options);
    if (error == DGG_OK) {
        error = dgg_chat_on(chat, DGG_ON_CHAT_MESSAGE, on_message, NULL);
    }
    dgg_chat_free(chat);
    return error;
}

int main(void) {
    dgg_loop *loop = NULL;
    dgg_error error = dgg_loop_new(&loop, NULL);
    if (error == DGG_OK) {
        error = make_chat(loop);
    }
    dgg_loop_free(loop);
    if (error == DGG_OK) {
        error = parse();
    }
    puts(dgg_strerror(error));
    return error == DGG_OK && buffer_append() == 1 ? 0 : 1;
}
