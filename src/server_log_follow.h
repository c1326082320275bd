/*
 * What of the frames that go to all is logged, and as whose words
 * (overrustlelogs, logger/destiny.go).
 */
#ifndef SERVER_LOG_FOLLOW_H
#define SERVER_LOG_FOLLOW_H

#include "server_logs.h"

/* Adds the line of a frame, if it has one; `now_ms` stands for a time that it
 * does not tell. */
void server_log_follow(server_logs *logs, const char *frame, int64_t now_ms);

#endif
