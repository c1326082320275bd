#include "server_http_answer.h"

#include "server_json.h"

#include <inttypes.h>

const char *server_http_reason(int status) {
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {
        {101, "Switching Protocols"}, {200, "OK"},
        {301, "Moved Permanently"},   {303, "See Other"},
        {304, "Not Modified"},        {400, "Bad Request"},
        {403, "Forbidden"},           {404, "Not Found"},
        {405, "Method Not Allowed"},  {413, "Payload Too Large"},
        {429, "Too Many Requests"},   {500, "Internal Server Error"},
        {502, "Bad Gateway"},         {503, "Service Unavailable"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (reasons[i].status == status) {
            return reasons[i].reason;
        }
    }
    return "Unknown";
}

static bool write_length(buffer *out, const server_answer *answer) {
    if (answer->chunk_bytes > 0) {
        return server_json_print(out, "Transfer-Encoding: chunked\r\n");
    }
    int64_t length = (int64_t)answer->bytes + (int64_t)answer->filler_bytes +
                     answer->length_error;
    return server_json_print(out, "Content-Length: %" PRId64 "\r\n",
                             length < 0 ? 0 : length);
}

bool server_http_write_chunk(buffer *out, const char *bytes, size_t count) {
    return server_json_print(out, "%zx\r\n", count) &&
           buffer_append(out, bytes, count) && buffer_append(out, "\r\n", 2);
}

static bool write_chunks(buffer *out, const server_answer *answer) {
    bool is_good = true;
    for (size_t at = 0; at < answer->bytes && is_good;) {
        size_t left = answer->bytes - at;
        size_t bytes = left < answer->chunk_bytes ? left : answer->chunk_bytes;
        is_good = server_http_write_chunk(out, answer->body + at, bytes);
        at += bytes;
    }
    return is_good &&
           (answer->filler_bytes > 0 || server_http_write_chunk(out, "", 0));
}

bool server_http_write(buffer *out, const server_answer *answer) {
    bool has_head =
        server_json_print(out, "HTTP/1.1 %d %s\r\nContent-Type: %s\r\n",
                          answer->status, server_http_reason(answer->status),
                          answer->type) &&
        write_length(out, answer) &&
        server_json_print(out, "%s%s\r\n",
                          answer->headers == NULL ? "" : answer->headers,
                          answer->closes ? "Connection: close\r\n" : "");
    return has_head && (answer->chunk_bytes > 0
                            ? write_chunks(out, answer)
                            : buffer_append(out, answer->body, answer->bytes));
}
