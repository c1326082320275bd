#include "server_people.h"

#include "dgg_event.h"
#include "text_fold.h"

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
