#include "pki.h"
#include "websocket_case.h"

enum { DAY_S = 24 * 60 * 60 };

static void open_secure(fixture *f, const char *host, SSL_CTX *context) {
    peer_use_tls(f->peer, context);
    start(f, "wss", host);
    while (f->opened == 0 && f->ended == 0) {
        turn(f);
        if (strstr(peer_received(f->peer, NULL), "\r\n\r\n") != NULL) {
            peer_upgrade(f->peer);
        }
    }
}

START_TEST(speaks_tls) {
    pki p;
    pki_init(&p);
    fixture f;
    setup_with(&f, p.ca_file);
    SSL_CTX *context = pki_good_context(&p, "chat.example");
    open_secure(&f, "chat.example", context);
    ck_assert_msg(f.opened == 1, "%s", f.reason);
    char *text = filled(200000);
    peer_frame(f.peer, 0x81, text, 200000);
    wait_for_texts(&f, 200001);
    ck_assert_mem_eq(f.texts.bytes, text, 200000);
    ck_assert_int_eq(websocket_send(f.ws, "MSG {}", 6), DGG_OK);
    expect_frame(&f, 0x81, "MSG {}", 6);
    free(text);
    teardown(&f);
    SSL_CTX_free(context);
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
        {{"chat.example", -2 * DAY_S, -DAY_S, false},
         true,
         "the certificate has expired"},
        {{"chat.example", DAY_S, 2 * DAY_S, false},
         true,
         "the certificate is not valid yet; is the clock right?"},
        {{"chat.example", -DAY_S, DAY_S, true},
         true,
         "the certificate is signed by itself"},
        {{"chat.example", -DAY_S, DAY_S, false},
         false,
         "the certificate's authority is not known here"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        setup_with(&f, cases[i].is_trusted ? p.ca_file : NULL);
        SSL_CTX *context = pki_server_context(&p, &cases[i].server);
        open_secure(&f, "chat.example", context);
        expect_end(&f, DGG_ERROR_CERTIFICATE, 1006);
        ck_assert_str_eq(f.reason, cases[i].words);
        ck_assert_int_eq(f.opened, 0);
        teardown(&f);
        SSL_CTX_free(context);
    }
    pki_free(&p);
}
END_TEST

START_TEST(a_port_without_tls_is_told) {
    fixture f;
    setup(&f);
    start(&f, "wss", "chat.example");
    size_t bytes = 0;
    while (bytes == 0) {
        turn(&f);
        peer_received(f.peer, &bytes);
    }
    ck_assert_ptr_null(strstr(peer_received(f.peer, NULL), "authtoken"));
    peer_say(f.peer, "HTTP/1.1 400 Bad Request\r\n\r\n");
    peer_close(f.peer);
    expect_end(&f, DGG_ERROR_TLS, 1006);
    teardown(&f);
}
END_TEST

TEST_MAIN("websocket_tls", speaks_tls, says_what_is_wrong_with_a_certificate,
          a_port_without_tls_is_told)
