/*
 * From the site's JSON to typed answers: pure, no I/O.
 *
 * The site writes numbers as numbers or strings, flags as booleans or "0" and
 * "1", lists as arrays or as objects of their elements (what PHP makes of an
 * array that lost some). All are accepted. Entries that break the rules are
 * left out, and of long lists what exceeds API_ENTRIES.
 */
#ifndef API_DECODE_H
#define API_DECODE_H

#include "arena.h"
#include "dgg_api.h"
#include "json.h"

enum { API_ENTRIES = 500 };

/* Fills in the member of `answer` that belongs to the call; its strings and
 * lists live in `memory`. `found` is what api_open found. Errors: NOT_JSON (it
 * is not what was asked for), SITE (it says that there was trouble), MEMORY;
 * the member is then empty or half filled in. */
typedef dgg_error (*api_decoder)(json_value found, arena *memory,
                                 dgg_api_answer *answer);

/* One for each member of dgg_api_answer; the inbox and the newer list of
 * conversations are told apart by their shapes. */
dgg_error api_decode_account(json_value found, arena *memory,
                             dgg_api_answer *answer);
dgg_error api_decode_settings(json_value found, arena *memory,
                              dgg_api_answer *answer);
dgg_error api_decode_ban(json_value found, arena *memory,
                         dgg_api_answer *answer);
dgg_error api_decode_profile(json_value found, arena *memory,
                             dgg_api_answer *answer);
dgg_error api_decode_frames(json_value found, arena *memory,
                            dgg_api_answer *answer);
dgg_error api_decode_lines(json_value found, arena *memory,
                           dgg_api_answer *answer);
dgg_error api_decode_unread(json_value found, arena *memory,
                            dgg_api_answer *answer);
dgg_error api_decode_count(json_value found, arena *memory,
                           dgg_api_answer *answer);
dgg_error api_decode_conversations(json_value found, arena *memory,
                                   dgg_api_answer *answer);
dgg_error api_decode_messages(json_value found, arena *memory,
                              dgg_api_answer *answer);
dgg_error api_decode_stream(json_value found, arena *memory,
                            dgg_api_answer *answer);
dgg_error api_decode_videos(json_value found, arena *memory,
                            dgg_api_answer *answer);
dgg_error api_decode_gift_check(json_value found, arena *memory,
                                dgg_api_answer *answer);

#endif
