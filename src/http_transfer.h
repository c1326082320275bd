/*
 * One curl handle, set up for a request, and what it tells afterwards.
 */
#ifndef HTTP_TRANSFER_H
#define HTTP_TRANSFER_H

#include "buffer.h"
#include "http.h"
#include "url.h"

#include <curl/curl.h>

/* {0} is one that has not begun. curl keeps its address: it must not move. */
typedef struct http_transfer {
    CURL *curl;
    struct curl_slist *address; /* for CURLOPT_RESOLVE */
    struct curl_slist *headers;
    buffer body;
    bool *has_piece; /* NULL: the body is kept; else set when some came */
    bool is_too_large;
    bool is_out_of_memory; /* for the body */
    bool has_head;         /* the empty line after the headers came */
} http_transfer;

/* False: no memory. Needs an http_multi, which starts curl. */
bool http_transfer_begin(http_transfer *t, const http_options *options,
                         const char *ca_file);

/* Fixes the numeric address of the host, so that curl resolves no names.
 * False: no memory. */
bool http_transfer_pin(http_transfer *t, const url *to, const char *address);

/* What a result of curl's means. Its own words are not used: some hold the
 * URL. */
dgg_error http_transfer_error(const http_transfer *t, CURLcode result);

/* After DGG_ERROR_CERTIFICATE: what is wrong with it. Static. */
const char *http_transfer_certificate_words(const http_transfer *t);

/* Fills in all that came; its strings live as long as the transfer. */
void http_transfer_read(const http_transfer *t, http_answer *answer);

/* What came since the last time, of an answer with status 200; emptied by
 * http_transfer_drop. False: nothing. */
bool http_transfer_take(http_transfer *t, http_piece *piece);
void http_transfer_drop(http_transfer *t);

void http_transfer_end(http_transfer *t);

#endif
