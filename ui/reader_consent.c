#include "reader_consent.h"

#include "model_words.h"
#include "private_file.h"
#include "text_fold.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { HOSTS_BYTES = 4096, HOST_BYTES = 256 };

static const private_place state = {"XDG_STATE_HOME", "/.local/state"};

static bool path_of(char path[PRIVATE_PATH_BYTES]) {
    return private_path(path, &state, "log-hosts");
}

/* The file, or as much of it as there can be; "" when there is none. */
static void read_hosts(char hosts[HOSTS_BYTES]) {
    char path[PRIVATE_PATH_BYTES];
    hosts[0] = '\0';
    int fd = path_of(path) ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    if (fd < 0) {
        return;
    }
    ssize_t bytes = read(fd, hosts, HOSTS_BYTES - 1);
    hosts[bytes > 0 ? bytes : 0] = '\0';
    close(fd);
}

static bool is_in(const char *hosts, const char *host) {
    size_t wanted = strlen(host);
    while (*hosts != '\0') {
        size_t bytes = strcspn(hosts, "\n");
        if (bytes == wanted && text_compare_start(hosts, host, bytes) == 0) {
            return true;
        }
        hosts += bytes;
        hosts += *hosts == '\n';
    }
    return false;
}

static bool fail(char *problem, const char *words) {
    words_format(problem, CONSENT_PROBLEM_BYTES,
                 "The answer is not remembered: %s.", words);
    return false;
}

/* The newest host first; the oldest go when there is no more room. */
static void put_first(char out[HOSTS_BYTES], const char *host,
                      const char *hosts) {
    size_t used = (size_t)snprintf(out, HOSTS_BYTES, "%s", host);
    while (*hosts != '\0') {
        size_t bytes = strcspn(hosts, "\n");
        if (used + bytes + 1 >= HOSTS_BYTES - HOST_BYTES) {
            return;
        }
        used += (size_t)snprintf(out + used, HOSTS_BYTES - used, "\n%.*s",
                                 (int)bytes, hosts);
        hosts += bytes;
        hosts += *hosts == '\n';
    }
}

bool consent_has(const char *host) {
    char hosts[HOSTS_BYTES];
    read_hosts(hosts);
    return is_in(hosts, host);
}

bool consent_add(const char *host, char problem[CONSENT_PROBLEM_BYTES]) {
    char path[PRIVATE_PATH_BYTES];
    char directory[PRIVATE_PATH_BYTES];
    char hosts[HOSTS_BYTES];
    char all[HOSTS_BYTES];
    read_hosts(hosts);
    if (is_in(hosts, host)) {
        return true;
    }
    if (!path_of(path) || !private_path(directory, &state, NULL)) {
        return fail(problem, "HOME is not set");
    }
    put_first(all, host, hosts);
    bool is_kept =
        private_directory_make(directory) && private_file_write(path, all);
    return is_kept || fail(problem, strerror(errno));
}
