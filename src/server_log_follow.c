#include "server_log_follow.h"

#include "json.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_BYTES = 64 * 1024, LINE_BYTES = 256 };

/* The end of the year 9999. */
static const int64_t last_ms = INT64_C(253402300799999);

/* A frame under way. */
typedef struct news {
    server_logs *logs;
    json_value payload;
    int64_t ms;
    arena strings;
} news;

/* The string member, or "". */
static const char *text_of(news *n, json_value object, const char *key) {
    const char *text =
        json_string(json_get(object, key), &n->strings, TEXT_BYTES, NULL);
    return text == NULL ? "" : text;
}

static void log_message(news *n, const char *word) {
    (void)word;
    server_logs_add(n->logs, text_of(n, n->payload, "nick"), n->ms,
                    text_of(n, n->payload, "data"));
}

static void log_order(news *n, const char *word) {
    char text[LINE_BYTES];
    snprintf(text, sizeof text, "%s %s by %s", text_of(n, n->payload, "data"),
             word, text_of(n, n->payload, "nick"));
    server_logs_add(n->logs, "Ban", n->ms, text);
}

static void log_broadcast(news *n, const char *word) {
    (void)word;
    const char *text = text_of(n, n->payload, "data");
    bool is_paid = strstr(text, "subscriber!") != NULL ||
                   strstr(text, "subscribed on Twitch!") != NULL;
    server_logs_add(n->logs, is_paid ? "Subscriber" : "Broadcast", n->ms, text);
}

/* In the words of the broadcasts that these were once. */
static void log_subscription(news *n, const char *word) {
    char text[LINE_BYTES];
    (void)word;
    snprintf(text, sizeof text, "%s is now a %s subscriber!",
             text_of(n, n->payload, "nick"),
             text_of(n, n->payload, "tierLabel"));
    server_logs_add(n->logs, "Subscriber", n->ms, text);
}

static void log_gift(news *n, const char *word) {
    char text[LINE_BYTES];
    (void)word;
    snprintf(text, sizeof text, "%s is now a %s subscriber! gifted by %s",
             text_of(n, json_get(n->payload, "recipient"), "nick"),
             text_of(n, n->payload, "tierLabel"),
             text_of(n, n->payload, "nick"));
    server_logs_add(n->logs, "Subscriber", n->ms, text);
}

static const struct kind {
    const char *name;
    void (*log)(news *n, const char *word);
    const char *word;
} kinds[] = {
    {"MSG", log_message, NULL},
    {"MUTE", log_order, "muted"},
    {"UNMUTE", log_order, "unmuted"},
    {"BAN", log_order, "banned"},
    {"UNBAN", log_order, "unbanned"},
    {"BROADCAST", log_broadcast, NULL},
    {"SUBSCRIPTION", log_subscription, NULL},
    {"GIFTSUB", log_gift, NULL},
};

static void log_frame(server_logs *logs, const struct kind *kind,
                      const char *payload, int64_t now_ms) {
    json_doc doc = {0};
    news n = {.logs = logs, .ms = now_ms};
    if (json_parse(&doc, payload, strlen(payload))) {
        n.payload = json_root(&doc);
        json_int(json_get(n.payload, "timestamp"), &n.ms);
        n.ms = n.ms < 0 || n.ms > last_ms ? now_ms : n.ms;
        kind->log(&n, kind->word);
        arena_free(&n.strings);
    }
    json_doc_free(&doc);
}

void server_log_follow(server_logs *logs, const char *frame, int64_t now_ms) {
    size_t bytes = strcspn(frame, " ");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strlen(kinds[i].name) == bytes &&
            memcmp(kinds[i].name, frame, bytes) == 0) {
            log_frame(logs, &kinds[i], frame + bytes, now_ms);
        }
    }
}
