#include "server_visitor.h"

#define SEND "/profile/messages/send"
#define SENT "{\"success\":true,\"message\":\"Message sent.\"}"

static void refused(scene *s, const char *headers, const char *form,
                    const char *words) {
    char body[256];
    snprintf(body, sizeof body, "{\"success\":false,\"message\":\"%s\"}",
             words);
    char all[256];
    snprintf(all, sizeof all, "%s" VISITOR_GUARD VISITOR_FORM, headers);
    expect_post(s, SEND, all, form, body);
}

static void sent(scene *s, const char *headers, const char *form) {
    char all[256];
    snprintf(all, sizeof all, "%s" VISITOR_GUARD VISITOR_FORM, headers);
    expect_post(s, SEND, all, form, SENT);
}

START_TEST(marks_as_read_what_was_opened) {
    scene s;
    scene_open_bare(&s);
    sent(&s, VISITOR_DEMO, "message=psst&recipients[]=demo_friend");
    expect_get(&s, "/api/messages/unread", VISITOR_FRIEND, 200,
               "[{\"messageid\":1,\"username\":\"demo_viewer\","
               "\"timestamp\":\"2023-11-14T22:13:21+0000\",\"unread\":1}]");
    expect_visit(&s, "GET /api/messages/inbox", VISITOR_FRIEND,
                 "\"userid\":424242,\"user\":\"demo_viewer\",\"unread\":1,");
    expect_visit(&s, "GET /api/messages/usr/Demo_Viewer/inbox", VISITOR_FRIEND,
                 "[{\"id\":1,\"userid\":424242,\"targetuserid\":424243,"
                 "\"message\":\"psst\",");
    expect_get(&s, "/api/messages/unread", VISITOR_FRIEND, 200, "[]");
    scene_close(&s);
}
END_TEST

START_TEST(shows_what_was_not_read_before) {
    scene s;
    scene_open_bare(&s);
    sent(&s, VISITOR_DEMO, "message=psst&recipients[]=demo_friend");
    expect_visit(&s, "GET /api/messages/usr/demo_viewer/inbox", VISITOR_FRIEND,
                 "\"isread\":0");
    server_set_site_age(s.server, SERVER_SITE_2021);
    expect_visit(&s, "GET /api/messages/usr/demo_viewer/inbox", VISITOR_FRIEND,
                 "\"isread\":\"1\"");
    scene_close(&s);
}
END_TEST

START_TEST(opens_one_and_all) {
    scene s;
    scene_open_bare(&s);
    static const char success[] = "{\"success\":true}";
    for (int i = 0; i < 3; i++) {
        sent(&s, VISITOR_DEMO, "message=psst&recipients[]=demo_friend");
    }
    expect_post(&s, "/api/messages/msg/2/open", VISITOR_FRIEND VISITOR_GUARD,
                "", success);
    expect_get(&s, "/api/messages/unread-count", VISITOR_FRIEND, 200,
               "{\"success\":true,\"message\":null,\"data\":{\"count\":2}}");
    expect_post(&s, "/api/messages/msg/1/open", VISITOR_MODERATOR VISITOR_GUARD,
                "", success);
    expect_post(&s, "/api/messages/msg/x/open", VISITOR_FRIEND VISITOR_GUARD,
                "", success);
    expect_visit(&s, "GET /api/messages/unread-count", VISITOR_FRIEND,
                 "{\"count\":2}");
    expect_get(&s, "/api/messages/open", VISITOR_FRIEND, 200, success);
    expect_visit(&s, "GET /api/messages/unread-count", VISITOR_FRIEND,
                 "{\"count\":0}");
    expect_post(&s, "/api/messages/open", VISITOR_FRIEND VISITOR_GUARD, "",
                success);
    scene_close(&s);
}
END_TEST

