#include "frame_events.h"
#include "test.h"

#include <string.h>

START_TEST(every_kind_of_the_wire_has_a_name) {
    static const char *const names[] = {
        "ADDPHRASE",
        "BAN",
        "BROADCAST",
        "DEATH",
        "DONATION",
        "ERR",
        "GIFTSUB",
        "HISTORY",
        "JOIN",
        "MASSGIFT",
        "ME",
        "MSG",
        "MUTE",
        "NAMES",
        "PAIDEVENTS",
        "PIN",
        "PING",
        "POLLSTART",
        "POLLSTOP",
        "PONG",
        "PRIVMSG",
        "PRIVMSGSENT",
        "QUIT",
        "REFRESH",
        "RELOAD",
        "REMOVEPHRASE",
        "SPOTLIGHT",
        "SPOTLIGHTS",
        "SUBONLY",
        "SUBSCRIPTION",
        "UNBAN",
        "UNMUTE",
        "UNSPOTLIGHT",
        "UPDATEUSER",
        "USERSDELTA",
        "VESTABOARD_HOURLY",
        "VESTABOARD_LEAD",
        "VESTABOARD_RESET",
        "VOTECAST",
        "VOTECOUNTED",
        "XPOST",
    };
    bool is_known[DGG_EVENT_KINDS] = {false};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const frame_decoder *decoder = frame_decoder_find(names[i]);
        ck_assert_msg(decoder != NULL, "%s", names[i]);
        ck_assert_str_eq(decoder->name, names[i]);
        is_known[decoder->kind] = true;
    }
    for (int kind = DGG_EVENT_ME; kind < DGG_EVENT_UNKNOWN; kind++) {
        ck_assert_msg(is_known[kind], "kind %d", kind);
    }
}
END_TEST

START_TEST(other_names_have_no_decoder) {
    ck_assert_ptr_null(frame_decoder_find("TTS"));
    ck_assert_ptr_null(frame_decoder_find("MSG2"));
    ck_assert_ptr_null(frame_decoder_find("MS"));
    ck_assert_ptr_null(frame_decoder_find("msg"));
    ck_assert_ptr_null(frame_decoder_find(""));
}
END_TEST

TEST_MAIN("frame_events", every_kind_of_the_wire_has_a_name,
          other_names_have_no_decoder)
