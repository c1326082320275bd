#include "soak_stage.h"

#include "server_state.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

enum {
    QUIET_MS = 1,  /* of real time: then nothing is on its way */
    LATE_MS = 500, /* the same when the machine is busy */
    LONGEST_STEP_MS = 1000,
    NO_CODE = 1006, /* a connection that just ended */
};

static const int64_t start_ms = INT64_C(1750000000000);

static int64_t monotonic_ms(void *user) {
    return ((stage *)user)->now_ms;
}

static int64_t wall_ms(void *user) {
    return start_ms + ((stage *)user)->now_ms;
}

/* SplitMix64 */
static uint64_t random_bits(void *user) {
    stage *s = user;
    uint64_t bits = s->random += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return bits ^ (bits >> 31);
}

/* To a reader whoever writes or dies is here, even when the script said that
 * he left. */
static void meet_author(stage *s, const char *frame) {
    json_doc doc = {0};
    bool is_his =
        strncmp(frame, "MSG ", 4) == 0 || strncmp(frame, "DEATH ", 6) == 0;
    if (!is_his) {
        return;
    }
    const char *payload = strchr(frame, ' ') + 1;
    server_roster *known = &s->server->roster;
    server_user *author = json_parse(&doc, payload, strlen(payload))
                              ? server_roster_put(known, json_root(&doc))
                              : NULL;
    if (author != NULL) {
        server_roster_set_present(known, author, true);
    }
    json_doc_free(&doc);
}

static void on_publish(void *user, const char *frame) {
    stage *s = user;
    meet_author(s, frame);
    bool is_kept = s->server->history.count > ledger_kept(s->ledger);
    ledger_publish(s->ledger, frame, is_kept, wall_ms(s));
}

/* What the script says was before the start. */
static void publish_history(stage *s) {
    const server_history *h = &s->server->history;
    for (size_t i = 0; i < h->count; i++) {
        ledger_publish(s->ledger, h->frames[i % SERVER_HISTORY_FRAMES], true,
                       wall_ms(s));
    }
}

static void on_close(stage *s, const dgg_close *end) {
    s->counts.cuts += s->is_open && s->wants_cut && end->code == NO_CODE;
    s->is_open = false;
    s->counts.ends++;
    s->is_whole = false;
    s->has_given_up = end->retry_ms < 0;
}

static int on_event(dgg_chat *chat, const dgg_event *event, void *user) {
    stage *s = user;
    (void)chat;
    s->counts.events++;
    model_apply(&s->model, event, stage_now(s));
    if (event->kind == DGG_EVENT_CONNECTING) {
        s->counts.connections++;
        s->has_given_up = false;
    } else if (event->kind == DGG_EVENT_OPEN) {
        s->is_open = true;
    } else if (event->kind == DGG_EVENT_CLOSE) {
        on_close(s, &event->as.close);
    } else if (event->kind == DGG_EVENT_HISTORY) {
        ledger_connected(s->ledger, SERVER_HISTORY_FRAMES);
        s->is_whole = true;
    }
    return 0;
}

static void on_tables(void *user, const dgg_cdn_answer *answer) {
    stage *s = user;
    (void)answer;
    model_set_tables(&s->model, dgg_cdn_emotes(s->cdn), dgg_cdn_flairs(s->cdn));
}

static void on_inbox(void *user, const dgg_api_answer *answer) {
    stage *s = user;
    model_inbox_loaded(&s->model, s->asked, &answer->status,
                       answer->as.messages.list, answer->as.messages.count,
                       stage_now(s));
    s->asked[0] = '\0';
}

/* One at a time; the person who asks for more is told so. */
static void load_inbox(stage *s, const effect *wanted) {
    dgg_error error = DGG_ERROR_QUEUE_FULL;
    if (s->asked[0] == '\0') {
        snprintf(s->asked, sizeof s->asked, "%s", wanted->nick);
        error = dgg_api_messages_inbox(s->api, wanted->nick, wanted->offset,
                                       on_inbox, s);
        if (error != DGG_OK) {
            s->asked[0] = '\0';
        }
    }
    if (error != DGG_OK) {
        dgg_api_status answer = {.error = error, .reason = ""};
        model_inbox_loaded(&s->model, wanted->nick, &answer, NULL, 0,
                           stage_now(s));
    }
}

static void send_text(stage *s, const effect *wanted) {
    uint64_t id = 0;
    dgg_error error =
        wanted->kind == EFFECT_SEND_WHISPER
            ? dgg_chat_send_whisper(s->chat, wanted->nick, wanted->text, &id)
            : dgg_chat_send_message(s->chat, wanted->text, &id);
    model_send_started(&s->model, wanted->tag, error, id, stage_now(s));
}

static void perform(stage *s, const effect *wanted) {
    switch (wanted->kind) {
    case EFFECT_SEND_MESSAGE:
    case EFFECT_SEND_WHISPER: send_text(s, wanted); break;
    case EFFECT_LOAD_INBOX: load_inbox(s, wanted); break;
    case EFFECT_CONNECT: dgg_chat_connect(s->chat); break;
    case EFFECT_DISCONNECT: dgg_chat_disconnect(s->chat); break;
    case EFFECT_VOTE: /* there is no poll, and nobody looks at logs */
    case EFFECT_LOG_PAGE:
    case EFFECT_LOG_MONTH:
    case EFFECT_LOG_CANCEL:
    case EFFECT_LOG_ALLOW:
    case EFFECT_BELL:
    case EFFECT_REPAINT:
    case EFFECT_SUSPEND:
    case EFFECT_QUIT: break;
    }
}

