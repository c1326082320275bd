#include "server_whisper.h"

#include "server_player.h"
#include "server_rights.h"
#include "text_fold.h"

static bool is_spam(const server *s, const server_account *from,
                    const char *nick) {
    return !server_rights_has(from->object, "admin") &&
           server_mailbox_is_spam(&s->mailbox, from->nick, nick,
                                  dgg_loop_wall_ms(s->loop));
}

const char *server_whisper_refusal(server *s, const server_account *from,
                                   const char *nick) {
    const char *of_account = server_account_whisper_refusal(from);
    if (text_compare(nick, from->nick) == 0) {
        return "notfound";
    }
    if (s->faults.refuse_whispers != NULL) {
        return s->faults.refuse_whispers;
    }
    if (of_account != NULL) {
        return of_account;
    }
    return is_spam(s, from, nick) ? "throttled"
                                  : server_player_refusal(s, nick);
}
