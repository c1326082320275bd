/* What every event looks like on the screen. */
#include "draw_case.h"

static void apply(model_case *c, dgg_event e) {
    model_apply(&c->m, &e, c->now);
}

static void moderate(model_case *c, dgg_event_kind kind, int64_t seconds) {
    dgg_event e = case_event(c, kind, "Mod", "");
    e.as.moderation = (dgg_moderation){"bob", seconds};
    apply(c, e);
}

START_TEST(moderation) {
    model_case c;
    draw_begin(&c);
    say(&c, "Bob", "buy this");
    say(&c, "Bob", "/me laughs");
    say(&c, "Amy", "no");
    moderate(&c, DGG_EVENT_MUTE, 600);
    say(&c, "Bob", "sorry");
    moderate(&c, DGG_EVENT_UNMUTE, 0);
    EXPECT_DRAWN(&c, 44, 8, //
                 "|14:02 Bob: [removed] buy this               |",
                 "|14:02 * Bob [removed] laughs                |",
                 "|14:02 Amy: no                               |",
                 "|14:02 - bob muted 10m by Mod                |",
                 "|14:02 Bob: sorry                            |",
                 "|14:02 - bob unmuted by Mod                  |",
                 "|Offline · /connect to try  1:chat           |",
                 "|[chat] >  (reading only)                    |");
    EXPECT_DRAWN_STYLES(&c, 44, 8, //
                        "|ttttt.nnn..xxxxxxxxxxxxxxxxxx...............|",
                        "|ttttt.aannn.xxxxxxxxxxxxxxxx................|",
                        "|ttttt.nnn...................................|",
                        "|ttttt.mmmmmmmmmmmmmmmmmmmmmm................|",
                        "|ttttt.nnn...................................|",
                        "|ttttt.mmmmmmmmmmmmmmmmmmmm..................|",
                        "|!!!!!!!!!!!!!!!!!!!!!!!!!SS******SSSSSSSSSSS|",
                        "|>>>>>>>>IIppppppppppppppIIIIIIIIIIIIIIIIIIII|");
    case_end(&c);
}
END_TEST

START_TEST(bans_deaths_and_modes) {
    model_case c;
    draw_begin(&c);
    moderate(&c, DGG_EVENT_BAN, 0);
    moderate(&c, DGG_EVENT_UNBAN, 0);
    dgg_event e = case_event(&c, DGG_EVENT_DEATH, "lemming", "fell");
    e.as.death_s = 600;
    apply(&c, e);
    e = case_event(&c, DGG_EVENT_SUB_ONLY, "Mod", "");
    e.as.sub_only = (dgg_sub_only){true, 2};
    apply(&c, e);
    receive(&c, DGG_EVENT_PHRASE_ADDED, "Mod", "spam");
    receive(&c, DGG_EVENT_PHRASE_REMOVED, "Mod", "spam");
    EXPECT_DRAWN(
        &c, 64, 8, //
        "|14:02 - bob banned by Mod                                       |",
        "|14:02 - bob unbanned by Mod                                     |",
        "|14:02 * lemming fell (muted 10m)                                |",
        "|14:02 - Subscribers-only chat turned on from tier 2 up by Mod   |",
        "|14:02 - Banned phrase added by Mod: spam                        |",
        "|14:02 - Banned phrase removed by Mod: spam                      |",
        "|Offline · /connect to try  1:chat  F2 users 1 · F4 whispers 0   |",
        "|[chat] >  (reading only)                                        |");
    case_end(&c);
}
END_TEST

static dgg_event paid(const model_case *c, dgg_event_kind kind,
                      const char *text) {
    dgg_event e = case_event(c, kind, "Amy", text);
    e.as.paid.tier_label = "Tier II";
    e.as.paid.recipient.nick = "Bob";
    e.as.paid.streak_months = 7;
    e.as.paid.quantity = 10;
    e.as.paid.amount_cents = 2550;
    return e;
}

START_TEST(what_was_paid_for) {
    model_case c;
    draw_begin(&c);
    apply(&c, paid(&c, DGG_EVENT_SUBSCRIPTION, "love it"));
    apply(&c, paid(&c, DGG_EVENT_GIFT_SUB, ""));
    apply(&c, paid(&c, DGG_EVENT_MASS_GIFT, ""));
    apply(&c, paid(&c, DGG_EVENT_DONATION, "for the pizza"));
    EXPECT_DRAWN(&c, 56, 6, //
                 "|14:02 + Amy subscribed, Tier II, 7 months: love it      |",
                 "|14:02 + Amy gave Bob a Tier II sub                      |",
                 "|14:02 + Amy gave 10 Tier II subs to the community       |",
                 "|14:02 + Amy donated $25.50: for the pizza               |",
                 "|Offline · /connect to try  1:chat  F2 0 · F4 0  F1 help |",
                 "|[chat] >  (reading only)                                |");
    EXPECT_DRAWN_STYLES(
        &c, 56, 6, //
        "|ttttt.++++++++++++++++++++++++++++++++++++++++++++......|",
        "|ttttt.++++++++++++++++++++++++++++......................|",
        "|ttttt.+++++++++++++++++++++++++++++++++++++++++++.......|",
        "|ttttt.+++++++++++++++++++++++++++++++++++...............|",
        "|!!!!!!!!!!!!!!!!!!!!!!!!!SS******SSSSSSSSSSSSSSSSSSSSSSS|",
        "|>>>>>>>>IIppppppppppppppIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIII|");
    case_end(&c);
}
END_TEST

