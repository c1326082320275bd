#include "options_check.h"

#include <stdio.h>

static bool has_address(const dgg_endpoints *e) {
    return e->chat_url != NULL || e->site_url != NULL || e->api_url != NULL ||
           e->cdn_url != NULL || e->logs_url != NULL || e->archive_url != NULL;
}

static bool has_credential_file(const options *o) {
    return o->credential_files[CREDENTIAL_TOKEN] != NULL ||
           o->credential_files[CREDENTIAL_SESSION] != NULL;
}

/* Whether something says where to connect to, or as whom. */
static bool has_connection(const options *o) {
    return has_address(&o->endpoints) || o->endpoints.is_trusted ||
           o->ca_file != NULL || has_credential_file(o);
}

static bool is_bad_nick(const options *o) {
    return o->command.nick != NULL && !dgg_nick_is_valid(o->command.nick);
}

static bool has_date(const options *o) {
    return o->command.month.year != 0 || o->command.day.year != 0;
}

static bool has_two_dates(const options *o) {
    return o->command.month.year != 0 && o->command.day.year != 0;
}

/* The first of these that is true is what is wrong. */
static const char *problem_of(const options *o) {
    bool is_tail = o->mode == RUN_TAIL;
    bool is_logs = o->mode == RUN_LOGS;
    bool is_server = o->mode == RUN_DEMO_SERVER;
    bool is_whispers = o->mode == RUN_WHISPERS;
    bool is_whisper = o->mode == RUN_WHISPER;
    bool is_login = o->mode == RUN_LOGIN || o->mode == RUN_LOGOUT;
    bool is_replay = o->tape.replay != NULL;
    bool is_record = o->tape.record != NULL;
    const struct {
        bool is_wrong;
        const char *words;
    } rules[] = {
        {!is_tail && o->command.events != NULL, "--events belongs to dgg tail"},
        {!is_tail && !is_logs && !is_whispers && o->command.is_json,
         "--json belongs to dgg tail, dgg logs and dgg whispers"},
        {!is_logs && has_date(o), "--month and --day belong to dgg logs"},
        {has_two_dates(o),
         "--month and --day exclude each other: leave one of them out"},
        {!is_logs && !is_whispers && !is_whisper && o->command.nick != NULL,
         "--with belongs to dgg whispers"},
        {is_bad_nick(o), "A nick has 3 to 20 letters, digits or underscores"},
        {!is_login && o->command.is_session,
         "--session belongs to dgg login and dgg logout; --session-file gives "
         "a session"},
        {is_login && (o->demo.is_wanted || has_credential_file(o)),
         "dgg login asks for what it stores: leave --demo and files out"},
        {!is_server && (o->demo.script != NULL || o->demo.port != 0),
         "--port and --script belong to dgg demo-server"},
        {is_server && (is_record || is_replay),
         "--record and --replay belong to the reader and to dgg tail; dgg "
         "demo-server plays a recording with --script"},
        {(is_logs || is_whispers || is_whisper || is_login) &&
             (is_record || is_replay),
         "--record and --replay belong to the reader and to dgg tail"},
        {o->tape.has_whispers && !is_record,
         "--record-whispers needs --record FILE"},
        {is_replay && is_record,
         "--replay and --record exclude each other: a replay brings nothing "
         "new to record"},
        {is_replay && o->demo.is_wanted,
         "--replay and --demo exclude each other: leave one of them out"},
        {is_replay && has_connection(o),
         "--replay connects to nothing: leave addresses, certificates and "
         "credentials out"},
        {o->speed > 0 && !is_replay && !o->demo.is_wanted && !is_server,
         "--speed belongs to --replay, --demo and dgg demo-server"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (rules[i].is_wrong) {
            return rules[i].words;
        }
    }
    return NULL;
}

int options_check(const options *o, char problem[OPTIONS_PROBLEM_BYTES]) {
    const char *words = problem_of(o);
    if (words == NULL) {
        return EXIT_OK;
    }
    snprintf(problem, OPTIONS_PROBLEM_BYTES, "%s. See dgg --help.", words);
    return EXIT_USAGE;
}
