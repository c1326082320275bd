/* The site's services: the object, and what all its calls have in common. */
#include "api_call.h"
#include "api_reply.h"
#include "credential.h"
#include "endpoint.h"
#include "url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* State-changing requests are refused without it (chat-gui, chat.js). */
#define GUARD_HEADER "X-CSRF-Guard: YEE"

/* One request under way. */
typedef struct api_call {
    dgg_api *api;
    http_request *request;
    api_decoder decode;
    const char *empty_word;
    bool needs_login;
    bool ignores_body;
    dgg_api_callback callback;
    void *user;
    struct api_call *next;
} api_call;

/* The answer of a call that was waited for. */
typedef struct api_last {
    dgg_api_answer answer;
    char words[API_WORDS_BYTES];
    arena memory;
    bool is_waiting;
} api_last;

struct dgg_api {
    dgg_loop *loop;
    char *url;
    char *site_url;
    secret *cookie; /* NULL: none that may be sent to the site, as the token */
    secret *token;
    api_call *calls;
    api_last last;
    unsigned depth; /* how often the object is held */
    bool is_freed;
};

static void unlink_call(api_call *done) {
    api_call **link = &done->api->calls;
    while (*link != done) {
        link = &(*link)->next;
    }
    *link = done->next;
}

static void decode(const api_call *call, const http_answer *answer,
                   api_verdict *verdict, arena *memory,
                   dgg_api_answer *result) {
    json_doc doc = {0};
    json_value found;
    if (call->ignores_body) {
        api_judge(verdict, answer, call->needs_login);
    } else if (api_open(verdict, answer, call->empty_word, call->needs_login,
                        &doc, &found) &&
               call->decode != NULL) {
        dgg_error error = call->decode(found, memory, result);
        if (error != DGG_OK) {
            api_fail(verdict, error);
        }
    }
    json_doc_free(&doc);
}

/* Nothing is left of an answer that turned out wrong half-way. */
static void read_answer(const api_call *call, const http_answer *answer,
                        api_verdict *verdict, arena *memory,
                        dgg_api_answer *result) {
    *result = (dgg_api_answer){0};
    if (answer->error == DGG_OK) {
        decode(call, answer, verdict, memory, result);
    } else {
        verdict->error = answer->error;
        snprintf(verdict->words, sizeof verdict->words, "%s", answer->reason);
    }
    if (verdict->error != DGG_OK) {
        *result = (dgg_api_answer){0};
    }
    result->status = (dgg_api_status){
        .error = verdict->error,
        .http_status = answer->status,
        .reason = verdict->words,
        .retry_after_ms =
            verdict->error == DGG_ERROR_THROTTLED ? answer->retry_after_ms : 0,
    };
}

static void destroy(dgg_api *api) {
    arena_free(&api->last.memory);
    secret_free(api->cookie);
    secret_free(api->token);
    free(api->url);
    free(api->site_url);
    free(api);
}

static void enter(dgg_api *api) {
    api->depth++;
}

static void leave(dgg_api *api) {
    if (--api->depth == 0 && api->is_freed) {
        destroy(api);
    }
}

/* The callback may free the api: it is not touched afterwards. */
static void on_answer(void *user, const http_answer *answer) {
    api_call *done = user;
    arena memory = {0};
    api_verdict verdict = {0};
    dgg_api_answer result;
    unlink_call(done);
    read_answer(done, answer, &verdict, &memory, &result);
    done->callback(done->user, &result);
    arena_free(&memory);
    free(done);
}

/* Keeps what the waiting caller is to see. */
static void on_last(void *user, const http_answer *answer) {
    api_call *done = user;
    api_last *last = &done->api->last;
    api_verdict verdict = {0};
    unlink_call(done);
    read_answer(done, answer, &verdict, &last->memory, &last->answer);
    memcpy(last->words, verdict.words, sizeof last->words);
    last->answer.status.reason = last->words;
    last->is_waiting = false;
    free(done);
}

/* Where to ask, as pages that are wiped: the key may be part of it. */
static secret *address_of(const dgg_api *api, const api_plan *plan) {
    const char *base = plan->is_of_site ? api->site_url : api->url;
    const char *key = plan->login == API_TOKEN ? secret_text(api->token) : "";
    char *joined = endpoint_join(base, plan->path);
    if (joined == NULL) {
        return NULL;
    }
    char escaped[3 * CREDENTIAL_SESSION_BYTES + 1] = "";
    char address[URL_BYTES];
    url_escape(escaped, sizeof escaped, key);
    int bytes = snprintf(address, sizeof address, "%s%s", joined, escaped);
    secret *made = bytes > 0 && (size_t)bytes < sizeof address
                       ? secret_new(address)
                       : NULL;
    secret_wipe(escaped, sizeof escaped);
    secret_wipe(address, sizeof address);
    free(joined);
    return made;
}

static dgg_error send_call(api_call *call, const api_plan *plan,
                           http_callback callback) {
    dgg_api *api = call->api;
    secret *address = address_of(api, plan);
    if (address == NULL) {
        return DGG_ERROR_MEMORY;
    }
    const http_options options = {
        .method = plan->method,
        .url = secret_text(address),
        .cookie = plan->login == API_SESSION ? secret_text(api->cookie) : NULL,
        .user_agent = ENDPOINT_USER_AGENT,
        .header = plan->method == HTTP_POST ? GUARD_HEADER : NULL,
        .body = plan->body,
        .type = plan->type,
        .callback = callback,
        .user = call,
    };
    dgg_error error = http_send(&call->request, api->loop, &options);
    secret_free(address);
    return error;
}

