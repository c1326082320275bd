#include "input_command.h"
#include "test.h"

#include <string.h>

static void assert_text(const char *typed, const char *text) {
    input_parsed parsed;
    input_parse(&parsed, typed);
    ck_assert_int_eq(parsed.command, COMMAND_TEXT);
    ck_assert_str_eq(parsed.text, text);
}

static void assert_command(const char *typed, input_command command,
                           const char *nick, const char *text) {
    input_parsed parsed;
    input_parse(&parsed, typed);
    ck_assert_msg(parsed.command == command, "%s", typed);
    ck_assert_str_eq(parsed.nick, nick);
    ck_assert_str_eq(parsed.text, text);
}

START_TEST(text_is_text) {
    assert_text("", "");
    assert_text("   ", "");
    assert_text("hello /w bob", "hello /w bob");
    assert_text(" /w bob hi", "/w bob hi");
    assert_text("/", "/");
    assert_text("/ w", "/ w");
    assert_text("/:(", "/:(");
}
END_TEST

START_TEST(two_slashes_send_one) {
    assert_text("//w bob hi", "/w bob hi");
    assert_text("//", "/");
}
END_TEST

START_TEST(me_goes_to_the_server) {
    assert_text("/me waves", "/me waves");
    assert_text("/ME waves", "/ME waves");
    assert_text("/me", "/me");
}
END_TEST

START_TEST(commands_have_arguments) {
    assert_command("/msg Bob hi there", COMMAND_WHISPER, "Bob", "hi there");
    assert_command("/w   Bob   hi  there", COMMAND_WHISPER, "Bob", "hi  there");
    assert_command("/w Bob", COMMAND_WHISPER, "Bob", "");
    assert_command("/w Bob  ", COMMAND_WHISPER, "Bob", "");
    assert_command("/w", COMMAND_WHISPER, "", "");
    assert_command("/open Amy", COMMAND_OPEN, "Amy", "");
    assert_command("/log Amy", COMMAND_LOG, "Amy", "");
    assert_command("/quit", COMMAND_QUIT, "", "");
}
END_TEST

START_TEST(aliases_and_cases_are_known) {
    static const char *const whispers[] = {
        "/msg", "/message", "/whisper", "/w", "/tell", "/t", "/NOTIFY", "/Msg"};
    for (size_t i = 0; i < sizeof whispers / sizeof *whispers; i++) {
        assert_command(whispers[i], COMMAND_WHISPER, "", "");
    }
    assert_command("/o Amy", COMMAND_OPEN, "Amy", "");
    assert_command("/R", COMMAND_REPLY, "", "");
    assert_command("/q", COMMAND_QUIT, "", "");
    assert_command("/exit", COMMAND_EXIT, "", "");
    assert_command("/connect", COMMAND_CONNECT, "", "");
    assert_command("/Disconnect", COMMAND_DISCONNECT, "", "");
    assert_command("/help", COMMAND_HELP, "", "");
}
END_TEST

START_TEST(the_unknown_is_not_sent) {
    assert_command("/wisper Bob hi", COMMAND_UNKNOWN, "Bob", "hi");
    assert_command("/w-Bob hi", COMMAND_UNKNOWN, "hi", "");
    assert_command("/ww", COMMAND_UNKNOWN, "", "");
    input_parsed parsed;
    input_parse(&parsed, "/WiSper Bob");
    ck_assert_str_eq(parsed.name, "WiSper");
}
END_TEST

START_TEST(long_words_are_cut_between_characters) {
    char typed[400] = "/w ";
    for (int i = 0; i < 50; i++) {
        strcat(typed, "\xE4\xBD\xA0");
    }
    strcat(typed, " hi");
    input_parsed parsed;
    input_parse(&parsed, typed);
    ck_assert_uint_eq(strlen(parsed.nick), COMMAND_WORD_BYTES - 1);
    ck_assert_str_eq(parsed.text, "hi");
    memset(typed, 'w', sizeof typed - 1);
    typed[0] = '/';
    typed[sizeof typed - 1] = '\0';
    input_parse(&parsed, typed);
    ck_assert_int_eq(parsed.command, COMMAND_UNKNOWN);
    ck_assert_uint_eq(strlen(parsed.name), COMMAND_WORD_BYTES - 1);
}
END_TEST

START_TEST(the_nearest_name_is_suggested) {
    ck_assert_str_eq(input_command_nearest("wisper"), "whisper");
    ck_assert_str_eq(input_command_nearest("WHISPR"), "whisper");
    ck_assert_str_eq(input_command_nearest("hlep"), "help");
    ck_assert_str_eq(input_command_nearest("conect"), "connect");
    ck_assert_str_eq(input_command_nearest("disconnnect"), "disconnect");
    ck_assert_str_eq(input_command_nearest("quti"), "quit");
    ck_assert_ptr_nonnull(input_command_nearest(""));
}
END_TEST

START_TEST(commands_can_be_explained) {
    for (int command = COMMAND_UNKNOWN + 1; command < COMMANDS; command++) {
        const char *usage = input_command_usage((input_command)command);
        input_parsed parsed;
        input_parse(&parsed, usage);
        ck_assert_int_eq(parsed.command, command);
        ck_assert_ptr_nonnull(input_command_help((input_command)command));
    }
    ck_assert_ptr_null(input_command_usage(COMMAND_TEXT));
    ck_assert_ptr_null(input_command_help(COMMANDS));
}
END_TEST

TEST_MAIN("input_command", text_is_text, two_slashes_send_one,
          me_goes_to_the_server, commands_have_arguments,
          aliases_and_cases_are_known, the_unknown_is_not_sent,
          long_words_are_cut_between_characters, the_nearest_name_is_suggested,
          commands_can_be_explained)
