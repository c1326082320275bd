#include "model_view.h"

#include "text_wrap.h"

static size_t rows_of(const history *h, uint64_t sequence,
                      const view_pane *pane) {
    const line *l = history_get(h, sequence);
    if (l == NULL) {
        return 1;
    }
    text_markup markup;
    text_mark_up(&markup, l, pane->context);
    return text_wrap_rows(&markup, pane->columns);
}

static bool is_before(view_place a, view_place b) {
    return a.sequence != b.sequence ? a.sequence < b.sequence : a.row < b.row;
}

/* Back from the end until the pane is full: it looks at no more lines than
 * are shown. */
static view_place live_top(const history *h, const view_pane *pane) {
    view_place top = {h->next, 0};
    size_t filled = 0;
    while (top.sequence > h->first && filled < pane->rows) {
        top.sequence--;
        filled += rows_of(h, top.sequence, pane);
    }
    top.row = filled > pane->rows ? filled - pane->rows : 0;
    return top;
}

/* The stored place, or the nearest one that is still there: the line may have
 * been trimmed, and a wider pane wraps it into fewer rows. */
static view_place paused_top(const view *v, const history *h,
                             const view_pane *pane) {
    view_place top = v->top;
    if (top.sequence < h->first) {
        return (view_place){h->first, 0};
    }
    if (top.sequence >= h->next) {
        return live_top(h, pane);
    }
    size_t rows = top.row == 0 ? 1 : rows_of(h, top.sequence, pane);
    top.row = top.row < rows ? top.row : rows - 1;
    return top;
}

static view_place up(view_place place, const history *h, const view_pane *pane,
                     size_t rows) {
    while (rows > place.row && place.sequence > h->first) {
        rows -= place.row + 1;
        place.sequence--;
        place.row = rows_of(h, place.sequence, pane) - 1;
    }
    place.row -= rows < place.row ? rows : place.row;
    return place;
}

static view_place down(view_place place, const history *h,
                       const view_pane *pane, size_t rows) {
    while (place.sequence < h->next) {
        size_t left = rows_of(h, place.sequence, pane) - place.row - 1;
        if (rows <= left) {
            place.row += rows;
            return place;
        }
        rows -= left + 1;
        place.sequence++;
        place.row = 0;
    }
    return place;
}

static void go_to(view *v, const history *h, const view_pane *pane,
                  view_place place) {
    if (!is_before(place, live_top(h, pane))) {
        view_live(v);
        return;
    }
    if (!v->is_paused) {
        v->is_paused = true;
        v->seen = h->next;
    }
    v->top = place;
}

view_place view_top(const view *v, const history *h, const view_pane *pane) {
    return v->is_paused ? paused_top(v, h, pane) : live_top(h, pane);
}

uint64_t view_last(const view *v, const history *h, const view_pane *pane) {
    view_place top = view_top(v, h, pane);
    view_place last = down(top, h, pane, pane->rows > 0 ? pane->rows - 1 : 0);
    if (last.sequence < h->next) {
        return last.sequence;
    }
    return h->next > h->first ? h->next - 1 : h->first;
}

size_t view_rows(const view *v, const history *h, const view_pane *pane) {
    view_place place = view_top(v, h, pane);
    size_t rows = 0;
    while (place.sequence < h->next && rows < pane->rows) {
        rows += rows_of(h, place.sequence, pane) - place.row;
        place.sequence++;
        place.row = 0;
    }
    return rows < pane->rows ? rows : pane->rows;
}

bool view_is_at_oldest(const view *v, const history *h, const view_pane *pane) {
    view_place top = view_top(v, h, pane);
    return top.sequence <= h->first && top.row == 0;
}

void view_scroll(view *v, const history *h, const view_pane *pane, long rows) {
    if (!v->is_paused && rows >= 0) {
        return;
    }
    view_place top = view_top(v, h, pane);
    if (rows < 0) {
        top = up(top, h, pane, (size_t)-rows);
    } else {
        top = down(top, h, pane, (size_t)rows);
    }
    go_to(v, h, pane, top);
}

void view_oldest(view *v, const history *h, const view_pane *pane) {
    go_to(v, h, pane, (view_place){h->first, 0});
}

void view_live(view *v) {
    *v = (view){0};
}

void view_line_inserted(view *v, uint64_t sequence) {
    if (!v->is_paused) {
        return;
    }
    if (sequence <= v->top.sequence) {
        v->top.sequence++;
    }
    if (sequence < v->seen) {
        v->seen++;
    }
}

uint64_t view_new_lines(const view *v, const history *h) {
    return v->is_paused ? h->next - v->seen : 0;
}
