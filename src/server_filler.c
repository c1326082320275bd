#include "server_filler.h"

#include "server_http_answer.h"

#include <string.h>

static void fill(server_filler *filler, char *piece, size_t bytes) {
    bool has_text = filler->text != NULL && *filler->text != '\0';
    const char *text = has_text ? filler->text : " ";
    size_t length = strlen(text);
    for (size_t done = 0; done < bytes;) {
        size_t run = length - filler->at;
        run = run < bytes - done ? run : bytes - done;
        memcpy(piece + done, text + filler->at, run);
        done += run;
        filler->at = (filler->at + run) % length;
    }
}

bool server_filler_write(server_filler *filler, buffer *out) {
    char piece[SERVER_FILLER_BYTES];
    size_t bytes =
        filler->left < sizeof piece ? (size_t)filler->left : sizeof piece;
    fill(filler, piece, bytes);
    filler->left -= bytes;
    if (!filler->is_chunked) {
        return buffer_append(out, piece, bytes);
    }
    return server_http_write_chunk(out, piece, bytes) &&
           (filler->left > 0 || server_http_write_chunk(out, "", 0));
}
