#include "server_frame.h"

enum {
    FINAL = 0x80,
    RESERVED = 0x70,
    OPCODE = 0x0f,
    MASKED = 0x80,
    LENGTH = 0x7f,
    LENGTH_16 = 126,
    LENGTH_64 = 127,
    CONTROL_LIMIT = 125,
    MASK_BYTES = 4,
};

static bool is_known(unsigned opcode) {
    return opcode <= SERVER_BINARY ||
           (opcode >= SERVER_CLOSE && opcode <= SERVER_PONG);
}

static uint64_t big_endian(const char *bytes, size_t count) {
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value = value << 8 | (uint8_t)bytes[i];
    }
    return value;
}

/* How many bytes follow the first two to tell a length above 125. */
static size_t length_bytes(unsigned length) {
    return length == LENGTH_64 ? 8 : length == LENGTH_16 ? 2 : 0;
}

static int violation_of(unsigned first, unsigned second) {
    unsigned opcode = first & OPCODE;
    bool is_control = opcode >= SERVER_CLOSE;
    if (!is_known(opcode) || (first & RESERVED) != 0 ||
        (second & MASKED) == 0) {
        return SERVER_CLOSE_PROTOCOL;
    }
    if (is_control &&
        ((first & FINAL) == 0 || (second & LENGTH) > CONTROL_LIMIT)) {
        return SERVER_CLOSE_PROTOCOL;
    }
    return 0;
}

static void unmask(char *payload, size_t count, const char mask[MASK_BYTES]) {
    for (size_t i = 0; i < count; i++) {
        payload[i] = (char)(payload[i] ^ mask[i % MASK_BYTES]);
    }
}

size_t server_frame_decode(char *bytes, size_t count, server_frame *frame) {
    *frame = (server_frame){0};
    if (count < 2) {
        return 0;
    }
    unsigned first = (uint8_t)bytes[0];
    unsigned second = (uint8_t)bytes[1];
    frame->violation = violation_of(first, second);
    size_t extra = length_bytes(second & LENGTH);
    size_t header = 2 + extra + MASK_BYTES;
    if (frame->violation != 0 || count < 2 + extra) {
        return 0;
    }
    uint64_t length =
        extra == 0 ? second & LENGTH : big_endian(bytes + 2, extra);
    if (length > SERVER_FRAME_LIMIT) {
        frame->violation = SERVER_CLOSE_TOO_LARGE;
        return 0;
    }
    if (count < header + length) {
        return 0;
    }
    frame->opcode = (server_opcode)(first & OPCODE);
    frame->is_final = (first & FINAL) != 0;
    frame->payload = bytes + header;
    frame->bytes = (size_t)length;
    unmask(frame->payload, frame->bytes, bytes + header - MASK_BYTES);
    return header + frame->bytes;
}

size_t server_frame_header(uint8_t header[SERVER_FRAME_HEADER_BYTES],
                           server_opcode opcode, size_t payload_bytes) {
    header[0] = (uint8_t)(FINAL | opcode);
    if (payload_bytes < LENGTH_16) {
        header[1] = (uint8_t)payload_bytes;
        return 2;
    }
    size_t extra = payload_bytes <= UINT16_MAX ? 2 : 8;
    header[1] = extra == 2 ? LENGTH_16 : LENGTH_64;
    for (size_t i = 0; i < extra; i++) {
        header[2 + i] =
            (uint8_t)((uint64_t)payload_bytes >> (8 * (extra - 1 - i)));
    }
    return 2 + extra;
}

static bool write_piece(buffer *out, unsigned first, const char *text,
                        size_t bytes) {
    uint8_t header[SERVER_FRAME_HEADER_BYTES];
    size_t header_bytes = server_frame_header(header, SERVER_TEXT, bytes);
    header[0] = (uint8_t)first;
    return buffer_append(out, header, header_bytes) &&
           buffer_append(out, text, bytes);
}

bool server_frame_write_fragments(buffer *out, const char *text, size_t bytes,
                                  size_t piece_bytes) {
    static const char ping[] = "between";
    unsigned first = SERVER_TEXT;
    while (bytes > piece_bytes) {
        if (!write_piece(out, first, text, piece_bytes) ||
            !write_piece(out, FINAL | SERVER_PING, ping, sizeof ping - 1)) {
            return false;
        }
        first = SERVER_CONTINUATION;
        text += piece_bytes;
        bytes -= piece_bytes;
    }
    return write_piece(out, FINAL | first, text, bytes);
}
