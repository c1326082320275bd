#include "server.h"
#include "server_accounts.h"
#include "server_rights.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

START_TEST(knows_everybody_by_three_names) {
    static const char *const names[][3] = {
        {SERVER_DEMO_NICK, SERVER_DEMO_TOKEN, SERVER_DEMO_SESSION},
        {SERVER_FRIEND_NICK, SERVER_FRIEND_TOKEN, SERVER_FRIEND_SESSION},
        {SERVER_MODERATOR_NICK, SERVER_MODERATOR_TOKEN,
         SERVER_MODERATOR_SESSION},
        {SERVER_ADMIN_NICK, SERVER_ADMIN_TOKEN, SERVER_ADMIN_SESSION},
    };
    server_accounts a;
    server_accounts_init(&a, 0);
    for (size_t i = 0; i < SERVER_ACCOUNTS; i++) {
        server_account *account = &a.list[i];
        ck_assert_ptr_eq(server_accounts_by_nick(&a, names[i][0]), account);
        ck_assert_ptr_eq(server_accounts_by_token(&a, names[i][1]), account);
        ck_assert_ptr_eq(server_accounts_by_session(&a, names[i][2]), account);
    }
    ck_assert_ptr_null(server_accounts_by_token(&a, SERVER_DEMO_SESSION));
    ck_assert_ptr_null(server_accounts_by_nick(&a, ""));
}
END_TEST

START_TEST(gives_two_of_them_rights) {
    server_accounts a;
    server_accounts_init(&a, 0);
    const char *viewer = a.list[0].object;
    const char *moderator =
        server_accounts_by_nick(&a, SERVER_MODERATOR_NICK)->object;
    const char *admin = server_accounts_by_nick(&a, SERVER_ADMIN_NICK)->object;
    ck_assert(!server_rights_has(viewer, "moderator"));
    ck_assert(server_rights_has(moderator, "moderator"));
    ck_assert(!server_rights_has(moderator, "admin"));
    ck_assert(server_rights_has(admin, "admin"));
}
END_TEST

START_TEST(remembers_whose_texts_are_refused) {
    server_accounts a;
    server_accounts_init(&a, 0);
    const server_account *viewer = &a.list[0];
    ck_assert_ptr_null(server_account_message_refusal(viewer));
    ck_assert(server_accounts_mark(&a, "DEMO_VIEWER", "nochatting"));
    ck_assert_str_eq(server_account_message_refusal(viewer), "nochatting");
    ck_assert(server_accounts_mark(&a, viewer->nick, "privmsgbanned"));
    ck_assert_ptr_null(server_account_message_refusal(viewer));
    ck_assert_str_eq(server_account_whisper_refusal(viewer), "privmsgbanned");
    ck_assert(!server_accounts_mark(&a, viewer->nick, ""));
    ck_assert(server_accounts_mark(&a, viewer->nick, NULL));
    ck_assert_ptr_null(server_account_whisper_refusal(viewer));
}
END_TEST

static const server_account *login_at(server_accounts *a, const char *cookies,
                                      int64_t now_ms) {
    server_request request = {.headers = {{"Cookie", cookies}},
                              .header_count = 1};
    return server_accounts_login(a, &request, now_ms);
}

static const server_account *login(server_accounts *a, const char *cookies) {
    return login_at(a, cookies, 0);
}

START_TEST(looks_at_the_session_first_and_then_at_nothing_else) {
    server_accounts a;
    server_accounts_init(&a, 0);
    const char token[] = "authtoken=" SERVER_DEMO_TOKEN;
    ck_assert_ptr_eq(login(&a, token), &a.list[0]);
    ck_assert_ptr_eq(login(&a, "authtoken=x; sid=" SERVER_DEMO_SESSION),
                     &a.list[0]);
    ck_assert_ptr_null(login(&a, "sid=; authtoken=" SERVER_DEMO_TOKEN));
    char long_session[4096];
    memset(long_session, 'z', sizeof long_session);
    memcpy(long_session, "sid=", strlen("sid="));
    snprintf(long_session + sizeof long_session - sizeof token - 2,
             sizeof token + 2, "; %s", token);
    ck_assert_ptr_null(login(&a, long_session));
}
END_TEST

START_TEST(forgets_sessions_and_keys_that_have_expired) {
    static const char session[] = "sid=" SERVER_DEMO_SESSION;
    static const char token[] = "authtoken=" SERVER_DEMO_TOKEN;
    server_accounts a;
    server_accounts_init(&a, 0);
    server_request request = {.headers = {{"Cookie", session}},
                              .header_count = 1};
    ck_assert_ptr_nonnull(login_at(&a, session, SERVER_SESSION_MS - 1));
    ck_assert_ptr_null(login_at(&a, session, SERVER_SESSION_MS));
    ck_assert_ptr_nonnull(server_accounts_visitor(&a, &request, 1000));
    ck_assert_ptr_nonnull(login_at(&a, session, SERVER_SESSION_MS));
    ck_assert_ptr_null(
        server_accounts_visitor(&a, &request, SERVER_SESSION_MS + 1000));
    ck_assert_ptr_nonnull(login_at(&a, token, SERVER_SESSION_MS));
    a.list[0].has_expired_token = true;
    ck_assert_ptr_null(login_at(&a, token, 0));
}
END_TEST

TEST_MAIN("server_accounts", knows_everybody_by_three_names,
          gives_two_of_them_rights, remembers_whose_texts_are_refused,
          looks_at_the_session_first_and_then_at_nothing_else,
          forgets_sessions_and_keys_that_have_expired)
