#include "command.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static const char *const yes_no[] = {"Yes", "No \"thanks\""};

/* A poll that nothing is wrong with. */
static dgg_command good_poll(void) {
    return (dgg_command){
        .kind = DGG_COMMAND_START_POLL,
        .text = " More chess? ",
        .as.poll = {.options = yes_no, .option_count = 2, .length_ms = 30000}};
}

static void expect_frame(dgg_command wanted, const char *frame) {
    command c;
    ck_assert_int_eq(command_init(&c, &wanted), DGG_OK);
    ck_assert_str_eq(c.frame, frame);
    ck_assert_int_eq(c.kind, wanted.kind);
    command_free(&c);
}

static void expect_error(dgg_command wanted, dgg_error error) {
    command c;
    ck_assert_int_eq(command_init(&c, &wanted), error);
}

START_TEST(talk_is_trimmed_and_raw) {
    expect_frame((dgg_command){.kind = DGG_COMMAND_MESSAGE,
                               .text = " hi \"you\" \xF0\x9F\x98\x80\n"},
                 "MSG {\"data\":\"hi \\\"you\\\" \xF0\x9F\x98\x80\"}");
    expect_frame((dgg_command){.kind = DGG_COMMAND_WHISPER,
                               .nick = "Bird",
                               .text = "/me waves"},
                 "PRIVMSG {\"nick\":\"Bird\",\"data\":\"/me waves\"}");
    expect_frame((dgg_command){.kind = DGG_COMMAND_BROADCAST, .text = "news"},
                 "BROADCAST {\"data\":\"news\"}");
}
END_TEST

START_TEST(durations_go_out_in_nanoseconds) {
    dgg_command mute = {.kind = DGG_COMMAND_MUTE, .nick = "bird"};
    expect_frame(mute, "MUTE {\"data\":\"bird\"}");
    mute.as.sanction.duration_ms = 600000;
    expect_frame(mute, "MUTE {\"data\":\"bird\",\"duration\":600000000000}");
    mute.as.sanction.duration_ms = DGG_MUTE_MAX_MS;
    expect_frame(mute, "MUTE {\"data\":\"bird\",\"duration\":604800000000000}");
    mute.as.sanction.duration_ms++;
    expect_error(mute, DGG_ERROR_ARGUMENT);
    mute.as.sanction.duration_ms = -1;
    expect_error(mute, DGG_ERROR_ARGUMENT);
}
END_TEST

START_TEST(a_ban_has_a_reason_and_an_end) {
    dgg_command ban = {
        .kind = DGG_COMMAND_BAN, .nick = "bird", .text = " spam "};
    expect_frame(ban, "BAN {\"nick\":\"bird\",\"reason\":\"spam\","
                      "\"ispermanent\":false,\"banip\":false}");
    ban.as.sanction.bans_address = true;
    ban.as.sanction.duration_ms = 90000;
    expect_frame(ban, "BAN {\"nick\":\"bird\",\"reason\":\"spam\","
                      "\"duration\":90000000000,\"ispermanent\":false,"
                      "\"banip\":true}");
    ban.as.sanction.is_permanent = true;
    expect_frame(ban, "BAN {\"nick\":\"bird\",\"reason\":\"spam\","
                      "\"ispermanent\":true,\"banip\":true}");
    ban.as.sanction.duration_ms = -1;
    expect_frame(ban, "BAN {\"nick\":\"bird\",\"reason\":\"spam\","
                      "\"ispermanent\":true,\"banip\":true}");
    ban.as.sanction.is_permanent = false;
    ban.as.sanction.duration_ms = INT64_MAX;
    expect_error(ban, DGG_ERROR_ARGUMENT);
    ban.as.sanction.duration_ms = -1;
    expect_error(ban, DGG_ERROR_ARGUMENT);
    ban.as.sanction.duration_ms = 0;
    ban.text = " ";
    expect_error(ban, DGG_ERROR_TEXT_EMPTY);
}
END_TEST

