/*
 * The lines of dgg logs. Pure. Each is malloc'd and without a line break;
 * NULL: no memory.
 */
#ifndef LOGS_FORMAT_H
#define LOGS_FORMAT_H

#include "dgg_api.h"

/* "[2020-07-09 18:03:55] bird: text", local time, cleaned for a terminal. */
char *logs_text(const dgg_line *line);

/* {"timestamp":1594317835000,"nick":"bird","text":"..."}, as it came. */
char *logs_json(const dgg_line *line);

#endif
