/* Frames that did not come from a chat, for programs that have some. */
#include "frame.h"

#include <stdlib.h>

struct dgg_parser {
    frame_parser frame;
    dgg_event event;
};

dgg_error dgg_parser_new(dgg_parser **parser) {
    *parser = calloc(1, sizeof **parser);
    return *parser != NULL ? DGG_OK : DGG_ERROR_MEMORY;
}

void dgg_parser_free(dgg_parser *parser) {
    if (parser != NULL) {
        frame_parser_free(&parser->frame);
        free(parser);
    }
}

const dgg_event *dgg_parser_read(dgg_parser *parser, const char *frame,
                                 size_t bytes, int64_t received_ms) {
    return frame_parse(&parser->frame, frame, bytes, received_ms,
                       &parser->event)
               ? &parser->event
               : NULL;
}