static void perform_all(stage *s) {
    effect wanted;
    while (effects_take(&s->model.effects, &wanted)) {
        perform(s, &wanted);
        effect_free(&wanted);
    }
}

static dgg_error open_client(stage *s) {
    dgg_options options = {
        .endpoints = {.chat_url = server_chat_url(s->server),
                      .site_url = server_site_url(s->server),
                      .is_trusted = true},
        .credentials = {.session_id = SERVER_DEMO_SESSION},
        .send_policy = DGG_SEND_TO_ANYBODY,
        .loop = s->loop,
    };
    dgg_error error = dgg_chat_new(&s->chat, &options);
    if (error == DGG_OK) {
        error = dgg_api_new(&s->api, s->loop, &options.endpoints,
                            &options.credentials);
    }
    if (error == DGG_OK) {
        const dgg_cdn_options cdn = {.endpoints = options.endpoints};
        error = dgg_cdn_new(&s->cdn, s->loop, &cdn);
    }
    if (error == DGG_OK) {
        error = dgg_chat_on(s->chat, DGG_ON_EVERY_EVENT, on_event, s);
    }
    return error == DGG_OK ? dgg_cdn_load(s->cdn, on_tables, s) : error;
}

bool stage_open(stage *s, uint64_t seed, double speed,
                char problem[LEDGER_PROBLEM_BYTES]) {
    *s = (stage){.random = seed, .now_ms = 1000, .has_given_up = true};
    dgg_loop_options options = {.environment = {.monotonic_ms = monotonic_ms,
                                                .wall_ms = wall_ms,
                                                .random = random_bits,
                                                .user = s}};
    s->ledger = ledger_new();
    dgg_error error = s->ledger != NULL && model_init(&s->model)
                          ? dgg_loop_new(&s->loop, &options)
                          : DGG_ERROR_MEMORY;
    if (error == DGG_OK) {
        error = server_new(&s->server, s->loop,
                           &(server_options){.speed = speed}, NULL);
    }
    if (error == DGG_OK) {
        server_observe(s->server, on_publish, s);
        publish_history(s);
        error = open_client(s);
    }
    snprintf(problem, LEDGER_PROBLEM_BYTES, "%s", dgg_strerror(error));
    return error == DGG_OK;
}

void stage_close(stage *s) {
    if (s->cdn != NULL) {
        model_set_tables(&s->model, NULL, NULL);
    }
    dgg_cdn_free(s->cdn);
    dgg_api_free(s->api);
    dgg_chat_free(s->chat);
    server_free(s->server);
    dgg_loop_free(s->loop);
    model_free(&s->model);
    ledger_free(s->ledger);
    grid_free(&s->grid);
}

size_t stage_random(stage *s, size_t bound) {
    return (size_t)(random_bits(s) % bound);
}

model_time stage_now(const stage *s) {
    return (model_time){s->now_ms, start_ms + s->now_ms, s->now_ms};
}

/* Does all that can be done until nothing came for so long, in real time. */
static void settle(stage *s, int quiet_ms) {
    struct pollfd ready = {.fd = dgg_loop_fd(s->loop), .events = POLLIN};
    do {
        dgg_loop_service(s->loop);
        perform_all(s);
    } while (dgg_loop_timeout_ms(s->loop) == 0 ||
             poll(&ready, 1, quiet_ms) > 0);
}

void stage_settle(stage *s) {
    settle(s, 0);
}

void stage_advance(stage *s) {
    int due_ms = dgg_loop_timeout_ms(s->loop);
    bool is_soon = due_ms >= 0 && due_ms < LONGEST_STEP_MS;
    s->now_ms += is_soon ? due_ms : LONGEST_STEP_MS;
}

static bool check_roster(stage *s, char *problem) {
    const server_roster *r = &s->server->roster;
    for (size_t i = 0; i < r->count; i++) {
        bool is_here = roster_find(s->model.roster, r->users[i].nick) != NULL;
        if (is_here != r->users[i].is_present) {
            snprintf(problem, LEDGER_PROBLEM_BYTES, "%s is %s the user list",
                     r->users[i].nick, is_here ? "still in" : "not in");
            return false;
        }
    }
    if (roster_count(s->model.roster) != r->present) {
        snprintf(problem, LEDGER_PROBLEM_BYTES,
                 "%zu in the user list, but %zu in the chat",
                 roster_count(s->model.roster), r->present);
        return false;
    }
    s->counts.rosters++;
    return true;
}

static bool check(stage *s, char *problem) {
    if (ledger_kept(s->ledger) != s->server->history.count) {
        snprintf(problem, LEDGER_PROBLEM_BYTES,
                 "the server keeps frames that it told nobody of");
        return false;
    }
    const window *chat = s->model.windows.list[WINDOW_CHAT];
    return !s->is_whole || (ledger_check(s->ledger, &chat->lines, problem) &&
                            check_roster(s, problem));
}

/* What is late is not lost. */
bool stage_check(stage *s, char problem[LEDGER_PROBLEM_BYTES]) {
    settle(s, QUIET_MS);
    if (check(s, problem)) {
        return true;
    }
    settle(s, LATE_MS);
    return check(s, problem);
}

void stage_draw(stage *s, size_t columns, size_t rows) {
    if (!grid_resize(&s->grid, columns, rows)) {
        return;
    }
    layout l;
    draw_lay_out(&l, &s->grid, &s->model, stage_now(s));
    model_screen screen = layout_screen(&l, columns, rows, s->model.focus);
    model_resize(&s->model, &screen);
    draw(&s->grid, &s->model, stage_now(s));
}
