#include "frame_case.h"

#include <stdio.h>

#define SEPTEMBER INT64_C(1788634800000) /* 2026-09-05T19:00:00Z */

START_TEST(a_poll_is_read_whole) {
    frame_case c = {0};
    const dgg_event *e = case_read(
        &c, "POLLSTART {'canvote':true,'myvote':2,'nick':'ModMike',"
            "'weighted':true,'start':'2026-09-05T19:00:00.123456789Z',"
            "'now':'2026-09-05T19:00:04.5Z','time':30000,"
            "'question':'More chess?','options':['Yes','No'],"
            "'totals':[3,1],'totalvotes':4}");
    const dgg_poll *poll = &e->as.poll;
    ck_assert_int_eq(e->kind, DGG_EVENT_POLL_START);
    ck_assert_str_eq(e->user.nick, "ModMike");
    ck_assert_str_eq(poll->question, "More chess?");
    ck_assert_uint_eq(poll->option_count, 2);
    ck_assert_str_eq(poll->options[0].text, "Yes");
    ck_assert_int_eq(poll->options[0].total, 3);
    ck_assert_str_eq(poll->options[1].text, "No");
    ck_assert_int_eq(poll->options[1].total, 1);
    ck_assert_int_eq(poll->total_votes, 4);
    ck_assert_int_eq(poll->start_ms, SEPTEMBER + 123);
    ck_assert_int_eq(poll->now_ms, SEPTEMBER + 4500);
    ck_assert_int_eq(poll->length_ms, 30000);
    ck_assert_int_eq(poll->own_vote, 2);
    ck_assert(poll->can_vote);
    ck_assert(poll->is_weighted);
    case_end(&c);
}
END_TEST

START_TEST(times_may_be_seconds_or_missing) {
    static const struct {
        const char *frame;
        int64_t start_ms;
        int64_t now_ms;
    } rows[] = {
        {"POLLSTART {'options':['a'],'start':10,'now':12}", 10000, 12000},
        {"POLLSTART {'options':['a'],'start':'10','now':'12'}", 10000, 12000},
        {"POLLSTART {'options':['a']}", 1000, 1000},
        {"POLLSTART {'options':['a'],'now':12}", 12000, 12000},
        {"POLLSTART {'options':['a'],'timestamp':9000,'start':5}", 5000, 9000},
        {"POLLSTART {'options':['a'],'start':'soon','now':[]}", 1000, 1000},
        {"POLLSTART {'options':['a'],'start':-5,'now':0}", 1000, 1000},
        {"POLLSTART {'options':['a'],'start':9223372036854775807,'now':12}",
         12000, 12000},
        /* The end of a poll is never further away than its length. */
        {"POLLSTART {'options':['a'],'start':15,'now':12}", 12000, 12000},
    };
    frame_case c = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const dgg_poll *poll = &case_read(&c, rows[i].frame)->as.poll;
        ck_assert_int_eq(poll->start_ms, rows[i].start_ms);
        ck_assert_int_eq(poll->now_ms, rows[i].now_ms);
    }
    case_end(&c);
}
END_TEST

START_TEST(totals_fit_the_options) {
    frame_case c = {0};
    const dgg_poll *poll = &c.event.as.poll;
    case_read(&c, "POLLSTART {'options':['a','b','c'],'totals':[7]}");
    ck_assert_int_eq(poll->options[0].total, 7);
    ck_assert_int_eq(poll->options[1].total, 0);
    ck_assert_int_eq(poll->options[2].total, 0);
    ck_assert_int_eq(poll->total_votes, 7);
    case_read(&c, "POLLSTART {'options':['a','b'],'totals':[-1,'4',9,9],"
                  "'totalvotes':-3}");
    ck_assert_int_eq(poll->options[0].total, 0);
    ck_assert_int_eq(poll->options[1].total, 4);
    ck_assert_int_eq(poll->total_votes, 4);
    case_read(&c, "POLLSTART {'options':['a'],'totals':'many'}");
    ck_assert_int_eq(poll->options[0].total, 0);
    case_end(&c);
}
END_TEST

START_TEST(options_keep_their_numbers) {
    frame_case c = {0};
    const dgg_poll *poll = &c.event.as.poll;
    case_read(&c, "POLLSTART {'options':['a',5,null,'d']}");
    ck_assert_uint_eq(poll->option_count, 4);
    ck_assert_str_eq(poll->options[1].text, "");
    ck_assert_str_eq(poll->options[3].text, "d");
    CASE_REFUSES("POLLSTART {}", "POLLSTART null", "POLLSTART {'options':[]}",
                 "POLLSTART {'options':{'a':'b'}}",
                 "POLLSTART {'options':'a or b'}");
    case_end(&c);
}
END_TEST

START_TEST(options_are_cut_to_their_bound) {
    frame_case c = {0};
    char frame[4 * DGG_POLL_OPTIONS + 100];
    size_t at = (size_t)snprintf(frame, sizeof frame, "POLLSTART {'options':[");
    for (int i = 0; i < DGG_POLL_OPTIONS; i++) {
        at += (size_t)snprintf(frame + at, sizeof frame - at, "'o',");
    }
    snprintf(frame + at, sizeof frame - at, "'last'],'myvote':%d}",
             DGG_POLL_OPTIONS + 1);
    case_read(&c, frame);
    ck_assert_uint_eq(c.event.as.poll.option_count, DGG_POLL_OPTIONS);
    ck_assert_str_eq(c.event.as.poll.options[DGG_POLL_OPTIONS - 1].text, "o");
    ck_assert_int_eq(c.event.as.poll.own_vote, 0);
    case_end(&c);
}
END_TEST