START_TEST(does_not_know_everybody) {
    scene s;
    scene_open_bare(&s);
    expect_get(&s, "/api/messages/usr/nobody/inbox", VISITOR_DEMO, 200,
               "{\"error\":\"User not found\"}");
    expect_get(&s, "/api/messages/usr/stranger/inbox", VISITOR_DEMO, 200, "[]");
    server_set_site_age(s.server, SERVER_SITE_2021);
    expect_visit(&s, "GET /api/messages/usr/nobody/inbox", VISITOR_DEMO,
                 "{\"code\":500,\"error\":\"User not found\",\"id\":\"");
    scene_close(&s);
}
END_TEST

START_TEST(skips_as_many_rows_as_it_is_told) {
    static const struct {
        const char *path;
        const char *part;
    } cases[] = {
        {"GET /api/messages/usr/demo_viewer/inbox?s=0", "[{\"id\":2,"},
        {"GET /api/messages/usr/demo_viewer/inbox?s=1", "[{\"id\":1,"},
        {"GET /api/messages/usr/demo_viewer/inbox?s=2", "\r\n\r\n[]"},
        {"GET /api/messages/usr/demo_viewer/inbox?s=-1", "[{\"id\":2,"},
        {"GET /api/messages/usr/demo_viewer/inbox?s=x", "[{\"id\":2,"},
        {"GET /api/messages/inbox?s=1", "\r\n\r\n[]"},
    };
    scene s;
    scene_open_bare(&s);
    sent(&s, VISITOR_DEMO, "message=a&recipients[]=demo_friend");
    sent(&s, VISITOR_DEMO, "message=b&recipients[]=demo_friend");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_visit(&s, cases[i].path, VISITOR_FRIEND, cases[i].part);
    }
    scene_close(&s);
}
END_TEST

/* The cursor as the page gave it, percent-encoded or not. */
START_TEST(goes_on_behind_a_conversation) {
    static const char one[] =
        "{\"results\":[{\"userId\":424242,\"username\":\"demo_viewer\","
        "\"lastMessage\":\"a\",\"timestamp\":\"2023-11-14T22:13:21+0000\","
        "\"unread\":1,\"lastMessageFromMe\":false}],"
        "\"more\":false,\"nextPageOffset\":null}";
    static const char none[] =
        "{\"results\":[],\"more\":false,\"nextPageOffset\":null}";
#define CONVERSATIONS "/api/messages/conversations"
    static const struct {
        const char *path;
        const char *body;
    } cases[] = {
        {CONVERSATIONS, one},
        {CONVERSATIONS
         "?last-timestamp=2023-11-14%2022:13:21.000&last-id=2&search=",
         one},
        {CONVERSATIONS "?last-timestamp=2023-11-14+22%3A13%3A21.001&last-id=1",
         one},
        {CONVERSATIONS "?last-timestamp=2023-11-14+22%3A13%3A21.000&last-id=1",
         none},
        {CONVERSATIONS "?last-id=1", one},
        {CONVERSATIONS "?search=VIEW", one},
        {CONVERSATIONS "?search=friend", none},
    };
    scene s;
    scene_open_bare(&s);
    sent(&s, VISITOR_DEMO, "message=a&recipients[]=demo_friend");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_get(&s, cases[i].path, VISITOR_FRIEND, 200, cases[i].body);
    }
    expect_visit(&s, "GET " CONVERSATIONS "?last-timestamp=x&last-id=1",
                 VISITOR_FRIEND, "{\"code\":500,\"error\":\"Invalid page");
    scene_close(&s);
}
END_TEST

START_TEST(delivers_to_all_who_are_named) {
    scene s;
    scene_open_bare(&s);
    peer p;
    peer_upgrade(&p, &s, "Cookie: authtoken=" SERVER_FRIEND_TOKEN "\r\n");
    free(peer_find_frame(&p, "JOIN "));
    sent(&s, VISITOR_DEMO,
         "message=a+%26+b&recipients%5B%5D=Demo_Friend&recipients[]=stranger");
    peer_expect_frame(&p, "PRIVMSG {\"messageid\":1,"
                          "\"timestamp\":1700000001000,"
                          "\"nick\":\"demo_viewer\","
                          "\"data\":\"a \\u0026 b\"}");
    expect_visit(&s, "GET /api/messages/usr/stranger/inbox", VISITOR_DEMO,
                 "\"from\":\"demo_viewer\",\"to\":\"stranger\"");
    peer_close(&p);
    scene_close(&s);
}
END_TEST

