#include "server_chat.h"

#include "dgg_event.h"
#include "server_hub.h"
#include "server_json.h"
#include "server_player.h"
#include "server_text.h"
#include "text_trim.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A command being obeyed: who sent it, and its payload. */
typedef struct command {
    server_client *client;
    const char *payload;
    size_t bytes;
    json_doc doc;
    arena strings;
} command;

static void send_error(server_client *client, const char *description) {
    buffer frame;
    buffer_init(&frame, SERVER_FRAME_LIMIT);
    if (server_json_print(&frame, "ERR {\"description\":") &&
        server_json_quote(&frame, description, strlen(description)) &&
        server_json_print(&frame, "}")) {
        server_client_send_text(client, frame.bytes);
    }
    buffer_free(&frame);
}

/* The trimmed text of a message, or NULL after the ERR it deserves: the
 * checks that MSG and PRIVMSG share, in the live server's order. */
static const char *checked_text(command *c, size_t *bytes) {
    json_value data = {0};
    if (json_parse(&c->doc, c->payload, c->bytes)) {
        data = json_get(json_root(&c->doc), "data");
    }
    const char *text =
        json_string(data, &c->strings, SERVER_FRAME_LIMIT, bytes);
    if (text == NULL) {
        send_error(c->client, "protocolerror");
        return NULL;
    }
    if (c->client->account == NULL) {
        send_error(c->client, "needlogin");
        return NULL;
    }
    text = text_trim(text, bytes);
    const char *problem = server_text_problem(text, *bytes);
    if (problem != NULL) {
        send_error(c->client, problem);
        return NULL;
    }
    server *s = c->client->server;
    if (!server_throttle_take(&c->client->account->throttle,
                              dgg_loop_monotonic_ms(s->loop))) {
        send_error(c->client, "throttled");
        return NULL;
    }
    return arena_copy(&c->strings, text, *bytes);
}

static void take_message(command *c) {
    size_t bytes = 0;
    const char *text = checked_text(c, &bytes);
    if (text == NULL) {
        return;
    }
    server *s = c->client->server;
    server_account *account = c->client->account;
    if (server_throttle_repeats(&account->throttle, text, bytes)) {
        send_error(c->client, "duplicate");
        return;
    }
    server_hub_publish_of(s, "MSG", account->object, text);
    server_player_hear(s);
}

/* The nick as its owner spells it; NULL when there is nobody of that name. */
static const char *known_nick(server *s, const char *nick) {
    const server_account *account = server_accounts_by_nick(&s->accounts, nick);
    if (account != NULL) {
        return account->nick;
    }
    const server_user *user = server_roster_find(&s->roster, nick);
    if (user != NULL) {
        return user->nick;
    }
    bool is_open = s->player == NULL && dgg_nick_is_valid(nick);
    return is_open && strcasecmp(nick, SERVER_UNKNOWN_NICK) != 0 ? nick : NULL;
}

/* NULL, or the description of the ERR. */
static const char *refusal_of_whisper(command *c, const char *nick) {
    server *s = c->client->server;
    const char *from = c->client->account->nick;
    if (nick == NULL || strcasecmp(nick, from) == 0) {
        return "notfound";
    }
    if (s->faults.refuse_whispers != NULL) {
        return s->faults.refuse_whispers;
    }
    if (server_mailbox_is_spam(&s->mailbox, from, nick,
                               dgg_loop_wall_ms(s->loop))) {
        return "throttled";
    }
    return server_player_refusal(s, nick);
}

static void take_whisper(command *c) {
    size_t bytes = 0;
    const char *text = checked_text(c, &bytes);
    if (text == NULL) {
        return;
    }
    server *s = c->client->server;
    const char *from = c->client->account->nick;
    const char *nick = json_string(json_get(json_root(&c->doc), "nick"),
                                   &c->strings, SERVER_NICK_BYTES, NULL);
    nick = nick == NULL ? NULL : known_nick(s, nick);
    const char *refusal = refusal_of_whisper(c, nick);
    if (refusal != NULL) {
        send_error(c->client, refusal);
        return;
    }
    if (s->faults.drops_whispers) {
        return;
    }
    if (!server_hub_whisper(s, from, nick, text)) {
        send_error(c->client, "unknown");
        return;
    }
    server_client_send_text(c->client, "PRIVMSGSENT \"\"");
    server_player_answer(s, from, nick);
}

/* The live server answers with the payload's bytes in base64. */
static void take_ping(command *c) {
    if (!json_parse(&c->doc, c->payload, c->bytes)) {
        send_error(c->client, "protocolerror");
        return;
    }
    unsigned char encoded[SERVER_FRAME_LIMIT * 4 / 3 + 4];
    EVP_EncodeBlock(encoded, (const unsigned char *)c->payload, (int)c->bytes);
    buffer frame;
    buffer_init(&frame, 2 * SERVER_FRAME_LIMIT);
    if (server_json_print(&frame, "PONG \"%s\"", (const char *)encoded)) {
        server_client_send_text(c->client, frame.bytes);
    }
    buffer_free(&frame);
}

static void take_pong(command *c) {
    (void)c;
}

/* None of the accounts is a moderator. */
static void refuse_command(command *c) {
    send_error(c->client, "nopermission");
}

static const struct {
    const char *name;
    void (*obey)(command *c);
} commands[] = {
    {"MSG", take_message},         {"PRIVMSG", take_whisper},
    {"PING", take_ping},           {"PONG", take_pong},
    {"MUTE", refuse_command},      {"UNMUTE", refuse_command},
    {"BAN", refuse_command},       {"UNBAN", refuse_command},
    {"SUBONLY", refuse_command},   {"PIN", refuse_command},
    {"BROADCAST", refuse_command}, {"STARTPOLL", refuse_command},
    {"STOPPOLL", refuse_command},  {"ADDPHRASE", refuse_command},
};

static void remember(server *s, const char *text, size_t bytes) {
    if (s->received.used + bytes < SERVER_RECEIVED_BYTES) {
        buffer_append(&s->received, text, bytes);
        buffer_append(&s->received, "\n", 1);
    }
}

void server_chat_take(server_client *client, const char *text, size_t bytes) {
    const char *space = bytes == 0 ? NULL : memchr(text, ' ', bytes);
    remember(client->server, bytes == 0 ? "" : text, bytes);
    if (space == NULL) {
        server_client_finish(client);
        return;
    }
    size_t name_bytes = (size_t)(space - text);
    command c = {.client = client,
                 .payload = space + 1,
                 .bytes = bytes - name_bytes - 1};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strlen(commands[i].name) == name_bytes &&
            memcmp(commands[i].name, text, name_bytes) == 0) {
            commands[i].obey(&c);
            break;
        }
    }
    json_doc_free(&c.doc);
    arena_free(&c.strings);
}
