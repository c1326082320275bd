/* What was paid for, in words. */
#include "model_announce_parts.h"

#include <inttypes.h>
#include <stdio.h>

enum { LABEL_BYTES = 128, MONEY_BYTES = 32, NOTE_BYTES = 48 };

/* "Tier II", or "" when no tier was sent. */
static void name_tier(char out[LABEL_BYTES], const dgg_paid *paid) {
    out[0] = '\0';
    if (*paid->tier_label != '\0') {
        words_format(out, LABEL_BYTES, "%s", paid->tier_label);
    } else if (paid->tier > 0) {
        snprintf(out, LABEL_BYTES, "Tier %d", paid->tier);
    }
}

/* "$25.50" */
static void name_money(char out[MONEY_BYTES], int64_t cents) {
    int64_t amount = cents > 0 ? cents : 0;
    snprintf(out, MONEY_BYTES, "$%" PRId64 ".%02d", amount / 100,
             (int)(amount % 100));
}

/* What the buyer says follows a colon. */
static const char *colon_before(const char *text) {
    return *text != '\0' ? ": " : "";
}

void announce_subscription(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const dgg_paid *paid = &event->as.paid;
    char tier[LABEL_BYTES];
    char streak[NOTE_BYTES] = "";
    name_tier(tier, paid);
    if (paid->streak_months > 0) {
        snprintf(streak, sizeof streak, ", %" PRId64 " month%s",
                 paid->streak_months, paid->streak_months == 1 ? "" : "s");
    }
    words_format(out, ANNOUNCE_BYTES, "%s subscribed%s%s%s%s%s",
                 announce_who(event->user.nick), *tier != '\0' ? ", " : "",
                 tier, streak, colon_before(event->text), event->text);
}

void announce_gift_sub(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const dgg_paid *paid = &event->as.paid;
    char tier[LABEL_BYTES];
    name_tier(tier, paid);
    const char *recipient =
        *paid->recipient.nick != '\0' ? paid->recipient.nick : "somebody";
    words_format(out, ANNOUNCE_BYTES, "%s gave %s a %s%ssub%s%s",
                 announce_who(event->user.nick), recipient, tier,
                 *tier != '\0' ? " " : "", colon_before(event->text),
                 event->text);
}

void announce_mass_gift(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const dgg_paid *paid = &event->as.paid;
    char tier[LABEL_BYTES];
    char count[NOTE_BYTES] = "";
    name_tier(tier, paid);
    if (paid->quantity > 0) {
        snprintf(count, sizeof count, "%" PRId64 " ", paid->quantity);
    }
    words_format(
        out, ANNOUNCE_BYTES, "%s gave %s%s%ssub%s to the community%s%s",
        announce_who(event->user.nick), count, tier, *tier != '\0' ? " " : "",
        paid->quantity == 1 ? "" : "s", colon_before(event->text), event->text);
}

/* A clip of the message is offered by its address, never played. */
void announce_donation(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    const dgg_paid *paid = &event->as.paid;
    char money[MONEY_BYTES];
    name_money(money, paid->amount_cents);
    bool has_audio = *paid->audio_url != '\0';
    words_format(out, ANNOUNCE_BYTES, "%s donated %s%s%s%s%s",
                 announce_who(event->user.nick), money,
                 colon_before(event->text), event->text,
                 has_audio ? " · spoken: " : "", paid->audio_url);
}

void announce_paid_events(char out[ANNOUNCE_BYTES], const dgg_event *event) {
    size_t count = event->as.entry_count;
    words_format(out, ANNOUNCE_BYTES, "The event bar has %zu entr%s", count,
                 count == 1 ? "y" : "ies");
}

/* "Vestaboard: Amy leads with $12.00, drawn by Bob" */
static void announce_board(char out[ANNOUNCE_BYTES], const dgg_event *event,
                           const char *verb) {
    const dgg_vestaboard *board = &event->as.vestaboard;
    char money[MONEY_BYTES];
    name_money(money, board->total_cents);
    if (*board->submitter == '\0') {
        words_format(out, ANNOUNCE_BYTES, "Vestaboard: no design yet");
        return;
    }
    words_format(out, ANNOUNCE_BYTES, "Vestaboard: %s %s with %s%s%s",
                 board->submitter, verb, money,
                 *board->artist != '\0' ? ", drawn by " : "", board->artist);
}

void announce_vestaboard_lead(char out[ANNOUNCE_BYTES],
                              const dgg_event *event) {
    announce_board(out, event, "takes the lead");
}

void announce_vestaboard_hourly(char out[ANNOUNCE_BYTES],
                                const dgg_event *event) {
    announce_board(out, event, "leads");
}

void announce_vestaboard_reset(char out[ANNOUNCE_BYTES],
                               const dgg_event *event) {
    announce_board(out, event, "won");
}
