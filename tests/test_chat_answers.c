#include "chat_internal.h"
#include "test.h"

static char hi[] = "hi";
static const command message = {.kind = DGG_COMMAND_MESSAGE, .text = hi};
static const command whisper = {
    .kind = DGG_COMMAND_WHISPER, .nick = "bird", .text = hi};

static dgg_event from(dgg_event_kind kind, const char *nick, const char *text) {
    return (dgg_event){.kind = kind, .user.nick = nick, .text = text};
}

static void expect(const command *c, dgg_event event, chat_answer answer) {
    ck_assert_int_eq(chat_answer_to(c, &event, "viewer"), answer);
}

START_TEST(each_has_its_own_confirmation) {
    const dgg_event echo = from(DGG_EVENT_MESSAGE, "Viewer", " hi\n");
    const dgg_event sent = from(DGG_EVENT_WHISPER_SENT, "", "");
    expect(&message, echo, CHAT_ANSWER_YES);
    expect(&message, sent, CHAT_ANSWER_NONE);
    expect(&whisper, sent, CHAT_ANSWER_YES);
    expect(&whisper, echo, CHAT_ANSWER_NONE);
}
END_TEST

START_TEST(an_echo_has_our_nick_and_our_text) {
    expect(&message, from(DGG_EVENT_MESSAGE, "bird", "hi"), CHAT_ANSWER_NONE);
    expect(&message, from(DGG_EVENT_MESSAGE, "viewer", "Hi"), CHAT_ANSWER_NONE);
    expect(&message, from(DGG_EVENT_MESSAGE, "viewer", "hi!"),
           CHAT_ANSWER_NONE);
    const dgg_event echo = from(DGG_EVENT_MESSAGE, "", "hi");
    ck_assert_int_eq(chat_answer_to(&message, &echo, ""), CHAT_ANSWER_NONE);
}
END_TEST

