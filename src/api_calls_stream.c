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

/* What is left out is not sent; malloc'd, NULL: no memory. */
static char *write_hosting(const char *url, const char *name,
                           const char *title) {
    if (name != NULL && title != NULL) {
        return json_write_object("url", url, "displayName", name, "title",
                                 title, (const char *)NULL);
    }
    if (name != NULL || title != NULL) {
        return json_write_object(
            "url", url, name != NULL ? "displayName" : "title",
            name != NULL ? name : title, (const char *)NULL);
    }
    return json_write_object("url", url, (const char *)NULL);
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
    char *body = write_hosting(address, name, title);
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
