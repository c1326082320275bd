/* Emotes and flairs: where the CDN is, and what it has. */
#include "api_reply.h"
#include "dgg_cdn.h"
#include "embed.h"
#include "endpoint.h"
#include "http.h"
#include "url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 256, STATUS_OK = 200 };

typedef enum table { TABLE_EMOTES, TABLE_FLAIRS, TABLES } table;

/* The load under way. */
typedef struct cdn_load {
    http_request *page;
    http_request *tables[TABLES];
    size_t loaded; /* tables that were */
    /* What failed first; all zero when nothing did. */
    api_verdict failure;
    int failure_status;
    dgg_cdn_callback callback;
    void *user;
} cdn_load;

struct dgg_cdn {
    dgg_loop *loop;
    char *page_url; /* where the CDN is announced */
    char *cdn_url;  /* NULL: the one that is announced */
    bool is_live_site;
    bool is_loading;
    cdn_load load;
    dgg_emotes *emotes;
    dgg_flairs *flairs;
};

static dgg_error get(dgg_cdn *cdn, http_request **request, const char *address,
                     http_callback callback) {
    const http_options options = {
        .url = address,
        .user_agent = ENDPOINT_USER_AGENT,
        .callback = callback,
        .user = cdn,
    };
    return http_send(request, cdn->loop, &options);
}

static void note_failure(cdn_load *load, dgg_error error, int http_status,
                         const char *words) {
    if (load->failure.error != DGG_OK) {
        return;
    }
    load->failure.error = error;
    load->failure_status = http_status;
    snprintf(load->failure.words, sizeof load->failure.words, "%s",
             words[0] != '\0' ? words : dgg_strerror(error));
}

/* The CDN redirects what it does not have to the site (destinygg/website), so
 * a redirect says "not found" here. */
static bool is_good(cdn_load *load, const http_answer *answer) {
    if (answer->error != DGG_OK) {
        note_failure(load, answer->error, answer->status, answer->reason);
        return false;
    }
    if (answer->status >= 300 && answer->status < 400) {
        note_failure(load, DGG_ERROR_NOT_FOUND, answer->status, "");
        return false;
    }
    api_verdict verdict;
    api_judge(&verdict, answer, false);
    if (verdict.error != DGG_OK) {
        note_failure(load, verdict.error, answer->status, verdict.words);
    }
    return verdict.error == DGG_OK;
}

/* The callback may free the cdn or load again: it is not touched after. */
static void finish(dgg_cdn *cdn) {
    const cdn_load done = cdn->load;
    cdn->load = (cdn_load){0};
    cdn->is_loading = false;
    bool is_loaded = done.loaded > 0;
    const dgg_api_status status = {
        .error = is_loaded ? DGG_OK : done.failure.error,
        .http_status = is_loaded ? STATUS_OK : done.failure_status,
        .reason = done.failure.words,
    };
    done.callback(done.user, &status);
}

static void finish_if_done(dgg_cdn *cdn) {
    const cdn_load *load = &cdn->load;
    if (load->tables[TABLE_EMOTES] == NULL &&
        load->tables[TABLE_FLAIRS] == NULL) {
        finish(cdn);
    }
}

/* A table that cannot be read leaves the one of before. */
static void on_emotes(void *user, const http_answer *answer) {
    dgg_cdn *cdn = user;
    cdn->load.tables[TABLE_EMOTES] = NULL;
    if (is_good(&cdn->load, answer)) {
        dgg_emotes *emotes = NULL;
        dgg_error error =
            dgg_emotes_parse(&emotes, answer->body, answer->bytes);
        if (error == DGG_OK) {
            dgg_emotes_free(cdn->emotes);
            cdn->emotes = emotes;
            cdn->load.loaded++;
        } else {
            note_failure(&cdn->load, error, answer->status, "");
        }
    }
    finish_if_done(cdn);
}

static void on_flairs(void *user, const http_answer *answer) {
    dgg_cdn *cdn = user;
    cdn->load.tables[TABLE_FLAIRS] = NULL;
    if (is_good(&cdn->load, answer)) {
        dgg_flairs *flairs = NULL;
        dgg_error error =
            dgg_flairs_parse(&flairs, answer->body, answer->bytes);
        if (error == DGG_OK) {
            dgg_flairs_free(cdn->flairs);
            cdn->flairs = flairs;
            cdn->load.loaded++;
        } else {
            note_failure(&cdn->load, error, answer->status, "");
        }
    }
    finish_if_done(cdn);
}

/* `key` is "" or changes whenever a table does, so that no cache on the way
 * can answer with an older one. */
static dgg_error get_table(dgg_cdn *cdn, table which, const char *base,
                           const char *key) {
    static const struct {
        const char *path;
        http_callback callback;
    } tables[TABLES] = {
        [TABLE_EMOTES] = {"/emotes/emotes.json", on_emotes},
        [TABLE_FLAIRS] = {"/flairs/flairs.json", on_flairs},
    };
    char path[PATH_BYTES + 3 * EMBED_KEY_BYTES];
    char escaped[3 * EMBED_KEY_BYTES] = "";
    bool has_key = key[0] != '\0' && url_escape(escaped, sizeof escaped, key);
    snprintf(path, sizeof path, "%s%s%s", tables[which].path,
             has_key ? "?_=" : "", escaped);
    char *address = endpoint_join(base, path);
    if (address == NULL) {
        return DGG_ERROR_MEMORY;
    }
    dgg_error error =
        get(cdn, &cdn->load.tables[which], address, tables[which].callback);
    free(address);
    if (error != DGG_OK) {
        cdn->load.tables[which] = NULL;
        note_failure(&cdn->load, error, 0, "");
    }
    return error;
}

