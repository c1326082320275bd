#include "frame_case.h"

START_TEST(moderation_needs_a_target) {
    frame_case c = {0};
    const dgg_event *e = case_read(&c, "MUTE {'nick':'ModMika','timestamp':7,"
                                       "'data':'noisyguy','duration':600}");
    ck_assert_int_eq(e->kind, DGG_EVENT_MUTE);
    ck_assert_str_eq(e->user.nick, "ModMika");
    ck_assert_str_eq(e->as.moderation.target, "noisyguy");
    ck_assert_int_eq(e->as.moderation.duration_s, 600);
    ck_assert_int_eq(e->timestamp_ms, 7);
    CASE_REFUSES("MUTE {'nick':'ModMika','duration':5}", "MUTE null",
                 "BAN {'nick':'ModMika','data':''}", "UNBAN {'data':5}",
                 "UNMUTE {'data':null}");
    case_end(&c);
}
END_TEST

START_TEST(moderators_and_durations_may_be_missing) {
    frame_case c = {0};
    case_read(&c, "MUTE {'data':'noisyguy','duration':-5}");
    ck_assert_int_eq(c.event.as.moderation.duration_s, 0);
    ck_assert_str_eq(c.event.user.nick, "");
    case_read(&c, "MUTE {'data':'noisyguy','duration':'600'}");
    ck_assert_int_eq(c.event.as.moderation.duration_s, 600);
    case_read(&c, "BAN {'data':'badguy','duration':60}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_BAN);
    ck_assert_int_eq(c.event.as.moderation.duration_s, 0);
    ck_assert_int_eq(case_read(&c, "UNBAN {'data':'a'}")->kind,
                     DGG_EVENT_UNBAN);
    ck_assert_int_eq(case_read(&c, "UNMUTE {'data':'a'}")->kind,
                     DGG_EVENT_UNMUTE);
    case_end(&c);
}
END_TEST

START_TEST(sub_only_is_on_or_off) {
    frame_case c = {0};
    const dgg_sub_only *sub_only = &c.event.as.sub_only;
    case_read(&c, "SUBONLY {'nick':'ModMika','data':'on','tier':2}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_SUB_ONLY);
    ck_assert_str_eq(c.event.user.nick, "ModMika");
    ck_assert(sub_only->is_on);
    ck_assert_int_eq(sub_only->tier, 2);
    case_read(&c, "SUBONLY {'timestamp':9,'data':'off'}");
    ck_assert_str_eq(c.event.user.nick, "");
    ck_assert(!sub_only->is_on);
    ck_assert_int_eq(sub_only->tier, 1);
    CASE_REFUSES("SUBONLY {}", "SUBONLY {'data':'maybe'}", "SUBONLY 'on'",
                 "SUBONLY {'data':''}", "SUBONLY {'data':true}");
    case_end(&c);
}
END_TEST

START_TEST(sub_only_has_a_tier_of_1_to_5) {
    static const struct {
        const char *frame;
        int tier;
    } rows[] = {
        {"SUBONLY {'data':'on','tier':5}", 5},
        {"SUBONLY {'data':'on','tier':'3'}", 3},
        {"SUBONLY {'data':'on','tier':null}", 1},
        {"SUBONLY {'data':'on','tier':0}", 1},
        {"SUBONLY {'data':'on','tier':-1}", 1},
        {"SUBONLY {'data':'on','tier':6}", 1},
        {"SUBONLY {'data':'on','tier':[2]}", 1},
        {"SUBONLY {'data':'on','tier':4294967298}", 1},
    };
    frame_case c = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_int_eq(case_read(&c, rows[i].frame)->as.sub_only.tier,
                         rows[i].tier);
    }
    case_end(&c);
}
END_TEST

START_TEST(a_death_is_of_somebody) {
    frame_case c = {0};
    case_read(&c, "DEATH {'nick':'lemming','timestamp':9,"
                  "'data':'was eaten by a grue','duration':600}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_DEATH);
    ck_assert_str_eq(c.event.user.nick, "lemming");
    ck_assert_str_eq(c.event.text, "was eaten by a grue");
    ck_assert_int_eq(c.event.as.death_s, 600);
    case_read(&c, "DEATH {'nick':'lemming','data':5,'duration':'long'}");
    ck_assert_str_eq(c.event.text, "");
    ck_assert_int_eq(c.event.as.death_s, 0);
    CASE_REFUSES("DEATH {'data':'x','duration':600}", "DEATH null");
    case_end(&c);
}
END_TEST

START_TEST(phrases_are_text) {
    frame_case c = {0};
    case_read(&c, "ADDPHRASE {'nick':'ModMika','data':'/b+uy (now|cheap)/'}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_PHRASE_ADDED);
    ck_assert_str_eq(c.event.text, "/b+uy (now|cheap)/");
    ck_assert_str_eq(c.event.user.nick, "ModMika");
    case_read(&c, "REMOVEPHRASE {'data':'buy now'}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_PHRASE_REMOVED);
    ck_assert_str_eq(c.event.text, "buy now");
    CASE_REFUSES("ADDPHRASE {'nick':'ModMika'}", "ADDPHRASE {'data':[]}",
                 "REMOVEPHRASE {'data':''}", "REMOVEPHRASE 'buy now'");
    case_end(&c);
}
END_TEST

TEST_MAIN("frame_moderation", moderation_needs_a_target,
          moderators_and_durations_may_be_missing, sub_only_is_on_or_off,
          sub_only_has_a_tier_of_1_to_5, a_death_is_of_somebody,
          phrases_are_text)
