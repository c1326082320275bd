#define _GNU_SOURCE /* memmem */

/* Whoever looks through all that the program leaves, and through what a core
 * of it would hold, finds no credential. */
#include "program_case.h"

#include <fcntl.h>
#include <signal.h>

enum {
    TOKEN_BYTES = 64,
    SESSION_BYTES = 20,
    PART_BYTES = 24,
    PATH_BYTES = 256,
    REGION_BYTES = 512,
};

static char token[TOKEN_BYTES + 1];
static char session[SESSION_BYTES + 1];

/* Made here, so that they stand nowhere in a program's own constants. */
static void make_credential(char *out, size_t bytes, uint32_t seed) {
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    for (size_t i = 0; i < bytes; i++) {
        seed = seed * 1664525U + 1013904223U;
        out[i] = letters[(seed >> 16) % (sizeof letters - 1)];
    }
    out[bytes] = '\0';
}

static void write_file(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

/* Any part of it that is long enough to be of use. */
static bool has_secret(const char *bytes, size_t count) {
    return memmem(bytes, count, token, PART_BYTES) != NULL ||
           memmem(bytes, count, token + TOKEN_BYTES - PART_BYTES, PART_BYTES) !=
               NULL ||
           memmem(bytes, count, session, SESSION_BYTES) != NULL;
}

static char *read_file(const char *path, size_t *bytes) {
    enum { ROOM = 1 << 20 };
    char *text = malloc(ROOM);
    int fd = open(path, O_RDONLY);
    ck_assert_ptr_nonnull(text);
    ck_assert_msg(fd >= 0, "%s", path);
    ssize_t count;
    *bytes = 0;
    while ((count = read(fd, text + *bytes, ROOM - *bytes - 1)) > 0) {
        *bytes += (size_t)count;
    }
    close(fd);
    text[*bytes] = '\0';
    return text;
}

static void expect_clean_file(const char *path) {
    size_t bytes = 0;
    char *text = read_file(path, &bytes);
    ck_assert_msg(!has_secret(text, bytes), "%s", path);
    free(text);
}

static bool file_has(const char *path, const char *words) {
    size_t bytes = 0;
    char *text = read_file(path, &bytes);
    bool is_found = strstr(text, words) != NULL;
    free(text);
    return is_found;
}

static const char *below_home(char path[PATH_BYTES], const char *name) {
    snprintf(path, PATH_BYTES, "%s/%s", home, name);
    return path;
}

static pid_t start_program(const char *out, const char *const *arguments) {
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        int fd = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(fd, STDOUT_FILENO);
        dup2(fd, STDERR_FILENO);
        char *argv[16] = {0};
        for (size_t i = 0; i < 15 && arguments[i] != NULL; i++) {
            argv[i] = strdup(arguments[i]);
        }
        execv(PROGRAM, argv);
        _exit(127);
    }
    return child;
}

/* What AddressSanitizer adds keeps copies of its own, and is not what people
 * run. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_MEMORY_OF_ITS_OWN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(HAS_MEMORY_OF_ITS_OWN)
#define HAS_MEMORY_OF_ITS_OWN 1
#endif
#ifndef HAS_MEMORY_OF_ITS_OWN
#define HAS_MEMORY_OF_ITS_OWN 0
#endif

/* --- what a core would hold ---------------------------------------------- */

typedef struct region {
    unsigned long start;
    unsigned long end;
    bool is_readable;
} region;

static bool is_clean_region(int memory, const region *r) {
    size_t bytes = r->end - r->start;
    char *copy = malloc(bytes);
    ck_assert_ptr_nonnull(copy);
    ssize_t count = pread(memory, copy, bytes, (off_t)r->start);
    bool is_clean = count <= 0 || !has_secret(copy, (size_t)count);
    free(copy);
    return is_clean;
}

/* Mappings that the kernel and debuggers leave out of a core carry `dd`. False:
 * `name` is one that has a secret. */
static bool is_clean_memory(pid_t child, char name[REGION_BYTES]) {
    char path[64];
    char line[REGION_BYTES];
    bool is_clean = true;
    region r = {0};
    snprintf(path, sizeof path, "/proc/%d/mem", (int)child);
    int memory = open(path, O_RDONLY);
    if (memory < 0) {
        fprintf(stderr, "left out: this system does not let its own child's "
                        "memory be read\n");
        return true;
    }
    snprintf(path, sizeof path, "/proc/%d/smaps", (int)child);
    FILE *maps = fopen(path, "r");
    ck_assert_ptr_nonnull(maps);
    while (is_clean && fgets(line, sizeof line, maps) != NULL) {
        char access[8];
        region next = {0};
        if (sscanf(line, "%lx-%lx %7s", &next.start, &next.end, access) == 3) {
            r = next;
            r.is_readable = access[0] == 'r';
            snprintf(name, REGION_BYTES, "%s", line);
        } else if (strncmp(line, "VmFlags:", 8) == 0 && r.is_readable &&
                   strstr(line, " dd") == NULL && strstr(name, "[v") == NULL) {
            is_clean = is_clean_region(memory, &r);
        }
    }
    fclose(maps);
    close(memory);
    return is_clean;
}

