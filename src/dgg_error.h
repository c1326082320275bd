/*
 * Error codes and their words: one list feeds the enum and dgg_strerror.
 */
#ifndef DGG_ERROR_H
#define DGG_ERROR_H

#include "dgg_export.h"

DGG_BEGIN_DECLS

/* code, one sentence a person can act on */
#define DGG_ERROR_LIST(X)                                                      \
    X(DGG_OK, "no error")                                                      \
    /* the caller's mistakes */                                                \
    X(DGG_ERROR_MEMORY, "out of memory")                                       \
    X(DGG_ERROR_ARGUMENT, "an argument is missing or out of range")            \
    X(DGG_ERROR_STATE, "not possible in the present state")                    \
    X(DGG_ERROR_URL, "the address is not one this library can use")            \
    X(DGG_ERROR_TOKEN, "a login key has 64 letters and digits")                \
    X(DGG_ERROR_NICK, "a nick has 3 to 20 letters, digits or underscores")     \
    X(DGG_ERROR_TEXT_EMPTY, "there is nothing to send")                        \
    X(DGG_ERROR_TEXT_LONG, "the text is longer than 512 characters")           \
    X(DGG_ERROR_TEXT_CHARACTER, "the server refuses a character in this text") \
    X(DGG_ERROR_ANONYMOUS, "log in first")                                     \
    X(DGG_ERROR_GATED, "sending is not enabled; DGG_ENABLE_WHISPERS does it")  \
    X(DGG_ERROR_NOT_A_REPLY, "this person has not whispered first")            \
    X(DGG_ERROR_YOURSELF, "nobody whispers to himself")                        \
    X(DGG_ERROR_NOT_CONNECTED, "not connected")                                \
    X(DGG_ERROR_QUEUE_FULL, "too many texts are waiting to be sent")           \
    X(DGG_ERROR_REPLAY, "this is a recording")                                 \
    X(DGG_ERROR_SYSTEM, "the operating system refused a resource")             \
    /* what the network or the server does */                                  \
    X(DGG_ERROR_RESOLVE, "the host name could not be resolved")                \
    X(DGG_ERROR_REFUSED, "the host refused the connection")                    \
    X(DGG_ERROR_UNREACHABLE, "the host could not be reached")                  \
    X(DGG_ERROR_TIMEOUT, "the host did not answer in time")                    \
    X(DGG_ERROR_CERTIFICATE, "the host's certificate is not trusted")          \
    X(DGG_ERROR_TLS, "no secure connection could be agreed on")                \
    X(DGG_ERROR_UPGRADE, "the host answered but does not speak chat there")    \
    X(DGG_ERROR_PROTOCOL, "the host broke the websocket protocol")             \
    X(DGG_ERROR_TOO_LARGE, "the answer is larger than this library accepts")   \
    X(DGG_ERROR_CLOSED, "the connection was closed")                           \
    X(DGG_ERROR_SILENT, "the line went silent")                                \
    X(DGG_ERROR_BANNED, "this account is banned")                              \
    X(DGG_ERROR_TOO_MANY_CONNECTIONS,                                          \
      "five connections of this account are open already")                     \
    X(DGG_ERROR_HTTP_STATUS, "the site answered with an error status")         \
    X(DGG_ERROR_NOT_LOGGED_IN, "the site does not accept this session")        \
    X(DGG_ERROR_NOT_FOUND, "the site knows no such thing")                     \
    X(DGG_ERROR_THROTTLED, "the site asks to slow down")                       \
    X(DGG_ERROR_TOKEN_REFUSED, "the site does not accept this login key")      \
    X(DGG_ERROR_SITE, "the site refuses this")                                 \
    X(DGG_ERROR_NOT_JSON, "the site's answer could not be understood")         \
    X(DGG_ERROR_HTML, "the site answered with a page instead of data")         \
    X(DGG_ERROR_TRUNCATED, "the answer broke off before its end")              \
    X(DGG_ERROR_REDIRECT, "the site points to another address")                \
    X(DGG_ERROR_REDIRECT_LOOP, "the site points back to the same address")     \
    X(DGG_ERROR_REDIRECT_HOST, "the site points to another host")              \
    X(DGG_ERROR_REPEATED, "the service sends the same lines again and again")  \
    /* what happens to the copies on disk */                                   \
    X(DGG_ERROR_CACHE_DAMAGED, "a cached copy is damaged and was left out")    \
    X(DGG_ERROR_CACHE_READ_ONLY, "the cache cannot be written")                \
    X(DGG_ERROR_CACHE_FULL, "the disk is full: nothing was cached")

typedef enum dgg_error {
#define DGG_ERROR_ENUM(code, words) code,
    DGG_ERROR_LIST(DGG_ERROR_ENUM)
#undef DGG_ERROR_ENUM
} dgg_error;

/* The words for a code: a lower-case sentence without a full stop, static and
 * never NULL, also for numbers that are no code. */
const char *dgg_strerror(dgg_error error);

DGG_END_DECLS

#endif
