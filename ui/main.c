/* The command line, and what it asks for. */
#include "command_demo_server.h"
#include "command_login.h"
#include "command_logs.h"
#include "command_tail.h"
#include "command_whisper.h"
#include "command_whispers.h"
#include "reader.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>

/* A core dump would hold what was whispered. */
static void forbid_core_dumps(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

/* A closed standard stream would be the next file that is opened: a socket, or
 * a file of secrets. */
static bool hold_standard_streams(void) {
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd) {
            return false;
        }
    }
    return true;
}

static int run(const options *o) {
    switch (o->mode) {
    case RUN_READER: return reader_run(o);
    case RUN_TAIL: return command_tail(o);
    case RUN_LOGS: return command_logs(o);
    case RUN_WHISPERS: return command_whispers(o);
    case RUN_WHISPER: return command_whisper(o);
    case RUN_LOGIN: return command_login(o);
    case RUN_LOGOUT: return command_logout(o);
    case RUN_DEMO_SERVER: return command_demo_server(o);
    case RUN_HELP: fputs(options_help(), stdout); return EXIT_OK;
    case RUN_VERSION: puts("dgg " DGG_VERSION); return EXIT_OK;
    }
    return EXIT_USAGE;
}

int main(int argc, char **argv) {
    forbid_core_dumps();
    if (!hold_standard_streams()) {
        return EXIT_PROBLEM;
    }
    options o;
    char problem[OPTIONS_PROBLEM_BYTES];
    int code = options_read(&o, argc, argv, problem);
    if (code == EXIT_OK) {
        code = run(&o);
    } else {
        fprintf(stderr, "dgg: %s\n", problem);
    }
    options_free(&o);
    return code;
}
