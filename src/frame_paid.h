/*
 * What was paid for: SUBSCRIPTION, GIFTSUB, MASSGIFT, DONATION.
 */
#ifndef FRAME_PAID_H
#define FRAME_PAID_H

#include "frame_decoder.h"

frame_decode_fn frame_decode_subscription;
frame_decode_fn frame_decode_gift_sub;
frame_decode_fn frame_decode_mass_gift;
frame_decode_fn frame_decode_donation;

#endif
