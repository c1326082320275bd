/* Unread whispers, conversations, and what was said in one. */
#include "api_fields.h"

#include <stdio.h>

/* The site answers null when its database fails (destinygg/website,
 * PrivateMessageService). */
static dgg_error check_list(json_value list) {
    if (json_typeof(list) == JSON_NULL) {
        return DGG_ERROR_SITE;
    }
    return api_is_list(list) ? DGG_OK : DGG_ERROR_NOT_JSON;
}

dgg_error api_decode_unread(json_value found, arena *memory,
                            dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    dgg_error error = check_list(found);
    if (error != DGG_OK) {
        return error;
    }
    size_t capacity = 0;
    dgg_unread *list = api_room(&r, found, sizeof *list, &capacity);
    size_t count = 0;
    json_value entry = json_first(found);
    for (size_t i = 0; i < capacity; i++, entry = json_next(found, entry)) {
        list[count] = (dgg_unread){
            .nick = api_name(&r, entry, "username"),
            .count = api_quantity(entry, "unread"),
            .newest_ms = api_date(&r, entry, "timestamp"),
        };
        count += list[count].nick[0] != '\0' && list[count].count > 0;
    }
    answer->as.unread = (dgg_unread_list){list, count};
    return api_reader_end(&r);
}

dgg_error api_decode_count(json_value found, arena *memory,
                           dgg_api_answer *answer) {
    (void)memory;
    int64_t count = 0;
    if (!json_lenient_int(json_get(found, "count"), &count) || count < 0) {
        return DGG_ERROR_NOT_JSON;
    }
    answer->as.count = count;
    return DGG_OK;
}

/* Until 2026 `user` is the partner; `userid` is his id, too. */
static dgg_conversation read_summary(api_reader *r, json_value entry) {
    return (dgg_conversation){
        .user_id = api_number(entry, "userid"),
        .nick = api_name(r, entry, "user"),
        .text = api_text(r, entry, "message"),
        .timestamp_ms = api_date(r, entry, "timestamp"),
        .unread = api_quantity(entry, "unread"),
    };
}

static dgg_conversation read_newer_summary(api_reader *r, json_value entry) {
    return (dgg_conversation){
        .user_id = api_number(entry, "userId"),
        .nick = api_name(r, entry, "username"),
        .text = api_text(r, entry, "lastMessage"),
        .timestamp_ms = api_date(r, entry, "timestamp"),
        .unread = api_quantity(entry, "unread"),
        .is_own = api_flag(entry, "lastMessageFromMe"),
    };
}

static void read_cursor(api_reader *r, json_value next,
                        dgg_conversations_cursor *cursor) {
    snprintf(cursor->timestamp, sizeof cursor->timestamp, "%s",
             api_name(r, next, "timestamp"));
    cursor->id = api_number(next, "id");
}

/* The newer shape has its list under `results`; in the older, an array that
 * lost elements is an object, too. */
dgg_error api_decode_conversations(json_value found, arena *memory,
                                   dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    json_value results = json_get(found, "results");
    bool is_newer = json_exists(results);
    json_value list = is_newer ? results : found;
    dgg_error error = check_list(list);
    if (error != DGG_OK) {
        return error;
    }
    dgg_conversations *out = &answer->as.conversations;
    size_t capacity = 0;
    dgg_conversation *entries = api_room(&r, list, sizeof *entries, &capacity);
    json_value entry = json_first(list);
    for (size_t i = 0; i < capacity; i++, entry = json_next(list, entry)) {
        entries[out->count] =
            is_newer ? read_newer_summary(&r, entry) : read_summary(&r, entry);
        out->count += entries[out->count].nick[0] != '\0';
    }
    out->list = entries;
    out->rows = capacity;
    out->has_more = is_newer ? api_flag(found, "more") : capacity > 0;
    read_cursor(&r, json_get(found, "nextPageOffset"), &out->next);
    return api_reader_end(&r);
}

static dgg_private_message read_message(api_reader *r, json_value entry) {
    return (dgg_private_message){
        .id = api_number(entry, "id"),
        .from_id = api_number(entry, "userid"),
        .to_id = api_number(entry, "targetuserid"),
        .from = api_name(r, entry, "from"),
        .to = api_name(r, entry, "to"),
        .text = api_text(r, entry, "message"),
        .timestamp_ms = api_date(r, entry, "timestamp"),
        .is_read = api_flag(entry, "isread"),
        .is_deleted_by_sender = api_flag(entry, "deletedbysender"),
        .is_deleted_by_receiver = api_flag(entry, "deletedbyreceiver"),
    };
}

dgg_error api_decode_messages(json_value found, arena *memory,
                              dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    dgg_error error = check_list(found);
    if (error != DGG_OK) {
        return error;
    }
    dgg_private_messages *out = &answer->as.messages;
    size_t capacity = 0;
    dgg_private_message *list = api_room(&r, found, sizeof *list, &capacity);
    json_value entry = json_first(found);
    for (size_t i = 0; i < capacity; i++, entry = json_next(found, entry)) {
        list[out->count] = read_message(&r, entry);
        out->count += list[out->count].from[0] != '\0';
    }
    out->list = list;
    out->rows = capacity;
    return api_reader_end(&r);
}
