#include "server_rights.h"

#include "json.h"

#include <string.h>

/* Is the word one of the strings in the user's list `key`? */
static bool lists(const char *user, const char *key, const char *word) {
    json_doc doc = {0};
    bool is_found = false;
    if (user != NULL && json_parse(&doc, user, strlen(user))) {
        json_value list = json_get(json_root(&doc), key);
        arena strings = {0};
        for (json_value e = json_first(list); json_exists(e) && !is_found;
             e = json_next(list, e)) {
            const char *entry =
                json_string(e, &strings, strlen(word) + 1, NULL);
            is_found = entry != NULL && strcmp(entry, word) == 0;
        }
        arena_free(&strings);
    }
    json_doc_free(&doc);
    return is_found;
}

bool server_rights_has(const char *user, const char *feature) {
    return lists(user, "features", feature);
}

bool server_rights_has_role(const char *user, const char *role) {
    return lists(user, "roles", role);
}

int server_rights_tier(const char *user) {
    json_doc doc = {0};
    int64_t tier = 0;
    if (user != NULL && json_parse(&doc, user, strlen(user))) {
        json_value plan = json_get(json_root(&doc), "subscription");
        json_int(json_get(plan, "tier"), &tier);
    }
    json_doc_free(&doc);
    if (tier <= 0) {
        return server_rights_has(user, "subscriber") ? 1 : 0;
    }
    return tier > 5 ? 5 : (int)tier;
}

static bool is_keeper(const char *user) {
    return server_rights_has(user, "moderator") ||
           server_rights_has(user, "admin");
}

static bool is_moderator(const char *user) {
    return is_keeper(user) || server_rights_has(user, "bot");
}

const char *server_rights_refusal(const char *user, server_who who) {
    bool is_known = user != NULL;
    bool is_allowed = false;
    switch (who) {
    case SERVER_ANYBODY: return NULL;
    case SERVER_WRITER: return is_known ? NULL : "needlogin";
    case SERVER_VOTER: is_allowed = is_known; break;
    case SERVER_MODERATOR: is_allowed = is_moderator(user); break;
    case SERVER_KEEPER: is_allowed = is_keeper(user); break;
    case SERVER_POLLSTER:
        is_allowed = is_moderator(user) || lists(user, "roles", "POLLS");
        break;
    case SERVER_ADMIN:
        if (!is_known) {
            return "needlogin";
        }
        is_allowed = server_rights_has(user, "admin");
        break;
    }
    return is_allowed ? NULL : "nopermission";
}

bool server_rights_is_protected(const char *user) {
    return server_rights_has(user, "protected") ||
           server_rights_has(user, "admin");
}

bool server_rights_may_talk(const char *user, int tier) {
    return server_rights_tier(user) >= tier || is_moderator(user) ||
           server_rights_has(user, "vip");
}
