#include "home_case.h"
#include "reader_consent.h"

static char problem[CONSENT_PROBLEM_BYTES];

static void set_up(void) {
    set_up_home();
    unsetenv("XDG_STATE_HOME");
}

static void add(const char *host) {
    ck_assert_msg(consent_add(host, problem), "%s", problem);
}

START_TEST(each_host_is_asked_for) {
    ck_assert(!consent_has("logs.example"));
    add("logs.example");
    ck_assert(consent_has("logs.example"));
    ck_assert(consent_has("LOGS.example"));
    ck_assert(!consent_has("logs.example.org"));
    ck_assert(!consent_has("logs"));
    ck_assert(!consent_has(""));
    add("other.example");
    ck_assert(consent_has("logs.example"));
    ck_assert(consent_has("other.example"));
}
END_TEST

START_TEST(nobody_else_can_read_it) {
    umask(0);
    add("logs.example");
    ck_assert_uint_eq(mode_of(".local/state/dgg"), 0700);
    ck_assert_uint_eq(mode_of(".local/state/dgg/log-hosts"), 0600);
}
END_TEST

START_TEST(it_can_be_written_by_hand) {
    put(".local/state/dgg/log-hosts", "\none.example\n\ntwo.example", 0600);
    ck_assert(consent_has("one.example"));
    ck_assert(consent_has("two.example"));
    add("three.example");
    ck_assert(consent_has("two.example"));
}
END_TEST

/* However often another one is said yes to. */
START_TEST(it_stays_small) {
    char host[256];
    for (int i = 0; i < 300; i++) {
        snprintf(host, sizeof host, "a-rather-long-name-of-host-%d.example", i);
        add(host);
        ck_assert(consent_has(host));
    }
    ck_assert(!consent_has("a-rather-long-name-of-host-0.example"));
    ck_assert(consent_has("a-rather-long-name-of-host-280.example"));
    struct stat status;
    ck_assert_int_eq(stat(place(".local/state/dgg/log-hosts"), &status), 0);
    ck_assert_int_le(status.st_size, 4096);
}
END_TEST

START_TEST(what_cannot_be_kept_is_told) {
    put("file", "", 0600);
    setenv("XDG_STATE_HOME", place("file"), 1);
    ck_assert(!consent_has("logs.example"));
    ck_assert(!consent_add("logs.example", problem));
    ck_assert_ptr_nonnull(strstr(problem, "not remembered: Not a directory"));
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    ck_assert(!consent_add("logs.example", problem));
    ck_assert_ptr_nonnull(strstr(problem, "HOME is not set"));
    setenv("HOME", home, 1);
}
END_TEST

TEST_MAIN_WITH("reader_consent", set_up, tear_down_home, each_host_is_asked_for,
               nobody_else_can_read_it, it_can_be_written_by_hand,
               it_stays_small, what_cannot_be_kept_is_told)
