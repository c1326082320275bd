/*
 * What the people of a script answer to the demo's account, a while later.
 */
#ifndef SERVER_ANSWERS_H
#define SERVER_ANSWERS_H

#include "script.h"
#include "server_state.h"

enum { SERVER_ANSWERS_WAITING = 64 };

typedef struct server_answers server_answers;

/* The script must outlive the object. NULL: no memory. */
server_answers *server_answers_new(server *s, const chat_script *script);
void server_answers_free(server_answers *answers);

/* Somebody whispered to `to`. */
void server_answers_whispered(server_answers *answers, const char *from,
                              const char *to);

/* The demo's account said something in the chat: two times of three somebody
 * has an answer. */
void server_answers_said(server_answers *answers);

#endif
