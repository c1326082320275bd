/* A chat object from its options to its end. */
#include "chat_internal.h"
#include "credential.h"
#include "endpoint.h"
#include "url.h"

#include <stdlib.h>
#include <string.h>

static void destroy(dgg_chat *chat) {
    chat_site_free(&chat->site);
    chat_queue_free(&chat->queue);
    chat_handlers_free(&chat->handlers);
    frame_parser_free(&chat->parser);
    frame_history_free(&chat->history);
    secret_free(chat->identity.cookie);
    free(chat->url);
    if (chat->owns_loop) {
        dgg_loop_free(chat->loop);
    }
    free(chat);
}

static dgg_error take_url(dgg_chat *chat, const dgg_endpoints *endpoints) {
    const char *given = endpoint_or(endpoints->chat_url, ENDPOINT_CHAT_URL);
    if (!websocket_can_open(given)) {
        return DGG_ERROR_URL;
    }
    chat->url = strdup(given);
    return chat->url != NULL ? DGG_OK : DGG_ERROR_MEMORY;
}

/* Credentials that may not go to this address are not even kept. */
static dgg_error take_credentials(dgg_chat *chat, const dgg_options *options) {
    chat->identity.is_anonymous = true;
    dgg_error error = credential_check(&options->credentials);
    if (error != DGG_OK ||
        !url_may_carry_credentials(chat->url, ENDPOINT_CHAT_HOST,
                                   options->endpoints.is_trusted)) {
        return error;
    }
    error =
        credential_chat_cookie(&chat->identity.cookie, &options->credentials);
    chat->identity.is_anonymous = chat->identity.cookie == NULL;
    return error;
}

static dgg_error take_loop(dgg_chat *chat, dgg_loop *given) {
    chat->loop = given;
    if (given != NULL) {
        return DGG_OK;
    }
    chat->owns_loop = true;
    return dgg_loop_new(&chat->loop, NULL);
}

static dgg_error set_up(dgg_chat *chat, const dgg_options *options) {
    dgg_error error = take_url(chat, &options->endpoints);
    if (error == DGG_OK) {
        error = take_credentials(chat, options);
    }
    if (error == DGG_OK) {
        error = take_loop(chat, options->loop);
    }
    if (error == DGG_OK) {
        chat->gate.policy = options->send_policy;
        chat_link_init(chat);
        chat_queue_init(chat);
        error = chat_site_init(chat, options);
    }
    return error;
}

void chat_enter(dgg_chat *chat) {
    chat->depth++;
}

void chat_leave(dgg_chat *chat) {
    if (--chat->depth == 0 && chat->is_freed) {
        destroy(chat);
    }
}

dgg_error dgg_chat_new(dgg_chat **out, const dgg_options *options) {
    *out = NULL;
    const dgg_options defaults = {0};
    dgg_chat *chat = calloc(1, sizeof *chat);
    if (chat == NULL) {
        return DGG_ERROR_MEMORY;
    }
    dgg_error error = set_up(chat, options != NULL ? options : &defaults);
    if (error != DGG_OK) {
        destroy(chat);
        return error;
    }
    *out = chat;
    return DGG_OK;
}

void dgg_chat_free(dgg_chat *chat) {
    if (chat == NULL || chat->is_freed) {
        return;
    }
    chat_enter(chat);
    chat->is_freed = true;
    chat_link_abandon(chat);
    chat_queue_free(&chat->queue);
    chat_site_close(chat);
    chat_leave(chat);
}

dgg_error dgg_chat_connect(dgg_chat *chat) {
    if (chat->player != NULL) {
        return DGG_OK;
    }
    switch (chat->is_freed ? CHAT_OPEN : chat->link.state) {
    case CHAT_PREPARING:
    case CHAT_CONNECTING:
    case CHAT_OPEN: return DGG_ERROR_STATE;
    case CHAT_IDLE:
        if (chat_site_has_steps(&chat->site)) {
            chat_site_begin(chat);
            return DGG_OK;
        }
        break;
    case CHAT_WAITING: break;
    }
    chat_link_start(chat);
    return DGG_OK;
}

dgg_error dgg_chat_disconnect(dgg_chat *chat) {
    if (chat->player != NULL) {
        return DGG_OK;
    }
    if (chat->is_freed || chat->link.state == CHAT_IDLE) {
        return DGG_ERROR_STATE;
    }
    chat_enter(chat);
    chat_link_stop(chat, DGG_OK);
    chat_leave(chat);
    return DGG_OK;
}

/* While the loop is being serviced, even for somebody else, it would never
 * turn. */
dgg_error dgg_chat_run_forever(dgg_chat *chat) {
    if (chat->depth > 0 || loop_is_servicing(chat->loop)) {
        return DGG_ERROR_STATE;
    }
    dgg_error error = dgg_chat_connect(chat);
    if (error != DGG_OK) {
        return error;
    }
    chat_enter(chat);
    while (!chat->is_freed && chat->link.state != CHAT_IDLE) {
        dgg_loop_wait(chat->loop, -1);
    }
    error = chat->link.verdict;
    chat_leave(chat);
    return error;
}

dgg_loop *dgg_chat_loop(dgg_chat *chat) {
    return chat->loop;
}

bool dgg_chat_is_open(const dgg_chat *chat) {
    return chat->link.state == CHAT_OPEN;
}

const char *dgg_chat_nick(const dgg_chat *chat) {
    return chat->identity.nick;
}
