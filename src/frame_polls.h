/*
 * Polls: POLLSTART, POLLSTOP, VOTECAST, VOTECOUNTED.
 */
#ifndef FRAME_POLLS_H
#define FRAME_POLLS_H

#include "frame_decoder.h"

frame_decode_fn frame_decode_poll_start;
frame_decode_fn frame_decode_poll_stop;
frame_decode_fn frame_decode_vote; /* VOTECAST, VOTECOUNTED */

#endif
