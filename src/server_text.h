/*
 * What the chat server accepts as the text of a message
 * (destinygg/chat, connection.go). Pure.
 */
#ifndef SERVER_TEXT_H
#define SERVER_TEXT_H

#include <stddef.h>

enum { SERVER_TEXT_CHARACTERS = 512, SERVER_TEXT_MARKS = 5 };

/* NULL, or the description of the ERR for a trimmed text. */
const char *server_text_problem(const char *text, size_t bytes);

#endif
