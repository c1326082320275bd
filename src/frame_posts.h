/*
 * What comes from outside: XPOST, VESTABOARD_LEAD, VESTABOARD_HOURLY,
 * VESTABOARD_RESET.
 */
#ifndef FRAME_POSTS_H
#define FRAME_POSTS_H

#include "frame_decoder.h"

frame_decode_fn frame_decode_x_post;
frame_decode_fn frame_decode_vestaboard;

#endif
