/*
 * The site's services and the demo server on one loop, for the tests of
 * dgg_api: calls are waited for, so that a test reads from top to bottom.
 */
#ifndef API_SCENE_H
#define API_SCENE_H

#include "dgg.h"
#include "server_state.h"
#include "test.h"

typedef struct api_scene {
    dgg_loop *loop;
    server *server;
    dgg_api *api;
    int64_t now_ms;
} api_scene;

static inline int64_t api_scene_monotonic_ms(void *user) {
    return ((api_scene *)user)->now_ms;
}

static inline int64_t api_scene_wall_ms(void *user) {
    return 1788600000000 + ((api_scene *)user)->now_ms;
}

static inline dgg_error api_scene_login(api_scene *s, const char *token,
                                        const char *session) {
    const dgg_endpoints endpoints = {.site_url = server_site_url(s->server),
                                     .is_trusted = true};
    const dgg_credentials credentials = {.auth_token = token,
                                         .session_id = session};
    dgg_api_free(s->api);
    return dgg_api_new(&s->api, s->loop, &endpoints, &credentials);
}

/* With the demo's login key and session. */
static inline void api_scene_open(api_scene *s, server_site_age age) {
    *s = (api_scene){.now_ms = 1000};
    const dgg_loop_options options = {
        .environment = {.monotonic_ms = api_scene_monotonic_ms,
                        .wall_ms = api_scene_wall_ms,
                        .user = s}};
    ck_assert_int_eq(dgg_loop_new(&s->loop, &options), DGG_OK);
    ck_assert_int_eq(server_new(&s->server, s->loop,
                                &(server_options){.has_no_script = true}, NULL),
                     DGG_OK);
    server_set_site_age(s->server, age);
    ck_assert_int_eq(api_scene_login(s, SERVER_DEMO_TOKEN, SERVER_DEMO_SESSION),
                     DGG_OK);
}

static inline void api_scene_close(api_scene *s) {
    dgg_api_free(s->api);
    server_free(s->server);
    dgg_loop_free(s->loop);
}

/* The answer to the call just made, which must have been a good one. */
static inline const dgg_api_answer *api_scene_good(api_scene *s,
                                                   dgg_error error) {
    const dgg_api_answer *answer = dgg_api_last(s->api);
    ck_assert_msg(error == DGG_OK, "%s: %s", dgg_strerror(error),
                  answer->status.reason);
    ck_assert_int_eq(answer->status.error, DGG_OK);
    ck_assert_int_eq(answer->status.http_status, 200);
    return answer;
}

static inline void api_scene_post(api_scene *s, const char *from,
                                  const char *text) {
    s->now_ms += 1000;
    ck_assert_ptr_nonnull(server_mailbox_add(&s->server->mailbox, from,
                                             SERVER_DEMO_NICK, text,
                                             api_scene_wall_ms(s)));
}

#endif
