/*
 * The commands that mark what is to be seen: pins, spotlights, and the event
 * bar (chat-gui, chat.js).
 */
#ifndef SERVER_MARKS_H
#define SERVER_MARKS_H

#include "server_command.h"

void server_marks_pin(server_command *c);
void server_marks_spotlight(server_command *c);
void server_marks_unspotlight(server_command *c);
void server_marks_remove_event(server_command *c);

#endif
