#include "http.h"
#include "peer.h"
#include "pki.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

enum { DAY_S = 24 * 60 * 60 };

typedef struct outcome {
    bool is_done;
    dgg_error error;
    int status;
    char reason[128];
} outcome;

static void on_answer(void *user, const http_answer *answer) {
    outcome *o = user;
    o->is_done = true;
    o->error = answer->error;
    o->status = answer->status;
    snprintf(o->reason, sizeof o->reason, "%s", answer->reason);
}

static int resolve(void *user, const char *host,
                   char address[DGG_ADDRESS_BYTES]) {
    (void)user;
    (void)host;
    snprintf(address, DGG_ADDRESS_BYTES, "127.0.0.1");
    return 0;
}

/* Asks a server with this certificate for a page that needs a cookie. */
static outcome ask(const pki *p, const char *ca_file, const pki_server *how) {
    const dgg_loop_options options = {.environment = {.resolve = resolve},
                                      .ca_file = ca_file};
    dgg_loop *loop;
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_OK);
    SSL_CTX *context = pki_server_context(p, how);
    peer *host = peer_new();
    peer_use_tls(host, context);
    char url[64];
    snprintf(url, sizeof url, "https://www.example:%d/", peer_port(host));
    outcome got = {0};
    http_request *request;
    const http_options what = {
        .url = url, .cookie = "sid=abc", .callback = on_answer, .user = &got};
    ck_assert_int_eq(http_send(&request, loop, &what), DGG_OK);
    bool is_answered = false;
    while (!got.is_done) {
        peer_wait(host, loop);
        if (!is_answered && strstr(peer_received(host, NULL), "\r\n\r\n")) {
            is_answered = true;
            peer_say(host, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
    }
    bool has_cookie = strstr(peer_received(host, NULL), "sid=abc") != NULL;
    ck_assert(has_cookie == (got.error == DGG_OK));
    dgg_loop_free(loop);
    peer_free(host);
    SSL_CTX_free(context);
    return got;
}

START_TEST(asks_whom_it_trusts) {
    pki p;
    pki_init(&p);
    const pki_server good = {"www.example", -DAY_S, DAY_S, false};
    outcome got = ask(&p, p.ca_file, &good);
    ck_assert_msg(got.error == DGG_OK, "%s", got.reason);
    ck_assert_int_eq(got.status, 200);
    pki_free(&p);
}
END_TEST

START_TEST(says_what_is_wrong_with_a_certificate) {
    pki p;
    pki_init(&p);
    const struct {
        pki_server server;
        bool is_trusted;
        const char *words;
    } cases[] = {
        {{"other.example", -DAY_S, DAY_S, false},
         true,
         "the certificate is for another host name"},
        {{"www.example", -2 * DAY_S, -DAY_S, false},
         true,
         "the certificate has expired"},
        {{"www.example", -DAY_S, DAY_S, true},
         true,
         "the certificate is signed by itself"},
        {{"www.example", -DAY_S, DAY_S, false},
         false,
         "the certificate's authority is not known here"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        outcome got =
            ask(&p, cases[i].is_trusted ? p.ca_file : NULL, &cases[i].server);
        ck_assert_int_eq(got.error, DGG_ERROR_CERTIFICATE);
        ck_assert_str_eq(got.reason, cases[i].words);
    }
    pki_free(&p);
}
END_TEST

TEST_MAIN("http_trust", asks_whom_it_trusts,
          says_what_is_wrong_with_a_certificate)
