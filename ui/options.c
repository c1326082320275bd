#include "options.h"

#include "options_secret.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum option_id {
    OPTION_DEMO = 256,
    OPTION_SPEED,
    OPTION_CHAT_URL,
    OPTION_SITE_URL,
    OPTION_API_URL,
    OPTION_CDN_URL,
    OPTION_CA_FILE,
    OPTION_TRUST_ENDPOINT,
    OPTION_TOKEN_FILE,
    OPTION_SESSION_FILE,
    OPTION_JSON,
    OPTION_EVENTS,
    OPTION_PORT,
    OPTION_SCRIPT,
} option_id;

static const struct option long_options[] = {
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {"demo", no_argument, NULL, OPTION_DEMO},
    {"speed", required_argument, NULL, OPTION_SPEED},
    {"chat-url", required_argument, NULL, OPTION_CHAT_URL},
    {"site-url", required_argument, NULL, OPTION_SITE_URL},
    {"api-url", required_argument, NULL, OPTION_API_URL},
    {"cdn-url", required_argument, NULL, OPTION_CDN_URL},
    {"ca-file", required_argument, NULL, OPTION_CA_FILE},
    {"trust-endpoint", no_argument, NULL, OPTION_TRUST_ENDPOINT},
    {"token-file", required_argument, NULL, OPTION_TOKEN_FILE},
    {"session-file", required_argument, NULL, OPTION_SESSION_FILE},
    {"json", no_argument, NULL, OPTION_JSON},
    {"events", required_argument, NULL, OPTION_EVENTS},
    {"port", required_argument, NULL, OPTION_PORT},
    {"script", required_argument, NULL, OPTION_SCRIPT},
    {NULL, 0, NULL, 0},
};

static const char help_text[] =
    "Usage: dgg [OPTIONS]                     read and answer chat\n"
    "       dgg tail [--json] [--events LIST] print events, one per line\n"
    "       dgg demo-server [--port N] [--script FILE]\n"
    "                                         the embedded server alone\n"
    "\n"
    "  --demo                 a chat of its own: no network, no account\n"
    "  --speed N              the demo's clock runs N times as fast\n"
    "  --chat-url URL         default wss://chat.destiny.gg/ws\n"
    "  --site-url URL         default https://www.destiny.gg\n"
    "  --api-url URL          default SITE/api\n"
    "  --cdn-url URL          default: found through the site\n"
    "  --ca-file FILE         extra certificates to trust\n"
    "  --trust-endpoint       send credentials to the addresses above\n"
    "  --token-file FILE      a login key, in a file only you can read\n"
    "  --session-file FILE    a session id, in a file only you can read\n"
    "  -h, --help             this text\n"
    "  -V, --version          the version\n"
    "\n"
    "tail:\n"
    "  --json                 one JSON object per event, payload as sent\n"
    "  --events LIST          only these, e.g. MSG,PRIVMSG,OPEN,CLOSE\n"
    "demo-server:\n"
    "  --port N               default: any free port, printed at the start\n"
    "  --script FILE          instead of the built-in script\n"
    "\n"
    "Environment: DGG_AUTH_TOKEN (login key), DGG_SESSION_ID,\n"
    "DGG_CHAT_URL, DGG_SITE_URL, DGG_API_URL, DGG_CDN_URL,\n"
    "DGG_TRUST_ENDPOINT=1, NO_COLOR. Press F1 in the reader for its keys.\n";

const char *options_help(void) {
    return help_text;
}

static int usage(char *problem, const char *what, const char *argument) {
    snprintf(problem, OPTIONS_PROBLEM_BYTES, "%s%s. See dgg --help.", what,
             argument);
    return EXIT_USAGE;
}

static bool number_in(const char *text, double low, double high, double *out) {
    char *end;
    *out = strtod(text, &end);
    return end != text && *end == '\0' && *out >= low && *out <= high;
}

static const char **endpoint_of(options *o, int id) {
    switch (id) {
    case OPTION_CHAT_URL: return &o->endpoints.chat_url;
    case OPTION_SITE_URL: return &o->endpoints.site_url;
    case OPTION_API_URL: return &o->endpoints.api_url;
    case OPTION_CDN_URL: return &o->endpoints.cdn_url;
    default: return NULL;
    }
}

static int take_number(options *o, int id, char *problem) {
    double number;
    if (id == OPTION_SPEED) {
        if (!number_in(optarg, 0.01, 1000, &o->demo.speed)) {
            return usage(problem,
                         "--speed takes a number from 0.01 to 1000, "
                         "not ",
                         optarg);
        }
        return EXIT_OK;
    }
    if (!number_in(optarg, 0, 65535, &number) || number != (int)number) {
        return usage(problem, "--port takes a number from 0 to 65535, not ",
                     optarg);
    }
    o->demo.port = (int)number;
    return EXIT_OK;
}

