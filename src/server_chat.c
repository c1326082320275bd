#include "server_chat.h"

#include "server_hub.h"
#include "server_json.h"
#include "server_moderation.h"
#include "server_people.h"
#include "server_player.h"
#include "server_refusal.h"
#include "server_rights.h"
#include "server_text.h"
#include "server_uuid.h"
#include "server_whisper.h"

#include <openssl/evp.h>
#include <string.h>

/* The trimmed text, or NULL after the ERR that it deserves. */
static const char *checked_text(server_command *c) {
    const char *refusal = server_account_message_refusal(c->account);
    const char *text = server_command_trimmed(c, "data");
    if (refusal == NULL) {
        refusal =
            text == NULL ? "unknown" : server_text_problem(text, strlen(text));
    }
    if (refusal != NULL) {
        server_command_refuse(c, refusal);
        return NULL;
    }
    return text;
}

static bool is_bot(const server_command *c) {
    return server_rights_has(c->account->object, "bot");
}

/* False after the ERR: it was sent too soon after the last one. */
static bool is_in_time(server_command *c) {
    if (is_bot(c) || server_throttle_take(&c->account->throttle,
                                          dgg_loop_monotonic_ms(c->s->loop))) {
        return true;
    }
    server_command_refuse(c, "throttled");
    return false;
}

/* False after the ERR: he is muted, or no subscriber where it takes one. */
static bool may_talk(server_command *c) {
    int64_t left_ms = server_moderation_mute_left_ms(c->s, c->account);
    int tier = c->s->rules.sub_only_tier;
    if (left_ms > 0) {
        server_refuse_muted(c->client, left_ms);
        return false;
    }
    if (tier > 0 && !server_rights_may_talk(c->account->object, tier)) {
        server_refuse_tier(c->client, tier);
        return false;
    }
    return true;
}

/* False after the ERR: it is what he said before, or holds what is banned. */
static bool is_welcome(server_command *c, const char *text) {
    if (!is_bot(c) &&
        server_throttle_repeats(&c->account->throttle, text, strlen(text))) {
        server_command_refuse(c, "duplicate");
        return false;
    }
    const char *phrase = server_phrases_find(&c->s->rules.phrases, text);
    if (phrase != NULL) {
        server_refuse_phrase(c->client, phrase);
        return false;
    }
    return true;
}

void server_chat_message(server_command *c) {
    const char *text = checked_text(c);
    if (text != NULL && may_talk(c) && is_in_time(c) && is_welcome(c, text)) {
        server_command_publish(c, "MSG", text, "");
        server_player_hear(c->s);
    }
}

static void deliver(server_command *c, const char *nick, const char *text) {
    server *s = c->s;
    const char *from = c->account->nick;
    if (s->faults.drops_whispers) {
        return;
    }
    if (!server_hub_whisper(s, from, nick, text)) {
        server_command_refuse(c, "unknown");
        return;
    }
    server_client_send_text(c->client, "PRIVMSGSENT \"\"");
    server_player_answer(s, from, nick);
}

/* Who is muted may whisper. */
void server_chat_whisper(server_command *c) {
    const char *text = checked_text(c);
    if (text == NULL || !is_in_time(c)) {
        return;
    }
    server_person target;
    const char *typed = server_command_text(c, "nick");
    bool is_known = typed != NULL && server_people_find(c->s, typed, &target);
    const char *refusal =
        is_known ? server_whisper_refusal(c->s, c->account, target.nick)
                 : "notfound";
    if (refusal != NULL) {
        server_command_refuse(c, refusal);
        return;
    }
    deliver(c, target.nick, text);
}

/* chat-gui, messages/MessageBuilder.js: the System user says it. */
void server_chat_broadcast(server_command *c) {
    static const char system_user[] =
        "{\"id\":-1,\"nick\":\"System\",\"roles\":[],\"features\":[],"
        "\"createdDate\":null}";
    const char *text = server_command_trimmed(c, "data");
    if (text == NULL || server_text_problem(text, strlen(text)) != NULL) {
        server_command_refuse(c, "invalidmsg");
        return;
    }
    char uuid[SERVER_UUID_BYTES];
    buffer frame;
    buffer_init(&frame, 2 * SERVER_FRAME_LIMIT);
    if (server_json_print(
            &frame, "BROADCAST {\"nick\":\"%s\",\"data\":", c->account->nick) &&
        server_json_quote(&frame, text, strlen(text)) &&
        server_json_print(&frame,
                          ",\"timestamp\":%lld,\"user\":%s,\"uuid\":\"%s\"}",
                          (long long)dgg_loop_wall_ms(c->s->loop), system_user,
                          server_uuid(c->s->loop, uuid))) {
        server_hub_publish(c->s, frame.bytes);
    }
    buffer_free(&frame);
}

/* The live server answers with the payload's bytes in base64. */
void server_chat_ping(server_command *c) {
    unsigned char encoded[SERVER_FRAME_LIMIT * 4 / 3 + 4];
    EVP_EncodeBlock(encoded, (const unsigned char *)c->payload, (int)c->bytes);
    buffer frame;
    buffer_init(&frame, 2 * SERVER_FRAME_LIMIT);
    if (server_json_print(&frame, "PONG \"%s\"", (const char *)encoded)) {
        server_client_send_text(c->client, frame.bytes);
    }
    buffer_free(&frame);
}
