/* May this text be sent? */
#include "chat_internal.h"

/* In the order of what a person can do about it. */
static dgg_error check_send(const dgg_chat *chat, const char *nick,
                            const char *text) {
    if (chat->player != NULL) {
        return DGG_ERROR_REPLAY;
    }
    dgg_error error = dgg_text_check(text != NULL ? text : "");
    if (error != DGG_OK) {
        return error;
    }
    if (chat->identity.is_anonymous) {
        return DGG_ERROR_ANONYMOUS;
    }
    if (nick != NULL && !chat_gate_allows(&chat->gate, nick)) {
        return DGG_ERROR_GATED;
    }
    return chat->link.state == CHAT_OPEN ? DGG_OK : DGG_ERROR_NOT_CONNECTED;
}

dgg_error dgg_chat_send_whisper(dgg_chat *chat, const char *nick,
                                const char *text, uint64_t *id) {
    if (chat->player == NULL && (nick == NULL || !dgg_nick_is_valid(nick))) {
        return DGG_ERROR_NICK;
    }
    dgg_error error = check_send(chat, nick, text);
    return error != DGG_OK ? error : chat_queue_add(chat, nick, text, id);
}

dgg_error dgg_chat_send_message(dgg_chat *chat, const char *text,
                                uint64_t *id) {
    dgg_error error = check_send(chat, NULL, text);
    return error != DGG_OK ? error : chat_queue_add(chat, "", text, id);
}
