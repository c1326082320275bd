/*
 * A chatter, as events hold one: inlined beside their own members, or as an
 * object.
 */
#ifndef FRAME_USER_H
#define FRAME_USER_H

#include "frame_fields.h"

/* A user of whom nothing was said. */
extern const dgg_user frame_nobody;

/* Fills in a user and says in `sent` what of it was there. False: no
 * memory. */
bool frame_read_user(const frame_fields *fields, arena *memory, dgg_user *user);

/* The user under `user` instead, if there is one with a nick. False: no
 * memory. */
bool frame_read_embedded(json_value object, arena *memory, dgg_user *user);

/* The users of an array who have a nick, `limit` at most. False: no memory. */
bool frame_read_users(json_value list, size_t limit, arena *memory,
                      const dgg_user **users, size_t *count);

/* The acting user beside `timestamp`, as almost every event has them. False:
 * the time is wrong, or no memory. */
bool frame_read_actor(const frame_fields *fields, arena *memory,
                      dgg_event *event);

#endif