/* While a request is under way its copies are needed; then they are gone. */
static void expect_clean_memory(pid_t child) {
    enum { TURNS = 200 };
    char name[REGION_BYTES] = "";
    bool is_clean = false;
    for (int i = 0; i < TURNS && !is_clean; i++) {
        dgg_loop_wait(loop, 10);
        is_clean = is_clean_memory(child, name);
    }
    ck_assert_msg(is_clean, "%s", name);
}

static void expect_no_core(pid_t child) {
    char path[64];
    char line[256];
    long soft = -1;
    snprintf(path, sizeof path, "/proc/%d/limits", (int)child);
    FILE *limits = fopen(path, "r");
    ck_assert_ptr_nonnull(limits);
    while (fgets(line, sizeof line, limits) != NULL) {
        sscanf(line, "Max core file size %ld", &soft);
    }
    fclose(limits);
    ck_assert_int_eq(soft, 0);
}

/* --- the search ---------------------------------------------------------- */

static void expect_clean_process(pid_t child) {
    static const char *const names[] = {"cmdline", "environ"};
    char path[64];
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "/proc/%d/%s", (int)child, names[i]);
        expect_clean_file(path);
    }
    expect_no_core(child);
    if (!HAS_MEMORY_OF_ITS_OWN) {
        expect_clean_memory(child);
    }
}

/* Every file below the home but the one the credential is read from. */
static void expect_clean_home(void) {
    char command[PATH_BYTES];
    char path[PATH_BYTES];
    snprintf(command, sizeof command,
             "find '%s' -type f -not -name token -not -name session", home);
    FILE *found = popen(command, "r");
    ck_assert_ptr_nonnull(found);
    while (fgets(path, sizeof path, found) != NULL) {
        path[strcspn(path, "\n")] = '\0';
        expect_clean_file(path);
    }
    pclose(found);
}

/* A server that does not say who we are, so that the site is asked. */
static void start_silent_server(void) {
    char path[PATH_BYTES];
    write_file(below_home(path, "script"),
               "{\"dgg_script\":1,\"greeting\":\"script\"}\n"
               "{\"at_ms\":0,\"frame\":\"NAMES {\\\"connectioncount\\\":1,"
               "\\\"users\\\":[]}\"}\n");
    server_free(site);
    ck_assert_int_eq(
        server_new(&site, loop, &(server_options){.script = path}, NULL),
        DGG_OK);
    setenv("DGG_CHAT_URL", server_chat_url(site), 1);
    setenv("DGG_SITE_URL", server_site_url(site), 1);
}

static void search(const char *const *arguments) {
    char out[PATH_BYTES];
    below_home(out, "output");
    write_file(out, "");
    pid_t child = start_program(out, arguments);
    while (!file_has(out, "NAMES")) {
        dgg_loop_wait(loop, 10);
    }
    expect_clean_process(child);
    kill(child, SIGTERM);
    int status;
    while (waitpid(child, &status, WNOHANG) == 0) {
        dgg_loop_wait(loop, 10);
    }
    ck_assert(WIFEXITED(status));
    expect_clean_home();
}

static void set_up_secrets(void) {
    set_up_program();
    char path[PATH_BYTES];
    make_credential(token, TOKEN_BYTES, 1);
    make_credential(session, SESSION_BYTES, 2);
    setenv("XDG_CACHE_HOME", below_home(path, "cache"), 1);
    start_silent_server();
}

START_TEST(a_login_key_from_a_file_is_nowhere) {
    char record[PATH_BYTES];
    char file[PATH_BYTES];
    set_up_secrets();
    write_file(below_home(file, "token"), token);
    const char *const arguments[] = {"dgg",
                                     "tail",
                                     "--json",
                                     "--token-file",
                                     file,
                                     "--record",
                                     below_home(record, "record"),
                                     "--record-whispers",
                                     NULL};
    search(arguments);
    tear_down_program();
}
END_TEST

START_TEST(credentials_of_the_environment_are_nowhere) {
    set_up_secrets();
    setenv("DGG_AUTH_TOKEN", token, 1);
    setenv("DGG_SESSION_ID", session, 1);
    const char *const arguments[] = {"dgg", "tail", "--json", NULL};
    search(arguments);
    unsetenv("DGG_AUTH_TOKEN");
    unsetenv("DGG_SESSION_ID");
    tear_down_program();
}
END_TEST

START_TEST(a_stored_session_is_nowhere) {
    char path[PATH_BYTES];
    set_up_secrets();
    ck_assert_int_eq(system("mkdir -p -m 700 \"$HOME/.config/dgg\""), 0);
    write_file(below_home(path, ".config/dgg/session"), session);
    const char *const arguments[] = {"dgg", "tail", "--json", NULL};
    search(arguments);
    tear_down_program();
}
END_TEST

TEST_MAIN("secrets", a_login_key_from_a_file_is_nowhere,
          credentials_of_the_environment_are_nowhere,
          a_stored_session_is_nowhere)
