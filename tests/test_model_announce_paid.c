#include "model_announce.h"
#include "test.h"

static dgg_event paid_event(dgg_event_kind kind, const char *text,
                            dgg_paid paid) {
    dgg_event e = {.kind = kind, .user.nick = "Amy", .text = text};
    paid.uuid = "";
    paid.tier_label = paid.tier_label == NULL ? "" : paid.tier_label;
    paid.audio_url = paid.audio_url == NULL ? "" : paid.audio_url;
    paid.recipient.nick =
        paid.recipient.nick == NULL ? "" : paid.recipient.nick;
    e.as.paid = paid;
    return e;
}

static void expect(const dgg_event *event, const char *sentence) {
    char out[ANNOUNCE_BYTES];
    announce(out, event);
    ck_assert_str_eq(out, sentence);
}

START_TEST(subscriptions) {
    dgg_event e = paid_event(
        DGG_EVENT_SUBSCRIPTION, "love it",
        (dgg_paid){.tier = 2, .tier_label = "Tier II", .streak_months = 7});
    expect(&e, "Amy subscribed, Tier II, 7 months: love it");
    e.as.paid.tier_label = "";
    e.as.paid.streak_months = 1;
    e.text = "";
    expect(&e, "Amy subscribed, Tier 2, 1 month");
    e.as.paid.streak_months = 0;
    e.as.paid.tier = 0;
    e.user.nick = "";
    expect(&e, "Somebody subscribed");
}
END_TEST

START_TEST(gifts) {
    dgg_event e =
        paid_event(DGG_EVENT_GIFT_SUB, "",
                   (dgg_paid){.tier_label = "Tier I", .recipient.nick = "Bob"});
    expect(&e, "Amy gave Bob a Tier I sub");
    e.text = "enjoy";
    e.as.paid.tier_label = "";
    expect(&e, "Amy gave Bob a sub: enjoy");
    e.as.paid.recipient.nick = "";
    expect(&e, "Amy gave somebody a sub: enjoy");
}
END_TEST

START_TEST(mass_gifts) {
    dgg_event e =
        paid_event(DGG_EVENT_MASS_GIFT, "",
                   (dgg_paid){.tier_label = "Tier I", .quantity = 10});
    expect(&e, "Amy gave 10 Tier I subs to the community");
    e.as.paid.quantity = 1;
    e.text = "hi";
    expect(&e, "Amy gave 1 Tier I sub to the community: hi");
    e.as.paid.quantity = 0;
    expect(&e, "Amy gave Tier I subs to the community: hi");
}
END_TEST

START_TEST(donations) {
    dgg_event e = paid_event(DGG_EVENT_DONATION, "for the pizza",
                             (dgg_paid){.amount_cents = 2550});
    expect(&e, "Amy donated $25.50: for the pizza");
    e.text = "";
    e.as.paid.amount_cents = 5;
    expect(&e, "Amy donated $0.05");
    e.as.paid.amount_cents = INT64_MIN;
    expect(&e, "Amy donated $0.00");
    e.as.paid.amount_cents = 100000;
    e.as.paid.audio_url = "https://cdn.example/a.mp3";
    expect(&e, "Amy donated $1000.00 · spoken: https://cdn.example/a.mp3");
}
END_TEST

START_TEST(the_event_bar) {
    dgg_event e = {.kind = DGG_EVENT_PAID_EVENTS, .user.nick = "", .text = ""};
    expect(&e, "The event bar has 0 entries");
    e.as.entry_count = 1;
    expect(&e, "The event bar has 1 entry");
}
END_TEST

START_TEST(boards) {
    dgg_event e = {
        .kind = DGG_EVENT_VESTABOARD_LEAD, .user.nick = "", .text = ""};
    e.as.vestaboard =
        (dgg_vestaboard){.submitter = "Amy", .artist = "", .total_cents = 1200};
    expect(&e, "Vestaboard: Amy takes the lead with $12.00");
    e.kind = DGG_EVENT_VESTABOARD_HOURLY;
    expect(&e, "Vestaboard: Amy leads with $12.00");
    e.kind = DGG_EVENT_VESTABOARD_RESET;
    e.as.vestaboard.artist = "Bob";
    expect(&e, "Vestaboard: Amy won with $12.00, drawn by Bob");
    e.as.vestaboard.submitter = "";
    expect(&e, "Vestaboard: no design yet");
}
END_TEST

TEST_MAIN("model_announce_paid", subscriptions, gifts, mass_gifts, donations,
          the_event_bar, boards)
