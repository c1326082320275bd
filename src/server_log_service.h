/*
 * The two log services: which of them a request is for, and what both have in
 * common.
 */
#ifndef SERVER_LOG_SERVICE_H
#define SERVER_LOG_SERVICE_H

#include "server_visit.h"

/* Answers what is asked of one of them; false, and nothing done: the path is
 * the site's. */
bool server_log_service_give(server_visit *v);

#endif
