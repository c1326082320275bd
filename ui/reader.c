#include "reader.h"

#include "reader_network.h"
#include "reader_screen.h"
#include "signals.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { KEYS_AT_ONCE = 512 }; /* then the network has its turn */

typedef struct reader {
    reader_screen screen;
    int signals; /* descriptor, see signals.h */
    model model;
    reader_link link;
    bool has_own_locale; /* false: the environment's is not UTF-8 */
    bool is_leaving;
    bool wants_screen; /* something may have changed since the last one */
    bool has_key;      /* a key or a new size is answered at once */
} reader;

static model_time now_of(const reader *r) {
    return reader_link_now(&r->link);
}

static void resize(reader *r) {
    if (!reader_screen_resize(&r->screen)) {
        r->is_leaving = true;
    }
    r->has_key = true;
}

/* A screen is drawn when it is due and the one before has been taken, so that
 * a terminal that stops reading stops nothing else. */
static bool may_show(const reader *r, model_time now) {
    return !term_is_busy(r->screen.term) &&
           now.person_ms >= reader_screen_due_ms(&r->screen);
}

static void show(reader *r, model_time now) {
    reader_screen_show(&r->screen, &r->model, now);
    r->wants_screen = false;
    r->has_key = false;
}

static void echo(reader *r, model_time now) {
    r->wants_screen = !reader_screen_echo(&r->screen, &r->model, now);
    r->has_key = false;
}

static void suspend(reader *r) {
    term_leave(r->screen.term);
    signals_suspend();
    term_return(r->screen.term);
    resize(r);
}

static void perform(reader *r, const effect *wanted) {
    if (reader_link_perform(&r->link, wanted)) {
        return;
    }
    if (wanted->kind == EFFECT_BELL) {
        term_bell(r->screen.term);
    } else if (wanted->kind == EFFECT_REPAINT) {
        term_resize(r->screen.term);
        term_repaint(r->screen.term);
        resize(r);
    } else if (wanted->kind == EFFECT_SUSPEND) {
        suspend(r);
    } else if (wanted->kind == EFFECT_QUIT) {
        r->is_leaving = true;
    }
}

static void perform_all(reader *r) {
    effect wanted;
    while (effects_take(&r->model.effects, &wanted)) {
        perform(r, &wanted);
        effect_free(&wanted);
    }
}

static void read_keys(reader *r) {
    input_key key;
    for (int i = 0; i < KEYS_AT_ONCE && term_key(r->screen.term, &key); i++) {
        model_key(&r->model, key, now_of(r));
        r->has_key = true;
        perform_all(r);
    }
}

static void read_signals(reader *r) {
    int number;
    while ((number = signals_next()) != 0) {
        if (number == SIGWINCH || number == SIGCONT) {
            term_resize(r->screen.term);
            resize(r);
        } else if (number == SIGTSTP) {
            suspend(r);
        } else {
            r->is_leaving = true;
        }
    }
}

static int64_t sooner(int64_t a_ms, int64_t b_ms) {
    if (a_ms < 0 || b_ms < 0) {
        return a_ms < 0 ? b_ms : a_ms;
    }
    return a_ms < b_ms ? a_ms : b_ms;
}

/* How long the loop may sleep: until the library, the keyboard, the screen or
 * the model wants something. */
static int timeout_ms(const reader *r, model_time now) {
    int64_t timeout = sooner(dgg_loop_timeout_ms(r->link.network.loop),
                             term_wait_ms(r->screen.term));
    int64_t due = model_wait_ms(&r->model, now);
    if (r->wants_screen) {
        int64_t left = reader_screen_due_ms(&r->screen) - now.person_ms;
        due = left > 0 ? left : 0;
    }
    if (!term_is_busy(r->screen.term)) {
        timeout = sooner(timeout, due);
    }
    return (int)sooner(timeout, 60000);
}

