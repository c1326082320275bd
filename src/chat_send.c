/* May this command be sent? */
#include "chat_internal.h"

static bool is_to_oneself(const dgg_chat *chat, const command *c) {
    return c->kind == DGG_COMMAND_WHISPER &&
           dgg_nick_compare(c->nick, chat->identity.nick) == 0;
}

/* In the order of what a person can do about it. */
static dgg_error check_send(const dgg_chat *chat, const command *c) {
    if (chat->identity.is_anonymous && c->kind != DGG_COMMAND_PING) {
        return DGG_ERROR_ANONYMOUS;
    }
    if (is_to_oneself(chat, c)) {
        return DGG_ERROR_YOURSELF;
    }
    dgg_error error = chat_gate_check(&chat->gate, c);
    if (error != DGG_OK) {
        return error;
    }
    return chat->link.state == CHAT_OPEN ? DGG_OK : DGG_ERROR_NOT_CONNECTED;
}

dgg_error dgg_chat_send(dgg_chat *chat, const dgg_command *wanted,
                        uint64_t *id) {
    if (chat->player != NULL) {
        return DGG_ERROR_REPLAY;
    }
    command c;
    dgg_error error = command_init(&c, wanted);
    if (error != DGG_OK) {
        return error;
    }
    error = check_send(chat, &c);
    if (error == DGG_OK) {
        error = chat_queue_add(chat, &c, id);
    }
    if (error != DGG_OK) {
        command_free(&c);
    }
    return error;
}

dgg_error dgg_chat_send_whisper(dgg_chat *chat, const char *nick,
                                const char *text, uint64_t *id) {
    const dgg_command whisper = {
        .kind = DGG_COMMAND_WHISPER, .nick = nick, .text = text};
    return dgg_chat_send(chat, &whisper, id);
}

dgg_error dgg_chat_send_message(dgg_chat *chat, const char *text,
                                uint64_t *id) {
    const dgg_command message = {.kind = DGG_COMMAND_MESSAGE, .text = text};
    return dgg_chat_send(chat, &message, id);
}

dgg_error dgg_chat_vote(dgg_chat *chat, int option, uint64_t *id) {
    const dgg_command vote = {.kind = DGG_COMMAND_CAST_VOTE, .as.vote = option};
    return dgg_chat_send(chat, &vote, id);
}
