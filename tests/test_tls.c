#include "pki.h"
#include "test.h"
#include "tls.h"

#include <openssl/err.h>
#include <string.h>

enum { DAY_S = 24 * 60 * 60 };

/* Lets a client and a server of one process shake hands, and returns what the
 * client thinks of the server's certificate. */
static long verify(SSL_CTX *client_context, SSL_CTX *server_context,
                   const char *name) {
    SSL *client = SSL_new(client_context);
    SSL *server = SSL_new(server_context);
    BIO *client_end;
    BIO *server_end;
    ck_assert_int_eq(BIO_new_bio_pair(&client_end, 0, &server_end, 0), 1);
    SSL_set_bio(client, client_end, client_end);
    SSL_set_bio(server, server_end, server_end);
    SSL_set_connect_state(client);
    SSL_set_accept_state(server);
    SSL_set1_host(client, name);
    for (int i = 0; i < 10; i++) {
        SSL_do_handshake(client);
        SSL_do_handshake(server);
    }
    long result = SSL_get_verify_result(client);
    bool is_done = SSL_is_init_finished(client) == 1;
    ck_assert(is_done == (result == X509_V_OK));
    SSL_free(client);
    SSL_free(server);
    ERR_clear_error();
    return result;
}

static long verify_server(const pki *p, const char *ca_file,
                          const pki_server *how) {
    SSL_CTX *client = tls_context_new(ca_file);
    SSL_CTX *server = pki_server_context(p, how);
    ck_assert_ptr_nonnull(client);
    long result = verify(client, server, "chat.example");
    SSL_CTX_free(client);
    SSL_CTX_free(server);
    return result;
}

START_TEST(trusts_only_what_is_right) {
    pki p;
    pki_init(&p);
    const pki_server good = {"chat.example", -DAY_S, DAY_S, false};
    const pki_server other = {"other.example", -DAY_S, DAY_S, false};
    const pki_server old = {"chat.example", -2 * DAY_S, -DAY_S, false};
    const pki_server early = {"chat.example", DAY_S, 2 * DAY_S, false};
    const pki_server own = {"chat.example", -DAY_S, DAY_S, true};
    ck_assert_int_eq(verify_server(&p, p.ca_file, &good), X509_V_OK);
    ck_assert_int_eq(verify_server(&p, p.ca_file, &other),
                     X509_V_ERR_HOSTNAME_MISMATCH);
    ck_assert_int_eq(verify_server(&p, p.ca_file, &old),
                     X509_V_ERR_CERT_HAS_EXPIRED);
    ck_assert_int_eq(verify_server(&p, p.ca_file, &early),
                     X509_V_ERR_CERT_NOT_YET_VALID);
    ck_assert_int_eq(verify_server(&p, p.ca_file, &own),
                     X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT);
    ck_assert_int_ne(verify_server(&p, NULL, &good), X509_V_OK);
    pki_free(&p);
}
END_TEST

START_TEST(speaks_nothing_older_than_1_2) {
    pki p;
    pki_init(&p);
    SSL_CTX *client = tls_context_new(p.ca_file);
    ck_assert_int_eq(SSL_CTX_get_min_proto_version(client), TLS1_2_VERSION);
    ck_assert_int_eq(SSL_CTX_get_verify_mode(client), SSL_VERIFY_PEER);
    SSL_CTX_free(client);
    pki_free(&p);
}
END_TEST

START_TEST(a_file_without_certificates_is_an_error) {
    ck_assert_ptr_null(tls_context_new("/nonexistent/ca.pem"));
    ck_assert_ptr_null(tls_context_new("/dev/null"));
}
END_TEST

START_TEST(every_code_has_words) {
    for (long code = 0; code < 100; code++) {
        const char *words = tls_verify_words(code);
        ck_assert_int_eq(strncmp(words, "the certificate", 15), 0);
    }
    ck_assert_str_eq(tls_verify_words(X509_V_ERR_CERT_HAS_EXPIRED),
                     "the certificate has expired");
    ck_assert_str_eq(tls_verify_words(-1),
                     "the certificate could not be verified");
}
END_TEST

TEST_MAIN("tls", trusts_only_what_is_right, speaks_nothing_older_than_1_2,
          a_file_without_certificates_is_an_error, every_code_has_words)
