/*
 * The commands that keep order (destinygg/chat, connection.go; those it did
 * not know yet after chat-gui, chat.js).
 */
#ifndef SERVER_MODERATION_H
#define SERVER_MODERATION_H

#include "server_command.h"

void server_moderation_mute(server_command *c);
void server_moderation_unmute(server_command *c);
void server_moderation_ban(server_command *c);
void server_moderation_unban(server_command *c);
void server_moderation_sub_only(server_command *c);
void server_moderation_add_phrase(server_command *c);
void server_moderation_remove_phrase(server_command *c);
void server_moderation_reload_users(server_command *c);

/* He mutes himself. */
void server_moderation_die(server_command *c);

/* Milliseconds that the account is still muted or banned; 0: it is not. */
int64_t server_moderation_mute_left_ms(const server *s,
                                       const server_account *account);
int64_t server_moderation_ban_left_ms(const server *s,
                                      const server_account *account);

#endif
