/*
 * What strangers write, in every place it reaches.
 */
#include "draw_case.h"
#include "text_width.h"

#define HOSTILE "\033]0;x\a\033[2J\xC2\x9B\xE2\x80\xAE\xEF\xB7\xBD\r\n\b\t\x7F"

/* In every place that text from others reaches. */
static void receive_hostile(model_case *c) {
    static const dgg_event_kind said[] = {
        DGG_EVENT_MESSAGE, DGG_EVENT_BROADCAST, DGG_EVENT_WHISPER,
        DGG_EVENT_JOIN,    DGG_EVENT_ERROR,
    };
    static const dgg_api_status ok = {.error = DGG_OK, .reason = ""};
    static const dgg_api_status failed = {.error = DGG_ERROR_CLOSED,
                                          .reason = HOSTILE};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        receive(c, said[i], HOSTILE, HOSTILE);
    }
    dgg_event mute = case_event(c, DGG_EVENT_MUTE, HOSTILE, "");
    mute.as.moderation.target = HOSTILE;
    model_apply(&c->m, &mute, c->now);
    dgg_event refusal = case_event(c, DGG_EVENT_ERROR, "", "bannedphrase");
    refusal.as.refusal = (dgg_refusal){.filtered = HOSTILE};
    model_apply(&c->m, &refusal, c->now);
    dgg_unread unread = {.nick = HOSTILE "x", .count = 3};
    model_unread_loaded(&c->m, &ok, &unread, 1, c->now);
    model_unread_loaded(&c->m, &failed, NULL, 0, c->now);
    receive(c, DGG_EVENT_WHISPER, "bob", HOSTILE);
    dgg_private_message old = {.from = HOSTILE, .to = "amy", .text = HOSTILE};
    model_inbox_loaded(&c->m, "bob", &ok, &old, 1, c->now);
    model_inbox_loaded(&c->m, "bob", &failed, NULL, 0, c->now);
    model_notice(&c->m, HOSTILE, true, c->now);
    dgg_event end = case_event(c, DGG_EVENT_CLOSE, "", "");
    end.as.close = (dgg_close){
        .error = DGG_ERROR_CLOSED, .reason = HOSTILE, .retry_ms = -1};
    model_apply(&c->m, &end, c->now);
    receive(c, DGG_EVENT_ME, HOSTILE, "");
}

static void expect_harmless(const grid *g) {
    for (size_t row = 0; row < g->rows; row++) {
        for (size_t column = 0; column < g->columns; column++) {
            const grid_cell *cell = grid_at(g, column, row);
            ck_assert(cell->code == 0 || text_char_width(cell->code) > 0);
            /* What the grid makes of a control that nobody cleaned. */
            ck_assert_uint_ne(cell->code, 0xFFFD);
        }
    }
    size_t border = g->columns - 25;
    for (size_t row = 0; row + 2 < g->rows; row++) {
        ck_assert_uint_eq(grid_at(g, border, row)->code, 0x2502);
    }
}

START_TEST(survives_hostile_text_everywhere) {
    model_case c;
    draw_begin(&c);
    go_online(&c, "amy");
    receive_hostile(&c);
    for (size_t i = 0; i < c.m.windows.count; i++) {
        grid g = shown_at(&c, 120, 60);
        expect_harmless(&g);
        grid_free(&g);
        press(&c, "C-n");
    }
    case_end(&c);
}
END_TEST

TEST_MAIN("draw_hostile", survives_hostile_text_everywhere)
