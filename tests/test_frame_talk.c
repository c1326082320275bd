#include "frame_case.h"

START_TEST(msg_has_user_text_and_time) {
    frame_case c = {0};
    const dgg_event *e =
        case_read(&c, "MSG {'id':12,'nick':'anna_b','roles':[],"
                      "'features':['flair13','subscriber'],"
                      "'watching':null,'timestamp':1788623391400,"
                      "'data':'a \\u003e b'}");
    ck_assert_int_eq(e->kind, DGG_EVENT_MESSAGE);
    ck_assert_str_eq(e->name, "MSG");
    ck_assert_int_eq(e->user.id, 12);
    ck_assert_str_eq(e->user.nick, "anna_b");
    ck_assert(dgg_user_has(&e->user, "subscriber"));
    ck_assert_str_eq(e->text, "a > b");
    ck_assert_int_eq(e->timestamp_ms, INT64_C(1788623391400));
    ck_assert_int_eq(e->received_ms, CASE_RECEIVED_MS);
    case_end(&c);
}
END_TEST

START_TEST(the_last_of_equal_members_wins) {
    frame_case c = {0};
    const dgg_event *e =
        case_read(&c, "MSG {'nick':'first','nick':'second',"
                      "'features':['admin'],'features':[],'data':'x'}");
    ck_assert_str_eq(e->user.nick, "second");
    ck_assert(!dgg_user_has(&e->user, "admin"));
    case_end(&c);
}
END_TEST

START_TEST(messages_need_who_and_what) {
    CASE_REFUSES("MSG {}", "MSG null", "MSG 5", "MSG {'nick':'anna'}",
                 "MSG {'data':'x'}", "MSG {'nick':'anna','data':null}",
                 "MSG {'nick':'anna','data':5}", "MSG {'nick':[],'data':'x'}",
                 "MSG {'nick':'anna','data':'x','timestamp':1.5}",
                 "MSG {'nick':'anna','data':'x','timestamp':[]}");
}
END_TEST

START_TEST(whispers_have_an_id) {
    frame_case c = {0};
    const dgg_event *e =
        case_read(&c, "PRIVMSG {'messageid':1300242,'timestamp':9,"
                      "'nick':'carol','data':'are you there?'}");
    ck_assert_int_eq(e->kind, DGG_EVENT_WHISPER);
    ck_assert_str_eq(e->user.nick, "carol");
    ck_assert_str_eq(e->text, "are you there?");
    ck_assert_int_eq(e->as.message_id, 1300242);
    case_read(&c, "PRIVMSG {'messageid':'12','nick':'a','data':''}");
    ck_assert_int_eq(c.event.as.message_id, 12);
    CASE_REFUSES("PRIVMSG {'messageid':1,'data':'x'}", "PRIVMSG ''");
    case_end(&c);
}
END_TEST

START_TEST(ids_that_are_none_become_0) {
    static const char *const frames[] = {
        "PRIVMSG {'nick':'a','data':''}",
        "PRIVMSG {'messageid':null,'nick':'a','data':''}",
        "PRIVMSG {'messageid':1.5,'nick':'a','data':''}",
        "PRIVMSG {'messageid':-5,'nick':'a','data':''}",
        "PRIVMSG {'messageid':'x','nick':'a','data':''}",
        "PRIVMSG {'messageid':{'a':1},'nick':'a','data':''}",
        "PRIVMSG {'messageid':9223372036854775808,'nick':'a','data':''}",
    };
    frame_case c = {0};
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        ck_assert_int_eq(case_read(&c, frames[i])->as.message_id, 0);
    }
    case_end(&c);
}
END_TEST

START_TEST(broadcasts_may_have_a_sender) {
    frame_case c = {0};
    const dgg_event *e = case_read(&c, "BROADCAST {'data':'soon'}");
    ck_assert_int_eq(e->kind, DGG_EVENT_BROADCAST);
    ck_assert_str_eq(e->text, "soon");
    ck_assert_str_eq(e->user.nick, "");
    ck_assert_str_eq(e->as.uuid, "");
    e = case_read(&c, "BROADCAST {'nick':'Someadmin','data':'x'}");
    ck_assert_str_eq(e->user.nick, "Someadmin");
    e = case_read(&c, "BROADCAST {'nick':'Someadmin','data':'x','uuid':'u-1',"
                      "'user':{'id':-1,'nick':'System','createdDate':null}}");
    ck_assert_str_eq(e->user.nick, "System");
    ck_assert_int_eq(e->user.id, -1);
    ck_assert_int_eq(e->user.created_ms, 0);
    ck_assert_str_eq(e->as.uuid, "u-1");
    e = case_read(&c, "BROADCAST {'nick':'a','data':'x','user':5,'uuid':5}");
    ck_assert_str_eq(e->user.nick, "a");
    ck_assert_str_eq(e->as.uuid, "");
    CASE_REFUSES("BROADCAST {'nick':'Someadmin'}", "BROADCAST 'x'");
    case_end(&c);
}
END_TEST

TEST_MAIN("frame_talk", msg_has_user_text_and_time,
          the_last_of_equal_members_wins, messages_need_who_and_what,
          whispers_have_an_id, ids_that_are_none_become_0,
          broadcasts_may_have_a_sender)
