/*
 * What a request brings along: its path, cookies, and parameters in its query
 * or in the form that is its body. Pure.
 */
#ifndef SERVER_HTTP_VALUES_H
#define SERVER_HTTP_VALUES_H

#include "server_http.h"

/* The path, percent-decoded: a + is a +. False when it does not fit, or would
 * have a NUL. */
bool server_http_path(const server_request *request, char *path, size_t size);

/* The value of a cookie, as it is. False when it is absent or does not fit. */
bool server_http_cookie(const server_request *request, const char *name,
                        char *value, size_t size);

/* The value of a parameter, decoded; malloc'd. Of several with this name the
 * one at `index` counts, those of the query first. NULL: there is none, or no
 * memory. */
char *server_http_parameter_at(const server_request *request, const char *name,
                               size_t index);

/* The first one. False when it is absent or does not fit. */
bool server_http_parameter(const server_request *request, const char *name,
                           char *value, size_t size);

#endif
