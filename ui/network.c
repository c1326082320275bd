#include "network.h"

#include <stdio.h>

static dgg_error open_demo(network *n, const options *o, char *problem) {
    char words[SERVER_PROBLEM_BYTES] = "";
    server_options wanted = {.script = o->demo.script, .speed = o->speed};
    dgg_error error = server_new(&n->demo, n->loop, &wanted, words);
    if (error != DGG_OK) {
        snprintf(problem, NETWORK_PROBLEM_BYTES,
                 "The demo server did not start: %s.",
                 words[0] != '\0' ? words : dgg_strerror(error));
    }
    return error;
}

/* The demo speaks to itself only: its own addresses, its own made-up login. */
static void use_demo(const network *n, dgg_options *wanted) {
    wanted->endpoints = (dgg_endpoints){
        .chat_url = server_chat_url(n->demo),
        .site_url = server_site_url(n->demo),
        .is_trusted = true,
    };
    wanted->credentials = (dgg_credentials){
        .session_id = SERVER_DEMO_SESSION,
    };
}

static dgg_error open_objects(network *n, const dgg_options *wanted) {
    dgg_error error = dgg_chat_new(&n->chat, wanted);
    if (error == DGG_OK) {
        error = dgg_api_new(&n->api, n->loop, &wanted->endpoints,
                            &wanted->credentials);
    }
    if (error == DGG_OK) {
        error = dgg_cdn_new(&n->cdn, n->loop, &wanted->endpoints);
    }
    return error;
}

/* The library cannot know which addresses a person gives to dgg. */
static const char *words_for(dgg_error error) {
    if (error == DGG_ERROR_URL) {
        return "An address cannot be used: chat takes ws:// or wss://, the "
               "site, API and CDN http:// or https://";
    }
    return dgg_strerror(error);
}

dgg_error network_open(network *n, const options *o,
                       char problem[NETWORK_PROBLEM_BYTES]) {
    *n = (network){0};
    problem[0] = '\0';
    dgg_error error =
        dgg_loop_new(&n->loop, &(dgg_loop_options){.ca_file = o->ca_file});
    if (error == DGG_ERROR_ARGUMENT) {
        snprintf(problem, NETWORK_PROBLEM_BYTES,
                 "The certificates in %s cannot be read.", o->ca_file);
    }
    if (error != DGG_OK) {
        goto fail;
    }
    dgg_options wanted = {
        .endpoints = o->endpoints,
        .credentials = o->credentials,
        .whisper_policy = DGG_WHISPERS_TO_ANYBODY,
        .loop = n->loop,
    };
    if (o->demo.is_wanted) {
        error = open_demo(n, o, problem);
        if (error != DGG_OK) {
            goto fail;
        }
        use_demo(n, &wanted);
    }
    error = open_objects(n, &wanted);
    if (error == DGG_OK) {
        return DGG_OK;
    }
fail:
    if (problem[0] == '\0') {
        snprintf(problem, NETWORK_PROBLEM_BYTES, "%s.", words_for(error));
    }
    network_close(n);
    return error;
}

void network_close(network *n) {
    dgg_cdn_free(n->cdn);
    dgg_api_free(n->api);
    dgg_chat_free(n->chat);
    server_free(n->demo);
    dgg_loop_free(n->loop);
    *n = (network){0};
}

int network_exit_code(dgg_error error) {
    return error == DGG_ERROR_URL || error == DGG_ERROR_TOKEN ? EXIT_USAGE
                                                              : EXIT_PROBLEM;
}
