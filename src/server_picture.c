#include "server_picture.h"

/* What zlib says ahead of data, and of a last block that is not packed. */
enum { STORED_HEAD_BYTES = 7, STORED_BYTES = 65535 };

_Static_assert(SERVER_PICTURE_SIDE *(1 + SERVER_PICTURE_SIDE / 8) <=
                   STORED_BYTES,
               "the largest picture is one block");

static bool put_number(buffer *out, uint32_t number) {
    const uint8_t bytes[4] = {(uint8_t)(number >> 24), (uint8_t)(number >> 16),
                              (uint8_t)(number >> 8), (uint8_t)number};
    return buffer_append(out, bytes, sizeof bytes);
}

/* ISO 3309, as PNG has it. */
static uint32_t check(const char *bytes, size_t count) {
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < count; i++) {
        crc ^= (uint8_t)bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc & 1 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
        }
    }
    return ~crc;
}

/* The check covers the name and the data. */
static bool put_chunk(buffer *out, const char *name, const void *data,
                      size_t bytes) {
    if (!put_number(out, (uint32_t)bytes)) {
        return false;
    }
    size_t start = out->used;
    return buffer_append(out, name, 4) && buffer_append(out, data, bytes) &&
           put_number(out, check(out->bytes + start, out->used - start));
}

/* The rows have one bit for each pixel, all zero: the palette's only colour.
 * The Adler-32 of zeros has 1 below and their number above. */
static bool put_rows(buffer *out, size_t bytes) {
    buffer data;
    buffer_init(&data, STORED_HEAD_BYTES + STORED_BYTES + 4);
    static const char zeros[STORED_BYTES];
    const uint8_t head[STORED_HEAD_BYTES] = {0x78,
                                             0x01,
                                             0x01,
                                             (uint8_t)bytes,
                                             (uint8_t)(bytes >> 8),
                                             (uint8_t)~bytes,
                                             (uint8_t)(~bytes >> 8)};
    bool is_good = buffer_append(&data, head, sizeof head) &&
                   buffer_append(&data, zeros, bytes) &&
                   put_number(&data, (uint32_t)(bytes % 65521) << 16 | 1) &&
                   put_chunk(out, "IDAT", data.bytes, data.used);
    buffer_free(&data);
    return is_good;
}

bool server_picture_write(const server_picture *picture, buffer *out) {
    static const char signature[] = "\x89PNG\r\n\x1a\n";
    size_t row_bytes = 1 + (picture->width + 7) / 8;
    size_t bytes = row_bytes * picture->height;
    if (picture->width == 0 || picture->width > SERVER_PICTURE_SIDE ||
        picture->height == 0 || picture->height > SERVER_PICTURE_SIDE) {
        return false;
    }
    const uint8_t head[13] = {
        0, 0, (uint8_t)(picture->width >> 8),  (uint8_t)picture->width,
        0, 0, (uint8_t)(picture->height >> 8), (uint8_t)picture->height,
        1, 3 /* a palette */};
    return buffer_append(out, signature, sizeof signature - 1) &&
           put_chunk(out, "IHDR", head, sizeof head) &&
           put_chunk(out, "PLTE", picture->color, sizeof picture->color) &&
           put_rows(out, bytes) && put_chunk(out, "IEND", "", 0);
}