static bool may_ask(const dgg_api *api, api_login login) {
    switch (login) {
    case API_PUBLIC: return true;
    case API_SESSION: return api->cookie != NULL;
    case API_TOKEN: return api->token != NULL;
    }
    return false;
}

static dgg_error start(dgg_api *api, const api_plan *plan,
                       dgg_api_callback callback, void *user) {
    api_call *started = malloc(sizeof *started);
    if (started == NULL) {
        return DGG_ERROR_MEMORY;
    }
    *started = (api_call){
        .api = api,
        .decode = plan->decode,
        .empty_word = plan->empty_word,
        .needs_login = plan->login != API_PUBLIC,
        .ignores_body = plan->ignores_body,
        .callback = callback,
        .user = user,
    };
    dgg_error error =
        send_call(started, plan, callback != NULL ? on_answer : on_last);
    if (error != DGG_OK) {
        free(started);
        return error;
    }
    started->next = api->calls;
    api->calls = started;
    return DGG_OK;
}

static void forget_last(api_last *last) {
    arena_free(&last->memory);
    *last = (api_last){.answer.status = {.error = DGG_ERROR_STATE}};
    last->answer.status.reason = "";
}

/* A handler of something else on the loop may free the api meanwhile. */
static dgg_error wait(dgg_api *api) {
    enter(api);
    while (api->last.is_waiting && !api->is_freed) {
        dgg_loop_wait(api->loop, -1);
    }
    dgg_error error =
        api->is_freed ? DGG_ERROR_STATE : api->last.answer.status.error;
    leave(api);
    return error;
}

dgg_error api_ask(dgg_api *api, const api_plan *plan, dgg_api_callback callback,
                  void *user) {
    if (!may_ask(api, plan->login)) {
        return DGG_ERROR_ANONYMOUS;
    }
    if (callback != NULL) {
        return start(api, plan, callback, user);
    }
    if (api->depth > 0 || loop_is_servicing(api->loop)) {
        return DGG_ERROR_STATE;
    }
    forget_last(&api->last);
    dgg_error error = start(api, plan, NULL, NULL);
    if (error != DGG_OK) {
        api->last.answer.status.error = error;
        return error;
    }
    api->last.is_waiting = true;
    return wait(api);
}

static dgg_error check_url(const char *text) {
    url parsed;
    if (text == NULL) {
        return DGG_ERROR_MEMORY;
    }
    return url_parse(&parsed, text) && !parsed.is_websocket ? DGG_OK
                                                            : DGG_ERROR_URL;
}

static dgg_error take_addresses(dgg_api *api, const dgg_endpoints *from) {
    api->url = endpoint_api_url(from);
    api->site_url =
        endpoint_join(endpoint_or(from->site_url, ENDPOINT_SITE_URL), "");
    dgg_error error = check_url(api->url);
    return error != DGG_OK ? error : check_url(api->site_url);
}

/* What may not be sent to both addresses is not even kept. */
static dgg_error take_credentials(dgg_api *api, const dgg_endpoints *endpoints,
                                  const dgg_credentials *credentials) {
    bool is_trusted = endpoints->is_trusted;
    dgg_error error = credential_check(credentials);
    if (error != DGG_OK ||
        !url_may_carry_credentials(api->url, ENDPOINT_SITE_HOST, is_trusted) ||
        !url_may_carry_credentials(api->site_url, ENDPOINT_SITE_HOST,
                                   is_trusted)) {
        return error;
    }
    error = credential_site_cookie(&api->cookie, credentials);
    bool has_token =
        credentials->auth_token != NULL && credentials->auth_token[0] != '\0';
    if (error == DGG_OK && has_token) {
        api->token = secret_new(credentials->auth_token);
        error = api->token != NULL ? DGG_OK : DGG_ERROR_MEMORY;
    }
    return error;
}

dgg_error dgg_api_new(dgg_api **out, dgg_loop *loop,
                      const dgg_endpoints *endpoints,
                      const dgg_credentials *credentials) {
    const dgg_endpoints live = {0};
    const dgg_credentials nobody = {0};
    endpoints = endpoints != NULL ? endpoints : &live;
    *out = NULL;
    dgg_api *api = calloc(1, sizeof *api);
    if (api == NULL) {
        return DGG_ERROR_MEMORY;
    }
    api->loop = loop;
    forget_last(&api->last);
    dgg_error error = take_addresses(api, endpoints);
    if (error == DGG_OK) {
        error = take_credentials(api, endpoints,
                                 credentials != NULL ? credentials : &nobody);
    }
    if (error != DGG_OK) {
        destroy(api);
        return error;
    }
    *out = api;
    return DGG_OK;
}

void dgg_api_free(dgg_api *api) {
    if (api == NULL || api->is_freed) {
        return;
    }
    while (api->calls != NULL) {
        api_call *cancelled = api->calls;
        api->calls = cancelled->next;
        http_cancel(cancelled->request);
        free(cancelled);
    }
    enter(api);
    api->is_freed = true;
    leave(api);
}

const dgg_api_answer *dgg_api_last(const dgg_api *api) {
    return &api->last.answer;
}
