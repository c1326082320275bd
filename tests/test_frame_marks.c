#include "frame_case.h"

START_TEST(a_pin_has_a_text) {
    frame_case c = {0};
    case_read(&c, "PIN {'id':3,'nick':'ModMike','features':['moderator'],"
                  "'timestamp':9,'data':'Read the rules','uuid':'a1b2'}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_PIN);
    ck_assert_str_eq(c.event.user.nick, "ModMike");
    ck_assert_str_eq(c.event.text, "Read the rules");
    ck_assert_str_eq(c.event.as.pin.uuid, "a1b2");
    ck_assert_int_eq(c.event.timestamp_ms, 9);
    case_end(&c);
}
END_TEST

START_TEST(a_pin_without_text_unpins) {
    static const char *const frames[] = {
        "PIN {'nick':'ModMike','timestamp':9,'data':''}",
        "PIN {'nick':'ModMike','timestamp':9}",
        "PIN {'data':null,'uuid':null}",
        "PIN {'data':5,'uuid':[]}",
        "PIN {}",
    };
    frame_case c = {0};
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        ck_assert_str_eq(case_read(&c, frames[i])->text, "");
        ck_assert_str_eq(c.event.as.pin.uuid, "");
    }
    CASE_REFUSES("PIN null", "PIN 'x'", "PIN []", "PIN ");
    case_end(&c);
}
END_TEST

START_TEST(a_spotlight_is_somebodys_message) {
    frame_case c = {0};
    const dgg_spotlight *spotlight = &c.event.as.spotlight;
    case_read(&c, "SPOTLIGHT {'key':'0cc1','data':'worth reading',"
                  "'user':{'id':9,'nick':'quietfern'},"
                  "'spotlightedBy':'ModMika','timestamp':1788623391400,"
                  "'expirationTimestamp':1788623451400,'uuid':'7777'}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_SPOTLIGHT);
    ck_assert_str_eq(c.event.user.nick, "quietfern");
    ck_assert_int_eq(c.event.user.id, 9);
    ck_assert_str_eq(c.event.text, "worth reading");
    ck_assert_int_eq(c.event.timestamp_ms, INT64_C(1788623391400));
    ck_assert_str_eq(spotlight->key, "0cc1");
    ck_assert_str_eq(spotlight->uuid, "7777");
    ck_assert_str_eq(spotlight->by, "ModMika");
    ck_assert_int_eq(spotlight->expires_ms, INT64_C(1788623451400));
    ck_assert_str_eq(spotlight->author.nick, "quietfern");
    ck_assert_str_eq(spotlight->text, "worth reading");
    ck_assert_int_eq(spotlight->timestamp_ms, INT64_C(1788623391400));
    CASE_REFUSES("SPOTLIGHT {}", "SPOTLIGHT null", "SPOTLIGHT {'key':5}",
                 "SPOTLIGHT {'key':''}",
                 "SPOTLIGHT {'key':'a','timestamp':[]}");
    case_end(&c);
}
END_TEST

START_TEST(who_emphasised_it_may_stand_elsewhere) {
    frame_case c = {0};
    const dgg_spotlight *spotlight = &c.event.as.spotlight;
    case_read(&c, "SPOTLIGHT {'key':'a','nick':'ModMika',"
                  "'user':{'nick':'anna'}}");
    ck_assert_str_eq(spotlight->by, "ModMika");
    ck_assert_str_eq(c.event.user.nick, "anna");
    case_read(&c, "SPOTLIGHT {'key':'a','spotlightedBy':{'nick':'ModMika'}}");
    ck_assert_str_eq(spotlight->by, "ModMika");
    case_read(&c, "SPOTLIGHT {'key':'a','spotlightedBy':5,'user':'anna'}");
    ck_assert_str_eq(spotlight->by, "");
    ck_assert_str_eq(c.event.user.nick, "");
    ck_assert_str_eq(c.event.text, "");
    case_end(&c);
}
END_TEST

START_TEST(an_unspotlight_has_a_key) {
    frame_case c = {0};
    case_read(&c, "UNSPOTLIGHT {'nick':'ModMika','timestamp':9,'key':'0cc1'}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_UNSPOTLIGHT);
    ck_assert_str_eq(c.event.user.nick, "ModMika");
    ck_assert_str_eq(c.event.as.spotlight.key, "0cc1");
    ck_assert_str_eq(c.event.as.spotlight.by, "ModMika");
    ck_assert_str_eq(c.event.as.spotlight.author.nick, "");
    CASE_REFUSES("UNSPOTLIGHT {'nick':'ModMika'}", "UNSPOTLIGHT {'key':[]}",
                 "UNSPOTLIGHT 'a'", "UNSPOTLIGHT {'key':''}");
    case_end(&c);
}
END_TEST

START_TEST(spotlights_are_a_list) {
    frame_case c = {0};
    const dgg_spotlights *all = &c.event.as.spotlights;
    case_read(&c, "SPOTLIGHTS [{'key':'a','data':'x','user':{'nick':'anna'},"
                  "'timestamp':9,'nick':'ModMika'},null,{'data':'no key'},"
                  "{'key':'b','timestamp':'soon'}]");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_SPOTLIGHTS);
    ck_assert_uint_eq(all->count, 2);
    ck_assert_str_eq(all->list[0].key, "a");
    ck_assert_str_eq(all->list[0].author.nick, "anna");
    ck_assert_str_eq(all->list[0].text, "x");
    ck_assert_str_eq(all->list[0].by, "ModMika");
    ck_assert_int_eq(all->list[0].timestamp_ms, 9);
    ck_assert_str_eq(all->list[1].key, "b");
    ck_assert_str_eq(all->list[1].author.nick, "");
    ck_assert_int_eq(all->list[1].timestamp_ms, 0);
    case_end(&c);
}
END_TEST

START_TEST(no_spotlights_are_not_broken_ones) {
    frame_case c = {0};
    ck_assert_uint_eq(case_read(&c, "SPOTLIGHTS []")->as.spotlights.count, 0);
    ck_assert_uint_eq(case_read(&c, "SPOTLIGHTS null")->as.spotlights.count, 0);
    CASE_REFUSES("SPOTLIGHTS {}", "SPOTLIGHTS 'x'", "SPOTLIGHTS [5]",
                 "SPOTLIGHTS ['SPOTLIGHT {}']", "SPOTLIGHTS ",
                 "SPOTLIGHTS [{'key':null}]");
    case_end(&c);
}
END_TEST

START_TEST(spotlights_are_cut_to_their_bound) {
    static const char one[] = "{'key':'a'},";
    char frame[(DGG_SPOTLIGHTS + 5) * sizeof one] = "SPOTLIGHTS [";
    for (int i = 0; i <= DGG_SPOTLIGHTS; i++) {
        strcat(frame, one);
    }
    frame[strlen(frame) - 1] = ']';
    frame_case c = {0};
    ck_assert_uint_eq(case_read(&c, frame)->as.spotlights.count,
                      DGG_SPOTLIGHTS);
    case_end(&c);
}
END_TEST

TEST_MAIN("frame_marks", a_pin_has_a_text, a_pin_without_text_unpins,
          a_spotlight_is_somebodys_message,
          who_emphasised_it_may_stand_elsewhere, an_unspotlight_has_a_key,
          spotlights_are_a_list, no_spotlights_are_not_broken_ones,
          spotlights_are_cut_to_their_bound)
