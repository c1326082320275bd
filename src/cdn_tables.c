#include "cdn_tables.h"

#include <string.h>

static dgg_error take_emotes(cdn_tables *tables, const char *body,
                             size_t bytes) {
    dgg_emotes *emotes = NULL;
    dgg_error error = dgg_emotes_parse(&emotes, body, bytes);
    if (error == DGG_OK && tables != NULL) {
        dgg_emotes *before = tables->emotes;
        tables->emotes = emotes;
        emotes = before;
    }
    dgg_emotes_free(emotes);
    return error;
}

static dgg_error take_flairs(cdn_tables *tables, const char *body,
                             size_t bytes) {
    dgg_flairs *flairs = NULL;
    dgg_error error = dgg_flairs_parse(&flairs, body, bytes);
    if (error == DGG_OK && tables != NULL) {
        dgg_flairs *before = tables->flairs;
        tables->flairs = flairs;
        flairs = before;
    }
    dgg_flairs_free(flairs);
    return error;
}

const cdn_table cdn_table_list[CDN_TABLES] = {
    {"/emotes/emotes.json", take_emotes},
    {"/flairs/flairs.json", take_flairs},
};

const cdn_table *cdn_table_at(const char *path) {
    for (size_t i = 0; i < CDN_TABLES; i++) {
        if (strcmp(cdn_table_list[i].path, path) == 0) {
            return &cdn_table_list[i];
        }
    }
    return NULL;
}

void cdn_tables_free(cdn_tables *tables) {
    dgg_emotes_free(tables->emotes);
    dgg_flairs_free(tables->flairs);
    *tables = (cdn_tables){0};
}