START_TEST(what_concerns_somebody_names_him) {
    static const dgg_command_kind kinds[] = {
        DGG_COMMAND_WHISPER, DGG_COMMAND_MUTE,  DGG_COMMAND_UNMUTE,
        DGG_COMMAND_BAN,     DGG_COMMAND_UNBAN, DGG_COMMAND_SPOTLIGHT,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        dgg_command wanted = {.kind = kinds[i], .text = "hi"};
        expect_error(wanted, DGG_ERROR_NICK);
        wanted.nick = "a b";
        expect_error(wanted, DGG_ERROR_NICK);
    }
    expect_frame((dgg_command){.kind = DGG_COMMAND_UNMUTE, .nick = "bird"},
                 "UNMUTE {\"data\":\"bird\"}");
    expect_frame((dgg_command){.kind = DGG_COMMAND_UNBAN, .nick = "bird"},
                 "UNBAN {\"data\":\"bird\"}");
}
END_TEST

START_TEST(texts_follow_the_servers_rules) {
    static const dgg_command_kind kinds[] = {
        DGG_COMMAND_MESSAGE,   DGG_COMMAND_WHISPER,    DGG_COMMAND_BAN,
        DGG_COMMAND_BROADCAST, DGG_COMMAND_START_POLL, DGG_COMMAND_ADD_PHRASE,
    };
    char long_text[514];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        dgg_command wanted = {.kind = kinds[i], .nick = "bird"};
        expect_error(wanted, DGG_ERROR_TEXT_EMPTY);
        wanted.text = "a\xC2\xA0z";
        expect_error(wanted, DGG_ERROR_TEXT_CHARACTER);
        wanted.text = long_text;
        expect_error(wanted, DGG_ERROR_TEXT_LONG);
    }
}
END_TEST

START_TEST(an_empty_pin_unpins) {
    dgg_command pin = {.kind = DGG_COMMAND_PIN, .text = "Read the rules"};
    expect_frame(pin, "PIN {\"data\":\"Read the rules\"}");
    pin.text = "";
    expect_frame(pin, "PIN {\"data\":\"\"}");
    pin.text = NULL;
    expect_frame(pin, "PIN {\"data\":\"\"}");
    pin.text = "  ";
    expect_error(pin, DGG_ERROR_TEXT_EMPTY);
}
END_TEST

START_TEST(subscriber_mode_has_a_tier) {
    dgg_command mode = {.kind = DGG_COMMAND_SUB_ONLY,
                        .as.sub_only = {.is_on = true}};
    expect_frame(mode, "SUBONLY {\"data\":\"on\"}");
    mode.as.sub_only.tier = 5;
    expect_frame(mode, "SUBONLY {\"data\":\"on\",\"tier\":5}");
    mode.as.sub_only.is_on = false;
    expect_frame(mode, "SUBONLY {\"data\":\"off\"}");
    mode.as.sub_only.tier = 6;
    expect_error(mode, DGG_ERROR_ARGUMENT);
    mode.as.sub_only.tier = -1;
    expect_error(mode, DGG_ERROR_ARGUMENT);
}
END_TEST

START_TEST(a_poll_asks_and_lists) {
    dgg_command poll = good_poll();
    expect_frame(poll, "STARTPOLL {\"weighted\":false,\"time\":30000,"
                       "\"question\":\"More chess?\","
                       "\"options\":[\"Yes\",\"No \\\"thanks\\\"\"]}");
    poll.as.poll.is_weighted = true;
    poll.as.poll.length_ms = DGG_NEW_POLL_MAX_MS;
    expect_frame(poll, "STARTPOLL {\"weighted\":true,\"time\":600000,"
                       "\"question\":\"More chess?\","
                       "\"options\":[\"Yes\",\"No \\\"thanks\\\"\"]}");
}
END_TEST

