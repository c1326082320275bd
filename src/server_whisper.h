/*
 * Whispers on both their ways: the chat's command and the site's form.
 */
#ifndef SERVER_WHISPER_H
#define SERVER_WHISPER_H

#include "server_state.h"

/* May he whisper to `nick` (spelled as its owner does) now? NULL, or the
 * description of the ERR. */
const char *server_whisper_refusal(server *s, const server_account *from,
                                   const char *nick);

#endif
