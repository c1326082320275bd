/*
 * JSON from strangers, and JSON for the server.
 *
 * Reading: one pass validates RFC 8259 strictly and leaves a flat index of
 * the values over the caller's text; nothing is copied until a string is
 * asked for. Of two equal keys the last wins, integers are exact to 64 bits,
 * lone surrogates, NULs and invalid UTF-8 become U+FFFD. Containers nested
 * deeper than JSON_DEPTH are validated and then appear to be empty.
 *
 * Writing goes through cJSON, which only json_write.c includes.
 */
#ifndef JSON_H
#define JSON_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    JSON_DEPTH = 32,          /* nesting that is indexed */
    JSON_DEPTH_SKIPPED = 512, /* nesting that is tolerated */
    JSON_VALUES = 1 << 20,    /* values and keys in one document */
    JSON_BYTES = 1 << 28,     /* length of one document */
};

typedef enum json_type {
    JSON_NONE, /* absent: what a failed look-up gives */
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT,
} json_type;

typedef struct json_token {
    uint32_t start; /* of the value's text, quotes and brackets included */
    uint32_t bytes;
    uint32_t next; /* index of the token after this value and all inside it */
    uint8_t type;
    bool is_plain; /* a string that is ASCII without escapes */
} json_token;

/* Reused from parse to parse, so that a warm document allocates nothing.
 * {0} is a valid empty one. */
typedef struct json_doc {
    const char *text;
    json_token *tokens;
    size_t count;
    size_t capacity;
    bool is_out_of_memory; /* why the last parse failed */
} json_doc;

/* A place in a document. The zero value is "nothing"; every look-up on it
 * gives nothing again, so chains need no checks in between. */
typedef struct json_value {
    const json_doc *doc;
    uint32_t index;
} json_value;

/* Indexes `bytes` bytes of `text`, which must outlive the use of the
 * document. False: not JSON, too much of it, or no memory; the document is
 * then empty. */
bool json_parse(json_doc *doc, const char *text, size_t bytes);
void json_doc_free(json_doc *doc);

json_value json_root(const json_doc *doc);
json_type json_typeof(json_value value);

/* The last member called `key` (compared after unescaping), or nothing. */
json_value json_get(json_value object, const char *key);

/* The same for several keys in one pass over the members: values[i] becomes
 * the member called keys[i]. */
typedef struct json_key {
    const char *name;
    size_t bytes;
} json_key;

#define JSON_KEY(literal) \
    { (literal), sizeof(literal) - 1 }

void json_get_all(json_value object, const json_key *keys, size_t count,
                  json_value *values);

/* Iterates the elements of an array or the values of an object:
 *     for (e = json_first(list); json_exists(e); e = json_next(list, e))
 */
json_value json_first(json_value container);
json_value json_next(json_value container, json_value element);
bool json_exists(json_value value);

/* How many elements or members there are; 0 for everything else. */
size_t json_count(json_value container);

/* The number as an int64_t: a JSON integer, or with json_lenient_int also a
 * string holding one ("12") or true/false. False when it is none of these, has
 * a fraction or exponent, or does not fit. */
bool json_int(json_value value, int64_t *out);
bool json_lenient_int(json_value value, int64_t *out);

/* true/false; with json_lenient_bool also 0/1 and "0"/"1". */
bool json_lenient_bool(json_value value, bool *out);

/* The decoded string in `memory`, cut at a character border to at most
 * max_bytes; NULL when the value is no string or memory is out. `bytes` (may
 * be NULL) gets its length. */
const char *json_string(json_value value, arena *memory, size_t max_bytes,
                        size_t *bytes);

/* The value's own text, as it was sent. */
const char *json_raw(json_value value, size_t *bytes);

/* A member of an object to be written. */
typedef struct json_member {
    const char *key;
    json_type type;           /* JSON_NONE: it is left out; no JSON_OBJECT */
    const char *text;         /* JSON_STRING */
    int64_t number;           /* JSON_NUMBER: an integer, exact to 64 bits */
    const char *const *texts; /* JSON_ARRAY of strings */
    size_t count;
} json_member;

/* One object, e.g. {"nick":"a","duration":5}, as a malloc'd string of raw
 * UTF-8. NULL: no memory. */
char *json_write_object(const json_member *members, size_t count);

/* A list of [name, value] pairs, as a Map of JavaScript's is written; the
 * values are JSON already. Malloc'd, NULL: no memory. */
typedef struct json_pair {
    const char *name;
    const char *json;
} json_pair;
char *json_write_pairs(const json_pair *pairs, size_t count);

/* A quoted JSON string, malloc'd. NULL: no memory. */
char *json_write_string(const char *text);

#endif
