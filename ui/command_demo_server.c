#include "command_demo_server.h"

#include "command_wait.h"
#include "server.h"
#include "signals.h"

#include <stdio.h>
#include <unistd.h>

/* Lines that a shell can read with eval or a test with grep. */
static void print_addresses(const server *s) {
    printf("DGG_CHAT_URL=%s\n", server_chat_url(s));
    printf("DGG_SITE_URL=%s\n", server_site_url(s));
    printf("DGG_SESSION_ID=%s\n", SERVER_DEMO_SESSION);
    printf("DGG_AUTH_TOKEN=%s\n", SERVER_DEMO_TOKEN);
    printf("DGG_LOGS_URL=%s\n", server_logs_url(s));
    printf("DGG_ARCHIVE_URL=%s\n", server_archive_url(s));
    fflush(stdout);
}

static int serve(dgg_loop *loop, const options *o) {
    char problem[SERVER_PROBLEM_BYTES] = "";
    server *s;
    server_options wanted = {
        .port = o->demo.port,
        .script = o->demo.script,
        .speed = o->speed,
    };
    dgg_error error = server_new(&s, loop, &wanted, problem);
    if (error != DGG_OK) {
        fprintf(stderr, "dgg: %s\n",
                problem[0] != '\0' ? problem : dgg_strerror(error));
        return error == DGG_ERROR_SYSTEM ? EXIT_NETWORK : EXIT_PROBLEM;
    }
    print_addresses(s);
    int signals = signals_open();
    const command_watch watch = {signals, STDOUT_FILENO, -1};
    while (command_wait(loop, &watch) == WAKE_SERVICED) {
    }
    signals_close();
    server_free(s);
    return EXIT_INTERRUPTED;
}

int command_demo_server(const options *o) {
    dgg_loop *loop;
    dgg_error error = dgg_loop_new(&loop, NULL);
    if (error != DGG_OK) {
        fprintf(stderr, "dgg: %s\n", dgg_strerror(error));
        return EXIT_PROBLEM;
    }
    int code = serve(loop, o);
    dgg_loop_free(loop);
    return code;
}
