/*
 * The lines of dgg whispers. Pure. Each is malloc'd and without a line break;
 * NULL: no memory.
 */
#ifndef WHISPERS_FORMAT_H
#define WHISPERS_FORMAT_H

#include "dgg_api.h"

/* "3  bird  2026-11-03 14:02", local time, cleaned for a terminal; "-" for a
 * time that is not known. */
char *whispers_unread_text(const dgg_unread *unread);

/* {"nick":"bird","unread":3,"newest":1788623391000} */
char *whispers_unread_json(const dgg_unread *unread);

/* "[2026-11-03 14:02] bird: text" in the same way. */
char *whispers_message_text(const dgg_private_message *message);

/* {"id":1,"from":"a","to":"b","text":"...","timestamp":1788623391000,
 * "read":true} */
char *whispers_message_json(const dgg_private_message *message);

#endif
