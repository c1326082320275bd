/*
 * What moderators put up for all to see: PIN, SPOTLIGHT, UNSPOTLIGHT,
 * SPOTLIGHTS.
 */
#ifndef FRAME_MARKS_H
#define FRAME_MARKS_H

#include "frame_decoder.h"

frame_decode_fn frame_decode_pin;
frame_decode_fn frame_decode_spotlight;
frame_decode_fn frame_decode_unspotlight;
frame_decode_fn frame_decode_spotlights;

#endif
