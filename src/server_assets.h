/*
 * The files of assets/ that are built into the server.
 */
#ifndef SERVER_ASSETS_H
#define SERVER_ASSETS_H

#include <stddef.h>

extern const char server_asset_script[];
extern const char server_asset_script_end[];
extern const char server_asset_emotes[];
extern const char server_asset_emotes_end[];
extern const char server_asset_flairs[];
extern const char server_asset_flairs_end[];
extern const char server_asset_logs[];
extern const char server_asset_logs_end[];

#endif
