/*
 * What the site's answer is, before anybody reads its members: an error, and
 * which, or JSON. Pure.
 *
 * The site speaks in many ways (destinygg/website; chat-gui, DggApiClient.js):
 * error objects with status 200, bare words where JSON should stand, pages for
 * people, results bare or as the `data` of a wrapper.
 */
#ifndef API_REPLY_H
#define API_REPLY_H

#include "arena.h"
#include "http_answer.h"
#include "json.h"

enum { API_WORDS_BYTES = 256 };

/* How a request ended, with room for the words. */
typedef struct api_verdict {
    dgg_error error;
    char words[API_WORDS_BYTES];
} api_verdict;

/* OK for status 200, else which error it is; the words name the status and,
 * where the body is an error object or a word of the site's, what that says.
 * `needs_login` tells 403 of the site from 403 of what stands before it. */
void api_judge(api_verdict *verdict, const http_answer *answer,
               bool needs_login);

/* Judges the answer, then parses its body into `doc` and finds what was asked
 * for, without its wrapper. `empty_word` (or NULL) is the word that the site
 * says for "there is nothing": then `found` is nothing (JSON_NONE). False: the
 * verdict has an error. */
bool api_open(api_verdict *verdict, const http_answer *answer,
              const char *empty_word, bool needs_login, json_doc *doc,
              json_value *found);

/* Sets an error with the words for it; returns false. */
bool api_fail(api_verdict *verdict, dgg_error error);

#endif
