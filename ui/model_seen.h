/*
 * Which chat events were shown lately, so that the HISTORY that comes after a
 * reconnect does not show them again (the rule of chat-gui, chat.js): the same
 * kind of event, at the same time, by the same person, with the same words.
 *
 * It is a multiset: somebody who said the same thing twice in one second said
 * it twice. Each remembered event answers for one replayed entry.
 */
#ifndef MODEL_SEEN_H
#define MODEL_SEEN_H

#include "dgg_event.h"

enum { SEEN_EVENTS = 5000 };

typedef struct model_seen model_seen;

model_seen *seen_new(void); /* NULL: no memory */
void seen_free(model_seen *s);

/* Remembers an event that came live. */
void seen_add(model_seen *s, const dgg_event *event);

/* A HISTORY begins: every remembered event may answer for an entry again. */
void seen_begin_replay(model_seen *s);

/* Was this replayed entry shown before? If not, it is remembered. */
bool seen_check_replay(model_seen *s, const dgg_event *event);

#endif
