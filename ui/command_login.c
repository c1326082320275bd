#include "command_login.h"

#include "command_site.h"
#include "command_wait.h"
#include "model_status.h"
#include "model_words.h"
#include "network.h"
#include "options_store.h"
#include "prompt.h"
#include "signals.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

typedef struct login {
    network network;
    credential_kind kind;
    char nick[DGG_NICK_BYTES + 1]; /* who it turned out to be */
    bool is_asking_site;
    bool is_done;
    int code; /* exit code once it is done */
} login;

static const struct {
    const char *name;
    const char *origin; /* how to come by one */
    const char *prompt;
} words[CREDENTIAL_KINDS] = {
    [CREDENTIAL_TOKEN] =
        {"login key",
         "A login key is made on the site: your profile, then the developer "
         "page.\nAn account has at most five.\n",
         "Login key (not shown): "},
    [CREDENTIAL_SESSION] =
        {"session id",
         "A session id is the cookie `sid` that a browser has for the site "
         "once you are\nlogged in there. It ends after five hours without a "
         "request.\n",
         "Session id (not shown): "},
};

static void finish(login *l, int code) {
    l->is_done = true;
    l->code = code;
}

static void accept(login *l, const char *nick) {
    words_format(l->nick, sizeof l->nick, "%s", nick);
    finish(l, EXIT_OK);
}

static void refuse(login *l) {
    fprintf(stderr, "dgg: The server does not accept this %s.\n",
            words[l->kind].name);
    finish(l, EXIT_ANONYMOUS);
}

static void on_account(void *user, const dgg_api_answer *answer) {
    login *l = user;
    dgg_error error = answer->status.error;
    if (error == DGG_OK) {
        const char *nick = answer->as.account.user.nick;
        accept(l, nick[0] != '\0' ? nick : answer->as.account.username);
    } else if (error == DGG_ERROR_NOT_LOGGED_IN ||
               error == DGG_ERROR_TOKEN_REFUSED) {
        refuse(l);
    } else {
        finish(l, command_site_fail(&answer->status));
    }
}

static void ask_site(login *l) {
    dgg_api *api = l->network.api;
    l->is_asking_site = true;
    dgg_error error = l->kind == CREDENTIAL_SESSION
                          ? dgg_api_chat_me(api, on_account, l)
                          : dgg_api_user_info(api, on_account, l);
    if (error != DGG_OK) {
        finish(l, command_site_fail_early(error));
    }
}

/* Chat that does not want this account or address says nothing of the key. */
static void on_close(login *l, const dgg_event *event) {
    dgg_error error = event->as.close.error;
    if (error == DGG_ERROR_BANNED || error == DGG_ERROR_TOO_MANY_CONNECTIONS) {
        ask_site(l);
        return;
    }
    char sentence[STATUS_BYTES];
    status_describe_close(sentence, sizeof sentence, event);
    fprintf(stderr, "dgg: %s\n", sentence);
    finish(l, EXIT_NETWORK);
}

/* ME comes first where it comes at all: servers before 2023 have none. */
static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    login *l = user;
    (void)chat;
    if (l->is_done || l->is_asking_site) {
        return 0;
    }
    if (event->kind == DGG_EVENT_CLOSE) {
        on_close(l, event);
    } else if (event->kind == DGG_EVENT_NAMES) {
        ask_site(l);
    } else if (event->kind == DGG_EVENT_ME && event->user.nick[0] == '\0') {
        refuse(l);
    } else if (event->kind == DGG_EVENT_ME) {
        accept(l, event->user.nick);
    }
    return 0;
}

static void start(login *l) {
    if (l->kind == CREDENTIAL_SESSION) {
        ask_site(l);
        return;
    }
    network *n = &l->network;
    dgg_error error = dgg_chat_on(n->chat, DGG_ON_EVERY_EVENT, on_event, l);
    if (error == DGG_OK) {
        error = network_start(n);
    }
    if (error != DGG_OK) {
        fprintf(stderr, "dgg: %s\n", dgg_strerror(error));
        finish(l, EXIT_PROBLEM);
    }
}

/* Whether somebody is known by it; EXIT_OK if so. */
static int try_out(login *l, const options *o, const char *secret,
                   int signals) {
    char problem[NETWORK_PROBLEM_BYTES];
    options wanted = *o;
    bool is_session = l->kind == CREDENTIAL_SESSION;
    wanted.credentials = (dgg_credentials){
        .auth_token = is_session ? NULL : secret,
        .session_id = is_session ? secret : NULL,
    };
    dgg_error error =
        network_open(&l->network, &wanted, &(network_handlers){0}, problem);
    if (error != DGG_OK) {
        fprintf(stderr, "dgg: %s\n", problem);
        return error == DGG_ERROR_URL ? EXIT_USAGE : EXIT_PROBLEM;
    }
    const command_watch watch = {signals, -1, -1};
    start(l);
    while (!l->is_done) {
        if (command_wait(l->network.loop, &watch) == WAKE_INTERRUPTED) {
            finish(l, EXIT_INTERRUPTED);
        }
    }
    network_close(&l->network);
    return l->code;
}

