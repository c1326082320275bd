/*
 * One request to the site under way, and its answer as far as it is known.
 */
#ifndef SERVER_VISIT_H
#define SERVER_VISIT_H

#include "server_http.h"
#include "server_state.h"
#include "server_writer.h"

enum { SERVER_ARGUMENT_BYTES = 128 };

typedef struct server_visit {
    server *s;
    const server_request *request;
    server_account *account;              /* NULL: not logged in */
    char argument[SERVER_ARGUMENT_BYTES]; /* what stood for the * of the path */
    bool has_pages;                       /* its errors are HTML pages */
    int status;
    const char *type;
    buffer body;
    buffer headers;     /* whole lines */
    server_writer json; /* into the body; knows whether all fitted */
} server_visit;

void server_visit_init(server_visit *v, server *s,
                       const server_request *request);
void server_visit_free(server_visit *v);

/* Is the site of 2021 or before? */
bool server_visit_is_old(const server_visit *v);

int64_t server_visit_now_ms(const server_visit *v);

/* A line "NAME: VALUE" of the answer's head. */
void server_visit_add_header(server_visit *v, const char *name,
                             const char *value);

/* Sets type and status; the caller fills the body. */
void server_visit_begin_page(server_visit *v, int status);

/* The site's page for a status. */
void server_visit_give_page(server_visit *v, int status);

/* {"code":403,"error":"forbidden"}, or a page. */
void server_visit_forbid(server_visit *v);

/* Status 500, with what the code had thrown. */
void server_visit_throw(server_visit *v, const char *error);

/* A string alone, which the older code leaves without quotes. */
void server_visit_give_word(server_visit *v, int status, const char *word);

/* {"success":bool,"message":str} */
void server_visit_give_outcome(server_visit *v, bool is_success,
                               const char *message);

/* Opens and closes {"success":true,"message":null,"data":...}; the caller
 * writes the member "data". */
void server_visit_open_envelope(server_visit *v);
void server_visit_close_envelope(server_visit *v);

/* Status 303. */
void server_visit_redirect(server_visit *v, const char *location);

#endif
