#include "options.h"

#include "options_check.h"
#include "options_secret.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum option_id {
    OPTION_DEMO = 256,
    OPTION_SPEED,
    OPTION_RECORD,
    OPTION_RECORD_WHISPERS,
    OPTION_REPLAY,
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
    {"record", required_argument, NULL, OPTION_RECORD},
    {"record-whispers", no_argument, NULL, OPTION_RECORD_WHISPERS},
    {"replay", required_argument, NULL, OPTION_REPLAY},
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

/* Where the value of an option goes that is taken as it stands. */
static const char **text_of(options *o, int id) {
    switch (id) {
    case OPTION_CHAT_URL: return &o->endpoints.chat_url;
    case OPTION_SITE_URL: return &o->endpoints.site_url;
    case OPTION_API_URL: return &o->endpoints.api_url;
    case OPTION_CDN_URL: return &o->endpoints.cdn_url;
    case OPTION_CA_FILE: return &o->ca_file;
    case OPTION_TOKEN_FILE: return &o->credential_files[0];
    case OPTION_SESSION_FILE: return &o->credential_files[1];
    case OPTION_RECORD: return &o->tape.record;
    case OPTION_REPLAY: return &o->tape.replay;
    case OPTION_EVENTS: return &o->tail.events;
    case OPTION_SCRIPT: return &o->demo.script;
    default: return NULL;
    }
}

static bool *flag_of(options *o, int id) {
    switch (id) {
    case OPTION_DEMO: return &o->demo.is_wanted;
    case OPTION_RECORD_WHISPERS: return &o->tape.has_whispers;
    case OPTION_TRUST_ENDPOINT: return &o->endpoints.is_trusted;
    case OPTION_JSON: return &o->tail.is_json;
    default: return NULL;
    }
}

static int take_speed(options *o, char *problem) {
    return number_in(optarg, 0.01, 1000, &o->speed)
               ? EXIT_OK
               : usage(problem,
                       "--speed takes a number from 0.01 to 1000, not ",
                       optarg);
}

static int take_port(options *o, char *problem) {
    double number;
    if (!number_in(optarg, 0, 65535, &number) || number != (int)number) {
        return usage(problem, "--port takes a number from 0 to 65535, not ",
                     optarg);
    }
    o->demo.port = (int)number;
    return EXIT_OK;
}

/* One option that getopt recognised. */
static int take(options *o, int id, char *problem) {
    const char **text = text_of(o, id);
    bool *flag = flag_of(o, id);
    if (text != NULL) {
        *text = optarg;
    } else if (flag != NULL) {
        *flag = true;
    } else if (id == OPTION_SPEED) {
        return take_speed(o, problem);
    } else if (id == OPTION_PORT) {
        return take_port(o, problem);
    } else {
        o->mode = id == 'h' ? RUN_HELP : RUN_VERSION;
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

static void take_address(const char **address, const char *name) {
    if (*address == NULL) {
        *address = getenv(name);
    }
}

/* What the command line left open. A replay needs no address. */
static void take_environment(options *o) {
    const char *no_color = getenv("NO_COLOR");
    o->has_no_color = no_color != NULL && no_color[0] != '\0';
    if (o->tape.replay != NULL) {
        return;
    }
    take_address(&o->endpoints.chat_url, "DGG_CHAT_URL");
    take_address(&o->endpoints.site_url, "DGG_SITE_URL");
    take_address(&o->endpoints.api_url, "DGG_API_URL");
    take_address(&o->endpoints.cdn_url, "DGG_CDN_URL");
    const char *trust = getenv("DGG_TRUST_ENDPOINT");
    o->endpoints.is_trusted |= trust != NULL && strcmp(trust, "1") == 0;
}

/* The environment's copies are taken away even where they are not used. */
static int take_credentials(options *o, char *problem) {
    static const char *const names[] = {"DGG_AUTH_TOKEN", "DGG_SESSION_ID"};
    int result = EXIT_OK;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *value = options_secret_from_environment(names[i]);
        const char *file = o->credential_files[i];
        if (o->demo.is_wanted || o->tape.replay != NULL) {
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
    *o = (options){0};
    problem[0] = '\0';
    int result = take_all(o, argc, argv, problem);
    if (result == EXIT_OK) {
        result = take_command(o, argc, argv, problem);
    }
    if (result == EXIT_OK && o->mode != RUN_HELP && o->mode != RUN_VERSION) {
        result = options_check(o, problem);
    }
    o->speed = o->speed > 0 ? o->speed : 1;
    take_environment(o);
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
