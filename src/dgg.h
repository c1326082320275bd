/*
 * libdgg: destiny.gg chat and its HTTP services, for C.
 *
 * Five objects, each usable without the others: dgg_chat (the websocket),
 * dgg_api (the site), dgg_cdn (emotes and flairs), dgg_logs (what was said
 * before), and under them dgg_loop, which any program can drive from its own
 * poll loop.
 *
 * Ownership, in five sentences. What a `_new` function gave you, you give to
 * the matching `_free`, and NULL is fine there. The library copies every
 * string you pass. A `const T *` result belongs to the object you asked, until
 * the next non-const call on that object. An event lives until its handler
 * returns. One object, one thread.
 *
 * Errors: functions return a dgg_error for the caller's mistakes and for
 * memory; what the network or the server does arrives as an event or in a
 * callback. The library never prints, never exits and never aborts. A `_new`
 * function that fails leaves NULL.
 *
 * Signals are yours. Only SIGPIPE is blocked while the library works, and so
 * inside of handlers and callbacks: what you write there to a pipe that nobody
 * reads fails with EPIPE instead of ending the program.
 *
 * A program begins with dgg_chat.h, or with dgg_loop.h if it has a loop of its
 * own. The examples of the documentation are there to begin from.
 */
#ifndef DGG_H
#define DGG_H

#include "dgg_api.h"
#include "dgg_cdn.h"
#include "dgg_chat.h"
#include "dgg_chat_site.h"
#include "dgg_command.h"
#include "dgg_error.h"
#include "dgg_event.h"
#include "dgg_logs.h"
#include "dgg_loop.h"
#include "dgg_record.h"
#include "dgg_replay.h"

#endif
