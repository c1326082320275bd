/*
 * What the files behind announce() share. Nobody else includes it.
 */
#ifndef MODEL_ANNOUNCE_PARTS_H
#define MODEL_ANNOUNCE_PARTS_H

#include "model_announce.h"
#include "model_words.h"

/* Writes the sentence of one kind of event. */
typedef void announcer(char out[ANNOUNCE_BYTES], const dgg_event *event);

/* The nick, or "Somebody". */
const char *announce_who(const char *nick);

/* Appends to a string what fits, without a part of a character. */
void announce_add(char *out, size_t size, const char *text);

/* --- model_announce_paid.c */

announcer announce_subscription;
announcer announce_gift_sub;
announcer announce_mass_gift;
announcer announce_donation;
announcer announce_paid_events;
announcer announce_vestaboard_lead;
announcer announce_vestaboard_hourly;
announcer announce_vestaboard_reset;

/* --- model_announce_poll.c */

announcer announce_poll_start;
announcer announce_poll_stop;
announcer announce_vote_cast;
announcer announce_vote_counted;

#endif
