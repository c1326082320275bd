#include "pki.h"

#include "test.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DAY_S = 24 * 60 * 60 };

static void add_extension(X509 *certificate, int nid, const char *value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    ck_assert_ptr_nonnull(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

static X509 *new_certificate(EVP_PKEY *key, const char *name, long from_s,
                             long until_s) {
    static long serial = 1;
    X509 *certificate = X509_new();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
    X509_gmtime_adj(X509_getm_notBefore(certificate), from_s);
    X509_gmtime_adj(X509_getm_notAfter(certificate), until_s);
    X509_set_pubkey(certificate, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN",
                               MBSTRING_UTF8, (const unsigned char *)name, -1,
                               -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    return certificate;
}

static void write_ca_file(pki *p) {
    snprintf(p->ca_file, sizeof p->ca_file, "/tmp/dgg-test-ca-XXXXXX");
    int fd = mkstemp(p->ca_file);
    ck_assert_int_ge(fd, 0);
    FILE *file = fdopen(fd, "w");
    ck_assert_ptr_nonnull(file);
    PEM_write_X509(file, p->authority);
    fclose(file);
}

void pki_init(pki *p) {
    p->key = EVP_EC_gen("P-256");
    ck_assert_ptr_nonnull(p->key);
    p->authority = new_certificate(p->key, "dgg test authority", -DAY_S, DAY_S);
    add_extension(p->authority, NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(p->authority, p->key, EVP_sha256());
    write_ca_file(p);
}

void pki_free(pki *p) {
    unlink(p->ca_file);
    X509_free(p->authority);
    EVP_PKEY_free(p->key);
}

SSL_CTX *pki_server_context(const pki *p, const pki_server *server) {
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate =
        new_certificate(key, "server", server->from_s, server->until_s);
    char names[256];
    bool is_address = strncmp(server->name, "IP:", 3) == 0;
    snprintf(names, sizeof names, "%s%s",
             is_address ? "" : "DNS:", server->name);
    add_extension(certificate, NID_subject_alt_name, names);
    if (server->is_self_signed) {
        X509_sign(certificate, key, EVP_sha256());
    } else {
        X509_set_issuer_name(certificate, X509_get_subject_name(p->authority));
        X509_sign(certificate, p->key, EVP_sha256());
    }
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    ck_assert_int_eq(SSL_CTX_use_certificate(context, certificate), 1);
    ck_assert_int_eq(SSL_CTX_use_PrivateKey(context, key), 1);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return context;
}

SSL_CTX *pki_good_context(const pki *p, const char *name) {
    const pki_server server = {
        .name = name, .from_s = -DAY_S, .until_s = DAY_S};
    return pki_server_context(p, &server);
}