START_TEST(a_polls_options_lose_outer_blanks) {
    static const char *const blank[] = {" Yes\xc2\xa0", "No "};
    dgg_command poll = good_poll();
    command c;
    poll.as.poll.options = blank;
    ck_assert_int_eq(command_init(&c, &poll), DGG_OK);
    ck_assert_ptr_nonnull(strstr(c.frame, "\"options\":[\"Yes\",\"No\"]"));
    command_free(&c);
}
END_TEST

START_TEST(a_poll_that_cannot_be_is_refused) {
    static const char *const one_empty[] = {"Yes", " "};
    static const char *const one_missing[] = {"Yes", NULL};
    const char *many[DGG_NEW_POLL_OPTIONS + 1];
    for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
        many[i] = "x";
    }
    dgg_command poll = good_poll();
    poll.text = "More chess";
    expect_error(poll, DGG_ERROR_ARGUMENT);
    poll = good_poll();
    poll.as.poll.option_count = 1;
    expect_error(poll, DGG_ERROR_ARGUMENT);
    poll.as.poll.options = NULL;
    poll.as.poll.option_count = 2;
    expect_error(poll, DGG_ERROR_ARGUMENT);
    poll.as.poll.options = many;
    poll.as.poll.option_count = DGG_NEW_POLL_OPTIONS + 1;
    expect_error(poll, DGG_ERROR_ARGUMENT);
    poll.as.poll.options = one_empty;
    poll.as.poll.option_count = 2;
    expect_error(poll, DGG_ERROR_TEXT_EMPTY);
    poll.as.poll.options = one_missing;
    expect_error(poll, DGG_ERROR_TEXT_EMPTY);
    poll = good_poll();
    poll.as.poll.length_ms = DGG_NEW_POLL_MIN_MS - 1;
    expect_error(poll, DGG_ERROR_ARGUMENT);
    poll.as.poll.length_ms = DGG_NEW_POLL_MAX_MS + 1;
    expect_error(poll, DGG_ERROR_ARGUMENT);
}
END_TEST

START_TEST(a_frame_fits_the_server) {
    char text[513];
    const char *many[DGG_NEW_POLL_OPTIONS];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
        many[i] = text;
    }
    dgg_command poll = good_poll();
    poll.as.poll.options = many;
    poll.as.poll.option_count = 11;
    command c;
    ck_assert_int_eq(command_init(&c, &poll), DGG_OK);
    ck_assert_uint_le(strlen(c.frame), DGG_FRAME_BYTES);
    command_free(&c);
    poll.as.poll.option_count = 12;
    expect_error(poll, DGG_ERROR_TEXT_LONG);
}
END_TEST

START_TEST(a_vote_is_a_decimal_string) {
    expect_frame((dgg_command){.kind = DGG_COMMAND_CAST_VOTE, .as.vote = 12},
                 "CASTVOTE {\"vote\":\"12\"}");
    expect_error((dgg_command){.kind = DGG_COMMAND_CAST_VOTE},
                 DGG_ERROR_ARGUMENT);
    expect_error((dgg_command){.kind = DGG_COMMAND_CAST_VOTE, .as.vote = -1},
                 DGG_ERROR_ARGUMENT);
}
END_TEST

START_TEST(what_was_told_is_quoted_exactly) {
    dgg_command spotlight = {.kind = DGG_COMMAND_SPOTLIGHT,
                             .nick = "bird",
                             .text = " a\tb\xC2\xA0 ",
                             .as.timestamp_ms = 1788623391400};
    expect_frame(spotlight, "SPOTLIGHT {\"nick\":\"bird\","
                            "\"messageTimestamp\":1788623391400,"
                            "\"data\":\" a\\tb\xC2\xA0 \"}");
    spotlight.as.timestamp_ms = 0;
    expect_error(spotlight, DGG_ERROR_ARGUMENT);
    spotlight.text = "\xFF";
    expect_error(spotlight, DGG_ERROR_TEXT_CHARACTER);
    spotlight.text = "";
    expect_error(spotlight, DGG_ERROR_TEXT_EMPTY);
    expect_frame(
        (dgg_command){.kind = DGG_COMMAND_REMOVE_PHRASE, .text = "/a\\d/"},
        "REMOVEPHRASE {\"data\":\"/a\\\\d/\"}");
    expect_frame((dgg_command){.kind = DGG_COMMAND_ADD_PHRASE, .text = "b"},
                 "ADDPHRASE {\"data\":\"b\"}");
}
END_TEST

