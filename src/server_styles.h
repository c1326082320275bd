/*
 * The style sheets that lie beside the tables of emotes and flairs
 * (destinygg/website, EmoteService.php and FlairService.php).
 */
#ifndef SERVER_STYLES_H
#define SERVER_STYLES_H

#include "buffer.h"
#include "json.h"

/* Each takes the table and appends a sheet. */
bool server_styles_write_emotes(json_value emotes, buffer *out);
bool server_styles_write_flairs(json_value flairs, buffer *out);

#endif
