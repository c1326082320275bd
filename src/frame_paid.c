#include "frame_paid.h"

#include "frame_user.h"

#include <limits.h>

/* The label was called `tierlabel` in 2023. */
static bool read_tier(json_value payload, arena *memory, dgg_paid *paid) {
    json_value label = json_get(payload, "tierLabel");
    if (json_typeof(label) != JSON_STRING) {
        label = json_get(payload, "tierlabel");
    }
    paid->tier = frame_read_ordinal(json_get(payload, "tier"), INT_MAX, 0);
    return frame_read_word(label, memory, &paid->tier_label);
}

/* What all four have in common. The buyer stood beside the other members
 * until 2023-08, as he may still do. */
static bool decode_paid(json_value payload, arena *memory, dgg_event *event) {
    dgg_paid *paid = &event->as.paid;
    *paid = (dgg_paid){.uuid = "",
                       .tier_label = "",
                       .audio_url = "",
                       .recipient = frame_nobody};
    frame_fields fields = frame_fields_of(payload);
    if (!frame_read_actor(&fields, memory, event) ||
        !frame_read_optional(fields.data, memory, &event->text) ||
        !frame_read_word(json_get(payload, "uuid"), memory, &paid->uuid)) {
        return false;
    }
    paid->expires_ms = frame_read_expiry(payload);
    return json_typeof(payload) == JSON_OBJECT &&
           frame_read_embedded(payload, memory, &event->user);
}

static bool decode_tiered(json_value payload, arena *memory, dgg_event *event) {
    return decode_paid(payload, memory, event) &&
           read_tier(payload, memory, &event->as.paid);
}

/* Until 2023-08 the recipient was a nick called `giftee`. */
static bool read_recipient(json_value payload, arena *memory,
                           dgg_user *recipient) {
    frame_fields fields = frame_fields_of(json_get(payload, "recipient"));
    if (!json_exists(fields.nick)) {
        fields.nick = json_get(payload, "giftee");
    }
    return frame_read_user(&fields, memory, recipient) &&
           recipient->nick[0] != '\0';
}

bool frame_decode_subscription(json_value payload, arena *memory,
                               dgg_event *event) {
    if (!decode_tiered(payload, memory, event)) {
        return false;
    }
    event->as.paid.streak_months =
        frame_read_quantity(json_get(payload, "streak"));
    return true;
}

bool frame_decode_gift_sub(json_value payload, arena *memory,
                           dgg_event *event) {
    dgg_paid *paid = &event->as.paid;
    if (!decode_tiered(payload, memory, event)) {
        return false;
    }
    paid->is_from_mass_gift =
        frame_read_bool(json_get(payload, "fromMassGift"));
    return read_recipient(payload, memory, &paid->recipient);
}

bool frame_decode_mass_gift(json_value payload, arena *memory,
                            dgg_event *event) {
    if (!decode_tiered(payload, memory, event)) {
        return false;
    }
    json_value quantity = json_get(payload, "quantity");
    event->as.paid.quantity = frame_read_quantity(quantity);
    return !frame_is_negative(quantity);
}

bool frame_decode_donation(json_value payload, arena *memory,
                           dgg_event *event) {
    dgg_paid *paid = &event->as.paid;
    if (!decode_paid(payload, memory, event)) {
        return false;
    }
    json_value amount = json_get(payload, "amount");
    paid->amount_cents = frame_read_quantity(amount);
    return !frame_is_negative(amount) &&
           frame_read_optional(json_get(payload, "audio"), memory,
                               &paid->audio_url);
}
