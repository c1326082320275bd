#include "server_peer.h"
#include "server_refusal.h"

START_TEST(says_why) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_enter(&p, &s);
    server_client *client = s.server->clients;
    server_refuse(client, "not\"found");
    server_refuse_muted(client, 61999);
    server_refuse_tier(client, 3);
    server_refuse_phrase(client, "a <b>");
    peer_expect_frame(&p, "ERR {\"description\":\"not\\\"found\"}");
    peer_expect_frame(&p, "ERR {\"description\":\"muted\","
                          "\"muteTimeLeft\":61}");
    peer_expect_frame(&p, "ERR {\"description\":\"submode\",\"tier\":3}");
    peer_expect_frame(&p, "ERR {\"description\":\"bannedphrase\","
                          "\"filtered\":\"a \\u003cb\\u003e\"}");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_refusal", says_why)
