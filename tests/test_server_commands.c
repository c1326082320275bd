#include "server_commander.h"

START_TEST(looks_at_the_payload_before_the_rights) {
    static const char *const wrong[] = {
        "MSG nonsense",
        "MSG []",
        "MSG {\"data\":7}",
        "PRIVMSG {\"data\":\"a\",\"nick\":{}}",
        "BROADCAST {",
        "BROADCAST {\"data\":false}",
        "PING ",
        "MUTE x",
        "UNMUTE {}",
        "BAN {\"banip\":\"yes\"}",
        "UNBAN 1",
        "SUBONLY {\"tier\":true}",
        "ADDPHRASE \"x\"",
        "REMOVEPHRASE {\"data\":[]}",
        "DIE {\"data\":0}",
        "RELOADUSERS ",
        "PIN {\"data\":{}}",
        "SPOTLIGHT {\"messageTimestamp\":0.5}",
        "UNSPOTLIGHT true",
        "REMOVEEVENT {\"data\":1}",
        "STARTPOLL {\"options\":\"a\"}",
        "STARTPOLL {\"options\":[null]}",
        "STOPPOLL {}}",
        "CASTVOTE {\"vote\":2}",
    };
    company c;
    company_open(&c);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        expect_refusal(&c.nobody, wrong[i], "protocolerror");
        expect_refusal(&c.moderator, wrong[i], "protocolerror");
    }
    company_close(&c);
}
END_TEST

START_TEST(asks_strangers_to_log_in_or_refuses_them) {
    static const char *const to_log_in[] = {"MSG {}", "PRIVMSG {}",
                                            "BROADCAST {}", "DIE {}"};
    static const char *const not_allowed[] = {
        "MUTE {}",      "UNMUTE {\"data\":\"bird\"}",
        "BAN {}",       "UNBAN {}",
        "SUBONLY {}",   "ADDPHRASE {}",
        "PIN {}",       "REMOVEPHRASE {}",
        "SPOTLIGHT {}", "RELOADUSERS {}",
        "STARTPOLL {}", "UNSPOTLIGHT {}",
        "STOPPOLL {}",  "REMOVEEVENT {}",
        "CASTVOTE {}",
    };
    company c;
    company_open(&c);
    for (size_t i = 0; i < sizeof to_log_in / sizeof *to_log_in; i++) {
        expect_refusal(&c.nobody, to_log_in[i], "needlogin");
    }
    for (size_t i = 0; i < sizeof not_allowed / sizeof *not_allowed; i++) {
        expect_refusal(&c.nobody, not_allowed[i], "nopermission");
    }
    company_close(&c);
}
END_TEST

START_TEST(reads_null_as_nothing) {
    company c;
    company_open(&c);
    expect_refusal(&c.viewer, "MSG null", "msgempty");
    expect_refusal(&c.viewer, "MSG {\"data\":null}", "msgempty");
    expect_refusal(&c.moderator, "STOPPOLL null", "noactivepoll");
    expect_refusal(&c.moderator, "STOPPOLL 7", "noactivepoll");
    company_close(&c);
}
END_TEST

START_TEST(ignores_names_it_does_not_know) {
    company c;
    company_open(&c);
    peer_say(&c.moderator, "DANCE {}");
    peer_say(&c.moderator, "mute {\"data\":\"bird\"}");
    peer_say(&c.moderator, "MUTES {\"data\":\"bird\"}");
    peer_say(&c.moderator, "PONG {\"data\":1788623391400123456}");
    peer_say(&c.moderator, " {}");
    expect_silence(&c.moderator);
    company_close(&c);
}
END_TEST

START_TEST(answers_a_ping_in_base64) {
    company c;
    company_open(&c);
    expect_answer(&c.nobody, "PING {\"a\": 1}", "PONG \"eyJhIjogMX0=\"");
    expect_answer(&c.viewer, "PING \"\"", "PONG \"IiI=\"");
    company_close(&c);
}
END_TEST

TEST_MAIN("server_commands", looks_at_the_payload_before_the_rights,
          asks_strangers_to_log_in_or_refuses_them, reads_null_as_nothing,
          ignores_names_it_does_not_know, answers_a_ping_in_base64)
