/*
 * TLS trust, loaded when the first secure connection needs it, and the words
 * for what is wrong with a certificate.
 */
#ifndef TLS_H
#define TLS_H

#include "dgg_error.h"

#include <openssl/ssl.h>

/* Where the system's trust anchors are, hashed by subject. */
#define TLS_TRUST_DIRECTORY "/etc/ssl/certs"

/* A client context that verifies peers against the system's directory and
 * `ca_file` (or NULL). NULL: no memory or an unreadable file. */
SSL_CTX *tls_context_new(const char *ca_file);

/* What a person can act on, for an X509_V_ERR_ code and the name that was
 * asked for, e.g. "the certificate has expired". Static. */
const char *tls_verify_words(long verify_error);

#endif
