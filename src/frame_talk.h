/*
 * What people and the site say: MSG, PRIVMSG, BROADCAST.
 */
#ifndef FRAME_TALK_H
#define FRAME_TALK_H

#include "frame_decoder.h"

frame_decode_fn frame_decode_message;
frame_decode_fn frame_decode_whisper;
frame_decode_fn frame_decode_broadcast;

#endif
