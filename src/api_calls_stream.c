/* The calls about the stream. */
#include "api_call.h"
#include "url.h"

#include <stdlib.h>

dgg_error dgg_api_info_stream(dgg_api *api, dgg_api_callback callback,
                              void *user) {
    const api_plan plan = {
        .path = "/info/stream",
        .decode = api_decode_stream,
    };
    return api_ask(api, &plan, callback, user);
}

dgg_error dgg_api_info_videos(dgg_api *api, dgg_api_callback callback,
                              void *user) {
    const api_plan plan = {
        .path = "/info/videos",
        .decode = api_decode_videos,
    };
    return api_ask(api, &plan, callback, user);
}

static json_member text_member(const char *key, const char *text) {
    return (json_member){
        .key = key,
        .type = text != NULL ? JSON_STRING : JSON_NONE,
        .text = text,
    };
}

static dgg_error post(dgg_api *api, const char *path, const char *body,
                      dgg_api_callback callback, void *user) {
    const api_plan plan = {
        .method = HTTP_POST,
        .login = API_SESSION,
        .path = path,
        .body = body,
        .type = API_JSON_TYPE,
    };
    return api_ask(api, &plan, callback, user);
}

dgg_error dgg_api_host(dgg_api *api, const char *address, const char *name,
                       const char *title, dgg_api_callback callback,
                       void *user) {
    url parsed;
    if (address == NULL || !url_parse(&parsed, address) || !parsed.is_secure ||
        parsed.is_websocket) {
        return DGG_ERROR_URL;
    }
    const json_member members[] = {
        text_member("url", address),
        text_member("displayName", name),
        text_member("title", title),
    };
    char *body = json_write_object(members, sizeof members / sizeof *members);
    if (body == NULL) {
        return DGG_ERROR_MEMORY;
    }
    dgg_error error = post(api, "/stream/host", body, callback, user);
    free(body);
    return error;
}

dgg_error dgg_api_unhost(dgg_api *api, dgg_api_callback callback, void *user) {
    return post(api, "/stream/unhost", NULL, callback, user);
}
