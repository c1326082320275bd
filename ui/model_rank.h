/*
 * One user of the roster: his section, colour and rights from his features.
 */
#ifndef MODEL_RANK_H
#define MODEL_RANK_H

#include "model_roster.h"

/* free() it; NULL: no memory. */
roster_user *rank_user_new(const dgg_user *from, const dgg_flairs *flairs);

/* The order of the list: by section, then by nick without case. */
int rank_compare(const roster_user *a, const roster_user *b);

bool rank_is_same(const roster_user *a, const roster_user *b);
void rank_recolor(roster_user *user, const dgg_flairs *flairs);

#endif