static void recipients(char *out, int count) {
    out += sprintf(out, "message=x");
    for (int i = 0; i < count; i++) {
        out += sprintf(out, "&recipients[]=user%d", i);
    }
}

START_TEST(refuses_forms_that_are_not_whole) {
    scene s;
    scene_open_bare(&s);
    char form[1024];
    refused(&s, VISITOR_DEMO, "recipients[]=bird", "The message is empty.");
    refused(&s, VISITOR_DEMO, "message=&recipients[]=bird",
            "The message is empty.");
    refused(&s, VISITOR_DEMO, "message=%ff&recipients[]=bird",
            "The message is no text.");
    refused(&s, VISITOR_DEMO, "message=a", "Somebody must get the message.");
    recipients(form, 21);
    refused(&s, VISITOR_DEMO, form, "A message goes to at most 20 people.");
    recipients(form, 20);
    sent(&s, VISITOR_DEMO, form);
    char *text = malloc(65536 + 64);
    size_t length = (size_t)sprintf(text, "recipients[]=bird&message=");
    memset(text + length, 'a', 65536);
    text[length + 65536] = '\0';
    refused(&s, VISITOR_DEMO, text, "The message is too long.");
    free(text);
    scene_close(&s);
}
END_TEST

/* One who may not get it, and nobody gets it. */
START_TEST(sends_to_all_or_to_none) {
    scene s;
    scene_open_bare(&s);
    refused(&s, VISITOR_DEMO,
            "message=a&recipients[]=demo_friend&recipients[]=nobody",
            "One of these people does not exist.");
    refused(&s, VISITOR_DEMO,
            "message=a&recipients[]=demo_friend&recipients[]=DEMO_VIEWER",
            "You cannot send messages to this person.");
    expect_get(&s, "/api/messages/unread", VISITOR_FRIEND, 200, "[]");
    scene_close(&s);
}
END_TEST

START_TEST(refuses_who_may_not_whisper) {
    static const struct {
        const char *mark;
        const char *words;
    } cases[] = {
        {"privmsgbanned", "You are not allowed to send messages."},
        {"privmsgaccounttooyoung",
         "Your account is not old enough to send messages."},
        {"nochatting", "You are not allowed to chat."},
    };
    static const char form[] = "message=a&recipients[]=demo_friend";
    scene s;
    scene_open_bare(&s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        server_mark_account(s.server, SERVER_DEMO_NICK, cases[i].mark);
        refused(&s, VISITOR_DEMO, form, cases[i].words);
    }
    server_mark_account(s.server, SERVER_DEMO_NICK, NULL);
    server_broadcast(s.server, "BAN {\"data\":\"demo_viewer\"}");
    refused(&s, VISITOR_DEMO, form, "Who is banned cannot send messages.");
    server_broadcast(s.server, "UNBAN {\"data\":\"demo_viewer\"}");
    sent(&s, VISITOR_DEMO, form);
    scene_close(&s);
}
END_TEST

START_TEST(refuses_the_fifth_without_an_answer) {
    static const char form[] = "message=a&recipients[]=demo_friend";
    scene s;
    scene_open_bare(&s);
    for (int i = 0; i < 4; i++) {
        sent(&s, VISITOR_DEMO, form);
    }
    refused(&s, VISITOR_DEMO, form,
            "You have sent too many unanswered messages.");
    sent(&s, VISITOR_FRIEND, "message=b&recipients[]=demo_viewer");
    sent(&s, VISITOR_DEMO, form);
    scene_close(&s);
}
END_TEST

TEST_MAIN("server_site_messages", marks_as_read_what_was_opened,
          shows_what_was_not_read_before, opens_one_and_all,
          does_not_know_everybody, skips_as_many_rows_as_it_is_told,
          goes_on_behind_a_conversation, delivers_to_all_who_are_named,
          refuses_forms_that_are_not_whole, sends_to_all_or_to_none,
          refuses_who_may_not_whisper, refuses_the_fifth_without_an_answer)
