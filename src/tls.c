#include "tls.h"

#include <openssl/x509_vfy.h>
#include <stdbool.h>

typedef struct reason {
    long error;
    const char *words;
} reason;

static const reason reasons[] = {
    {X509_V_ERR_CERT_HAS_EXPIRED, "the certificate has expired"},
    {X509_V_ERR_CERT_NOT_YET_VALID,
     "the certificate is not valid yet; is the clock right?"},
    {X509_V_ERR_HOSTNAME_MISMATCH, "the certificate is for another host name"},
    {X509_V_ERR_IP_ADDRESS_MISMATCH, "the certificate is for another address"},
    {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
     "the certificate is signed by itself"},
    {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
     "the certificate's authority is not known here"},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
     "the certificate's authority is not known here"},
    {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
     "the certificate's authority is not known here"},
    {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE,
     "the certificate's authority is not known here"},
    {X509_V_ERR_CERT_REVOKED, "the certificate has been revoked"},
    {X509_V_ERR_INVALID_CA, "the certificate was signed by no authority"},
    {X509_V_ERR_INVALID_PURPOSE, "the certificate is not one for servers"},
    {X509_V_ERR_CERT_SIGNATURE_FAILURE, "the certificate's signature is wrong"},
    {X509_V_ERR_EE_KEY_TOO_SMALL, "the certificate's key is too weak"},
    {X509_V_ERR_CA_KEY_TOO_SMALL, "the certificate's key is too weak"},
    {X509_V_ERR_CA_MD_TOO_WEAK, "the certificate's signature is too weak"},
};

SSL_CTX *tls_context_new(const char *ca_file) {
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    if (context == NULL) {
        return NULL;
    }
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    bool is_loaded =
        SSL_CTX_load_verify_dir(context, TLS_TRUST_DIRECTORY) == 1 &&
        (ca_file == NULL || SSL_CTX_load_verify_file(context, ca_file) == 1);
    if (!is_loaded) {
        SSL_CTX_free(context);
        return NULL;
    }
    return context;
}

const char *tls_verify_words(long verify_error) {
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].error == verify_error) {
            return reasons[i].words;
        }
    }
    return "the certificate could not be verified";
}
