/*
 * The search service's answer to what was said around a line.
 */
#ifndef SERVER_SURROUNDS_H
#define SERVER_SURROUNDS_H

#include "server_visit.h"

/* GET /anon/surrounds: 40 lines on either side (rustlesearch). */
void server_surrounds_give(server_visit *v);

#endif
