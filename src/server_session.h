/*
 * A session on the site: it ends when nobody uses it, and some requests may
 * be made only now and then (destinygg/website, index.php and
 * ChatApiController.php). Pure.
 */
#ifndef SERVER_SESSION_H
#define SERVER_SESSION_H

#include <stdbool.h>
#include <stdint.h>

enum {
    SERVER_SESSION_MS = 5 * 60 * 60 * 1000,
    SERVER_SESSION_COOL_DOWN_MS = 10 * 1000,
};

typedef enum server_cooled {
    SERVER_COOLED_STALK,
    SERVER_COOLED_MENTIONS,
    SERVER_COOLED,
} server_cooled;

/* Times are of one clock that never goes back. */
typedef struct server_session {
    int64_t used_ms;
    int64_t free_ms[SERVER_COOLED]; /* when each may be asked again */
    bool has_ended;
} server_session;

void server_session_use(server_session *session, int64_t now_ms);
bool server_session_is_valid(const server_session *session, int64_t now_ms);

/* May this be asked now? If so, it counts as asked. */
bool server_session_ask(server_session *session, server_cooled what,
                        int64_t now_ms);

#endif
