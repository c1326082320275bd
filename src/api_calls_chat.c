/* The calls about what was said in chat, and who somebody is. */
#include "api_call.h"

dgg_error dgg_api_chat_history(dgg_api *api, dgg_api_callback callback,
                               void *user) {
    const api_plan plan = {
        .path = "/chat/history",
        .decode = api_decode_frames,
    };
    return api_ask(api, &plan, callback, user);
}

/* Both log calls, which differ only in their name. */
static dgg_error ask_for_lines(dgg_api *api, const char *path,
                               dgg_api_callback callback, void *user) {
    const api_plan plan = {
        .login = API_SESSION,
        .path = path,
        .decode = api_decode_lines,
    };
    return api_ask(api, &plan, callback, user);
}

/* The site takes what is out of range for its default; better to say so. */
static dgg_error write_lines_path(char path[API_PATH_BYTES], const char *name,
                                  const char *nick, int limit) {
    if (nick == NULL || !dgg_nick_is_valid(nick)) {
        return DGG_ERROR_NICK;
    }
    if (limit < 0 || limit > DGG_API_LINES_MAX) {
        return DGG_ERROR_ARGUMENT;
    }
    snprintf(path, API_PATH_BYTES, "/chat/%s?username=%s&limit=%d", name, nick,
             limit > 0 ? limit : DGG_API_LINES_DEFAULT);
    return DGG_OK;
}

dgg_error dgg_api_stalk(dgg_api *api, const char *nick, int limit,
                        dgg_api_callback callback, void *user) {
    char path[API_PATH_BYTES];
    dgg_error error = write_lines_path(path, "stalk", nick, limit);
    return error != DGG_OK ? error : ask_for_lines(api, path, callback, user);
}

dgg_error dgg_api_mentions(dgg_api *api, const char *nick, int limit,
                           dgg_api_callback callback, void *user) {
    char path[API_PATH_BYTES];
    dgg_error error = write_lines_path(path, "mentions", nick, limit);
    return error != DGG_OK ? error : ask_for_lines(api, path, callback, user);
}

dgg_error dgg_api_profile(dgg_api *api, const char *nick,
                          dgg_api_callback callback, void *user) {
    if (nick == NULL || !dgg_nick_is_valid(nick)) {
        return DGG_ERROR_NICK;
    }
    char path[API_PATH_BYTES];
    snprintf(path, sizeof path, "/chat/userinfo?username=%s", nick);
    const api_plan plan = {.path = path, .decode = api_decode_profile};
    return api_ask(api, &plan, callback, user);
}
