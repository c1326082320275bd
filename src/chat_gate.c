/* Whom this process may whisper to. */
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

static bool is_enabled(void) {
    const char *value = getenv("DGG_ENABLE_WHISPERS");
    return value != NULL && value[0] != '\0' &&
           text_compare(value, "false") != 0;
}

void chat_gate_remember(chat_gate *gate, const char *nick) {
    if (gate->policy != DGG_WHISPERS_REPLIES_ONLY || !dgg_nick_is_valid(nick) ||
        is_known(gate, nick)) {
        return;
    }
    snprintf(gate->peers[gate->next], CHAT_PEER_BYTES, "%s", nick);
    gate->next = (gate->next + 1) % CHAT_PEERS;
}

bool chat_gate_allows(const chat_gate *gate, const char *nick) {
    if (gate->policy == DGG_WHISPERS_TO_ANYBODY) {
        return true;
    }
    return is_enabled() && is_known(gate, nick);
}
