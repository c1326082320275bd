/*
 * Pictures of one colour, as PNG. Pure.
 */
#ifndef SERVER_PICTURE_H
#define SERVER_PICTURE_H

#include "buffer.h"

#include <stdint.h>

/* No picture of the tables is larger. */
enum { SERVER_PICTURE_SIDE = 512 };

typedef struct server_picture {
    uint32_t width; /* 1 to SERVER_PICTURE_SIDE, like the height */
    uint32_t height;
    uint8_t color[3]; /* red, green, blue */
} server_picture;

/* False: no such size, or no room. */
bool server_picture_write(const server_picture *picture, buffer *out);

#endif