/* One option that getopt recognised. */
static int take(options *o, int id, char *problem) {
    const char **endpoint = endpoint_of(o, id);
    if (endpoint != NULL) {
        *endpoint = optarg;
        return EXIT_OK;
    }
    switch (id) {
    case 'h': o->mode = RUN_HELP; break;
    case 'V': o->mode = RUN_VERSION; break;
    case OPTION_DEMO: o->demo.is_wanted = true; break;
    case OPTION_SPEED:
    case OPTION_PORT: return take_number(o, id, problem);
    case OPTION_CA_FILE: o->ca_file = optarg; break;
    case OPTION_TRUST_ENDPOINT: o->endpoints.is_trusted = true; break;
    case OPTION_TOKEN_FILE: o->credential_files[0] = optarg; break;
    case OPTION_SESSION_FILE: o->credential_files[1] = optarg; break;
    case OPTION_JSON: o->tail.is_json = true; break;
    case OPTION_EVENTS: o->tail.events = optarg; break;
    case OPTION_SCRIPT: o->demo.script = optarg; break;
    default: break;
    }
    return EXIT_OK;
}

static int take_all(options *o, int argc, char **argv, char *problem) {
    int id;
    opterr = 0;
    optind = 0;
    while ((id = getopt_long(argc, argv, ":hV", long_options, NULL)) != -1) {
        /* A letter may stand among others; its word may not be done with. */
        char letter[] = {'-', (char)optopt, '\0'};
        bool is_letter = optopt > 0 && optopt < OPTION_DEMO;
        const char *given = is_letter ? letter : argv[optind - 1];
        if (id == '?') {
            return usage(problem, "There is no option ", given);
        }
        if (id == ':') {
            return usage(problem, "A value is missing after ", given);
        }
        int result = take(o, id, problem);
        if (result != EXIT_OK) {
            return result;
        }
    }
    return EXIT_OK;
}

static int take_command(options *o, int argc, char **argv, char *problem) {
    if (o->mode != RUN_READER || optind == argc) {
        return EXIT_OK;
    }
    const char *word = argv[optind];
    if (strcmp(word, "tail") == 0) {
        o->mode = RUN_TAIL;
    } else if (strcmp(word, "demo-server") == 0) {
        o->mode = RUN_DEMO_SERVER;
    } else {
        return usage(problem, "There is no command ", word);
    }
    if (optind + 1 < argc) {
        return usage(problem, "Too many words, beginning with ",
                     argv[optind + 1]);
    }
    return EXIT_OK;
}

static int check_fit(const options *o, char *problem) {
    bool is_tail = o->mode == RUN_TAIL;
    bool is_server = o->mode == RUN_DEMO_SERVER;
    if (!is_tail && (o->tail.is_json || o->tail.events != NULL)) {
        return usage(problem, "--json and --events belong to dgg tail", "");
    }
    if (!is_server && (o->demo.script != NULL || o->demo.port != 0)) {
        return usage(problem, "--port and --script belong to dgg demo-server",
                     "");
    }
    return EXIT_OK;
}

static void take_environment(options *o) {
    o->endpoints.chat_url = getenv("DGG_CHAT_URL");
    o->endpoints.site_url = getenv("DGG_SITE_URL");
    o->endpoints.api_url = getenv("DGG_API_URL");
    o->endpoints.cdn_url = getenv("DGG_CDN_URL");
    const char *trust = getenv("DGG_TRUST_ENDPOINT");
    o->endpoints.is_trusted = trust != NULL && strcmp(trust, "1") == 0;
    const char *no_color = getenv("NO_COLOR");
    o->has_no_color = no_color != NULL && no_color[0] != '\0';
}

/* The environment's copies are taken away even where they are not used. */
static int take_credentials(options *o, char *problem) {
    static const char *const names[] = {"DGG_AUTH_TOKEN", "DGG_SESSION_ID"};
    int result = EXIT_OK;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *value = options_secret_from_environment(names[i]);
        const char *file = o->credential_files[i];
        if (o->demo.is_wanted) {
            options_secret_free(value);
        } else if (file != NULL) {
            options_secret_free(value);
            o->owned[i] = options_secret_from_file(file, problem);
            result = o->owned[i] != NULL ? result : EXIT_PROBLEM;
        } else {
            o->owned[i] = value;
        }
    }
    o->credentials.auth_token = o->owned[0];
    o->credentials.session_id = o->owned[1];
    return result;
}

int options_read(options *o, int argc, char **argv,
                 char problem[OPTIONS_PROBLEM_BYTES]) {
    *o = (options){.demo = {.speed = 1}};
    problem[0] = '\0';
    take_environment(o);
    int result = take_all(o, argc, argv, problem);
    if (result == EXIT_OK) {
        result = take_command(o, argc, argv, problem);
    }
    if (result == EXIT_OK && o->mode != RUN_HELP && o->mode != RUN_VERSION) {
        result = check_fit(o, problem);
    }
    char words[OPTIONS_PROBLEM_BYTES] = "";
    int credentials = take_credentials(o, words);
    if (result != EXIT_OK || credentials == EXIT_OK) {
        return result;
    }
    memcpy(problem, words, sizeof words);
    return credentials;
}

void options_free(options *o) {
    for (size_t i = 0; i < sizeof o->owned / sizeof *o->owned; i++) {
        options_secret_free(o->owned[i]);
    }
    *o = (options){0};
}
