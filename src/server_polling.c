#include "server_polling.h"

#include "date.h"
#include "server_hub.h"
#include "server_json.h"
#include "server_rights.h"

#include <string.h>

enum { FRAME_BYTES = 64 * 1024, DATE_TEXT_BYTES = 64 };

static const char starts[] = "POLLSTART";
static const char stops[] = "POLLSTOP";

static bool is_running(const server *s) {
    return server_poll_is_running(&s->board.poll, dgg_loop_wall_ms(s->loop));
}

/* Writes the frame as it is for this account, NULL being anonymous. */
static bool write_for(const server *s, const char *name,
                      const server_account *account, buffer *frame) {
    int own_vote = account == NULL ? 0 : account->vote;
    server_poll_view view = {
        .can_vote = name == starts && account != NULL && own_vote == 0,
        .own_vote = own_vote,
        .now_ms = dgg_loop_wall_ms(s->loop),
    };
    return server_poll_write(&s->board.poll, name, &view, frame);
}

static void tell(server_client *client, const char *name) {
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    if (write_for(client->server, name, client->account, &frame)) {
        server_client_send_text(client, frame.bytes);
    }
    buffer_free(&frame);
}

/* To all, to each what he may do. */
static void tell_all(server *s, const char *name) {
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    if (write_for(s, name, NULL, &frame)) {
        server_hub_observe(s, frame.bytes);
    }
    buffer_free(&frame);
    for (server_client *c = s->clients; c != NULL; c = c->next) {
        tell(c, name);
    }
}

static void forget_votes(server *s) {
    for (size_t i = 0; i < SERVER_ACCOUNTS; i++) {
        s->accounts.list[i].vote = 0;
    }
}

static void finish(server *s) {
    server_polling_forget(s);
    tell_all(s, stops);
}

static void on_end(void *user) {
    finish(user);
}

void server_polling_init(server *s) {
    loop_timer_init(&s->board.poll_end, s->loop, on_end, s);
}

void server_polling_free(server *s) {
    loop_timer_stop(&s->board.poll_end);
    server_poll_free(&s->board.poll);
}

void server_polling_start(server_command *c) {
    server *s = c->s;
    if (is_running(s)) {
        server_command_refuse(c, "activepoll");
        return;
    }
    if (!server_poll_start(&s->board.poll, json_root(&c->doc), c->account->nick,
                           dgg_loop_wall_ms(s->loop))) {
        server_command_refuse(c, "protocolerror");
        return;
    }
    forget_votes(s);
    loop_timer_start(&s->board.poll_end, s->board.poll.length_ms);
    tell_all(s, starts);
}

void server_polling_stop(server_command *c) {
    if (!is_running(c->s)) {
        server_command_refuse(c, "noactivepoll");
        return;
    }
    finish(c->s);
}

/* VOTECOUNTED to the voter, VOTECAST to all, which then counts. */
static void cast(server_command *c, int option) {
    int64_t weight = server_poll_weight(&c->s->board.poll,
                                        server_rights_tier(c->account->object));
    buffer frame;
    buffer_init(&frame, FRAME_BYTES);
    if (server_json_print(&frame, "VOTECOUNTED {\"vote\":\"%d\"}", option)) {
        server_client_send_text(c->client, frame.bytes);
    }
    buffer_reset(&frame, FRAME_BYTES);
    if (server_json_print(&frame,
                          "VOTECAST {\"vote\":\"%d\",\"quantity\":%lld}",
                          option, (long long)weight)) {
        server_hub_publish(c->s, frame.bytes);
    }
    buffer_free(&frame);
}

void server_polling_vote(server_command *c) {
    const char *decimal = server_command_text(c, "vote");
    int option =
        decimal == NULL ? 0 : server_poll_option(&c->s->board.poll, decimal);
    if (!is_running(c->s)) {
        server_command_refuse(c, "noactivepoll");
    } else if (c->account->vote != 0) {
        server_command_refuse(c, "alreadyvoted");
    } else if (option == 0) {
        server_command_refuse(c, "protocolerror");
    } else {
        c->account->vote = option;
        cast(c, option);
    }
}

void server_polling_greet(server_client *client) {
    if (is_running(client->server)) {
        tell(client, starts);
    }
}

/* A date, or a number of seconds; 0 for everything else. */
static int64_t moment_of(json_value value) {
    arena strings = {0};
    int64_t ms = 0;
    const char *date = json_string(value, &strings, DATE_TEXT_BYTES, NULL);
    if (date != NULL) {
        date_parse_ms(date, &ms);
    } else if (json_int(value, &ms)) {
        ms = ms > 0 && ms < UINT32_MAX ? ms * 1000 : 0;
    }
    arena_free(&strings);
    return ms;
}

/* The frame's dates may be anybody's: only what lies between them counts. */
void server_polling_adopt(server *s, json_value payload) {
    int64_t age_ms = moment_of(json_get(payload, "now")) -
                     moment_of(json_get(payload, "start"));
    arena strings = {0};
    const char *nick = json_string(json_get(payload, "nick"), &strings,
                                   SERVER_NICK_BYTES, NULL);
    loop_timer_stop(&s->board.poll_end);
    forget_votes(s);
    server_poll_start(&s->board.poll, payload, nick == NULL ? "" : nick,
                      dgg_loop_wall_ms(s->loop) - age_ms);
    arena_free(&strings);
}

void server_polling_forget(server *s) {
    loop_timer_stop(&s->board.poll_end);
    server_poll_stop(&s->board.poll);
}
