/*
 * The whole state of the reader. Events and keys change it and leave effects;
 * it never acts, never asks for the time and knows no screen.
 */
#ifndef MODEL_H
#define MODEL_H

#include "dgg_api.h"
#include "input_key.h"
#include "model_effects.h"
#include "model_gap.h"
#include "model_log.h"
#include "model_news.h"
#include "model_poll.h"
#include "model_roster.h"
#include "model_status.h"
#include "model_windows.h"

enum {
    MODEL_CHAT_LINES = 100000, /* kept; twice that while paused */
    MODEL_TALK_LINES = 5000,   /* kept of each conversation */
    MODEL_LEAVE_MS = 2000,     /* for the second C-c */
};

typedef enum model_focus {
    FOCUS_INPUT,
    FOCUS_USERS,
    FOCUS_WHISPERS,
    FOCUS_HELP,
} model_focus;

/* The chosen entry of a list: an index into the roster or into
 * windows_order. */
typedef struct model_list {
    size_t selected;
} model_list;

typedef struct model_screen {
    size_t columns;
    size_t rows;
    size_t text_columns; /* of the pane that shows the current window */
    size_t text_rows;
    size_t list_rows;   /* of the list that has the focus */
    size_t help_last;   /* the row that help_first stops at */
    size_t log_columns; /* of the lines in the log pane */
    size_t log_rows;
    bool has_both; /* that pane stands beside the text, not over it */
} model_screen;

struct model_seen;

typedef struct model {
    windows windows;
    roster *roster;
    status status;
    effects effects;
    model_focus focus;
    model_list users;
    model_list whispers;
    size_t help_first;
    model_screen screen;
    edit_history *typed;
    struct model_seen *seen; /* what history replays must not repeat */
    model_gap gap;           /* where they leave a hole */
    model_news news;         /* what is told again at every connect */
    model_poll poll;
    log_pane log;
    const dgg_emotes *emotes;
    const dgg_flairs *flairs;
    char own_nick[65]; /* "" while anonymous */
    int64_t own_id;    /* 0: unknown */
    int64_t connection_count;
    bool is_pasting;
    int64_t leave_until_ms; /* a C-c before this leaves; person's clock */
    uint64_t next_tag;
    struct model_sends *sends; /* texts whose outcome is awaited */
} model;

/* The moment something happens. In a replay the first two run with the
 * recording; the third is for what a person reads and presses, which takes the
 * same time always. */
typedef struct model_time {
    int64_t monotonic_ms;
    int64_t wall_ms;
    int64_t person_ms; /* monotonic */
} model_time;

bool model_init(model *m); /* false: no memory */
void model_free(model *m);

/* What arrived from chat. */
void model_apply(model *m, const dgg_event *event, model_time now);

/* A key that was pressed. */
void model_key(model *m, input_key key, model_time now);

/* The size of the screen and of the panes drawn last. */
void model_resize(model *m, const model_screen *screen);

/* The tables were loaded, or NULL; they stay the caller's. Recolours what is
 * there. */
void model_set_tables(model *m, const dgg_emotes *emotes,
                      const dgg_flairs *flairs);

/* What the library said to a send effect: its id, or why not. */
void model_send_started(model *m, uint64_t tag, dgg_error error, uint64_t id,
                        model_time now);

/* Unread whispers from the site: opens a window for each. */
void model_unread_loaded(model *m, const dgg_api_status *status,
                         const dgg_unread *list, size_t count, model_time now);

/* Older messages of a conversation, newest first. */
void model_inbox_loaded(model *m, const char *nick,
                        const dgg_api_status *status,
                        const dgg_private_message *list, size_t count,
                        model_time now);

/* Whom logs are asked of; without one chat is a recording. */
void model_set_log_service(model *m, const log_service *service);

/* What a service says to the request of an effect's tag: its lines, how it goes
 * on, how it ended. */
void model_log_line(model *m, uint64_t tag, const dgg_line *said);
void model_log_progress(model *m, uint64_t tag, const dgg_log_report *report);
void model_log_end(model *m, uint64_t tag, const dgg_log_report *report);

/* A sentence of the program's own in the chat window. */
void model_notice(model *m, const char *text, bool is_error, model_time now);

/* The clock of chat runs `speed` times as fast as real time. */
void model_set_clock_speed(model *m, double speed);

/* Chat is a recording that is played `speed` times as fast. Nothing can be
 * sent. */
void model_begin_replay(model *m, double speed);
void model_end_replay(model *m, model_time now);

/* Chat is being recorded; that ended because of a problem, told in a sentence
 * that says what to do. */
void model_begin_recording(model *m);
void model_stop_recording(model *m, const char *problem, model_time now);

/* What marking up lines depends on; valid while the model does not change. */
text_context model_text_context(const model *m);
text_context model_log_context(const model *m);

/* How long, by a person's clock, until the screen changes without anything
 * arriving (the retry time or a poll counting down, a hint going away); -1:
 * never. */
int64_t model_wait_ms(const model *m, model_time now);

#endif
