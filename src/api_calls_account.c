/* The calls about accounts: who am I, what may I, what did I set. */
#include "api_call.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* Of what is stored (destinygg/website, ChatController). */
enum { SETTINGS_CHARACTERS = 65535, SETTINGS_PAIRS = 1024 };

#define SETTINGS_PATH "/chat/me/settings"

dgg_error dgg_api_user_info(dgg_api *api, dgg_api_callback callback,
                            void *user) {
    const api_plan plan = {
        .login = API_TOKEN,
        .path = "/userinfo?token=",
        .decode = api_decode_account,
    };
    return api_ask(api, &plan, callback, user);
}

dgg_error dgg_api_chat_me(dgg_api *api, dgg_api_callback callback, void *user) {
    const api_plan plan = {
        .login = API_SESSION,
        .path = "/chat/me",
        .decode = api_decode_account,
    };
    return api_ask(api, &plan, callback, user);
}

dgg_error dgg_api_ban(dgg_api *api, dgg_api_callback callback, void *user) {
    const api_plan plan = {
        .login = API_SESSION,
        .path = "/chat/me/ban",
        .empty_word = "bannotfound",
        .decode = api_decode_ban,
    };
    return api_ask(api, &plan, callback, user);
}

dgg_error dgg_api_settings(dgg_api *api, dgg_api_callback callback,
                           void *user) {
    const api_plan plan = {
        .login = API_SESSION,
        .path = SETTINGS_PATH,
        .decode = api_decode_settings,
    };
    return api_ask(api, &plan, callback, user);
}

static bool is_json(const char *text) {
    json_doc doc = {0};
    bool is_good = text != NULL && json_parse(&doc, text, strlen(text));
    json_doc_free(&doc);
    return is_good;
}

static bool are_settings(const dgg_settings *settings) {
    for (size_t i = 0; i < settings->count; i++) {
        const dgg_setting *one = &settings->list[i];
        if (one->name == NULL || one->name[0] == '\0' || !is_json(one->json)) {
            return false;
        }
    }
    return settings->count <= SETTINGS_PAIRS;
}

/* The list of [name, value] pairs, malloc'd; NULL: no memory. */
static char *write_settings(const dgg_settings *settings) {
    json_pair *pairs = calloc(settings->count + 1, sizeof *pairs);
    if (pairs == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < settings->count; i++) {
        pairs[i] = (json_pair){settings->list[i].name, settings->list[i].json};
    }
    char *text = json_write_pairs(pairs, settings->count);
    free(pairs);
    return text;
}

dgg_error dgg_api_save_settings(dgg_api *api, const dgg_settings *settings,
                                dgg_api_callback callback, void *user) {
    if (!are_settings(settings)) {
        return DGG_ERROR_ARGUMENT;
    }
    char *body = write_settings(settings);
    dgg_error error = DGG_ERROR_MEMORY;
    if (body != NULL && utf8_length(body, strlen(body)) > SETTINGS_CHARACTERS) {
        error = DGG_ERROR_TOO_LARGE;
    } else if (body != NULL) {
        const api_plan plan = {
            .method = HTTP_POST,
            .login = API_SESSION,
            .path = SETTINGS_PATH,
            .body = body,
            .type = API_JSON_TYPE,
            .ignores_body = true,
        };
        error = api_ask(api, &plan, callback, user);
    }
    free(body);
    return error;
}

dgg_error dgg_api_delete_settings(dgg_api *api, dgg_api_callback callback,
                                  void *user) {
    const api_plan plan = {
        .method = HTTP_DELETE,
        .login = API_SESSION,
        .path = SETTINGS_PATH,
        .ignores_body = true,
    };
    return api_ask(api, &plan, callback, user);
}

dgg_error dgg_api_ping(dgg_api *api, dgg_api_callback callback, void *user) {
    const api_plan plan = {
        .login = API_SESSION,
        .is_of_site = true,
        .path = "/ping",
        .ignores_body = true,
    };
    return api_ask(api, &plan, callback, user);
}

dgg_error dgg_api_gift_check(dgg_api *api, const char *nick,
                             dgg_api_callback callback, void *user) {
    if (nick == NULL || !dgg_nick_is_valid(nick)) {
        return DGG_ERROR_NICK;
    }
    char path[API_PATH_BYTES];
    snprintf(path, sizeof path, "/info/giftcheck?s=%s", nick);
    const api_plan plan = {
        .login = API_SESSION,
        .path = path,
        .decode = api_decode_gift_check,
    };
    return api_ask(api, &plan, callback, user);
}
