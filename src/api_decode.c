#include "api_decode.h"

#include "date.h"
#include "json.h"

#include <stdio.h>
#include <string.h>

enum { DATE_BYTES = 64, WORDS_OF_SITE_BYTES = 160 };

static dgg_error error_of_status(int http_status) {
    switch (http_status) {
    case 200: return DGG_OK;
    case 401:
    case 403: return DGG_ERROR_NOT_LOGGED_IN;
    case 404: return DGG_ERROR_NOT_FOUND;
    case 429: return DGG_ERROR_THROTTLED;
    default: return DGG_ERROR_HTTP_STATUS;
    }
}

/* What an error object says, or NULL. Its keys vary: `error` of the older
 * site, `message` of the newer wrapper. */
static const char *words_of_site(json_value object, arena *memory) {
    static const char *const keys[] = {"error", "message"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *words = json_string(json_get(object, keys[i]), memory,
                                        WORDS_OF_SITE_BYTES, NULL);
        if (words != NULL && words[0] != '\0') {
            return words;
        }
    }
    return NULL;
}

static bool is_error_object(json_value root) {
    if (json_typeof(root) != JSON_OBJECT) {
        return false;
    }
    bool is_success = true;
    json_lenient_bool(json_get(root, "success"), &is_success);
    return !is_success || json_typeof(json_get(root, "error")) == JSON_STRING;
}

static void set_words(api_verdict *verdict, int http_status,
                      const char *site_says) {
    if (site_says == NULL) {
        snprintf(verdict->words, sizeof verdict->words,
                 "the site answered with status %d", http_status);
        return;
    }
    snprintf(verdict->words, sizeof verdict->words,
             "the site answered with status %d: %s", http_status, site_says);
}

static void judge_error_object(api_verdict *verdict, arena *memory,
                               json_value root) {
    int64_t code = 0;
    json_lenient_int(json_get(root, "code"), &code);
    bool is_status = code >= 400 && code <= 599;
    verdict->error =
        is_status ? error_of_status((int)code) : DGG_ERROR_NOT_FOUND;
    const char *words = words_of_site(root, memory);
    snprintf(verdict->words, sizeof verdict->words, "the site says: %s",
             words != NULL ? words : "no");
}

static bool fail(api_verdict *verdict, dgg_error error) {
    verdict->error = error;
    snprintf(verdict->words, sizeof verdict->words, "%s", dgg_strerror(error));
    return false;
}

/* The list in its wrappings; JSON_NONE when there is none, JSON_NULL for what
 * the site answers when its database fails. */
static json_value find_list(json_value root) {
    if (json_typeof(root) == JSON_OBJECT &&
        json_exists(json_get(root, "data"))) {
        return json_get(root, "data");
    }
    return root;
}

/* Everything that answers have in common. True: `list` is to be read. */
static bool open_list(api_verdict *verdict, arena *memory,
                      const api_reply *reply, json_doc *doc, json_value *list) {
    api_judge(verdict, reply);
    if (verdict->error != DGG_OK) {
        return false;
    }
    if (!json_parse(doc, reply->body, reply->bytes)) {
        return fail(verdict, DGG_ERROR_NOT_JSON);
    }
    json_value root = json_root(doc);
    if (is_error_object(root)) {
        judge_error_object(verdict, memory, root);
        return false;
    }
    *list = find_list(root);
    json_type type = json_typeof(*list);
    if (type != JSON_ARRAY && type != JSON_OBJECT && type != JSON_NULL) {
        return fail(verdict, DGG_ERROR_NOT_JSON);
    }
    return true;
}

static size_t count_entries(json_value list) {
    size_t count = 0;
    for (json_value entry = json_first(list);
         json_exists(entry) && count < API_ENTRIES;
         entry = json_next(list, entry)) {
        count++;
    }
    return count;
}

static const char *text_of(json_value entry, const char *key, arena *memory,
                           size_t max_bytes) {
    const char *text =
        json_string(json_get(entry, key), memory, max_bytes, NULL);
    return text != NULL ? text : "";
}

