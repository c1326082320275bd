#include "command_site.h"

#include "model_words.h"

#include <stdio.h>

enum { SENTENCE_BYTES = 512 };

/* The rest is the network's doing, or that of what answers there. */
static const struct {
    dgg_error error;
    int code;
} codes[] = {
    {DGG_ERROR_MEMORY, EXIT_PROBLEM},
    {DGG_ERROR_ARGUMENT, EXIT_PROBLEM},
    {DGG_ERROR_STATE, EXIT_PROBLEM},
    {DGG_ERROR_SYSTEM, EXIT_PROBLEM},
    {DGG_ERROR_NICK, EXIT_PROBLEM},
    {DGG_ERROR_ANONYMOUS, EXIT_PROBLEM},
    {DGG_ERROR_SITE, EXIT_PROBLEM},
    {DGG_ERROR_NOT_LOGGED_IN, EXIT_ANONYMOUS},
    {DGG_ERROR_TOKEN_REFUSED, EXIT_ANONYMOUS},
};

static int code_of(dgg_error error) {
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (codes[i].error == error) {
            return codes[i].code;
        }
    }
    return EXIT_NETWORK;
}

static const char *advice_of(dgg_error error) {
    if (error == DGG_ERROR_NOT_LOGGED_IN) {
        return " dgg login --session stores a new one.";
    }
    if (error == DGG_ERROR_TOKEN_REFUSED) {
        return " dgg login stores a new one.";
    }
    return code_of(error) == EXIT_NETWORK
               ? " Is the network up, and the address right?"
               : "";
}

int command_site_fail(const dgg_api_status *answer) {
    char words[SENTENCE_BYTES];
    int code = code_of(answer->error);
    bool has_reason = answer->reason != NULL && answer->reason[0] != '\0';
    words_format(words, sizeof words, "The site: %s%s%s.%s",
                 dgg_strerror(answer->error), has_reason ? ": " : "",
                 has_reason ? answer->reason : "", advice_of(answer->error));
    fprintf(stderr, "dgg: %s\n", words);
    return code;
}

int command_site_fail_early(dgg_error error) {
    return command_site_fail(&(dgg_api_status){.error = error, .reason = ""});
}

/* The session goes to the chat when there is one (credential.h). */
const char *command_site_refusal(const options *o) {
    return o->credentials.session_id != NULL
               ? "The server does not accept this session: dgg login --session "
                 "stores a new one, dgg logout --session deletes it."
               : "The server does not accept this login key: dgg login stores "
                 "a "
                 "new one.";
}
