/*
 * What the lines of a script do to the server when their time has come.
 */
#ifndef SERVER_STAGE_H
#define SERVER_STAGE_H

#include "script.h"
#include "server_state.h"

typedef struct server_stage {
    server *s;
    const chat_script *script;
    loop_timer stall_over;
} server_stage;

/* Both pointers must outlive it. */
void server_stage_init(server_stage *stage, server *s,
                       const chat_script *script);
void server_stage_free(server_stage *stage);

void server_stage_play(server_stage *stage, const script_line *line);

#endif
