/*
 * Members of the site's JSON, read the same way in every answer.
 *
 * What is absent or of a wrong type is "" or 0. No memory also gives "": a
 * reader notes it in `is_out_of_memory`, and whoever began asks for that once
 * at the end.
 */
#ifndef API_FIELDS_H
#define API_FIELDS_H

#include "api_decode.h"

typedef struct api_reader {
    arena *memory;
    bool is_out_of_memory;
} api_reader;

/* DGG_OK, or MEMORY if there was too little at any time. */
dgg_error api_reader_end(const api_reader *r);

/* A text of DGG_TEXT_BYTES, a name of DGG_NICK_BYTES: what exceeds is cut. */
const char *api_text(api_reader *r, json_value object, const char *key);
const char *api_name(api_reader *r, json_value object, const char *key);

/* A name that may be a number, as ids are. */
const char *api_id(api_reader *r, json_value object, const char *key);

int64_t api_number(json_value object, const char *key);
/* A number that counts something: never negative. */
int64_t api_quantity(json_value object, const char *key);
bool api_flag(json_value object, const char *key);
/* A date of the site's in ms, 0 for what is none. */
int64_t api_date(api_reader *r, json_value object, const char *key);

/* Who has nick, features, roles and so on in `object`; the nick may stand
 * under `username`, the id under `userId`. */
dgg_user api_user(api_reader *r, json_value object);

bool api_is_list(json_value value);

/* Room for all elements of a list, API_ENTRIES at most, of `size` bytes each;
 * NULL: no memory, or nothing to hold. */
void *api_room(api_reader *r, json_value list, size_t size, size_t *capacity);

#endif