START_TEST(a_refusal_concerns_what_it_can) {
    static const struct {
        const char *description;
        chat_answer to_message;
        chat_answer to_whisper;
    } cases[] = {
        {"throttled", CHAT_ANSWER_NO, CHAT_ANSWER_NO},
        {"needlogin", CHAT_ANSWER_NO, CHAT_ANSWER_NO},
        {"something new", CHAT_ANSWER_NO, CHAT_ANSWER_NO},
        {"muted", CHAT_ANSWER_NO, CHAT_ANSWER_NONE},
        {"submode", CHAT_ANSWER_NO, CHAT_ANSWER_NONE},
        {"duplicate", CHAT_ANSWER_NO, CHAT_ANSWER_NONE},
        {"notfound", CHAT_ANSWER_NONE, CHAT_ANSWER_NO},
        {"privmsgbanned", CHAT_ANSWER_NONE, CHAT_ANSWER_NO},
        {"noactivepoll", CHAT_ANSWER_NONE, CHAT_ANSWER_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dgg_event event = from(DGG_EVENT_ERROR, "", cases[i].description);
        expect(&message, event, cases[i].to_message);
        expect(&whisper, event, cases[i].to_whisper);
    }
}
END_TEST

/* --- commands ------------------------------------------------------------ */

typedef struct answer_case {
    dgg_command_kind command;
    const char *nick;
    char *text;
    dgg_event event;
} answer_case;

static command said(const answer_case *one) {
    command c = {.kind = one->command, .text = one->text};
    snprintf(c.nick, sizeof c.nick, "%s", one->nick);
    return c;
}

static char empty[] = "";
static char question[] = "More?";
static char two[] = "2";
static char on[] = "on";

/* By the own nick, in another spelling where the event names somebody. */
static const answer_case good[] = {
    {DGG_COMMAND_MUTE,
     "Bird",
     empty,
     {.kind = DGG_EVENT_MUTE,
      .user.nick = "VIEWER",
      .as.moderation.target = "bIRD"}},
    {DGG_COMMAND_UNMUTE,
     "bird",
     empty,
     {.kind = DGG_EVENT_UNMUTE,
      .user.nick = "viewer",
      .as.moderation.target = "Bird"}},
    {DGG_COMMAND_BAN,
     "bird",
     hi,
     {.kind = DGG_EVENT_BAN,
      .user.nick = "viewer",
      .as.moderation.target = "bird"}},
    {DGG_COMMAND_UNBAN,
     "bird",
     empty,
     {.kind = DGG_EVENT_UNBAN,
      .user.nick = "viewer",
      .as.moderation.target = "bird"}},
    {DGG_COMMAND_SUB_ONLY,
     "",
     on,
     {.kind = DGG_EVENT_SUB_ONLY,
      .user.nick = "viewer",
      .as.sub_only.is_on = true}},
    {DGG_COMMAND_BROADCAST,
     "",
     hi,
     {.kind = DGG_EVENT_BROADCAST, .user.nick = "System", .text = "hi"}},
    {DGG_COMMAND_PIN,
     "",
     empty,
     {.kind = DGG_EVENT_PIN, .user.nick = "viewer", .text = ""}},
    {DGG_COMMAND_START_POLL,
     "",
     question,
     {.kind = DGG_EVENT_POLL_START,
      .user.nick = "viewer",
      .as.poll.question = "More?"}},
    {DGG_COMMAND_STOP_POLL,
     "",
     empty,
     {.kind = DGG_EVENT_POLL_STOP, .user.nick = ""}},
    {DGG_COMMAND_CAST_VOTE,
     "",
     two,
     {.kind = DGG_EVENT_VOTE_COUNTED, .user.nick = "", .as.vote.option = 2}},
    {DGG_COMMAND_CAST_VOTE,
     "",
     two,
     {.kind = DGG_EVENT_VOTE_CAST, .user.nick = "Viewer", .as.vote.option = 2}},
    {DGG_COMMAND_ADD_PHRASE,
     "",
     hi,
     {.kind = DGG_EVENT_PHRASE_ADDED, .user.nick = "viewer", .text = "hi"}},
    {DGG_COMMAND_REMOVE_PHRASE,
     "",
     hi,
     {.kind = DGG_EVENT_PHRASE_REMOVED, .user.nick = "viewer", .text = "hi"}},
    {DGG_COMMAND_DIE,
     "",
     empty,
     {.kind = DGG_EVENT_DEATH, .user.nick = "viewer"}},
    {DGG_COMMAND_REMOVE_EVENT,
     "",
     hi,
     {.kind = DGG_EVENT_PAID_EVENTS, .user.nick = ""}},
    {DGG_COMMAND_SPOTLIGHT,
     "bird",
     hi,
     {.kind = DGG_EVENT_SPOTLIGHT, .user.nick = "Bird", .text = "hi"}},
    {DGG_COMMAND_UNSPOTLIGHT,
     "",
     hi,
     {.kind = DGG_EVENT_UNSPOTLIGHT,
      .user.nick = "",
      .as.spotlight.key = "hi"}},
    {DGG_COMMAND_PING, "", empty, {.kind = DGG_EVENT_PONG, .user.nick = ""}},
};

enum { GOOD = sizeof good / sizeof *good };

START_TEST(each_command_has_its_own_confirmation) {
    for (size_t i = 0; i < GOOD; i++) {
        for (size_t j = 0; j < GOOD; j++) {
            const command c = said(&good[i]);
            bool is_same = good[i].command == good[j].command;
            expect(&c, good[j].event,
                   is_same ? CHAT_ANSWER_YES : CHAT_ANSWER_NONE);
        }
    }
}
END_TEST

START_TEST(what_others_do_confirms_nothing) {
    for (size_t i = 0; i < GOOD; i++) {
        const command c = said(&good[i]);
        dgg_event event = good[i].event;
        bool names_us = dgg_nick_compare(event.user.nick, "viewer") == 0;
        event.user.nick = names_us ? "other" : event.user.nick;
        expect(&c, event, names_us ? CHAT_ANSWER_NONE : CHAT_ANSWER_YES);
        event.user.nick = names_us ? "" : event.user.nick;
        ck_assert_int_eq(chat_answer_to(&c, &event, ""),
                         names_us ? CHAT_ANSWER_NONE : CHAT_ANSWER_YES);
    }
}
END_TEST

START_TEST(what_is_about_something_else_confirms_nothing) {
    for (size_t i = 0; i < GOOD; i++) {
        static char other[] = "3";
        answer_case one = good[i];
        const command c = said(&one);
        one.nick = *one.nick == '\0' ? "" : "other";
        one.text = other;
        const command changed = said(&one);
        bool is_bare =
            *c.nick == '\0' && c.text == empty && c.kind != DGG_COMMAND_PIN;
        bool is_any = is_bare || c.kind == DGG_COMMAND_REMOVE_EVENT;
        expect(&changed, one.event,
               is_any ? CHAT_ANSWER_YES : CHAT_ANSWER_NONE);
    }
}
END_TEST

START_TEST(nothing_confirms_that_users_were_reloaded) {
    const command reload = {.kind = DGG_COMMAND_RELOAD_USERS, .text = empty};
    for (int kind = 0; kind < DGG_EVENT_KINDS; kind++) {
        if (kind != DGG_EVENT_ERROR) {
            expect(&reload, from((dgg_event_kind)kind, "viewer", ""),
                   CHAT_ANSWER_NONE);
        }
    }
    expect(&reload, from(DGG_EVENT_ERROR, "", "nopermission"), CHAT_ANSWER_NO);
}
END_TEST

START_TEST(each_command_has_its_own_refusals) {
    static const struct {
        dgg_command_kind command;
        const char *refused[4];
        const char *others[4];
    } cases[] = {
        {DGG_COMMAND_MUTE,
         {"nopermission", "protocolerror", "notfound"},
         {"muted", "duplicate", "alreadyvoted", "needbanreason"}},
        {DGG_COMMAND_UNMUTE, {"notfound", "nopermission"}, {"invalidmsg"}},
        {DGG_COMMAND_BAN,
         {"needbanreason", "notfound", "nopermission"},
         {"nochatting", "submode"}},
        {DGG_COMMAND_UNBAN, {"notfound"}, {"needbanreason"}},
        {DGG_COMMAND_SUB_ONLY, {"protocolerror"}, {"notfound", "submode"}},
        {DGG_COMMAND_BROADCAST, {"invalidmsg", "needlogin"}, {"duplicate"}},
        {DGG_COMMAND_PIN, {"invalidmsg"}, {"notfound"}},
        {DGG_COMMAND_START_POLL, {"activepoll"}, {"noactivepoll"}},
        {DGG_COMMAND_STOP_POLL, {"noactivepoll"}, {"activepoll"}},
        {DGG_COMMAND_CAST_VOTE,
         {"noactivepoll", "alreadyvoted", "protocolerror"},
         {"activepoll", "muted"}},
        {DGG_COMMAND_ADD_PHRASE,
         {"duplicatephrase", "invalidphrase"},
         {"nophrase"}},
        {DGG_COMMAND_REMOVE_PHRASE, {"nophrase"}, {"duplicatephrase"}},
        {DGG_COMMAND_DIE, {"cantbanprotected", "needlogin"}, {"muted"}},
        {DGG_COMMAND_REMOVE_EVENT, {"cantremoveevent"}, {"notfound"}},
        {DGG_COMMAND_SPOTLIGHT, {"notfound"}, {"cantremoveevent"}},
        {DGG_COMMAND_UNSPOTLIGHT, {"notfound"}, {"alreadyvoted"}},
        {DGG_COMMAND_PING, {NULL}, {"unknown", "something new"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const command c = {.kind = cases[i].command, .text = empty};
        for (size_t j = 0; j < 4 && cases[i].refused[j] != NULL; j++) {
            expect(&c, from(DGG_EVENT_ERROR, "", cases[i].refused[j]),
                   CHAT_ANSWER_NO);
        }
        for (size_t j = 0; j < 4 && cases[i].others[j] != NULL; j++) {
            expect(&c, from(DGG_EVENT_ERROR, "", cases[i].others[j]),
                   CHAT_ANSWER_NONE);
        }
    }
}
END_TEST

/* --- late answers -------------------------------------------------------- */

START_TEST(what_is_overdue_is_taken_first) {
    chat_overdue overdue = {0};
    const dgg_event sent = from(DGG_EVENT_WHISPER_SENT, "", "");
    const dgg_event unknown = from(DGG_EVENT_ERROR, "", "notfound");
    const dgg_event muted = from(DGG_EVENT_ERROR, "", "muted");
    const dgg_event echo = from(DGG_EVENT_MESSAGE, "viewer", "hi");
    ck_assert(!chat_overdue_take(&overdue, &sent, 1000));
    chat_overdue_add(&overdue, 1000);
    chat_overdue_add(&overdue, 2000);
    ck_assert(!chat_overdue_take(&overdue, &muted, 2000));
    ck_assert(!chat_overdue_take(&overdue, &echo, 2000));
    ck_assert(chat_overdue_take(&overdue, &sent, 2000));
    ck_assert(chat_overdue_take(&overdue, &unknown, 2000));
    ck_assert(!chat_overdue_take(&overdue, &sent, 2000));
}
END_TEST

START_TEST(what_is_too_late_never_comes) {
    chat_overdue overdue = {0};
    const dgg_event sent = from(DGG_EVENT_WHISPER_SENT, "", "");
    chat_overdue_add(&overdue, 1000);
    chat_overdue_add(&overdue, 1000);
    ck_assert(chat_overdue_take(&overdue, &sent, 1000 + CHAT_OVERDUE_MS - 1));
    ck_assert(!chat_overdue_take(&overdue, &sent, 1000 + CHAT_OVERDUE_MS));
    chat_overdue_add(&overdue, 100000);
    ck_assert(chat_overdue_take(&overdue, &sent, 100001));
    ck_assert(!chat_overdue_take(&overdue, &sent, 100002));
}
END_TEST

TEST_MAIN("chat_answers", each_has_its_own_confirmation,
          an_echo_has_our_nick_and_our_text, a_refusal_concerns_what_it_can,
          each_command_has_its_own_confirmation,
          what_others_do_confirms_nothing,
          what_is_about_something_else_confirms_nothing,
          nothing_confirms_that_users_were_reloaded,
          each_command_has_its_own_refusals, what_is_overdue_is_taken_first,
          what_is_too_late_never_comes)