START_TEST(a_vote_that_is_no_option_is_none) {
    static const struct {
        const char *frame;
        int own_vote;
    } rows[] = {
        {"POLLSTART {'options':['a','b'],'myvote':1}", 1},
        {"POLLSTART {'options':['a','b'],'myvote':'2'}", 2},
        {"POLLSTART {'options':['a','b'],'myvote':0}", 0},
        {"POLLSTART {'options':['a','b'],'myvote':-1}", 0},
        {"POLLSTART {'options':['a','b'],'myvote':3}", 0},
        {"POLLSTART {'options':['a','b'],'myvote':null}", 0},
        {"POLLSTART {'options':['a','b']}", 0},
    };
    frame_case c = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_int_eq(case_read(&c, rows[i].frame)->as.poll.own_vote,
                         rows[i].own_vote);
    }
    case_end(&c);
}
END_TEST

START_TEST(wrong_types_of_a_poll_count_as_absent) {
    frame_case c = {0};
    const dgg_poll *poll = &c.event.as.poll;
    case_read(&c, "POLLSTART {'options':['a'],'question':5,'canvote':'maybe',"
                  "'weighted':[],'time':'long','nick':{}}");
    ck_assert_str_eq(poll->question, "");
    ck_assert(!poll->can_vote);
    ck_assert(!poll->is_weighted);
    ck_assert_int_eq(poll->length_ms, 0);
    ck_assert_str_eq(c.event.user.nick, "");
    case_read(&c, "POLLSTART {'options':['a'],'canvote':1,'weighted':'1'}");
    ck_assert(poll->can_vote);
    ck_assert(poll->is_weighted);
    case_end(&c);
}
END_TEST

START_TEST(a_poll_stops_with_or_without_its_totals) {
    frame_case c = {0};
    const dgg_poll *poll = &c.event.as.poll;
    ck_assert_int_eq(case_read(&c, "POLLSTOP {}")->kind, DGG_EVENT_POLL_STOP);
    ck_assert_uint_eq(poll->option_count, 0);
    ck_assert_str_eq(poll->question, "");
    case_read(&c, "POLLSTOP null");
    case_read(&c, "POLLSTOP {'question':'q?','options':['a','b'],"
                  "'totals':[5,6],'totalvotes':11,'nick':'ModMike'}");
    ck_assert_str_eq(poll->question, "q?");
    ck_assert_uint_eq(poll->option_count, 2);
    ck_assert_int_eq(poll->options[1].total, 6);
    ck_assert_int_eq(poll->total_votes, 11);
    case_end(&c);
}
END_TEST

START_TEST(votes_come_in_three_shapes) {
    frame_case c = {0};
    const dgg_vote *vote = &c.event.as.vote;
    case_read(&c, "VOTECAST {'vote':'2','quantity':8}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_VOTE_CAST);
    ck_assert_int_eq(vote->option, 2);
    ck_assert_int_eq(vote->quantity, 8);
    ck_assert_str_eq(c.event.user.nick, "");
    case_read(&c, "VOTECAST {'vote':1,'quantity':'4'}");
    ck_assert_int_eq(vote->option, 1);
    ck_assert_int_eq(vote->quantity, 4);
    case_read(&c, "VOTECAST {'nick':'bird','features':['flair13'],"
                  "'vote':'1'}");
    ck_assert_int_eq(vote->option, 1);
    ck_assert_int_eq(vote->quantity, 0);
    ck_assert_str_eq(c.event.user.nick, "bird");
    ck_assert_int_eq(dgg_vote_weight(&c.event, true), 2);
    case_read(&c, "VOTECOUNTED {'vote':'3'}");
    ck_assert_int_eq(c.event.kind, DGG_EVENT_VOTE_COUNTED);
    ck_assert_int_eq(vote->option, 3);
    case_end(&c);
}
END_TEST

START_TEST(votes_need_an_option) {
    frame_case c = {0};
    case_read(&c, "VOTECAST {'vote':'1','quantity':null}");
    ck_assert_int_eq(c.event.as.vote.quantity, 0);
    case_read(&c, "VOTECAST {'vote':'1','quantity':'many'}");
    ck_assert_int_eq(c.event.as.vote.quantity, 0);
    CASE_REFUSES("VOTECAST {'quantity':8}", "VOTECAST {'vote':'0'}",
                 "VOTECAST {'vote':-1}", "VOTECAST {'vote':'one'}",
                 "VOTECAST {'vote':1.5}", "VOTECAST {'vote':null}",
                 "VOTECAST {'vote':4294967297}", "VOTECAST '1'",
                 "VOTECAST {'vote':'2','quantity':-1}",
                 "VOTECAST {'vote':'2','quantity':'-1'}", "VOTECOUNTED {}",
                 "VOTECOUNTED null");
    case_end(&c);
}
END_TEST

TEST_MAIN("frame_polls", a_poll_is_read_whole, times_may_be_seconds_or_missing,
          totals_fit_the_options, options_keep_their_numbers,
          options_are_cut_to_their_bound, a_vote_that_is_no_option_is_none,
          wrong_types_of_a_poll_count_as_absent,
          a_poll_stops_with_or_without_its_totals, votes_come_in_three_shapes,
          votes_need_an_option)
