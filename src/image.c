#include "image.h"

#include "url.h"

#include <string.h>

enum { ADDRESS_BYTES = 1024, MIME_BYTES = 64, PIXELS_MAX = 1 << 20 };

const char *image_text(json_value value, arena *strings, size_t max_bytes) {
    if (json_typeof(value) != JSON_STRING) {
        return "";
    }
    return json_string(value, strings, max_bytes, NULL);
}

static const char *read_url(json_value value, arena *strings) {
    url parsed;
    const char *text = image_text(value, strings, ADDRESS_BYTES + 1);
    bool is_good =
        text == NULL || (strlen(text) <= ADDRESS_BYTES &&
                         url_parse(&parsed, text) && !parsed.is_websocket);
    return is_good ? text : "";
}

static const char *read_mime(json_value value, arena *strings) {
    const char *text = image_text(value, strings, MIME_BYTES);
    for (const char *c = text; c != NULL && *c != '\0'; c++) {
        if (*c <= ' ' || *c > '~') {
            return "";
        }
    }
    return text;
}

static int read_pixels(json_value value) {
    int64_t pixels = 0;
    json_lenient_int(value, &pixels);
    return pixels > 0 && pixels <= PIXELS_MAX ? (int)pixels : 0;
}

bool image_read(dgg_image *out, json_value value, arena *strings) {
    bool is_list = !json_exists(json_get(value, "url"));
    json_value image = is_list ? json_first(value) : value;
    *out = (dgg_image){
        .url = read_url(json_get(image, "url"), strings),
        .mime = read_mime(json_get(image, "mime"), strings),
        .width = read_pixels(json_get(image, "width")),
        .height = read_pixels(json_get(image, "height")),
    };
    return out->url != NULL && out->mime != NULL;
}
