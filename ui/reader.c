#include "reader.h"

#include "draw.h"
#include "reader_network.h"
#include "signals.h"
#include "term.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum {
    FRAME_MS = 16,        /* at most 60 screens a second */
    FLOOD_FRAME_MS = 120, /* while chat is too fast to be read anyway */
    FLOOD_LINES = 200,    /* a second, from here on */
    KEYS_AT_ONCE = 512,   /* then the network has its turn */
};

/* What a person looks at, beside what arrives and what is typed. */
typedef struct sight {
    size_t window;
    view_place top;
    bool is_paused;
    model_focus focus;
    size_t users_selected;
    size_t whispers_selected;
    size_t help_first;
} sight;

typedef struct reader {
    term *term;
    int signals; /* descriptor, see signals.h */
    grid grid;
    model model;
    reader_link link;
    bool is_linked;
    bool has_own_locale; /* false: the environment's is not UTF-8 */
    bool is_leaving;
    bool wants_screen;    /* something may have changed since the last one */
    bool wants_it_now;    /* a key was pressed: it is echoed at once */
    bool wants_all;       /* the size changed, or the screen was lost */
    sight seen;           /* of the last whole screen */
    int64_t drawn_ms;     /* monotonic time of the last screen */
    uint64_t drawn_lines; /* lines of chat there were then */
    int64_t frame_ms;     /* from then to the next screen, keys aside */
} reader;

static void resize(reader *r) {
    size_t columns;
    size_t rows;
    term_size(r->term, &columns, &rows);
    if (!grid_resize(&r->grid, columns, rows)) {
        r->is_leaving = true;
    }
    r->wants_it_now = true;
    r->wants_all = true;
}

static sight sight_of(const model *m) {
    const window *w = windows_shown(&m->windows);
    return (sight){
        .window = m->windows.current,
        .top = w->place.top,
        .is_paused = w->place.is_paused,
        .focus = m->focus,
        .users_selected = m->users.selected,
        .whispers_selected = m->whispers.selected,
        .help_first = m->help_first,
    };
}

static bool is_same_sight(const sight *a, const sight *b) {
    return a->window == b->window && a->top.sequence == b->top.sequence &&
           a->top.row == b->top.row && a->is_paused == b->is_paused &&
           a->focus == b->focus && a->users_selected == b->users_selected &&
           a->whispers_selected == b->whispers_selected &&
           a->help_first == b->help_first;
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

/* Every screen of a flood is new from top to bottom. Showing fewer of them
 * spares a terminal at the other end of a slow line. */
static void pace(reader *r, model_time now) {
    uint64_t lines = r->model.windows.list[WINDOW_CHAT]->lines.next;
    int64_t elapsed_ms = now.monotonic_ms - r->drawn_ms;
    uint64_t span_ms =
        elapsed_ms > FRAME_MS ? (uint64_t)elapsed_ms : (uint64_t)FRAME_MS;
    bool is_flood = (lines - r->drawn_lines) * 1000 > FLOOD_LINES * span_ms;
    r->frame_ms = is_flood ? FLOOD_FRAME_MS : FRAME_MS;
    r->drawn_lines = lines;
    r->drawn_ms = now.monotonic_ms;
}

static void show(reader *r, model_time now) {
    tell_sizes(r);
    draw(&r->grid, &r->model, now);
    term_blit(r->term, &r->grid);
    pace(r, now);
    r->seen = sight_of(&r->model);
    r->wants_screen = false;
    r->wants_it_now = false;
    r->wants_all = false;
}

/* Shows what a key did. Mostly it changed the line being typed, and then what
 * chat brings may wait for its turn: a screen full of it is a thousand times
 * what the key needs. */
static void echo(reader *r, model_time now) {
    sight looked_at = sight_of(&r->model);
    if (r->wants_all || !is_same_sight(&looked_at, &r->seen)) {
        show(r, now);
        return;
    }
    draw_prompt(&r->grid, &r->model, now);
    term_blit(r->term, &r->grid);
    r->wants_it_now = false;
    r->wants_screen = true;
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
                      ? r->drawn_ms + r->frame_ms
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
            echo(r, now);
        }
        dgg_loop_service(r->link.network.loop);
        perform_all(r);
        r->wants_screen = true;
        now = reader_now();
        if (now.monotonic_ms - r->drawn_ms >= r->frame_ms) {
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
        model_notice(&r->model, notice, false, reader_now());
    }
    if (!r->has_own_locale) {
        model_notice(&r->model,
                     "The locale is not UTF-8, so C.UTF-8 is used. If letters "
                     "look wrong, set LANG to one that the terminal has.",
                     false, reader_now());
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
    r.has_own_locale = choose_locale();
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
