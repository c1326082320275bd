#include "server_commands.h"

#include "server_chat.h"
#include "server_marks.h"
#include "server_moderation.h"
#include "server_polling.h"
#include "server_rights.h"

#include <string.h>

enum { MEMBERS = 5 };

typedef enum member_type {
    TEXT,
    WORD, /* a text that may not be missing or empty */
    NUMBER,
    FLAG,
    TEXTS,
} member_type;

typedef struct member {
    const char *name;
    member_type type;
} member;

/* Names that are not here are ignored, PONG among them (destinygg/chat,
 * connection.go). The payload is checked before the rights. */
static const struct command {
    const char *name;
    server_who who;
    void (*obey)(server_command *c);
    member members[MEMBERS]; /* none: any JSON will do */
} commands[] = {
    {"MSG", SERVER_WRITER, server_chat_message, {{"data", TEXT}}},
    {"PRIVMSG",
     SERVER_WRITER,
     server_chat_whisper,
     {{"nick", TEXT}, {"data", TEXT}}},
    {"BROADCAST", SERVER_ADMIN, server_chat_broadcast, {{"data", TEXT}}},
    {"PING", SERVER_ANYBODY, server_chat_ping, {{0}}},
    {"MUTE",
     SERVER_MODERATOR,
     server_moderation_mute,
     {{"data", TEXT}, {"duration", NUMBER}}},
    {"UNMUTE", SERVER_MODERATOR, server_moderation_unmute, {{"data", WORD}}},
    {"BAN",
     SERVER_MODERATOR,
     server_moderation_ban,
     {{"nick", TEXT},
      {"reason", TEXT},
      {"duration", NUMBER},
      {"ispermanent", FLAG},
      {"banip", FLAG}}},
    {"UNBAN", SERVER_MODERATOR, server_moderation_unban, {{"data", TEXT}}},
    {"SUBONLY",
     SERVER_MODERATOR,
     server_moderation_sub_only,
     {{"data", TEXT}, {"tier", NUMBER}}},
    {"ADDPHRASE",
     SERVER_KEEPER,
     server_moderation_add_phrase,
     {{"data", TEXT}}},
    {"REMOVEPHRASE",
     SERVER_KEEPER,
     server_moderation_remove_phrase,
     {{"data", TEXT}}},
    {"DIE", SERVER_WRITER, server_moderation_die, {{"data", TEXT}}},
    {"RELOADUSERS", SERVER_MODERATOR, server_moderation_reload_users, {{0}}},
    {"PIN", SERVER_MODERATOR, server_marks_pin, {{"data", TEXT}}},
    {"SPOTLIGHT",
     SERVER_MODERATOR,
     server_marks_spotlight,
     {{"nick", TEXT}, {"messageTimestamp", NUMBER}, {"data", TEXT}}},
    {"UNSPOTLIGHT",
     SERVER_MODERATOR,
     server_marks_unspotlight,
     {{"data", TEXT}}},
    {"REMOVEEVENT",
     SERVER_MODERATOR,
     server_marks_remove_event,
     {{"data", TEXT}}},
    {"STARTPOLL",
     SERVER_POLLSTER,
     server_polling_start,
     {{"weighted", FLAG},
      {"time", NUMBER},
      {"question", TEXT},
      {"options", TEXTS}}},
    {"STOPPOLL", SERVER_POLLSTER, server_polling_stop, {{0}}},
    {"CASTVOTE", SERVER_VOTER, server_polling_vote, {{"vote", TEXT}}},
};

static bool is_list_of_texts(json_value list) {
    if (json_typeof(list) != JSON_ARRAY) {
        return false;
    }
    for (json_value e = json_first(list); json_exists(e);
         e = json_next(list, e)) {
        if (json_typeof(e) != JSON_STRING) {
            return false;
        }
    }
    return true;
}

static bool has_type(json_value value, member_type type) {
    int64_t number = 0;
    size_t bytes = 0;
    json_type json = json_typeof(value);
    if (json == JSON_NONE || json == JSON_NULL) {
        return type != WORD;
    }
    switch (type) {
    case TEXT: return json == JSON_STRING;
    case WORD:
        json_raw(value, &bytes);
        return json == JSON_STRING && bytes > sizeof "\"\"" - 1;
    case NUMBER: return json_int(value, &number);
    case FLAG: return json == JSON_TRUE || json == JSON_FALSE;
    case TEXTS: return is_list_of_texts(value);
    }
    return false;
}

static bool is_well_formed(const struct command *command, server_command *c) {
    if (!json_parse(&c->doc, c->payload, c->bytes)) {
        return false;
    }
    json_type type = json_typeof(json_root(&c->doc));
    if (command->members[0].name != NULL && type != JSON_OBJECT &&
        type != JSON_NULL) {
        return false;
    }
    for (size_t i = 0; i < MEMBERS && command->members[i].name != NULL; i++) {
        const member *m = &command->members[i];
        if (!has_type(server_command_member(c, m->name), m->type)) {
            return false;
        }
    }
    return true;
}

static void obey(const struct command *command, server_command *c) {
    const char *user = c->account == NULL ? NULL : c->account->object;
    const char *refusal = is_well_formed(command, c)
                              ? server_rights_refusal(user, command->who)
                              : "protocolerror";
    if (refusal != NULL) {
        server_command_refuse(c, refusal);
    } else {
        command->obey(c);
    }
}

static void remember(server *s, const char *text, size_t bytes) {
    if (s->received.used + bytes < SERVER_RECEIVED_BYTES) {
        buffer_append(&s->received, text, bytes);
        buffer_append(&s->received, "\n", 1);
    }
}

void server_commands_take(server_client *client, const char *text,
                          size_t bytes) {
    const char *space = bytes == 0 ? NULL : memchr(text, ' ', bytes);
    remember(client->server, bytes == 0 ? "" : text, bytes);
    if (space == NULL) {
        server_client_finish(client);
        return;
    }
    size_t name_bytes = (size_t)(space - text);
    server_command c = {.s = client->server,
                        .client = client,
                        .account = client->account,
                        .payload = space + 1,
                        .bytes = bytes - name_bytes - 1};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strlen(commands[i].name) == name_bytes &&
            memcmp(commands[i].name, text, name_bytes) == 0) {
            obey(&commands[i], &c);
            break;
        }
    }
    json_doc_free(&c.doc);
    arena_free(&c.strings);
}
