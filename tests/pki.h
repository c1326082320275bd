/*
 * Certificates for tests, made while they run: an authority that a client may
 * trust by a file, and servers that it signed, rightly or wrongly.
 */
#ifndef PKI_H
#define PKI_H

#include <openssl/ssl.h>
#include <stdbool.h>

typedef struct pki {
    EVP_PKEY *key;
    X509 *authority;
    char ca_file[64]; /* the authority's certificate, PEM */
} pki;

typedef struct pki_server {
    const char *name; /* DNS name, or an address after "IP:" */
    long from_s;      /* valid from and until, seconds from now */
    long until_s;
    bool is_self_signed;
} pki_server;

void pki_init(pki *p);
void pki_free(pki *p);

/* A server's context; owned by the caller. */
SSL_CTX *pki_server_context(const pki *p, const pki_server *server);

/* One that nothing is wrong with. */
SSL_CTX *pki_good_context(const pki *p, const char *name);

#endif
