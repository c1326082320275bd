#include "server_bucket.h"

int64_t server_bucket_full_in_ms(const server_bucket *b, int64_t now_ms) {
    return b->full_ms > now_ms ? b->full_ms - now_ms : 0;
}

int server_bucket_left(const server_bucket *b, int64_t now_ms) {
    int64_t missing_ms = server_bucket_full_in_ms(b, now_ms);
    int64_t missing = (missing_ms + SERVER_BUCKET_MS - 1) / SERVER_BUCKET_MS;
    return SERVER_BUCKET_SIZE - (int)missing;
}

int64_t server_bucket_wait_ms(const server_bucket *b, int64_t now_ms) {
    int64_t wait_ms = server_bucket_full_in_ms(b, now_ms) -
                      (SERVER_BUCKET_SIZE - 1) * SERVER_BUCKET_MS;
    return wait_ms > 0 ? wait_ms : 0;
}

bool server_bucket_take(server_bucket *b, int64_t now_ms) {
    if (server_bucket_left(b, now_ms) < 1) {
        return false;
    }
    b->full_ms =
        now_ms + server_bucket_full_in_ms(b, now_ms) + SERVER_BUCKET_MS;
    return true;
}