static void wait_and_read(reader *r) {
    term *t = r->screen.term;
    struct pollfd fds[] = {
        {.fd = term_fd(t), .events = POLLIN},
        {.fd = r->signals, .events = POLLIN},
        {.fd = dgg_loop_fd(r->link.network.loop), .events = POLLIN},
        {.fd = term_is_busy(t) ? term_output_fd(t) : -1, .events = POLLOUT},
    };
    poll(fds, sizeof fds / sizeof *fds, timeout_ms(r, now_of(r)));
    if (fds[3].revents != 0) {
        term_send(t);
    }
    if (fds[1].revents != 0) {
        read_signals(r);
    }
    read_keys(r);
    if ((fds[0].revents & (POLLHUP | POLLERR)) != 0 || term_is_lost(t)) {
        r->is_leaving = true;
    }
}

static void loop(reader *r) {
    while (!r->is_leaving) {
        wait_and_read(r);
        model_time now = now_of(r);
        if (r->has_key && !term_is_busy(r->screen.term)) {
            echo(r, now);
        }
        dgg_loop_service(r->link.network.loop);
        perform_all(r);
        r->wants_screen = true;
        now = now_of(r);
        if (may_show(r, now)) {
            show(r, now);
        }
    }
}

/* Curses prints blanks for what the locale cannot encode, so without a UTF-8
 * one the plainest that is always there is used. */
static bool choose_locale(void) {
    bool is_known = setlocale(LC_ALL, "") != NULL;
    if (is_known && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) {
        return true;
    }
    setlocale(LC_CTYPE, "C.UTF-8");
    return false;
}

/* What a person should know of the surroundings. */
static void tell_surroundings(reader *r, const char *notice) {
    if (notice[0] != '\0') {
        model_notice(&r->model, notice, false, now_of(r));
    }
    if (!r->has_own_locale) {
        model_notice(&r->model,
                     "The locale is not UTF-8, so C.UTF-8 is used. If letters "
                     "look wrong, set LANG to one that the terminal has.",
                     false, now_of(r));
    }
}

/* A failure before the loop: a sentence on the terminal as it was. */
static int give_up(reader *r, dgg_error error, const char *words) {
    term_close(r->screen.term);
    r->screen.term = NULL;
    fprintf(stderr, "dgg: %s\n", words);
    return network_exit_code(error);
}

/* The first screen stands before anything is connected or loaded. */
static int run(reader *r, const char *notice) {
    resize(r);
    show(r, now_of(r));
    dgg_error error = reader_link_start(&r->link);
    if (error != DGG_OK) {
        return give_up(r, error, dgg_strerror(error));
    }
    tell_surroundings(r, notice);
    loop(r);
    return EXIT_OK;
}

/* Takes the terminal over, or says why not. */
static bool open_terminal(reader *r, const options *o, char *notice) {
    r->signals = signals_open();
    if (r->signals < 0) {
        fprintf(stderr, "dgg: signals: %s\n", strerror(errno));
        return false;
    }
    r->screen.term =
        term_open(&(term_options){.has_no_color = o->has_no_color}, notice);
    if (r->screen.term == NULL) {
        fprintf(stderr, "dgg: %s\n", notice);
    }
    return r->screen.term != NULL;
}

static int open_and_run(reader *r, const options *o) {
    char problem[NETWORK_PROBLEM_BYTES];
    char notice[TERM_NOTICE_BYTES] = "";
    dgg_error error = reader_link_open(&r->link, &r->model, o, problem);
    if (error != DGG_OK) {
        return give_up(r, error, problem);
    }
    return open_terminal(r, o, notice) ? run(r, notice) : EXIT_PROBLEM;
}

int reader_run(const options *o) {
    reader r = {0};
    if (!model_init(&r.model)) {
        fprintf(stderr, "dgg: %s\n", dgg_strerror(DGG_ERROR_MEMORY));
        return EXIT_PROBLEM;
    }
    r.has_own_locale = choose_locale();
    int code = open_and_run(&r, o);
    /* The terminal first: nothing that follows may keep a person waiting. */
    term_close(r.screen.term);
    signals_close();
    reader_link_close(&r.link);
    if (r.link.tape_problem[0] != '\0') {
        fprintf(stderr, "dgg: %s\n", r.link.tape_problem);
    }
    model_free(&r.model);
    grid_free(&r.screen.grid);
    return code;
}
