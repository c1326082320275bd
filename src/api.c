/* Requests to the site: unread whispers, conversations. */
#include "api_decode.h"
#include "credential.h"
#include "endpoint.h"
#include "http.h"
#include "url.h"

#include <stdio.h>
#include <stdlib.h>

/* One request under way. */
typedef struct api_call {
    dgg_api *api;
    http_request *request;
    void (*answer)(struct api_call *call, const http_answer *answer);
    union {
        dgg_unread_callback unread;
        dgg_inbox_callback inbox;
    } callback;
    void *user;
    struct api_call *next;
} api_call;

struct dgg_api {
    dgg_loop *loop;
    char *url;
    secret *cookie; /* NULL: none that may be sent to the site */
    api_call *calls;
};

static void unlink_call(api_call *done) {
    api_call **link = &done->api->calls;
    while (*link != done) {
        link = &(*link)->next;
    }
    *link = done->next;
}

static dgg_api_status status_of(const http_answer *answer,
                                const api_verdict *verdict) {
    if (answer->error != DGG_OK) {
        return (dgg_api_status){answer->error, answer->status, answer->reason};
    }
    return (dgg_api_status){verdict->error, answer->status, verdict->words};
}

static void answer_unread(api_call *call, const http_answer *answer) {
    arena memory = {0};
    api_verdict verdict = {0};
    const dgg_unread *list = NULL;
    size_t count = 0;
    if (answer->error == DGG_OK) {
        const api_reply reply = {answer->status, answer->body, answer->bytes};
        api_decode_unread(&verdict, &memory, &reply, &list, &count);
    }
    const dgg_api_status status = status_of(answer, &verdict);
    call->callback.unread(call->user, &status, list, count);
    arena_free(&memory);
}

static void answer_inbox(api_call *call, const http_answer *answer) {
    arena memory = {0};
    api_verdict verdict = {0};
    const dgg_private_message *list = NULL;
    size_t count = 0;
    if (answer->error == DGG_OK) {
        const api_reply reply = {answer->status, answer->body, answer->bytes};
        api_decode_inbox(&verdict, &memory, &reply, &list, &count);
    }
    const dgg_api_status status = status_of(answer, &verdict);
    call->callback.inbox(call->user, &status, list, count);
    arena_free(&memory);
}

/* The callback may free the api: it is not touched afterwards. */
static void on_answer(void *user, const http_answer *answer) {
    api_call *done = user;
    unlink_call(done);
    done->answer(done, answer);
    free(done);
}

/* Starts what `plan` says. */
static dgg_error start(dgg_api *api, const api_call *plan, const char *path) {
    if (api->cookie == NULL) {
        return DGG_ERROR_ANONYMOUS;
    }
    api_call *started = malloc(sizeof *started);
    char *address = endpoint_join(api->url, path);
    dgg_error error = DGG_ERROR_MEMORY;
    if (started == NULL || address == NULL) {
        goto end;
    }
    *started = *plan;
    started->api = api;
    const http_options options = {
        .url = address,
        .cookie = secret_text(api->cookie),
        .user_agent = ENDPOINT_USER_AGENT,
        .callback = on_answer,
        .user = started,
    };
    error = http_get(&started->request, api->loop, &options);
    if (error == DGG_OK) {
        started->next = api->calls;
        api->calls = started;
        started = NULL;
    }
end:
    free(started);
    free(address);
    return error;
}

static dgg_error set_up(dgg_api *api, const dgg_endpoints *endpoints,
                        const dgg_credentials *credentials) {
    api->url = endpoint_api_url(endpoints);
    if (api->url == NULL) {
        return DGG_ERROR_MEMORY;
    }
    url parsed;
    if (!url_parse(&parsed, api->url) || parsed.is_websocket) {
        return DGG_ERROR_URL;
    }
    bool is_trusted = endpoints != NULL && endpoints->is_trusted;
    dgg_error error =
        credentials != NULL ? credential_check(credentials) : DGG_OK;
    if (error != DGG_OK || credentials == NULL ||
        !url_may_carry_credentials(api->url, ENDPOINT_SITE_HOST, is_trusted)) {
        return error;
    }
    return credential_site_cookie(&api->cookie, credentials);
}

dgg_error dgg_api_new(dgg_api **out, dgg_loop *loop,
                      const dgg_endpoints *endpoints,
                      const dgg_credentials *credentials) {
    *out = NULL;
    dgg_api *api = calloc(1, sizeof *api);
    if (api == NULL) {
        return DGG_ERROR_MEMORY;
    }
    api->loop = loop;
    dgg_error error = set_up(api, endpoints, credentials);
    if (error != DGG_OK) {
        dgg_api_free(api);
        return error;
    }
    *out = api;
    return DGG_OK;
}

void dgg_api_free(dgg_api *api) {
    if (api == NULL) {
        return;
    }
    while (api->calls != NULL) {
        api_call *cancelled = api->calls;
        api->calls = cancelled->next;
        http_cancel(cancelled->request);
        free(cancelled);
    }
    secret_free(api->cookie);
    free(api->url);
    free(api);
}

dgg_error dgg_api_unread(dgg_api *api, dgg_unread_callback callback,
                         void *user) {
    const api_call plan = {
        .answer = answer_unread, .callback.unread = callback, .user = user};
    return start(api, &plan, "/messages/unread");
}

dgg_error dgg_api_inbox(dgg_api *api, const char *nick, size_t offset,
                        dgg_inbox_callback callback, void *user) {
    if (nick == NULL || !dgg_nick_is_valid(nick)) {
        return DGG_ERROR_NICK;
    }
    const api_call plan = {
        .answer = answer_inbox, .callback.inbox = callback, .user = user};
    char path[128];
    snprintf(path, sizeof path, "/messages/usr/%s/inbox?s=%zu", nick, offset);
    return start(api, &plan, path);
}
