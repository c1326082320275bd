/* Accounts, as their owner and as everybody sees them; settings and bans. */
#include "api_fields.h"

#include <string.h>

enum { SETTINGS_MEMBERS = 2 };

/* [name, value], as a Map of JavaScript's is written. False: it is not. */
static bool read_setting(api_reader *r, json_value pair, dgg_setting *out) {
    json_value name = json_first(pair);
    if (json_typeof(pair) != JSON_ARRAY ||
        json_count(pair) != SETTINGS_MEMBERS ||
        json_typeof(name) != JSON_STRING) {
        return false;
    }
    size_t bytes = 0;
    const char *raw = json_raw(json_next(pair, name), &bytes);
    out->name = json_string(name, r->memory, DGG_NICK_BYTES, NULL);
    out->json = arena_copy(r->memory, raw, bytes);
    if (out->name == NULL || out->json == NULL) {
        r->is_out_of_memory = true;
        return false;
    }
    return out->name[0] != '\0';
}

static dgg_settings read_settings(api_reader *r, json_value list) {
    size_t capacity = 0;
    dgg_setting *found = api_room(r, list, sizeof *found, &capacity);
    size_t count = 0;
    json_value pair = json_first(list);
    for (size_t i = 0; i < capacity; i++, pair = json_next(list, pair)) {
        count += read_setting(r, pair, &found[count]);
    }
    return (dgg_settings){found, count};
}

/* /userinfo calls it `status`, /chat/me `userStatus` (destinygg/website). */
static const char *read_status(api_reader *r, json_value object) {
    const char *status = api_name(r, object, "status");
    return status[0] != '\0' ? status : api_name(r, object, "userStatus");
}

dgg_error api_decode_account(json_value found, arena *memory,
                             dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    dgg_user user = api_user(&r, found);
    if (user.nick[0] == '\0') {
        dgg_error error = api_reader_end(&r);
        return error != DGG_OK ? error : DGG_ERROR_NOT_JSON;
    }
    json_value subscription = json_get(found, "subscription");
    answer->as.account = (dgg_account){
        .user = user,
        .username = api_name(&r, found, "username"),
        .status = read_status(&r, found),
        .country = api_name(&r, found, "country"),
        .provider = api_name(&r, found, "authProvider"),
        .subscription_type = api_name(&r, subscription, "type"),
        .subscription_start_ms = api_date(&r, subscription, "start"),
        .subscription_end_ms = api_date(&r, subscription, "end"),
        .settings = read_settings(&r, json_get(found, "settings")),
    };
    return api_reader_end(&r);
}

dgg_error api_decode_settings(json_value found, arena *memory,
                              dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    if (!api_is_list(found) && json_typeof(found) != JSON_NULL) {
        return DGG_ERROR_NOT_JSON;
    }
    answer->as.settings = read_settings(&r, found);
    return api_reader_end(&r);
}

/* Nothing found is the site's word for no ban. */
dgg_error api_decode_ban(json_value found, arena *memory,
                         dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    dgg_ban *ban = &answer->as.ban;
    *ban = (dgg_ban){.nick = "", .by = "", .reason = ""};
    if (!json_exists(found) || json_typeof(found) == JSON_NULL) {
        return DGG_OK;
    }
    if (json_typeof(found) != JSON_OBJECT) {
        return DGG_ERROR_NOT_JSON;
    }
    *ban = (dgg_ban){
        .is_banned = true,
        .id = api_number(found, "id"),
        .nick = api_name(&r, found, "targetusername"),
        .by = api_name(&r, found, "username"),
        .reason = api_text(&r, found, "reason"),
        .is_of_address = api_name(&r, found, "ipaddress")[0] != '\0',
        .start_ms = api_date(&r, found, "starttimestamp"),
        .end_ms = api_date(&r, found, "endtimestamp"),
    };
    return api_reader_end(&r);
}

dgg_error api_decode_profile(json_value found, arena *memory,
                             dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    dgg_user user = api_user(&r, found);
    if (user.nick[0] == '\0') {
        dgg_error error = api_reader_end(&r);
        return error != DGG_OK ? error : DGG_ERROR_NOT_JSON;
    }
    answer->as.profile = (dgg_profile){
        .user = user,
        .bio = api_text(&r, found, "bio"),
        .gender = api_name(&r, found, "gender"),
        .age = api_name(&r, found, "age"),
    };
    return api_reader_end(&r);
}

dgg_error api_decode_gift_check(json_value found, arena *memory,
                                dgg_api_answer *answer) {
    api_reader r = {.memory = memory};
    if (!json_exists(json_get(found, "valid"))) {
        return DGG_ERROR_NOT_JSON;
    }
    answer->as.gift_check = (dgg_gift_check){
        .is_valid = api_flag(found, "valid"),
        .can_gift = api_flag(found, "cangift"),
        .nick = api_name(&r, found, "username"),
    };
    return api_reader_end(&r);
}
