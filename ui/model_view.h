/*
 * Where somebody reads: live at the end, or paused at a place. A place is a
 * line and a row in it, never a count of rows from the end, so that new lines,
 * trimming and resizes cannot move it.
 */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

#include "model_history.h"

typedef struct view_place {
    uint64_t sequence;
    size_t row; /* of the wrapped line */
} view_place;

/* The pane a history is shown in. */
typedef struct view_pane {
    size_t columns;
    size_t rows;
    const text_context *context;
} view_pane;

typedef struct view {
    bool is_paused;
    view_place top; /* first row shown, while paused */
    uint64_t seen;  /* lines before this one were there when it paused */
} view;

/* The place of the first row to draw. */
view_place view_top(const view *v, const history *h, const view_pane *pane);

/* The line of the last row that is drawn; the history's first when it is
 * empty. */
uint64_t view_last(const view *v, const history *h, const view_pane *pane);

/* How many of the pane's rows its lines fill. */
size_t view_rows(const view *v, const history *h, const view_pane *pane);

/* Is the first row of the oldest line in sight? */
bool view_is_at_oldest(const view *v, const history *h, const view_pane *pane);

/* Moves by rows, negative up. Pauses when it leaves the end and goes live when
 * it comes back to it. */
void view_scroll(view *v, const history *h, const view_pane *pane, long rows);

void view_oldest(view *v, const history *h, const view_pane *pane);
void view_live(view *v);

/* A line was put in at this place; what is read stays where it is. */
void view_line_inserted(view *v, uint64_t sequence);

/* How many lines arrived since the view was paused. */
uint64_t view_new_lines(const view *v, const history *h);

#endif
