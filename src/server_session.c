#include "server_session.h"

void server_session_use(server_session *session, int64_t now_ms) {
    session->used_ms = now_ms;
}

bool server_session_is_valid(const server_session *session, int64_t now_ms) {
    return !session->has_ended && now_ms - session->used_ms < SERVER_SESSION_MS;
}

bool server_session_ask(server_session *session, server_cooled what,
                        int64_t now_ms) {
    if (now_ms < session->free_ms[what]) {
        return false;
    }
    session->free_ms[what] = now_ms + SERVER_SESSION_COOL_DOWN_MS;
    return true;
}
