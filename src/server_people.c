#include "server_people.h"

#include "dgg_event.h"
#include "json.h"
#include "text_fold.h"

#include <string.h>

bool server_people_find(server *s, const char *nick, server_person *out) {
    const server_account *account = server_accounts_by_nick(&s->accounts, nick);
    if (account != NULL) {
        *out = (server_person){account->nick, account->object};
        return true;
    }
    const server_user *user = server_roster_find(&s->roster, nick);
    if (user != NULL) {
        *out = (server_person){user->nick, user->object};
        return true;
    }
    *out = (server_person){nick, NULL};
    return s->player == NULL && dgg_nick_is_valid(nick) &&
           text_compare(nick, SERVER_UNKNOWN_NICK) != 0;
}

int64_t server_person_id(const server_person *person) {
    json_doc doc = {0};
    int64_t id = 0;
    if (person->object != NULL &&
        json_parse(&doc, person->object, strlen(person->object))) {
        json_int(json_get(json_root(&doc), "id"), &id);
    }
    json_doc_free(&doc);
    return id;
}
