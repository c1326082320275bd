#include "server_refusal.h"

#include "server_json.h"

#include <string.h>

enum { FRAME_BYTES = 8 * 1024 };

static void send_and_free(server_client *client, buffer *frame, bool is_good) {
    if (is_good && buffer_append(frame, "}", 1)) {
        server_client_send_text(client, frame->bytes);
    }
    buffer_free(frame);
}

static bool begin(buffer *frame, const char *description) {
    buffer_init(frame, FRAME_BYTES);
    return server_json_print(frame, "ERR {\"description\":") &&
           server_json_quote(frame, description, strlen(description));
}

void server_refuse(server_client *client, const char *description) {
    buffer frame;
    bool is_good = begin(&frame, description);
    send_and_free(client, &frame, is_good);
}

void server_refuse_muted(server_client *client, int64_t left_ms) {
    buffer frame;
    bool is_good = begin(&frame, "muted") &&
                   server_json_print(&frame, ",\"muteTimeLeft\":%lld",
                                     (long long)(left_ms / 1000));
    send_and_free(client, &frame, is_good);
}

void server_refuse_tier(server_client *client, int tier) {
    buffer frame;
    bool is_good = begin(&frame, "submode") &&
                   server_json_print(&frame, ",\"tier\":%d", tier);
    send_and_free(client, &frame, is_good);
}

void server_refuse_phrase(server_client *client, const char *phrase) {
    buffer frame;
    bool is_good = begin(&frame, "bannedphrase") &&
                   server_json_print(&frame, ",\"filtered\":") &&
                   server_json_quote(&frame, phrase, strlen(phrase));
    send_and_free(client, &frame, is_good);
}
