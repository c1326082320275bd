#include "reader.h"

#include "draw.h"
#include "reader_network.h"
#include "signals.h"
#include "term.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum {
    FRAME_MS = 16,      /* at most 60 screens a second */
    KEYS_AT_ONCE = 512, /* then the network has its turn */
};

typedef struct reader {
    term *term;
    int signals; /* descriptor, see signals.h */
    grid grid;
    model model;
    reader_link link;
    bool is_linked;
    bool is_leaving;
    bool wants_screen; /* something may have changed since the last one */
    bool wants_it_now; /* a key was pressed: it is echoed at once */
    int64_t drawn_ms;  /* monotonic time of the last screen */
} reader;

static void resize(reader *r) {
    size_t columns;
    size_t rows;
    term_size(r->term, &columns, &rows);
    if (!grid_resize(&r->grid, columns, rows)) {
        r->is_leaving = true;
    }
    r->wants_it_now = true;
}

/* The model is told the sizes of the panes as they are laid out now, since a
 * list that opens changes them. */
static void tell_sizes(reader *r) {
    layout l;
    layout_compute(&l, r->grid.columns, r->grid.rows, r->model.focus);
    model_screen screen =
        layout_screen(&l, r->grid.columns, r->grid.rows, r->model.focus);
    model_resize(&r->model, &screen);
}

static void show(reader *r, model_time now) {
    tell_sizes(r);
    draw(&r->grid, &r->model, now);
    term_blit(r->term, &r->grid);
    r->drawn_ms = now.monotonic_ms;
    r->wants_screen = false;
    r->wants_it_now = false;
}

static void suspend(reader *r) {
    term_leave(r->term);
    signals_suspend();
    term_return(r->term);
    resize(r);
}

static void perform(reader *r, const effect *wanted) {
    if (r->is_linked && reader_link_perform(&r->link, wanted)) {
        return;
    }
    if (wanted->kind == EFFECT_BELL) {
        term_bell(r->term);
    } else if (wanted->kind == EFFECT_REPAINT) {
        term_resize(r->term);
        term_repaint(r->term);
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
    for (int i = 0; i < KEYS_AT_ONCE && term_key(r->term, &key); i++) {
        model_key(&r->model, key, reader_now());
        r->wants_it_now = true;
        perform_all(r);
    }
}

static void read_signals(reader *r) {
    int number;
    while ((number = signals_next()) != 0) {
        if (number == SIGWINCH || number == SIGCONT) {
            term_resize(r->term);
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
                             term_wait_ms(r->term));
    int64_t due = r->wants_screen
                      ? r->drawn_ms + FRAME_MS
                      : model_next_change_ms(&r->model, now.monotonic_ms);
    if (due >= 0) {
        int64_t left = due > now.monotonic_ms ? due - now.monotonic_ms : 0;
        timeout = sooner(timeout, left);
    }
    return (int)sooner(timeout, 60000);
}

static void wait_and_read(reader *r) {
    struct pollfd fds[] = {
        {.fd = term_fd(r->term), .events = POLLIN},
        {.fd = r->signals, .events = POLLIN},
        {.fd = dgg_loop_fd(r->link.network.loop), .events = POLLIN},
    };
    poll(fds, sizeof fds / sizeof *fds, timeout_ms(r, reader_now()));
    if (fds[1].revents != 0) {
        read_signals(r);
    }
    read_keys(r);
    if ((fds[0].revents & (POLLHUP | POLLERR)) != 0 || term_is_lost(r->term)) {
        r->is_leaving = true;
    }
}

static void loop(reader *r) {
    while (!r->is_leaving) {
        wait_and_read(r);
        model_time now = reader_now();
        if (r->wants_it_now) {
            show(r, now);
        }
        dgg_loop_service(r->link.network.loop);
        perform_all(r);
        r->wants_screen = true;
        now = reader_now();
        if (now.monotonic_ms - r->drawn_ms >= FRAME_MS) {
            show(r, now);
        }
    }
}

/* The first screen stands before anything is connected or loaded. */
static int run(reader *r, const options *o, const char *notice) {
    char problem[NETWORK_PROBLEM_BYTES];
    resize(r);
    show(r, reader_now());
    dgg_error error = reader_link_open(&r->link, &r->model, o, problem);
    if (error != DGG_OK) {
        term_close(r->term);
        r->term = NULL;
        fprintf(stderr, "dgg: %s\n", problem);
        return error == DGG_ERROR_URL || error == DGG_ERROR_TOKEN
                   ? EXIT_USAGE
                   : EXIT_PROBLEM;
    }
    r->is_linked = true;
    if (notice[0] != '\0') {
        model_notice(&r->model, notice, false, reader_now());
    }
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
    r->term =
        term_open(&(term_options){.has_no_color = o->has_no_color}, notice);
    if (r->term == NULL) {
        fprintf(stderr, "dgg: %s\n", notice);
    }
    return r->term != NULL;
}

int reader_run(const options *o) {
    reader r = {0};
    char notice[TERM_NOTICE_BYTES] = "";
    if (!model_init(&r.model)) {
        fprintf(stderr, "dgg: %s\n", dgg_strerror(DGG_ERROR_MEMORY));
        return EXIT_PROBLEM;
    }
    int code = EXIT_PROBLEM;
    if (open_terminal(&r, o, notice)) {
        code = run(&r, o, notice);
    }
    /* The terminal first: nothing that follows may keep a person waiting. */
    term_close(r.term);
    signals_close();
    if (r.is_linked) {
        reader_link_close(&r.link);
    }
    model_free(&r.model);
    grid_free(&r.grid);
    return code;
}
