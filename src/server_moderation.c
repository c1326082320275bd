#include "server_moderation.h"

#include "server_hub.h"
#include "server_json.h"
#include "server_people.h"
#include "server_refusal.h"
#include "server_rights.h"
#include "text_fold.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MORE_BYTES = 48, DEATH_S = 10 * 60, NS_PER_MS = 1000 * 1000 };

#define NS_PER_S        INT64_C(1000000000)
#define MUTE_NS         (10 * 60 * NS_PER_S)
#define LONGEST_MUTE_NS (7 * 24 * 60 * 60 * NS_PER_S)
#define BAN_NS          (60 * 60 * NS_PER_S)

static int64_t now_ms(const server_command *c) {
    return dgg_loop_wall_ms(c->s->loop);
}

/* Who is called so in the member; false: nobody is. */
static bool find_target(server_command *c, const char *member,
                        server_person *target) {
    const char *nick = server_command_text(c, member);
    return nick != NULL && server_people_find(c->s, nick, target);
}

static bool may_touch(const server_command *c, const server_person *target) {
    return text_compare(target->nick, c->account->nick) != 0 &&
           !server_rights_is_protected(target->object);
}

/* The nick goes out as the moderator typed it. */
static void publish_typed(server_command *c, const char *name,
                          const char *member, const char *more) {
    const char *typed = server_command_text(c, member);
    if (typed != NULL) {
        server_command_publish(c, name, typed, more);
    }
}

/* What the member says in nanoseconds, where 0 means `otherwise_ns`. */
static int64_t duration_of(const server_command *c, int64_t otherwise_ns) {
    int64_t ns = server_command_number(c, "duration");
    return ns == 0 ? otherwise_ns : ns;
}

/* The frame tells whole seconds; what happens is exact. */
void server_moderation_mute(server_command *c) {
    server_person target;
    if (!find_target(c, "data", &target) || !may_touch(c, &target)) {
        server_command_refuse(c, "nopermission");
        return;
    }
    int64_t ns = duration_of(c, MUTE_NS);
    if (ns > LONGEST_MUTE_NS) {
        server_command_refuse(c, "protocolerror");
        return;
    }
    char more[MORE_BYTES];
    snprintf(more, sizeof more, ",\"duration\":%" PRId64, ns / NS_PER_S);
    publish_typed(c, "MUTE", "data", more);
    server_sanctions_set(&c->s->rules.muted, target.nick,
                         now_ms(c) + ns / NS_PER_MS);
}

void server_moderation_unmute(server_command *c) {
    server_person target;
    if (!find_target(c, "data", &target)) {
        server_command_refuse(c, "notfound");
        return;
    }
    publish_typed(c, "UNMUTE", "data", "");
}

static void throw_out(server *s, const server_person *target) {
    const server_account *account =
        server_accounts_by_nick(&s->accounts, target->nick);
    for (server_client *client = s->clients; client != NULL;
         client = client->next) {
        if (account != NULL && client->account == account) {
            server_refuse(client, "banned");
            server_client_close(client, 0);
        }
    }
}

static void explain_ban(server_command *c, const char *nick,
                        const char *reason) {
    server_sanction why = {.start_ms = now_ms(c),
                           .is_of_address = server_command_flag(c, "banip")};
    snprintf(why.by, sizeof why.by, "%s", c->account->nick);
    snprintf(why.reason, sizeof why.reason, "%s", reason);
    server_sanctions_explain(&c->s->rules.banned, nick, &why);
}

/* `banip` changes nothing in the chat: everybody comes from one address here.
 * The site tells them so. */
void server_moderation_ban(server_command *c) {
    server_person target;
    const char *reason = server_command_trimmed(c, "reason");
    if (!find_target(c, "nick", &target)) {
        server_command_refuse(c, "notfound");
        return;
    }
    if (!may_touch(c, &target)) {
        server_command_refuse(c, "nopermission");
        return;
    }
    if (reason == NULL || *reason == '\0') {
        server_command_refuse(c, "needbanreason");
        return;
    }
    int64_t until_ms = server_command_flag(c, "ispermanent")
                           ? SERVER_SANCTION_FOREVER_MS
                           : now_ms(c) + duration_of(c, BAN_NS) / NS_PER_MS;
    publish_typed(c, "BAN", "nick", "");
    server_sanctions_set(&c->s->rules.banned, target.nick, until_ms);
    explain_ban(c, target.nick, reason);
    throw_out(c->s, &target);
}

void server_moderation_unban(server_command *c) {
    server_person target;
    if (!find_target(c, "data", &target)) {
        server_command_refuse(c, "notfound");
        return;
    }
    publish_typed(c, "UNBAN", "data", "");
}

void server_moderation_sub_only(server_command *c) {
    const char *mode = server_command_text(c, "data");
    int64_t tier = server_command_number(c, "tier");
    bool is_on = mode != NULL && strcmp(mode, "on") == 0;
    bool is_off = mode != NULL && strcmp(mode, "off") == 0;
    if ((!is_on && !is_off) || tier < 0 || tier > 5) {
        server_command_refuse(c, "protocolerror");
        return;
    }
    char more[MORE_BYTES] = "";
    if (is_on) {
        snprintf(more, sizeof more, ",\"tier\":%d", tier == 0 ? 1 : (int)tier);
    }
    server_command_publish(c, "SUBONLY", mode, more);
}

void server_moderation_add_phrase(server_command *c) {
    const char *phrase = server_command_trimmed(c, "data");
    const char *problem =
        phrase == NULL ? "unknown"
                       : server_phrases_problem(&c->s->rules.phrases, phrase);
    if (problem != NULL) {
        server_command_refuse(c, problem);
        return;
    }
    server_command_publish(c, "ADDPHRASE", phrase, "");
}

void server_moderation_remove_phrase(server_command *c) {
    const char *phrase = server_command_trimmed(c, "data");
    if (phrase == NULL || !server_phrases_has(&c->s->rules.phrases, phrase)) {
        server_command_refuse(c, "nophrase");
        return;
    }
    server_command_publish(c, "REMOVEPHRASE", phrase, "");
}

void server_moderation_reload_users(server_command *c) {
    server_accounts *accounts = &c->s->accounts;
    for (size_t i = 0; i < SERVER_ACCOUNTS; i++) {
        const server_account *account = &accounts->list[i];
        buffer frame;
        buffer_init(&frame, SERVER_FRAME_LIMIT);
        if (account->connections > 0 &&
            server_json_print(&frame, "UPDATEUSER %s", account->object)) {
            server_hub_publish(c->s, frame.bytes);
        }
        buffer_free(&frame);
    }
}

void server_moderation_die(server_command *c) {
    if (server_rights_has(c->account->object, "protected")) {
        server_command_refuse(c, "cantbanprotected");
        return;
    }
    char more[MORE_BYTES];
    snprintf(more, sizeof more, ",\"duration\":%d", DEATH_S);
    server_command_publish(c, "DEATH", "fell off the edge of the chat", more);
}

int64_t server_moderation_mute_left_ms(const server *s,
                                       const server_account *account) {
    return server_sanctions_left_ms(&s->rules.muted, account->nick,
                                    dgg_loop_wall_ms(s->loop));
}

int64_t server_moderation_ban_left_ms(const server *s,
                                      const server_account *account) {
    return server_sanctions_left_ms(&s->rules.banned, account->nick,
                                    dgg_loop_wall_ms(s->loop));
}
