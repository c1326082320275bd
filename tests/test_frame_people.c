#include "frame_case.h"

START_TEST(me_may_be_nobody) {
    frame_case c = {0};
    ck_assert_str_eq(case_read(&c, "ME null")->user.nick, "");
    ck_assert_str_eq(c.event.user.watching.platform, "");
    ck_assert_uint_eq(c.event.user.sent, 0);
    case_read(&c, "ME {'id':7,'nick':'anna','subscription':{'tier':2}}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_ME);
    ck_assert_str_eq(c.event.user.nick, "anna");
    ck_assert_int_eq(c.event.user.subscription.tier, 2);
    CASE_REFUSES("ME ", "ME {}", "ME {'nick':null}", "ME 'anna'", "ME []");
    case_end(&c);
}
END_TEST

START_TEST(presence_needs_a_nick) {
    frame_case c = {0};
    ck_assert_int_eq(case_read(&c, "JOIN {'nick':'anna'}")->kind,
                     DGG_EVENT_JOIN);
    ck_assert_str_eq(c.event.user.nick, "anna");
    ck_assert_int_eq(c.event.timestamp_ms, CASE_RECEIVED_MS);
    ck_assert_int_eq(case_read(&c, "QUIT {'nick':'anna','timestamp':5}")->kind,
                     DGG_EVENT_QUIT);
    ck_assert_int_eq(c.event.timestamp_ms, 5);
    CASE_REFUSES("JOIN {'id':5}", "QUIT null", "JOIN {'nick':''}");
    case_end(&c);
}
END_TEST

START_TEST(names_lists_who_has_a_nick) {
    frame_case c = {0};
    const dgg_event *e = case_read(
        &c, "NAMES {'users':[{'nick':'anna','features':['vip'],'id':'5'},null,"
            "{'id':5},'bert',{'id':6,'nick':'carol','watching':null}],"
            "'connectioncount':9}");
    const dgg_user *users = e->as.names.users;
    ck_assert_int_eq(e->kind, DGG_EVENT_NAMES);
    ck_assert_int_eq(e->as.names.connection_count, 9);
    ck_assert_uint_eq(e->as.names.user_count, 2);
    ck_assert_str_eq(users[0].nick, "anna");
    ck_assert(dgg_user_has(&users[0], "vip"));
    ck_assert_uint_eq(users[0].sent, DGG_USER_ID | DGG_USER_FEATURES);
    ck_assert_str_eq(users[1].nick, "carol");
    ck_assert_int_eq(users[1].id, 6);
    ck_assert_uint_eq(users[1].sent, DGG_USER_ID | DGG_USER_WATCHING);
    case_end(&c);
}
END_TEST

START_TEST(names_may_be_nobody) {
    frame_case c = {0};
    case_read(&c, "NAMES {'users':null,'connectioncount':-4}");
    ck_assert_uint_eq(c.event.as.names.user_count, 0);
    ck_assert_int_eq(c.event.as.names.connection_count, 0);
    ck_assert_uint_eq(case_read(&c, "NAMES {}")->as.names.user_count, 0);
    case_read(&c, "NAMES {'users':[],'connectioncount':'12'}");
    ck_assert_int_eq(c.event.as.names.connection_count, 12);
    CASE_REFUSES("NAMES []", "NAMES null", "NAMES {'users':{}}",
                 "NAMES {'users':'x'}");
    case_end(&c);
}
END_TEST

/* `users` or `removed`, one more than an event holds. */
static char *too_many(const char *start, const char *element) {
    size_t bytes = strlen(element);
    char *frame = malloc((DGG_NAMES_USERS + 10) * bytes);
    ck_assert_ptr_nonnull(frame);
    size_t at = strlen(strcpy(frame, start));
    for (int i = 0; i <= DGG_NAMES_USERS; i++) {
        memcpy(frame + at, element, bytes);
        at += bytes;
    }
    strcpy(frame + at - 1, "]}");
    return frame;
}

START_TEST(lists_are_cut_to_their_bound) {
    frame_case c = {0};
    char *names = too_many("NAMES {'users':[", "{'nick':'a'},");
    char *delta = too_many("USERSDELTA {'removed':[", "{'nick':'a'},");
    ck_assert_uint_eq(case_read(&c, names)->as.names.user_count,
                      DGG_NAMES_USERS);
    ck_assert_uint_eq(case_read(&c, delta)->as.users_delta.removed_count,
                      DGG_NAMES_USERS);
    free(names);
    free(delta);
    case_end(&c);
}
END_TEST

START_TEST(a_delta_says_who_came_and_who_left) {
    frame_case c = {0};
    const dgg_event *e = case_read(
        &c, "USERSDELTA {'users':[{'id':5,'nick':'anna'},{'id':6},7],"
            "'removed':[{'nick':'bert'},'carol',null,{'nick':5},{}]}");
    const dgg_users_delta *delta = &e->as.users_delta;
    ck_assert_int_eq(e->kind, DGG_EVENT_USERS_DELTA);
    ck_assert_uint_eq(delta->user_count, 1);
    ck_assert_str_eq(delta->users[0].nick, "anna");
    ck_assert_uint_eq(delta->removed_count, 2);
    ck_assert_str_eq(delta->removed[0], "bert");
    ck_assert_str_eq(delta->removed[1], "carol");
    case_end(&c);
}
END_TEST

START_TEST(a_delta_may_have_one_half_only) {
    frame_case c = {0};
    case_read(&c, "USERSDELTA {'removed':[{'nick':'bert'}]}");
    ck_assert_uint_eq(c.event.as.users_delta.user_count, 0);
    ck_assert_uint_eq(c.event.as.users_delta.removed_count, 1);
    case_read(&c, "USERSDELTA {'users':[{'nick':'bert'}],'removed':null}");
    ck_assert_uint_eq(c.event.as.users_delta.user_count, 1);
    ck_assert_uint_eq(c.event.as.users_delta.removed_count, 0);
    case_read(&c, "USERSDELTA {}");
    ck_assert_uint_eq(c.event.as.users_delta.user_count, 0);
    CASE_REFUSES("USERSDELTA null", "USERSDELTA []", "USERSDELTA {'users':5}",
                 "USERSDELTA {'removed':{'nick':'bert'}}");
    case_end(&c);
}
END_TEST

START_TEST(an_update_is_a_user) {
    frame_case c = {0};
    case_read(&c, "UPDATEUSER {'id':5,'nick':'anna','features':['flair1']}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_USER_UPDATED);
    ck_assert_int_eq(c.event.user.id, 5);
    ck_assert(dgg_user_has(&c.event.user, "flair1"));
    CASE_REFUSES("UPDATEUSER null", "UPDATEUSER {}", "UPDATEUSER [1]",
                 "UPDATEUSER {'id':5}", "UPDATEUSER ");
    case_end(&c);
}
END_TEST

START_TEST(a_refresh_says_new_rights) {
    frame_case c = {0};
    case_read(&c, "REFRESH {'nick':'anna','features':['vip'],'timestamp':9}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_REFRESH);
    ck_assert(dgg_user_has(&c.event.user, "vip"));
    ck_assert_int_eq(c.event.timestamp_ms, 9);
    ck_assert_str_eq(case_read(&c, "REFRESH null")->user.nick, "");
    case_end(&c);
}
END_TEST

TEST_MAIN("frame_people", me_may_be_nobody, presence_needs_a_nick,
          names_lists_who_has_a_nick, names_may_be_nobody,
          lists_are_cut_to_their_bound, a_delta_says_who_came_and_who_left,
          a_delta_may_have_one_half_only, an_update_is_a_user,
          a_refresh_says_new_rights)
