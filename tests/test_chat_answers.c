#include "chat_internal.h"
#include "test.h"

static char hi[] = "hi";
static const chat_text message = {.text = hi};
static const chat_text whisper = {.nick = "bird", .text = hi};

static dgg_event from(dgg_event_kind kind, const char *nick, const char *text) {
    return (dgg_event){.kind = kind, .user.nick = nick, .text = text};
}

static void expect(const chat_text *text, dgg_event event, chat_answer answer) {
    ck_assert_int_eq(chat_answer_to(text, &event, "viewer"), answer);
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
          what_is_overdue_is_taken_first, what_is_too_late_never_comes)