START_TEST(keys_are_short_and_visible) {
    static const dgg_command_kind kinds[] = {DGG_COMMAND_REMOVE_EVENT,
                                             DGG_COMMAND_UNSPOTLIGHT};
    char key[DGG_KEY_BYTES + 2];
    memset(key, 'a', sizeof key - 1);
    key[sizeof key - 1] = '\0';
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        dgg_command wanted = {.kind = kinds[i]};
        expect_error(wanted, DGG_ERROR_ARGUMENT);
        wanted.text = "a b";
        expect_error(wanted, DGG_ERROR_ARGUMENT);
        wanted.text = key;
        expect_error(wanted, DGG_ERROR_ARGUMENT);
    }
    expect_frame((dgg_command){.kind = kinds[0], .text = "5f0d-1"},
                 "REMOVEEVENT {\"data\":\"5f0d-1\"}");
    expect_frame((dgg_command){.kind = kinds[1], .text = "5f0d"},
                 "UNSPOTLIGHT {\"data\":\"5f0d\"}");
}
END_TEST

START_TEST(the_rest_says_nothing) {
    expect_frame((dgg_command){.kind = DGG_COMMAND_STOP_POLL, .text = "no"},
                 "STOPPOLL {}");
    expect_frame((dgg_command){.kind = DGG_COMMAND_DIE}, "DIE {\"data\":\"\"}");
    expect_frame((dgg_command){.kind = DGG_COMMAND_RELOAD_USERS},
                 "RELOADUSERS {}");
    expect_frame((dgg_command){.kind = DGG_COMMAND_PING}, "PING {}");
    expect_error((dgg_command){.kind = DGG_COMMAND_KINDS}, DGG_ERROR_ARGUMENT);
}
END_TEST

START_TEST(keeps_what_it_said) {
    command c;
    dgg_command vote = {.kind = DGG_COMMAND_CAST_VOTE, .as.vote = 2};
    ck_assert_int_eq(command_init(&c, &vote), DGG_OK);
    ck_assert_str_eq(c.text, "2");
    ck_assert_str_eq(c.nick, "");
    command_free(&c);
    dgg_command mode = {.kind = DGG_COMMAND_SUB_ONLY};
    ck_assert_int_eq(command_init(&c, &mode), DGG_OK);
    ck_assert_str_eq(c.text, "off");
    command_free(&c);
    char nick[] = "bird";
    char text[] = " hi ";
    dgg_command whisper = {
        .kind = DGG_COMMAND_WHISPER, .nick = nick, .text = text};
    ck_assert_int_eq(command_init(&c, &whisper), DGG_OK);
    nick[0] = text[1] = '?';
    ck_assert_str_eq(c.nick, "bird");
    ck_assert_str_eq(c.text, "hi");
    command_free(&c);
}
END_TEST

TEST_MAIN("command", talk_is_trimmed_and_raw, durations_go_out_in_nanoseconds,
          a_ban_has_a_reason_and_an_end, what_concerns_somebody_names_him,
          texts_follow_the_servers_rules, an_empty_pin_unpins,
          subscriber_mode_has_a_tier, a_poll_asks_and_lists,
          a_polls_options_lose_outer_blanks, a_poll_that_cannot_be_is_refused,
          a_frame_fits_the_server, a_vote_is_a_decimal_string,
          what_was_told_is_quoted_exactly, keys_are_short_and_visible,
          the_rest_says_nothing, keeps_what_it_said)
