/*
 * A call of the site's services from its plan to its callback. api.c has the
 * object and the calls' common part; api_calls_*.c say what each call asks.
 */
#ifndef API_CALL_H
#define API_CALL_H

#include "api_decode.h"
#include "http.h"

enum { API_PATH_BYTES = 128 }; /* of a path without texts of others */

/* Who has to be logged in, and with what. */
typedef enum api_login {
    API_PUBLIC,  /* nobody; no cookie is sent */
    API_SESSION, /* the session cookie is sent */
    API_TOKEN,   /* the login key is part of the address */
} api_login;

/* What is asked for; its strings are copied. */
typedef struct api_plan {
    http_method method;
    api_login login;
    bool is_of_site;  /* `path` is below the site, not below its API */
    const char *path; /* with a query; for API_TOKEN the key is appended */
    const char *body; /* of a POST; NULL: an empty one */
    const char *type; /* of the body */
    const char *empty_word; /* see api_open */
    /* NULL: a good status is all that is wanted. */
    api_decoder decode;
    bool ignores_body; /* it need not be JSON */
} api_plan;

/* Starts the call; without a callback, waits for its end and returns its
 * error. Errors: ANONYMOUS, STATE, and those of http_send. */
dgg_error api_ask(dgg_api *api, const api_plan *plan, dgg_api_callback callback,
                  void *user);

/* What is sent as the body of a form. */
#define API_FORM_TYPE "application/x-www-form-urlencoded; charset=UTF-8"
#define API_JSON_TYPE "application/json"

#endif
