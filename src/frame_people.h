/*
 * Who is there: ME, NAMES, JOIN, QUIT, USERSDELTA, UPDATEUSER, REFRESH.
 */
#ifndef FRAME_PEOPLE_H
#define FRAME_PEOPLE_H

#include "frame_decoder.h"

frame_decode_fn frame_decode_me;
frame_decode_fn frame_decode_names;
frame_decode_fn frame_decode_presence; /* JOIN, QUIT */
frame_decode_fn frame_decode_users_delta;
frame_decode_fn frame_decode_update_user;
frame_decode_fn frame_decode_refresh;

#endif
