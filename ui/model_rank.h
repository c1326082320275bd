/*
 * One user of the roster: his section, colour and rights from his features.
 */
#ifndef MODEL_RANK_H
#define MODEL_RANK_H

#include "model_roster.h"

/* What was told of somebody, completed by what was `known` of him (NULL: no
 * more than that). free() it; NULL: no memory. */
roster_user *rank_user_new(const dgg_user *told, const roster_user *known,
                           const dgg_flairs *flairs);

/* The order of the list: by section, then by nick without case. */
int rank_compare(const roster_user *a, const roster_user *b);

/* True if what was told of him is known already. */
bool rank_is_known(const roster_user *known, const dgg_user *told);
void rank_recolor(roster_user *user, const dgg_flairs *flairs);

#endif
