#include "frame_case.h"

/* What every paid event may have. */
#define COMMON                                                          \
    "'timestamp':1788623391400,'data':'love it',"                       \
    "'user':{'id':5,'nick':'anna','features':['flair1','subscriber']}," \
    "'uuid':'5f0d0c1e','expirationTimestamp':1788624291472,'amount':3,"

START_TEST(a_subscription_has_tier_and_streak) {
    frame_case c = {0};
    const dgg_paid *paid = &c.event.as.paid;
    case_read(&c, "SUBSCRIPTION {" COMMON
                  "'nick':'anna','tier':2,'tierLabel':'Tier II','streak':7}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_SUBSCRIPTION);
    ck_assert_str_eq(c.event.user.nick, "anna");
    ck_assert_int_eq(c.event.user.id, 5);
    ck_assert_int_eq(dgg_user_tier(&c.event.user), 2);
    ck_assert_str_eq(c.event.text, "love it");
    ck_assert_int_eq(c.event.timestamp_ms, INT64_C(1788623391400));
    ck_assert_str_eq(paid->uuid, "5f0d0c1e");
    ck_assert_int_eq(paid->expires_ms, INT64_C(1788624291472));
    ck_assert_int_eq(paid->tier, 2);
    ck_assert_str_eq(paid->tier_label, "Tier II");
    ck_assert_int_eq(paid->streak_months, 7);
    ck_assert_int_eq(paid->amount_cents, 0);
    ck_assert_str_eq(paid->recipient.nick, "");
    ck_assert_str_eq(paid->audio_url, "");
    case_end(&c);
}
END_TEST

START_TEST(the_shape_of_2023_is_understood) {
    frame_case c = {0};
    const dgg_paid *paid = &c.event.as.paid;
    case_read(&c, "GIFTSUB {'nick':'RichOwl','giftee':'quietfern','tier':'1',"
                  "'tierlabel':'Tier I','expiry':1788624291472,"
                  "'data':'','timestamp':1788623391400}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_GIFT_SUB);
    ck_assert_str_eq(c.event.user.nick, "RichOwl");
    ck_assert_str_eq(paid->recipient.nick, "quietfern");
    ck_assert_uint_eq(paid->recipient.sent, 0);
    ck_assert_int_eq(paid->tier, 1);
    ck_assert_str_eq(paid->tier_label, "Tier I");
    ck_assert_int_eq(paid->expires_ms, INT64_C(1788624291472));
    ck_assert_str_eq(paid->uuid, "");
    ck_assert(!paid->is_from_mass_gift);
    case_end(&c);
}
END_TEST

START_TEST(a_gift_has_a_recipient) {
    frame_case c = {0};
    const dgg_paid *paid = &c.event.as.paid;
    case_read(&c, "GIFTSUB {" COMMON "'tier':1,'fromMassGift':true,"
                  "'recipient':{'id':6,'nick':'bert','features':['vip']}}");
    ck_assert_str_eq(c.event.user.nick, "anna");
    ck_assert_str_eq(paid->recipient.nick, "bert");
    ck_assert_int_eq(paid->recipient.id, 6);
    ck_assert(dgg_user_has(&paid->recipient, "vip"));
    ck_assert(paid->is_from_mass_gift);
    case_read(&c, "GIFTSUB {" COMMON
                  "'recipient':{'nick':'bert'},'fromMassGift':'no'}");
    ck_assert(!paid->is_from_mass_gift);
    CASE_REFUSES("GIFTSUB {" COMMON "'tier':1}",
                 "GIFTSUB {" COMMON "'recipient':null}",
                 "GIFTSUB {" COMMON "'recipient':{'id':6}}",
                 "GIFTSUB {" COMMON "'giftee':5}",
                 "GIFTSUB {" COMMON "'recipient':{'nick':''}}");
    case_end(&c);
}
END_TEST

START_TEST(a_mass_gift_has_a_quantity) {
    frame_case c = {0};
    const dgg_paid *paid = &c.event.as.paid;
    case_read(&c, "MASSGIFT {" COMMON "'tier':1,'quantity':10}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_MASS_GIFT);
    ck_assert_int_eq(paid->quantity, 10);
    ck_assert_int_eq(paid->tier, 1);
    case_read(&c, "MASSGIFT {" COMMON "'quantity':[10]}");
    ck_assert_int_eq(paid->quantity, 0);
    case_read(&c, "MASSGIFT {'quantity':9223372036854775807}");
    ck_assert_int_eq(paid->quantity, INT64_C(1000000000000000));
    CASE_REFUSES("MASSGIFT {" COMMON "'quantity':-10}");
    case_end(&c);
}
END_TEST

START_TEST(a_donation_is_in_cents) {
    frame_case c = {0};
    const dgg_paid *paid = &c.event.as.paid;
    case_read(&c, "DONATION {'user':{'nick':'anna'},'amount':2550,"
                  "'audio':'https://cdn.example.org/1.mp3'}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_DONATION);
    ck_assert_int_eq(paid->amount_cents, 2550);
    ck_assert_str_eq(paid->audio_url, "https://cdn.example.org/1.mp3");
    ck_assert_int_eq(paid->tier, 0);
    case_read(&c, "DONATION {'user':{'nick':'anna'},'amount':0}");
    ck_assert_int_eq(paid->amount_cents, 0);
    ck_assert_str_eq(paid->audio_url, "");
    CASE_REFUSES("DONATION {'user':{'nick':'anna'},'amount':-1}",
                 "DONATION {'user':{'nick':'anna'},'amount':'-1'}",
                 "DONATION null", "DONATION []", "DONATION 5");
    case_end(&c);
}
END_TEST

START_TEST(wrong_types_of_what_was_paid_count_as_absent) {
    frame_case c = {0};
    const dgg_paid *paid = &c.event.as.paid;
    case_read(&c, "SUBSCRIPTION {'nick':'anna','user':'bert','data':[],"
                  "'uuid':5,'expirationTimestamp':'soon','expiry':-1,"
                  "'tier':'two','tierLabel':{},'streak':-7}");
    ck_assert_str_eq(c.event.user.nick, "anna");
    ck_assert_str_eq(c.event.text, "");
    ck_assert_str_eq(paid->uuid, "");
    ck_assert_int_eq(paid->expires_ms, 0);
    ck_assert_int_eq(paid->tier, 0);
    ck_assert_str_eq(paid->tier_label, "");
    ck_assert_int_eq(paid->streak_months, 0);
    case_read(&c, "SUBSCRIPTION {'tierLabel':null,'tier':99}");
    ck_assert_str_eq(paid->tier_label, "");
    ck_assert_int_eq(paid->tier, 99);
    case_read(&c, "DONATION {'amount':1.5,'audio':5}");
    ck_assert_int_eq(paid->amount_cents, 0);
    ck_assert_str_eq(paid->audio_url, "");
    case_end(&c);
}
END_TEST

TEST_MAIN("frame_paid", a_subscription_has_tier_and_streak,
          the_shape_of_2023_is_understood, a_gift_has_a_recipient,
          a_mass_gift_has_a_quantity, a_donation_is_in_cents,
          wrong_types_of_what_was_paid_count_as_absent)
