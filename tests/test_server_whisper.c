#include "server_peer.h"
#include "server_state.h"
#include "server_whisper.h"

static void expect(scene *s, const char *from, const char *to,
                   const char *refusal) {
    const server_account *account =
        server_accounts_by_nick(&s->server->accounts, from);
    ck_assert_pstr_eq(server_whisper_refusal(s->server, account, to), refusal);
}

START_TEST(nobody_whispers_to_himself) {
    scene s;
    scene_open_bare(&s);
    expect(&s, SERVER_DEMO_NICK, "bird", NULL);
    expect(&s, SERVER_DEMO_NICK, "DEMO_VIEWER", "notfound");
    scene_close(&s);
}
END_TEST

START_TEST(faults_and_marks_refuse) {
    scene s;
    scene_open_bare(&s);
    server_mark_account(s.server, SERVER_DEMO_NICK, "privmsgbanned");
    expect(&s, SERVER_DEMO_NICK, "bird", "privmsgbanned");
    server_set_faults(s.server, &(server_faults){.refuse_whispers = "why"});
    expect(&s, SERVER_DEMO_NICK, "bird", "why");
    expect(&s, SERVER_DEMO_NICK, SERVER_DEMO_NICK, "notfound");
    scene_close(&s);
}
END_TEST

START_TEST(only_an_admin_may_write_without_end) {
    scene s;
    scene_open_bare(&s);
    static const char *const nicks[] = {SERVER_DEMO_NICK, SERVER_ADMIN_NICK};
    for (int i = 0; i < 2 * SERVER_MAILBOX_UNANSWERED; i++) {
        server_mailbox_add(&s.server->mailbox, nicks[i % 2], "bird", "t",
                           scene_wall_ms(&s));
    }
    expect(&s, SERVER_DEMO_NICK, "bird", "throttled");
    expect(&s, SERVER_DEMO_NICK, "cat", NULL);
    expect(&s, SERVER_ADMIN_NICK, "bird", NULL);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_whisper", nobody_whispers_to_himself, faults_and_marks_refuse,
          only_an_admin_may_write_without_end)
