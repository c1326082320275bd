#include "network.h"

#include "endpoint.h"
#include "private_file.h"

#include <stdio.h>
#include <stdlib.h>

/* Where a replay says that it is. Nothing goes there, and unlike the live
 * site, which is encrypted, it may name a CDN that is not. */
#define REPLAY_SITE_URL "http://recording.invalid"

static const private_place copies = {"XDG_CACHE_HOME", "/.cache"};

static void say(char *problem, const char *before, const char *words) {
    snprintf(problem, NETWORK_PROBLEM_BYTES, "%s%s.", before, words);
}

/* The library cannot know which addresses a person gives to dgg. */
static const char *words_for(dgg_error error) {
    if (error == DGG_ERROR_URL) {
        return "An address cannot be used: chat takes ws:// or wss://, the "
               "site, API, CDN and logs http:// or https://";
    }
    if (error == DGG_ERROR_TOKEN) {
        return "A login key has 64 letters and digits, and the one given has "
               "not. It is from --token-file, DGG_AUTH_TOKEN, token_command "
               "or dgg login";
    }
    if (error == DGG_ERROR_ARGUMENT) {
        return "A session id has at most 256 characters and no blanks, quotes, "
               "commas, semicolons or backslashes";
    }
    return dgg_strerror(error);
}

static dgg_error open_replay(network *n, const options *o, char *problem) {
    return o->tape.replay == NULL
               ? DGG_OK
               : dgg_replay_open(&n->replay, o->tape.replay, o->speed, problem);
}

static dgg_error open_loop(network *n, const options *o, char *problem) {
    dgg_loop_options wanted = {.ca_file = o->ca_file};
    if (n->replay != NULL) {
        wanted.environment = dgg_replay_environment(n->replay);
    } else if (o->demo.is_wanted) {
        demo_clock_start(&n->demo_clock, o->speed);
        wanted.environment = demo_clock_environment(&n->demo_clock);
    }
    dgg_error error = dgg_loop_new(&n->loop, &wanted);
    if (error == DGG_ERROR_ARGUMENT) {
        snprintf(problem, NETWORK_PROBLEM_BYTES,
                 "The certificates in %s cannot be read.", o->ca_file);
    }
    return error;
}

static dgg_error open_demo(network *n, const options *o, char *problem) {
    if (!o->demo.is_wanted) {
        return DGG_OK;
    }
    char words[SERVER_PROBLEM_BYTES] = "";
    server_options wanted = {
        .script = o->demo.script,
        .speed = o->speed / n->demo_clock.speed,
    };
    dgg_error error = server_new(&n->demo, n->loop, &wanted, words);
    if (error != DGG_OK) {
        say(problem, "The demo server did not start: ",
            words[0] != '\0' ? words : dgg_strerror(error));
    }
    return error;
}

/* Demo and replay speak to themselves only: their own addresses, and a made-up
 * login, so that whispers are asked for. */
static dgg_options chat_options(const network *n, const options *o) {
    dgg_options wanted = {
        .endpoints = o->endpoints,
        .credentials = o->credentials,
        .send_policy = DGG_SEND_TO_ANYBODY,
        .loop = n->loop,
    };
    if (n->demo != NULL || n->replay != NULL) {
        wanted.endpoints = (dgg_endpoints){.is_trusted = true};
        wanted.credentials =
            (dgg_credentials){.session_id = SERVER_DEMO_SESSION};
    }
    if (n->demo != NULL) {
        wanted.endpoints.chat_url = server_chat_url(n->demo);
        wanted.endpoints.site_url = server_site_url(n->demo);
        wanted.endpoints.logs_url = server_logs_url(n->demo);
        wanted.endpoints.archive_url = server_archive_url(n->demo);
    } else if (n->replay != NULL) {
        wanted.endpoints.site_url = REPLAY_SITE_URL;
    }
    return wanted;
}

/* A demo leaves nothing on anybody's disk. */
static dgg_error open_cdn(network *n, const dgg_endpoints *endpoints) {
    char cache[PRIVATE_PATH_BYTES] = "";
    if (n->demo == NULL && n->replay == NULL) {
        private_path(cache, &copies, "cdn");
    }
    const dgg_cdn_options wanted = {.endpoints = *endpoints,
                                    .cache_directory = cache};
    return dgg_cdn_new(&n->cdn, n->loop, &wanted);
}

