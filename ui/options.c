#include "options.h"

#include "options_check.h"
#include "options_credentials.h"

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
    OPTION_LOGS_URL,
    OPTION_ARCHIVE_URL,
    OPTION_CA_FILE,
    OPTION_TRUST_ENDPOINT,
    OPTION_TOKEN_FILE,
    OPTION_SESSION_FILE,
    OPTION_CONFIG,
    OPTION_JSON,
    OPTION_EVENTS,
    OPTION_MONTH,
    OPTION_DAY,
    OPTION_WITH,
    OPTION_SESSION,
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
    {"logs-url", required_argument, NULL, OPTION_LOGS_URL},
    {"archive-url", required_argument, NULL, OPTION_ARCHIVE_URL},
    {"ca-file", required_argument, NULL, OPTION_CA_FILE},
    {"trust-endpoint", no_argument, NULL, OPTION_TRUST_ENDPOINT},
    {"token-file", required_argument, NULL, OPTION_TOKEN_FILE},
    {"session-file", required_argument, NULL, OPTION_SESSION_FILE},
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"json", no_argument, NULL, OPTION_JSON},
    {"events", required_argument, NULL, OPTION_EVENTS},
    {"month", required_argument, NULL, OPTION_MONTH},
    {"day", required_argument, NULL, OPTION_DAY},
    {"with", required_argument, NULL, OPTION_WITH},
    {"session", no_argument, NULL, OPTION_SESSION},
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
    case OPTION_LOGS_URL: return &o->endpoints.logs_url;
    case OPTION_ARCHIVE_URL: return &o->endpoints.archive_url;
    case OPTION_CA_FILE: return &o->ca_file;
    case OPTION_TOKEN_FILE: return &o->credential_files[CREDENTIAL_TOKEN];
    case OPTION_SESSION_FILE: return &o->credential_files[CREDENTIAL_SESSION];
    case OPTION_CONFIG: return &o->config_file;
    case OPTION_RECORD: return &o->tape.record;
    case OPTION_REPLAY: return &o->tape.replay;
    case OPTION_EVENTS: return &o->command.events;
    case OPTION_WITH: return &o->command.nick;
    case OPTION_SCRIPT: return &o->demo.script;
    default: return NULL;
    }
}

static bool *flag_of(options *o, int id) {
    switch (id) {
    case OPTION_DEMO: return &o->demo.is_wanted;
    case OPTION_RECORD_WHISPERS: return &o->tape.has_whispers;
    case OPTION_TRUST_ENDPOINT: return &o->endpoints.is_trusted;
    case OPTION_JSON: return &o->command.is_json;
    case OPTION_SESSION: return &o->command.is_session;
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

static int take_month(options *o, char *problem) {
    return dgg_month_parse(&o->command.month, optarg)
               ? EXIT_OK
               : usage(problem, "--month takes a month as YYYY-MM, not ",
                       optarg);
}

static int take_day(options *o, char *problem) {
    return dgg_day_parse(&o->command.day, optarg)
               ? EXIT_OK
               : usage(problem, "--day takes a day as YYYY-MM-DD, not ",
                       optarg);
}

typedef int option_reader(options *o, char *problem);

/* Who understands the value of an option that is not taken as it stands. */
static option_reader *reader_of(int id) {
    switch (id) {
    case OPTION_SPEED: return take_speed;
    case OPTION_PORT: return take_port;
    case OPTION_MONTH: return take_month;
    case OPTION_DAY: return take_day;
    default: return NULL;
    }
}

/* One option that getopt recognised. */
static int take(options *o, int id, char *problem) {
    const char **text = text_of(o, id);
    bool *flag = flag_of(o, id);
    option_reader *reader = reader_of(id);
    if (text != NULL) {
        *text = optarg;
    } else if (flag != NULL) {
        *flag = true;
    } else if (reader != NULL) {
        return reader(o, problem);
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

static const struct {
    const char *word;
    run_mode mode;
} commands[] = {
    {"tail", RUN_TAIL},
    {"logs", RUN_LOGS},
    {"whispers", RUN_WHISPERS},
    {"whisper", RUN_WHISPER},
    {"login", RUN_LOGIN},
    {"logout", RUN_LOGOUT},
    {"demo-server", RUN_DEMO_SERVER},
};

static bool find_command(const char *word, run_mode *mode) {
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].word, word) == 0) {
            *mode = commands[i].mode;
            return true;
        }
    }
    return false;
}

/* The word behind the command's. */
static int take_nick(options *o, char **words, char *problem) {
    if (words[1] == NULL) {
        return usage(problem, "A nick is missing after dgg ", words[0]);
    }
    if (o->command.nick != NULL) {
        return usage(problem, "--with belongs to dgg whispers", "");
    }
    o->command.nick = words[1];
    return EXIT_OK;
}

/* The words that are no options; argv ends with a NULL. */
static int take_command(options *o, char **words, char *problem) {
    if (o->mode != RUN_READER || *words == NULL) {
        return EXIT_OK;
    }
    if (!find_command(*words, &o->mode)) {
        return usage(problem, "There is no command ", *words);
    }
    if (o->mode == RUN_WHISPER || o->mode == RUN_LOGS) {
        int result = take_nick(o, words, problem);
        if (result != EXIT_OK) {
            return result;
        }
        words++;
    }
    words++;
    if (*words == NULL) {
        return EXIT_OK;
    }
    return o->mode == RUN_LOGIN
               ? usage(problem,
                       "dgg login asks for the login; on the command line "
                       "others could read it",
                       "")
               : usage(problem, "Too many words, beginning with ", *words);
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
    take_address(&o->endpoints.logs_url, "DGG_LOGS_URL");
    take_address(&o->endpoints.archive_url, "DGG_ARCHIVE_URL");
    const char *trust = getenv("DGG_TRUST_ENDPOINT");
    o->endpoints.is_trusted |= trust != NULL && strcmp(trust, "1") == 0;
}

static int check_sending(const options *o, char *problem) {
    if (o->mode != RUN_WHISPER || dgg_sending_is_enabled()) {
        return EXIT_OK;
    }
    snprintf(problem, OPTIONS_PROBLEM_BYTES,
             "dgg whisper sends only with DGG_ENABLE_WHISPERS set in the "
             "environment: run it as DGG_ENABLE_WHISPERS=1 dgg whisper NICK.");
    return EXIT_PROBLEM;
}

int options_read(options *o, int argc, char **argv,
                 char problem[OPTIONS_PROBLEM_BYTES]) {
    *o = (options){0};
    problem[0] = '\0';
    int result = take_all(o, argc, argv, problem);
    if (result == EXIT_OK) {
        result = take_command(o, argv + optind, problem);
    }
    if (result == EXIT_OK && o->mode != RUN_HELP && o->mode != RUN_VERSION) {
        result = options_check(o, problem);
    }
    if (result == EXIT_OK) {
        result = check_sending(o, problem);
    }
    o->speed = o->speed > 0 ? o->speed : 1;
    take_environment(o);
    bool is_wanted = result == EXIT_OK;
    int credentials = options_read_credentials(o, is_wanted, problem);
    return is_wanted ? credentials : result;
}

void options_free(options *o) {
    options_free_credentials(o);
    *o = (options){0};
}
