/*
 * The command line and the environment, as one value.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "dgg_logs.h"

enum {
    EXIT_OK = 0,
    EXIT_PROBLEM = 1,
    EXIT_USAGE = 2,
    EXIT_ANONYMOUS = 3, /* a credential was given and does not count */
    EXIT_NETWORK = 4,
    EXIT_BANNED = 5,
    EXIT_REFUSED = 6, /* a send was refused */
    EXIT_INTERRUPTED = 130,
};

typedef enum run_mode {
    RUN_READER,
    RUN_TAIL,
    RUN_LOGS,
    RUN_WHISPERS,
    RUN_WHISPER,
    RUN_LOGIN,
    RUN_LOGOUT,
    RUN_DEMO_SERVER,
    RUN_HELP,
    RUN_VERSION,
} run_mode;

typedef struct demo_options {
    bool is_wanted;
    int port;           /* of demo-server; 0: any */
    const char *script; /* of demo-server; NULL: built in */
} demo_options;

typedef struct tape_options {
    const char *record; /* the file to record to, or NULL */
    bool has_whispers;  /* are recorded, too */
    const char *replay; /* the recording to play, or NULL */
} tape_options;

/* What belongs to single commands. */
typedef struct command_options {
    bool is_json;       /* tail, logs, whispers */
    const char *events; /* tail: comma-separated names; NULL: the usual ones */
    const char *nick;   /* logs, whisper; whispers: whose, or NULL */
    dgg_month month;    /* logs; all zero: none was named */
    dgg_day day;
    bool is_session; /* login, logout: not the login key */
} command_options;

typedef enum credential_kind {
    CREDENTIAL_TOKEN,   /* login key */
    CREDENTIAL_SESSION, /* session id */
    CREDENTIAL_KINDS,
} credential_kind;

typedef struct options {
    run_mode mode;
    dgg_endpoints endpoints;
    dgg_credentials credentials;
    const char *ca_file;
    bool has_no_color;
    double speed; /* of the demo's or the recording's clock */
    demo_options demo;
    tape_options tape;
    command_options command;
    const char *config_file; /* NULL: the usual one */
    /* The files named, and what was read. */
    const char *credential_files[CREDENTIAL_KINDS];
    char *owned[CREDENTIAL_KINDS];
} options;

enum { OPTIONS_PROBLEM_BYTES = 512 };

/* Reads argv and the environment, and the credentials from where they are (see
 * options_credentials.h). EXIT_OK, or the exit code and in `problem` a sentence
 * that says what to do. */
int options_read(options *o, int argc, char **argv,
                 char problem[OPTIONS_PROBLEM_BYTES]);

/* Wipes the credentials. */
void options_free(options *o);

/* The text of --help. */
const char *options_help(void);

#endif
