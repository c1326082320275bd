/* What a site, a CDN and a disk may hold: whatever is accepted has to keep the
 * promises of the headers. The first byte says which of them is read. */
#include "cache_entry.h"
#include "dgg_cdn.h"
#include "embed.h"
#include "url.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

static bool is_graphic(const char *text) {
    for (; *text != '\0'; text++) {
        if (*text <= ' ' || *text > '~') {
            return false;
        }
    }
    return true;
}

static void check_text(const char *text) {
    require(text != NULL && utf8_is_valid(text, strlen(text)));
}

static void check_image(const dgg_image *image) {
    url parsed;
    require(image->width >= 0 && image->height >= 0);
    require(is_graphic(image->mime));
    require(image->url[0] == '\0' ||
            (url_parse(&parsed, image->url) && !parsed.is_websocket));
}

static void read_page(const char *text, size_t bytes) {
    embed found;
    embed_parse(&found, text, bytes);
    require(is_graphic(found.cdn_url) && is_graphic(found.chat_url) &&
            is_graphic(found.cache_key));
}

static void read_emotes(const char *text, size_t bytes) {
    dgg_emotes *emotes;
    dgg_error error = dgg_emotes_parse(&emotes, text, bytes);
    require((error == DGG_OK) == (emotes != NULL));
    for (size_t i = 0; i < dgg_emotes_count(emotes); i++) {
        const dgg_emote *emote = dgg_emotes_at(emotes, i);
        size_t length = strlen(emote->name);
        require(length >= 2 && length <= 72 && is_graphic(emote->name));
        require(emote->minimum_tier >= 0 && emote->minimum_tier <= 5);
        require(dgg_emotes_find(emotes, emote->name, length) == emote);
        require(i == 0 ||
                strcmp(dgg_emotes_at(emotes, i - 1)->name, emote->name) < 0);
        check_text(emote->creator);
        check_image(&emote->image);
    }
    dgg_emotes_free(emotes);
}

static void read_flairs(const char *text, size_t bytes) {
    dgg_flairs *flairs;
    dgg_error error = dgg_flairs_parse(&flairs, text, bytes);
    require((error == DGG_OK) == (flairs != NULL));
    for (size_t i = 0; i < dgg_flairs_count(flairs); i++) {
        const dgg_flair *flair = dgg_flairs_at(flairs, i);
        require(flair->rgb >= -1 && flair->rgb <= 0xFFFFFF);
        require(flair->priority >= 0);
        require(dgg_flairs_find(flairs, flair->name) == flair);
        check_text(flair->name);
        check_text(flair->label);
        check_text(flair->description);
        check_image(&flair->image);
    }
    dgg_flairs_free(flairs);
}

/* There is one way to write an entry. */
static void read_copy(const char *text, size_t bytes) {
    cache_entry entry;
    char *memory = malloc(bytes > 0 ? bytes : 1);
    require(memory != NULL);
    memcpy(memory, text, bytes);
    if (cache_entry_decode(&entry, memory, bytes)) {
        buffer out;
        buffer_init(&out, CACHE_ENTRY_BYTES);
        require(cache_entry_encode(&out, &entry));
        require(out.used == bytes && memcmp(out.bytes, text, bytes) == 0);
        buffer_free(&out);
    }
    free(memory);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static void (*const readers[])(const char *text, size_t bytes) = {
        read_page, read_emotes, read_flairs, read_copy};
    if (size > 0) {
        readers[data[0] % 4]((const char *)data + 1, size - 1);
    }
    return 0;
}