START_TEST(what_is_shown_to_everybody) {
    model_case c;
    draw_begin(&c);
    receive(&c, DGG_EVENT_BROADCAST, "", "Stream soon");
    receive(&c, DGG_EVENT_PIN, "Mod", "Read the rules");
    dgg_event e = case_event(&c, DGG_EVENT_SPOTLIGHT, "Amy", "hello");
    e.as.spotlight.by = "Mod";
    apply(&c, e);
    receive(&c, DGG_EVENT_UNSPOTLIGHT, "Mod", "");
    e = case_event(&c, DGG_EVENT_X_POST, "", "new video");
    e.as.x_post.handle = "someone";
    apply(&c, e);
    e = case_event(&c, DGG_EVENT_VESTABOARD_LEAD, "", "");
    e.as.vestaboard.submitter = "Amy";
    e.as.vestaboard.total_cents = 1200;
    apply(&c, e);
    e.kind = DGG_EVENT_VESTABOARD_HOURLY;
    apply(&c, e);
    e.kind = DGG_EVENT_VESTABOARD_RESET;
    apply(&c, e);
    EXPECT_DRAWN(&c, 56, 10, //
                 "|14:02 ! Stream soon                                     |",
                 "|14:02 + Mod pinned: Read the rules                      |",
                 "|14:02 + Spotlight by Mod on Amy: hello                  |",
                 "|14:02 + Mod took a spotlight off                        |",
                 "|14:02 + X post by @someone: new video                   |",
                 "|14:02 + Vestaboard: Amy takes the lead with $12.00      |",
                 "|14:02 + Vestaboard: Amy leads with $12.00               |",
                 "|14:02 + Vestaboard: Amy won with $12.00                 |",
                 "|Offline · /connect to try  1:chat  F2 0 · F4 0  F1 help |",
                 "|[chat] >  (reading only)                                |");
    case_end(&c);
}
END_TEST

START_TEST(what_the_person_should_know) {
    model_case c;
    draw_begin(&c);
    go_online(&c, "amy");
    receive(&c, DGG_EVENT_USER_UPDATED, "Amy", "");
    dgg_event e = case_event(&c, DGG_EVENT_RELOAD, "", "");
    e.as.reload_ms = 12000;
    apply(&c, e);
    EXPECT_DRAWN(
        &c, 64, 6, //
        "|14:02 ─ Connected as amy.                                       |",
        "|14:02 ─ Amy: the account was changed                            |",
        "|14:02 ─ The site asks everybody to connect anew: reconnecting in|",
        "|        12 s.                                                   |",
        "|1:chat  F2 users 0 · F4 whispers 0  amy  F1 help                |",
        "|[chat] >                                                        |");
    case_end(&c);
}
END_TEST

static void replay(model_case *c, int64_t time_ms, const char *text) {
    dgg_event e = case_event(c, DGG_EVENT_MESSAGE, "Bob", text);
    e.timestamp_ms = time_ms;
    e.is_replay = true;
    apply(c, e);
}

/* 3 m 26 s pass unseen; a live line comes before HISTORY. */
START_TEST(a_gap_stands_where_it_is) {
    model_case c;
    draw_begin(&c);
    go_online(&c, "amy");
    dgg_event replayed = case_event(&c, DGG_EVENT_HISTORY, "", "");
    replayed.as.entry_count = 1;
    apply(&c, replayed);
    replay(&c, c.now.wall_ms + 11000, "before");
    dgg_event end = case_event(&c, DGG_EVENT_CLOSE, "", "");
    end.as.close = (dgg_close){
        .error = DGG_ERROR_CLOSED, .code = 1001, .reason = "", .retry_ms = 300};
    apply(&c, end);
    case_wait(&c, 240000);
    receive(&c, DGG_EVENT_OPEN, "", "");
    say(&c, "Bob", "live");
    apply(&c, replayed);
    replay(&c, c.now.wall_ms - 240000 + 217000, "missed");
    EXPECT_DRAWN(
        &c, 64, 7, //
        "|14:02 ─ Connected as amy.                                       |",
        "|14:02 Bob: before                                               |",
        "|── gap: 14:02:11 – 14:05:37 (3m 26s), messages missing          |",
        "|14:05 Bob: missed                                               |",
        "|14:06 Bob: live                                                 |",
        "|1:chat  F2 users 1 · F4 whispers 0  0.1/s  amy  F1 help         |",
        "|[chat] >                                                        |");
    EXPECT_DRAWN_ROW(&c, 30, 12, 2, "|── gap: 14:02:11 – 14:05:37   |");
    case_end(&c);
}
END_TEST

static const char hostile[] = "\033]0;x\007\na\xE2\x80\xAE\xC2\x9B\xE4\xB8\x96"
                              "\xCC\x81\xCC\x81\xCC\x81";

START_TEST(hostile_events_stay_in_their_lines) {
    for (int kind = DGG_EVENT_ME; kind < DGG_EVENT_KINDS; kind++) {
        model_case c;
        draw_begin(&c);
        dgg_event e = case_event(&c, (dgg_event_kind)kind, hostile, hostile);
        apply(&c, e);
        for (size_t columns = 20; columns < 120; columns += 9) {
            grid g = shown_at(&c, columns, 9);
            char *row = screen_row(&g, 0);
            for (const char *p = row; *p != '\0'; p++) {
                ck_assert_msg((unsigned char)*p >= 32, "kind %d", kind);
            }
            ck_assert_ptr_null(strstr(row, "\xE2\x80\xAE"));
            free(row);
            grid_free(&g);
        }
        case_end(&c);
    }
}
END_TEST

TEST_MAIN("draw_events", moderation, bans_deaths_and_modes, what_was_paid_for,
          what_is_shown_to_everybody, what_the_person_should_know,
          a_gap_stands_where_it_is, hostile_events_stay_in_their_lines)
