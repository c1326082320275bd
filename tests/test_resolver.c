#include "resolver.h"
#include "test.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* --- a name service that the tests hold and let go ----------------------- */

typedef struct names {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int holds;    /* look-ups wait while it is not 0 */
    int asked;    /* look-ups begun */
    int answered; /* look-ups ended */
    char host[300];
    const char *address; /* NULL: there is none */
} names;

static int look_up(void *user, const char *host,
                   char address[DGG_ADDRESS_BYTES]) {
    names *n = user;
    pthread_mutex_lock(&n->mutex);
    n->asked++;
    pthread_cond_broadcast(&n->changed);
    while (n->holds > 0) {
        pthread_cond_wait(&n->changed, &n->mutex);
    }
    memcpy(n->host, host, strlen(host) + 1);
    if (n->address != NULL) {
        memset(address, 'x', DGG_ADDRESS_BYTES);
        memcpy(address, n->address, strlen(n->address) + 1);
    }
    n->answered++;
    pthread_cond_broadcast(&n->changed);
    int status = n->address != NULL ? 0 : -1;
    pthread_mutex_unlock(&n->mutex);
    return status;
}

static void wait_until(names *n, const int *count, int wanted) {
    pthread_mutex_lock(&n->mutex);
    while (*count < wanted) {
        pthread_cond_wait(&n->changed, &n->mutex);
    }
    pthread_mutex_unlock(&n->mutex);
}

static void let_go(names *n) {
    pthread_mutex_lock(&n->mutex);
    n->holds = 0;
    pthread_cond_broadcast(&n->changed);
    pthread_mutex_unlock(&n->mutex);
}

static dgg_loop *loop_with(names *n) {
    pthread_mutex_init(&n->mutex, NULL);
    pthread_cond_init(&n->changed, NULL);
    const dgg_loop_options options = {
        .environment = {.resolve = look_up, .user = n},
    };
    dgg_loop *loop;
    ck_assert_int_eq(dgg_loop_new(&loop, &options), DGG_OK);
    return loop;
}

/* --- what came ----------------------------------------------------------- */

typedef struct answer {
    int count;
    char address[DGG_ADDRESS_BYTES]; /* "none" for NULL */
    resolver_query *cancels;         /* cancelled by the callback */
} answer;

static void on_answer(void *user, const char *address) {
    answer *a = user;
    a->count++;
    const char *text = address != NULL ? address : "none";
    memcpy(a->address, text, strlen(text) + 1);
    resolver_cancel(a->cancels);
    a->cancels = NULL;
}

static void wait_for(dgg_loop *loop, const answer *a) {
    while (a->count == 0) {
        dgg_loop_wait(loop, -1);
    }
}

START_TEST(numbers_are_answered_in_the_next_service) {
    names n = {.address = "192.0.2.1"};
    dgg_loop *loop = loop_with(&n);
    answer four = {0};
    answer six = {0};
    ck_assert_ptr_nonnull(resolver_start(loop, "127.0.0.1", on_answer, &four));
    ck_assert_ptr_nonnull(resolver_start(loop, "::1", on_answer, &six));
    ck_assert_int_eq(four.count, 0);
    ck_assert_int_eq(dgg_loop_timeout_ms(loop), 0);
    dgg_loop_service(loop);
    ck_assert_str_eq(four.address, "127.0.0.1");
    ck_assert_str_eq(six.address, "::1");
    ck_assert_int_eq(n.asked, 0);
    dgg_loop_free(loop);
}
END_TEST

START_TEST(names_are_asked_on_the_helper) {
    names n = {.address = "192.0.2.1"};
    dgg_loop *loop = loop_with(&n);
    answer a = {0};
    resolver_start(loop, "chat.example", on_answer, &a);
    wait_for(loop, &a);
    ck_assert_str_eq(n.host, "chat.example");
    ck_assert_str_eq(a.address, "192.0.2.1");
    dgg_loop_service(loop);
    ck_assert_int_eq(a.count, 1);
    dgg_loop_free(loop);
}
END_TEST

START_TEST(says_when_there_is_none) {
    names n = {.address = NULL};
    dgg_loop *loop = loop_with(&n);
    answer a = {0};
    resolver_start(loop, "chat.example", on_answer, &a);
    wait_for(loop, &a);
    ck_assert_str_eq(a.address, "none");
    char host[300];
    memset(host, 'a', sizeof host - 1);
    host[sizeof host - 1] = '\0';
    answer b = {0};
    resolver_start(loop, host, on_answer, &b);
    wait_for(loop, &b);
    ck_assert_str_eq(b.address, "none");
    ck_assert_int_eq(n.asked, 1);
    dgg_loop_free(loop);
}
END_TEST

/* Would hang here if anything waited for the thread. */
START_TEST(nothing_waits_for_a_hung_look_up) {
    names n = {.address = "192.0.2.1", .holds = 1};
    dgg_loop *loop = loop_with(&n);
    answer a = {0};
    resolver_query *query = resolver_start(loop, "slow.example", on_answer, &a);
    wait_until(&n, &n.asked, 1);
    dgg_loop_service(loop);
    resolver_cancel(query);
    dgg_loop_free(loop);
    let_go(&n);
    wait_until(&n, &n.answered, 1);
    ck_assert_int_eq(a.count, 0);
}
END_TEST

START_TEST(a_cancelled_query_never_answers) {
    names n = {.address = "192.0.2.1", .holds = 1};
    dgg_loop *loop = loop_with(&n);
    answer held = {0};
    answer unused = {0};
    answer b = {.cancels = resolver_start(loop, "a.example", on_answer, &held)};
    resolver_start(loop, "127.0.0.1", on_answer, &b);
    resolver_cancel(resolver_start(loop, "::1", on_answer, &unused));
    dgg_loop_service(loop);
    ck_assert_int_eq(b.count, 1);
    let_go(&n);
    wait_until(&n, &n.answered, 1);
    for (int i = 0; i < 10; i++) {
        dgg_loop_service(loop);
    }
    ck_assert_int_eq(held.count, 0);
    ck_assert_int_eq(unused.count, 0);
    dgg_loop_free(loop);
}
END_TEST

START_TEST(the_system_knows_localhost) {
    dgg_loop *loop;
    ck_assert_int_eq(dgg_loop_new(&loop, NULL), DGG_OK);
    answer a = {0};
    resolver_start(loop, "localhost", on_answer, &a);
    wait_for(loop, &a);
    ck_assert_msg(strcmp(a.address, "127.0.0.1") == 0 ||
                      strcmp(a.address, "::1") == 0,
                  "localhost is %s", a.address);
    dgg_loop_free(loop);
}
END_TEST

TEST_MAIN("resolver", numbers_are_answered_in_the_next_service,
          names_are_asked_on_the_helper, says_when_there_is_none,
          nothing_waits_for_a_hung_look_up, a_cancelled_query_never_answers,
          the_system_knows_localhost)
