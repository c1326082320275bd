#include "server_session.h"
#include "test.h"

START_TEST(lasts_five_hours_without_use) {
    server_session session = {0};
    server_session_use(&session, 1000);
    ck_assert(server_session_is_valid(&session, 1000 + SERVER_SESSION_MS - 1));
    ck_assert(!server_session_is_valid(&session, 1000 + SERVER_SESSION_MS));
    server_session_use(&session, 2000);
    ck_assert(server_session_is_valid(&session, 1000 + SERVER_SESSION_MS));
    session.has_ended = true;
    ck_assert(!server_session_is_valid(&session, 2000));
}
END_TEST

START_TEST(cools_down_for_each_question) {
    server_session session = {0};
    ck_assert(server_session_ask(&session, SERVER_COOLED_STALK, 5));
    ck_assert(server_session_ask(&session, SERVER_COOLED_MENTIONS, 6));
    ck_assert(!server_session_ask(&session, SERVER_COOLED_STALK, 10004));
    ck_assert(server_session_ask(&session, SERVER_COOLED_STALK, 10005));
    ck_assert(!server_session_ask(&session, SERVER_COOLED_MENTIONS, 10005));
}
END_TEST

TEST_MAIN("server_session", lasts_five_hours_without_use,
          cools_down_for_each_question)