/* With both, the chat gets the session. */
static void tell_of_session(credential_kind stored) {
    char problem[OPTIONS_PROBLEM_BYTES];
    char *session = NULL;
    if (stored == CREDENTIAL_TOKEN &&
        options_store_read(CREDENTIAL_SESSION, &session, problem) &&
        session != NULL) {
        puts("The session id that is stored, too, goes first: dgg logout "
             "--session deletes it.");
    }
    options_secret_free(session);
}

static int store(const login *l, const char *secret) {
    char problem[OPTIONS_PROBLEM_BYTES];
    char path[OPTIONS_PATH_BYTES];
    if (!options_store_save(l->kind, secret, problem)) {
        fprintf(stderr, "dgg: %s\n", problem);
        return EXIT_PROBLEM;
    }
    options_path(path, options_secret_name(l->kind));
    printf("Logged in as %s. The %s is stored in %s.\n", l->nick,
           words[l->kind].name, path);
    tell_of_session(l->kind);
    return EXIT_OK;
}

/* Asks for it; EXIT_OK when there is something to try. */
static int ask(credential_kind kind, int signals,
               char secret[OPTIONS_SECRET_BYTES]) {
    fputs(words[kind].origin, stderr);
    switch (prompt_secret(words[kind].prompt, signals, secret)) {
    case PROMPT_READ: break;
    case PROMPT_ENDED: secret[0] = '\0'; break;
    case PROMPT_LONG:
        fprintf(stderr, "dgg: This is too long to be a %s.\n",
                words[kind].name);
        return EXIT_PROBLEM;
    case PROMPT_INTERRUPTED: return EXIT_INTERRUPTED;
    case PROMPT_FAILED:
        fprintf(stderr, "dgg: standard input: %s\n", strerror(errno));
        return EXIT_PROBLEM;
    }
    size_t blanks = strspn(secret, " \t\r");
    memmove(secret, secret + blanks, strlen(secret + blanks) + 1);
    secret[strcspn(secret, " \t\r")] = '\0';
    if (secret[0] == '\0') {
        fputs("dgg: Nothing was given.\n", stderr);
        return EXIT_PROBLEM;
    }
    return EXIT_OK;
}

static int try_out_and_store(login *l, const options *o, const char *secret,
                             int signals) {
    int code = try_out(l, o, secret, signals);
    if (code == EXIT_OK) {
        code = store(l, secret);
    } else if (code != EXIT_INTERRUPTED) {
        fputs("dgg: Nothing was stored.\n", stderr);
    }
    return code;
}

static int ask_and_store(const options *o, int signals) {
    login l = {.kind = o->command.is_session ? CREDENTIAL_SESSION
                                             : CREDENTIAL_TOKEN};
    char secret[OPTIONS_SECRET_BYTES] = "";
    int code = ask(l.kind, signals, secret);
    if (code == EXIT_OK) {
        code = try_out_and_store(&l, o, secret, signals);
    }
    options_secret_wipe(secret, sizeof secret);
    return code;
}

int command_login(const options *o) {
    bool is_trusted =
        o->command.is_session ? network_trusts_site(o) : network_trusts_chat(o);
    if (!is_trusted) {
        fprintf(stderr, "dgg: %s\n", NETWORK_NOT_TRUSTED);
        return EXIT_PROBLEM;
    }
    int signals = signals_open();
    if (signals < 0) {
        fprintf(stderr, "dgg: signals: %s\n", strerror(errno));
        return EXIT_PROBLEM;
    }
    int code = ask_and_store(o, signals);
    signals_close();
    return code;
}

/* False: something is stored that cannot be deleted. */
static bool delete_stored(credential_kind kind, bool *was_any) {
    char problem[OPTIONS_PROBLEM_BYTES];
    char path[OPTIONS_PATH_BYTES];
    switch (options_store_delete(kind, problem)) {
    case STORE_DELETED:
        options_path(path, options_secret_name(kind));
        printf("Deleted the %s in %s.\n", words[kind].name, path);
        *was_any = true;
        return true;
    case STORE_NOTHING: return true;
    case STORE_FAILED: break;
    }
    fprintf(stderr, "dgg: %s\n", problem);
    return false;
}

int command_logout(const options *o) {
    bool was_any = false;
    bool is_good = delete_stored(CREDENTIAL_SESSION, &was_any);
    if (!o->command.is_session) {
        is_good &= delete_stored(CREDENTIAL_TOKEN, &was_any);
    }
    if (is_good && !was_any) {
        puts("Nothing was stored.");
    }
    return is_good ? EXIT_OK : EXIT_PROBLEM;
}