static int64_t number_of(json_value entry, const char *key) {
    int64_t number = 0;
    json_lenient_int(json_get(entry, key), &number);
    return number;
}

static int64_t date_of(json_value entry, const char *key, arena *memory) {
    int64_t ms = 0;
    date_parse_ms(text_of(entry, key, memory, DATE_BYTES), &ms);
    return ms;
}

static dgg_unread read_unread(json_value entry, arena *memory) {
    return (dgg_unread){
        .nick = text_of(entry, "username", memory, DGG_NICK_BYTES),
        .count = number_of(entry, "unread"),
        .newest_ms = date_of(entry, "timestamp", memory),
    };
}

static dgg_private_message read_message(json_value entry, arena *memory) {
    bool is_read = false;
    json_lenient_bool(json_get(entry, "isread"), &is_read);
    return (dgg_private_message){
        .id = number_of(entry, "id"),
        .from = text_of(entry, "from", memory, DGG_NICK_BYTES),
        .to = text_of(entry, "to", memory, DGG_NICK_BYTES),
        .text = text_of(entry, "message", memory, DGG_TEXT_BYTES),
        .timestamp_ms = date_of(entry, "timestamp", memory),
        .is_read = is_read,
    };
}

static void read_unread_list(api_verdict *verdict, arena *memory,
                             json_value list, const dgg_unread **out,
                             size_t *count) {
    size_t capacity = count_entries(list);
    dgg_unread *entries = arena_alloc(memory, (capacity + 1) * sizeof *entries);
    if (entries == NULL) {
        fail(verdict, DGG_ERROR_MEMORY);
        return;
    }
    json_value entry = json_first(list);
    for (size_t i = 0; i < capacity; i++, entry = json_next(list, entry)) {
        entries[*count] = read_unread(entry, memory);
        if (entries[*count].nick[0] != '\0' && entries[*count].count > 0) {
            (*count)++;
        }
    }
    *out = entries;
}

static void read_inbox_list(api_verdict *verdict, arena *memory,
                            json_value list, const dgg_private_message **out,
                            size_t *count) {
    size_t capacity = count_entries(list);
    dgg_private_message *entries =
        arena_alloc(memory, (capacity + 1) * sizeof *entries);
    if (entries == NULL) {
        fail(verdict, DGG_ERROR_MEMORY);
        return;
    }
    json_value entry = json_first(list);
    for (size_t i = 0; i < capacity; i++, entry = json_next(list, entry)) {
        entries[*count] = read_message(entry, memory);
        if (entries[*count].from[0] != '\0') {
            (*count)++;
        }
    }
    *out = entries;
}

void api_judge(api_verdict *verdict, const api_reply *reply) {
    verdict->error = error_of_status(reply->http_status);
    verdict->words[0] = '\0';
    if (verdict->error == DGG_OK) {
        return;
    }
    json_doc doc = {0};
    arena memory = {0};
    const char *words = NULL;
    if (json_parse(&doc, reply->body, reply->bytes)) {
        words = words_of_site(json_root(&doc), &memory);
    }
    set_words(verdict, reply->http_status, words);
    json_doc_free(&doc);
    arena_free(&memory);
}

void api_decode_unread(api_verdict *verdict, arena *memory,
                       const api_reply *reply, const dgg_unread **list,
                       size_t *count) {
    *list = NULL;
    *count = 0;
    json_doc doc = {0};
    json_value entries = {0};
    if (open_list(verdict, memory, reply, &doc, &entries)) {
        read_unread_list(verdict, memory, entries, list, count);
    }
    json_doc_free(&doc);
}

void api_decode_inbox(api_verdict *verdict, arena *memory,
                      const api_reply *reply, const dgg_private_message **list,
                      size_t *count) {
    *list = NULL;
    *count = 0;
    json_doc doc = {0};
    json_value entries = {0};
    if (open_list(verdict, memory, reply, &doc, &entries)) {
        read_inbox_list(verdict, memory, entries, list, count);
    }
    json_doc_free(&doc);
}
