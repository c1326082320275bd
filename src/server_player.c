#include "server_player.h"

dgg_error server_player_new(server_player **out, server *s,
                            const server_options *options,
                            char problem[SERVER_PROBLEM_BYTES]) {
    (void)s;
    (void)options;
    (void)problem;
    *out = NULL;
    return DGG_OK;
}

void server_player_free(server_player *player) {
    (void)player;
}

void server_player_hear(server *s, const char *from) {
    (void)s;
    (void)from;
}

void server_player_answer(server *s, const char *from, const char *to) {
    (void)s;
    (void)from;
    (void)to;
}

const char *server_player_refusal(const server *s, const char *nick) {
    (void)s;
    (void)nick;
    return NULL;
}