/* Who names an archive, and nothing else, wants that one. */
static dgg_error open_logs(network *n, const dgg_endpoints *endpoints) {
    network_logs *logs = &n->logs;
    url where;
    if (n->replay != NULL) {
        return DGG_OK;
    }
    logs->is_archive =
        endpoints->archive_url != NULL && endpoints->logs_url == NULL;
    const char *address =
        logs->is_archive ? endpoints->archive_url
                         : endpoint_or(endpoints->logs_url, ENDPOINT_LOGS_URL);
    if (url_parse(&where, address)) {
        snprintf(logs->host, sizeof logs->host, "%s", where.host);
    }
    return dgg_logs_new(&logs->logs, n->loop, endpoints, NULL);
}

static dgg_error open_objects(network *n, const dgg_options *wanted) {
    dgg_error error = dgg_chat_new(&n->chat, wanted);
    if (error == DGG_OK) {
        error = dgg_api_new(&n->api, n->loop, &wanted->endpoints,
                            &wanted->credentials);
    }
    if (error == DGG_OK) {
        error = open_cdn(n, &wanted->endpoints);
    }
    if (error == DGG_OK) {
        error = open_logs(n, &wanted->endpoints);
    }
    return error;
}

static void on_record_failure(void *user, const char *problem) {
    const network *n = user;
    if (n->handlers.on_record_failure != NULL) {
        n->handlers.on_record_failure(n->handlers.user, problem);
    }
}

static dgg_error open_recorder(network *n, const options *o, char *problem) {
    if (o->tape.record == NULL) {
        return DGG_OK;
    }
    const dgg_record_options wanted = {
        .path = o->tape.record,
        .has_whispers = o->tape.has_whispers,
        .on_failure = on_record_failure,
        .user = n,
    };
    return dgg_recorder_new(&n->recorder, n->chat, &wanted, problem);
}

/* In the order in which one needs the other. */
static dgg_error open_all(network *n, const options *o, char *problem) {
    dgg_error error = open_replay(n, o, problem);
    if (error == DGG_OK) {
        error = open_loop(n, o, problem);
    }
    if (error == DGG_OK) {
        error = open_demo(n, o, problem);
    }
    if (error == DGG_OK) {
        const dgg_options wanted = chat_options(n, o);
        error = open_objects(n, &wanted);
    }
    return error == DGG_OK ? open_recorder(n, o, problem) : error;
}

dgg_error network_open(network *n, const options *o,
                       const network_handlers *handlers,
                       char problem[NETWORK_PROBLEM_BYTES]) {
    *n = (network){.handlers = *handlers};
    problem[0] = '\0';
    dgg_error error = open_all(n, o, problem);
    if (error != DGG_OK) {
        if (problem[0] == '\0') {
            say(problem, "", words_for(error));
        }
        network_close(n);
    }
    return error;
}

dgg_error network_start(network *n) {
    if (n->replay == NULL) {
        return dgg_chat_connect(n->chat);
    }
    return dgg_replay_start(n->replay, n->chat, n->handlers.on_replay_end,
                            n->handlers.user);
}

void network_close(network *n) {
    dgg_recorder_free(n->recorder);
    dgg_logs_free(n->logs.logs);
    dgg_cdn_free(n->cdn);
    dgg_api_free(n->api);
    dgg_chat_free(n->chat);
    server_free(n->demo);
    dgg_loop_free(n->loop);
    dgg_replay_free(n->replay);
    *n = (network){0};
}

bool network_trusts_chat(const options *o) {
    const dgg_endpoints *e = &o->endpoints;
    return url_may_carry_credentials(
        endpoint_or(e->chat_url, ENDPOINT_CHAT_URL), ENDPOINT_CHAT_HOST,
        e->is_trusted);
}

bool network_trusts_site(const options *o) {
    char *address = endpoint_api_url(&o->endpoints);
    bool is_trusted = address != NULL &&
                      url_may_carry_credentials(address, ENDPOINT_SITE_HOST,
                                                o->endpoints.is_trusted);
    free(address);
    return is_trusted;
}

int network_exit_code(dgg_error error) {
    return error == DGG_ERROR_URL || error == DGG_ERROR_TOKEN ? EXIT_USAGE
                                                              : EXIT_PROBLEM;
}
