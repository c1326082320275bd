/* What this process may send, and whom it may whisper to. */
#include "chat_internal.h"
#include "text_fold.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_known(const chat_gate *gate, const char *nick) {
    for (size_t i = 0; i < CHAT_PEERS; i++) {
        if (dgg_nick_compare(gate->peers[i], nick) == 0) {
            return true;
        }
    }
    return false;
}

void chat_gate_remember(chat_gate *gate, const char *nick) {
    if (gate->policy == DGG_SEND_TO_ANYBODY || !dgg_nick_is_valid(nick) ||
        is_known(gate, nick)) {
        return;
    }
    snprintf(gate->peers[gate->next], COMMAND_NICK_BYTES, "%s", nick);
    gate->next = (gate->next + 1) % CHAT_PEERS;
}

dgg_error chat_gate_check(const chat_gate *gate, const command *c) {
    if (gate->policy == DGG_SEND_IF_ENABLED && !dgg_sending_is_enabled()) {
        return DGG_ERROR_GATED;
    }
    bool is_welcome = gate->policy == DGG_SEND_TO_ANYBODY ||
                      c->kind != DGG_COMMAND_WHISPER || is_known(gate, c->nick);
    return is_welcome ? DGG_OK : DGG_ERROR_NOT_A_REPLY;
}

bool dgg_sending_is_enabled(void) {
    const char *value = getenv("DGG_ENABLE_WHISPERS");
    return value != NULL && value[0] != '\0' &&
           text_compare(value, "none") != 0 &&
           text_compare(value, "false") != 0;
}
