/*
 * From the site's answers to typed lists: pure, no I/O.
 *
 * The site writes numbers as numbers or strings, flags as booleans or "0" and
 * "1", lists as arrays or as objects of their elements (what PHP makes of an
 * array that lost some), bare or as the `data` of a wrapper (destinygg/website
 * and chat-gui, DggApiClient.js). All are accepted.
 */
#ifndef API_DECODE_H
#define API_DECODE_H

#include "arena.h"
#include "dgg_api.h"

enum {
    API_ENTRIES = 500, /* of one list; what exceeds them is cut */
    API_WORDS_BYTES = 256,
};

typedef struct api_reply {
    int http_status;
    const char *body;
    size_t bytes;
} api_reply;

/* How a request ended, with room for the words. */
typedef struct api_verdict {
    dgg_error error;
    char words[API_WORDS_BYTES];
} api_verdict;

/* OK for status 200, else which error it is: 403 NOT_LOGGED_IN, 404 NOT_FOUND,
 * 429 THROTTLED, others HTTP_STATUS. The words name the status and, where the
 * body is an error object of the site, what that says. */
void api_judge(api_verdict *verdict, const api_reply *reply);

/* Judges, then decodes. The elements live in the arena; entries that name
 * nobody are left out; on any error the list is empty. An error object that
 * came with status 200 is judged by its `code`, and is NOT_FOUND without one.
 * Further errors: NOT_JSON, MEMORY. */
void api_decode_unread(api_verdict *verdict, arena *memory,
                       const api_reply *reply, const dgg_unread **list,
                       size_t *count);
void api_decode_inbox(api_verdict *verdict, arena *memory,
                      const api_reply *reply, const dgg_private_message **list,
                      size_t *count);

#endif
