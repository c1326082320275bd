/*
 * What moderators do: MUTE, UNMUTE, BAN, UNBAN, SUBONLY, ADDPHRASE,
 * REMOVEPHRASE; and DEATH, with which somebody mutes himself.
 */
#ifndef FRAME_MODERATION_H
#define FRAME_MODERATION_H

#include "frame_decoder.h"

frame_decode_fn frame_decode_moderation; /* MUTE, UNMUTE, BAN, UNBAN */
frame_decode_fn frame_decode_sub_only;
frame_decode_fn frame_decode_death;
frame_decode_fn frame_decode_phrase; /* ADDPHRASE, REMOVEPHRASE */

#endif