/* Asks for both at once; an error means that neither could be asked for. */
static dgg_error get_tables(dgg_cdn *cdn, const char *base, const char *key) {
    dgg_error emotes = get_table(cdn, TABLE_EMOTES, base, key);
    dgg_error flairs = get_table(cdn, TABLE_FLAIRS, base, key);
    return emotes != DGG_OK && flairs != DGG_OK ? emotes : DGG_OK;
}

/* A page that came encrypted does not send us to where others can listen. */
static bool is_usable(const dgg_cdn *cdn, const char *cdn_url) {
    url page;
    url address;
    return url_parse(&address, cdn_url) && !address.is_websocket &&
           url_parse(&page, cdn->page_url) &&
           (address.is_secure || !page.is_secure);
}

static void on_page(void *user, const http_answer *answer) {
    dgg_cdn *cdn = user;
    cdn_load *load = &cdn->load;
    load->page = NULL;
    embed found = {0};
    if (is_good(load, answer)) {
        embed_parse(&found, answer->body, answer->bytes);
    }
    dgg_error error = DGG_OK;
    if (is_usable(cdn, found.cdn_url)) {
        error = get_tables(cdn, found.cdn_url, found.cache_key);
    } else if (cdn->is_live_site) {
        error = get_tables(cdn, ENDPOINT_CDN_URL, "");
    } else {
        note_failure(load, DGG_ERROR_NOT_FOUND, answer->status,
                     "the site does not say where its emotes are");
        error = load->failure.error;
    }
    if (error != DGG_OK) {
        finish(cdn);
    }
}

static dgg_error begin(dgg_cdn *cdn) {
    if (cdn->cdn_url != NULL) {
        return get_tables(cdn, cdn->cdn_url, "");
    }
    return get(cdn, &cdn->load.page, cdn->page_url, on_page);
}

static dgg_error check_url(const char *text) {
    url parsed;
    if (text == NULL) {
        return DGG_ERROR_MEMORY;
    }
    return url_parse(&parsed, text) && !parsed.is_websocket ? DGG_OK
                                                            : DGG_ERROR_URL;
}

static dgg_error set_up(dgg_cdn *cdn, const dgg_endpoints *endpoints) {
    const dgg_endpoints none = {0};
    const dgg_endpoints *from = endpoints != NULL ? endpoints : &none;
    const char *site = endpoint_or(from->site_url, ENDPOINT_SITE_URL);
    const char *cdn_url = endpoint_or(from->cdn_url, NULL);
    cdn->is_live_site = strcmp(site, ENDPOINT_SITE_URL) == 0;
    cdn->page_url = endpoint_join(site, "/embed/chat");
    dgg_error error = check_url(cdn->page_url);
    if (error == DGG_OK && cdn_url != NULL) {
        cdn->cdn_url = endpoint_join(cdn_url, "");
        error = check_url(cdn->cdn_url);
    }
    return error;
}

static void cancel(http_request *request) {
    if (request != NULL) {
        http_cancel(request);
    }
}

dgg_error dgg_cdn_new(dgg_cdn **out, dgg_loop *loop,
                      const dgg_endpoints *endpoints) {
    *out = NULL;
    dgg_cdn *cdn = calloc(1, sizeof *cdn);
    if (cdn == NULL) {
        return DGG_ERROR_MEMORY;
    }
    cdn->loop = loop;
    dgg_error error = set_up(cdn, endpoints);
    if (error != DGG_OK) {
        dgg_cdn_free(cdn);
        return error;
    }
    *out = cdn;
    return DGG_OK;
}

void dgg_cdn_free(dgg_cdn *cdn) {
    if (cdn == NULL) {
        return;
    }
    cancel(cdn->load.page);
    cancel(cdn->load.tables[TABLE_EMOTES]);
    cancel(cdn->load.tables[TABLE_FLAIRS]);
    dgg_emotes_free(cdn->emotes);
    dgg_flairs_free(cdn->flairs);
    free(cdn->page_url);
    free(cdn->cdn_url);
    free(cdn);
}

dgg_error dgg_cdn_load(dgg_cdn *cdn, dgg_cdn_callback callback, void *user) {
    if (cdn->is_loading) {
        return DGG_ERROR_STATE;
    }
    cdn->load = (cdn_load){.callback = callback, .user = user};
    dgg_error error = begin(cdn);
    cdn->is_loading = error == DGG_OK;
    return error;
}

const dgg_emotes *dgg_cdn_emotes(const dgg_cdn *cdn) {
    return cdn->emotes;
}

const dgg_flairs *dgg_cdn_flairs(const dgg_cdn *cdn) {
    return cdn->flairs;
}
