/*
 * The pictures that emotes.json and flairs.json name.
 */
#ifndef IMAGE_H
#define IMAGE_H

#include "dgg_cdn.h"
#include "json.h"

/* The first of the list `value`, or `value` itself when it is one picture;
 * what is missing or breaks the rules is "" or 0. False: no memory. */
bool image_read(dgg_image *out, json_value value, arena *strings);

/* A string as it is, "" for anything else; NULL: no memory. */
const char *image_text(json_value value, arena *strings, size_t max_bytes);

#endif
