#include "frame_posts.h"

#include "frame_fields.h"

enum { TILE_CODES = 72 };

/* A code that no tile has is a blank one (chat-gui,
 * messages/vestaboardCharacters.js). */
static uint8_t read_tile(json_value value) {
    int64_t code;
    bool is_code = json_int(value, &code) && code >= 0 && code < TILE_CODES;
    return is_code ? (uint8_t)code : 0;
}

static bool read_row(json_value row, uint8_t tiles[DGG_BOARD_COLUMNS]) {
    if (json_typeof(row) != JSON_ARRAY ||
        json_count(row) != DGG_BOARD_COLUMNS) {
        return false;
    }
    json_value e = json_first(row);
    for (size_t i = 0; i < DGG_BOARD_COLUMNS; i++) {
        tiles[i] = read_tile(e);
        e = json_next(row, e);
    }
    return true;
}

/* No board at all is fine, one of another size is not. */
static bool read_board(json_value rows, arena *memory, dgg_vestaboard *board) {
    if (json_typeof(rows) != JSON_ARRAY || json_count(rows) == 0) {
        return true;
    }
    uint8_t(*tiles)[DGG_BOARD_COLUMNS] =
        arena_alloc(memory, DGG_BOARD_ROWS * sizeof *tiles);
    if (tiles == NULL || json_count(rows) != DGG_BOARD_ROWS) {
        return false;
    }
    json_value row = json_first(rows);
    for (size_t i = 0; i < DGG_BOARD_ROWS; i++) {
        if (!read_row(row, tiles[i])) {
            return false;
        }
        row = json_next(rows, row);
    }
    board->tiles = (const uint8_t(*)[DGG_BOARD_COLUMNS])tiles;
    return true;
}

static bool read_contributors(json_value list, arena *memory,
                              dgg_vestaboard *board) {
    size_t room = frame_count(list, DGG_CONTRIBUTORS);
    dgg_contributor *found = arena_alloc(memory, room * sizeof *found);
    if (found == NULL || json_typeof(list) != JSON_ARRAY) {
        return found != NULL;
    }
    size_t count = 0;
    for (json_value e = json_first(list); json_exists(e) && count < room;
         e = json_next(list, e)) {
        dgg_contributor *one = &found[count];
        if (!frame_read_word(json_get(e, "name"), memory, &one->name)) {
            return false;
        }
        one->amount_cents = frame_read_quantity(json_get(e, "amountCents"));
        count += one->name[0] != '\0';
    }
    board->contributors = found;
    board->contributor_count = count;
    return true;
}

/* A number or a string. */
static bool read_design_id(json_value value, arena *memory, const char **id) {
    int64_t number;
    if (!json_int(value, &number)) {
        return frame_read_word(value, memory, id);
    }
    size_t bytes;
    const char *raw = json_raw(value, &bytes);
    *id = arena_copy(memory, raw, bytes);
    return *id != NULL;
}

static bool read_design(json_value payload, arena *memory,
                        dgg_vestaboard *board) {
    board->is_new_design = frame_read_bool(json_get(payload, "isNewDesign"));
    return frame_read_word(json_get(payload, "submitter"), memory,
                           &board->submitter) &&
           frame_read_word(json_get(payload, "artist"), memory,
                           &board->artist) &&
           read_design_id(json_get(payload, "designId"), memory,
                          &board->design_id) &&
           read_board(json_get(payload, "characters"), memory, board) &&
           read_contributors(json_get(payload, "contributors"), memory, board);
}

bool frame_decode_x_post(json_value payload, arena *memory, dgg_event *event) {
    dgg_x_post *post = &event->as.x_post;
    post->expires_ms = frame_read_expiry(payload);
    return frame_read_timestamp(json_get(payload, "timestamp"),
                                &event->timestamp_ms) &&
           frame_read_text(json_get(payload, "text"), memory, &event->text) &&
           frame_read_word(json_get(payload, "handle"), memory,
                           &post->handle) &&
           frame_read_optional(json_get(payload, "url"), memory, &post->url) &&
           frame_read_word(json_get(payload, "uuid"), memory, &post->uuid);
}

bool frame_decode_vestaboard(json_value payload, arena *memory,
                             dgg_event *event) {
    dgg_vestaboard *board = &event->as.vestaboard;
    board->total_cents = frame_read_quantity(json_get(payload, "total"));
    board->expires_ms = frame_read_expiry(payload);
    return json_typeof(payload) == JSON_OBJECT &&
           frame_read_timestamp(json_get(payload, "timestamp"),
                                &event->timestamp_ms) &&
           frame_read_word(json_get(payload, "uuid"), memory, &board->uuid) &&
           read_design(payload, memory, board);
}
