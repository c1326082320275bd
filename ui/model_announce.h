/*
 * Plain sentences for events that are not somebody's chat text: what a person
 * should know of them, in the words of `dgg tail` and of the reader.
 */
#ifndef MODEL_ANNOUNCE_H
#define MODEL_ANNOUNCE_H

#include "dgg_event.h"

enum { ANNOUNCE_BYTES = 2048 };

/* Writes one sentence, cleaned and cut at a character border, e.g. "Bob muted
 * 10m by Mod", "Amy subscribed, Tier II, 7 months: love it". "" for kinds that
 * have nothing to say to a person (PING, PONG, ...) and for those with a form
 * of their own (MSG, PRIVMSG, ERR, connection changes). */
void announce(char out[ANNOUNCE_BYTES], const dgg_event *event);

/* What a DEATH says after the nick: "was eaten by a grue (muted 10m)". */
void announce_death_words(char out[ANNOUNCE_BYTES], const dgg_event *event);

#endif
