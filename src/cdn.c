/* Emotes and flairs: asking where they are, and loading them. */
#include "cdn_fetch.h"
#include "cdn_last.h"
#include "cdn_tables.h"
#include "endpoint.h"
#include "url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REASON_BYTES = 512 };

/* The load under way. */
typedef struct cdn_load {
    size_t waiting; /* tables that are to come; 0: there is no load */
    size_t loaded;  /* tables that did */
    bool is_cached;
    bool is_stale;
    int good_status; /* of one that came from the CDN, else 0 */
    /* What went wrong first; all zero when nothing did. */
    dgg_error error;
    int bad_status;
    char reason[REASON_BYTES];
    dgg_cdn_callback callback;
    void *user;
} cdn_load;

struct dgg_cdn {
    dgg_loop *loop;
    char *page_url; /* where the CDN is announced */
    bool is_live_site;
    bool is_given;  /* the CDN is, and the site is not asked */
    bool has_place; /* the newest that the site announced, or the given one */
    cdn_place place;
    http_request *page;
    cdn_cache *cache; /* NULL: none */
    cdn_fetch *fetches;
    cdn_load load;
    cdn_tables tables;
    cdn_last last;
    bool is_waiting; /* somebody does, for `last` */
    bool is_freed;   /* meanwhile */
};

/* --- where the CDN is ---------------------------------------------------- */

static void on_page(void *user, const http_answer *answer) {
    dgg_cdn *cdn = user;
    cdn->page = NULL;
    cdn_place place;
    cdn_place_read(&place, cdn->page_url, cdn->is_live_site, answer);
    if (place.trouble.error == DGG_OK) {
        cdn->place = place;
        cdn->has_place = true;
    }
    cdn_fetch_begin_all(cdn->fetches, &place);
}

/* What waits begins when the site has said it; one question is enough. */
static void find_place(dgg_cdn *cdn) {
    if (cdn->page != NULL) {
        return;
    }
    const http_options options = {
        .url = cdn->page_url,
        .user_agent = ENDPOINT_USER_AGENT,
        .callback = on_page,
        .user = cdn,
    };
    dgg_error error = http_send(&cdn->page, cdn->loop, &options);
    if (error != DGG_OK) {
        on_page(cdn, &(http_answer){.error = error, .body = "", .reason = ""});
    }
}

/* --- both tables --------------------------------------------------------- */

/* The table that lies where the fetch went. */
static dgg_error take(void *user, const char *path, const char *body,
                      size_t bytes) {
    dgg_cdn *cdn = user;
    return cdn_table_at(path)->take(&cdn->tables, body, bytes);
}

/* Whoever asks for a table as bytes must not spoil the copy of it. */
static dgg_error check(void *user, const char *path, const char *body,
                       size_t bytes) {
    (void)user;
    return cdn_table_at(path)->take(NULL, body, bytes);
}

/* The callback may free the cdn or load again: it is not touched after. */
static void finish(dgg_cdn *cdn) {
    const cdn_load done = cdn->load;
    cdn->load = (cdn_load){0};
    bool is_loaded = done.loaded > 0;
    const dgg_cdn_answer answer = {
        .status = {.error = is_loaded ? DGG_OK : done.error,
                   .http_status =
                       is_loaded ? done.good_status : done.bad_status,
                   .reason = done.reason},
        .body = "",
        .content_type = "",
        .is_cached = done.is_cached,
        .is_stale = done.is_stale,
    };
    done.callback(done.user, &answer);
}

static void note_words(cdn_load *load, const char *words) {
    snprintf(load->reason, sizeof load->reason, "%s", words);
}

static void on_table(void *user, const dgg_cdn_answer *answer) {
    dgg_cdn *cdn = user;
    cdn_load *load = &cdn->load;
    const dgg_api_status *status = &answer->status;
    if (status->error != DGG_OK && load->error == DGG_OK) {
        load->error = status->error;
        load->bad_status = status->http_status;
        note_words(load, status->reason);
    } else if (load->reason[0] == '\0') {
        note_words(load, status->reason);
    }
    if (status->error == DGG_OK) {
        load->loaded++;
        load->good_status += load->good_status == 0 ? status->http_status : 0;
    }
    load->is_cached = load->is_cached || answer->is_cached;
    load->is_stale = load->is_stale || answer->is_stale;
    if (--load->waiting == 0) {
        finish(cdn);
    }
}

static cdn_fetch *new_fetch(dgg_cdn *cdn, cdn_fetch_options options) {
    options.loop = cdn->loop;
    options.cache = cdn->cache;
    options.list = &cdn->fetches;
    return cdn_fetch_new(&options);
}

static bool new_tables(dgg_cdn *cdn) {
    cdn_fetch *made[CDN_TABLES] = {0};
    for (size_t i = 0; i < CDN_TABLES; i++) {
        made[i] =
            new_fetch(cdn, (cdn_fetch_options){.path = cdn_table_list[i].path,
                                               .take = take,
                                               .callback = on_table,
                                               .user = cdn});
        if (made[i] == NULL) {
            while (i-- > 0) {
                cdn_fetch_cancel(made[i]);
            }
            return false;
        }
    }
    return true;
}

static dgg_error load(dgg_cdn *cdn, dgg_cdn_callback callback, void *user) {
    if (cdn->load.waiting > 0) {
        return DGG_ERROR_STATE;
    }
    if (!new_tables(cdn)) {
        return DGG_ERROR_MEMORY;
    }
    cdn->load =
        (cdn_load){.waiting = CDN_TABLES, .callback = callback, .user = user};
    if (cdn->cache != NULL) {
        cdn_cache_reset_status(cdn->cache);
    }
    if (cdn->is_given) {
        cdn_fetch_begin_all(cdn->fetches, &cdn->place);
    } else {
        find_place(cdn);
    }
    return DGG_OK;
}

/* --- any object ---------------------------------------------------------- */

static dgg_error get(dgg_cdn *cdn, const char *path, dgg_cdn_callback callback,
                     void *user) {
    char whole[CDN_PATH_BYTES + 2];
    if (!cdn_path_read(whole, path)) {
        return DGG_ERROR_ARGUMENT;
    }
    cdn_fetch *fetch = new_fetch(
        cdn,
        (cdn_fetch_options){.path = whole,
                            .take = cdn_table_at(whole) != NULL ? check : NULL,
                            .callback = callback,
                            .user = user});
    if (fetch == NULL) {
        return DGG_ERROR_MEMORY;
    }
    if (cdn->has_place) {
        cdn_fetch_begin(fetch, &cdn->place);
    } else {
        find_place(cdn);
    }
    return DGG_OK;
}

/* --- the object itself --------------------------------------------------- */

static dgg_error check_url(const char *text) {
    url parsed;
    if (text == NULL) {
        return DGG_ERROR_MEMORY;
    }
    return url_parse(&parsed, text) && !parsed.is_websocket ? DGG_OK
                                                            : DGG_ERROR_URL;
}

static dgg_error set_place(dgg_cdn *cdn, const char *cdn_url) {
    char *base = endpoint_join(cdn_url, "");
    dgg_error error = check_url(base);
    if (error == DGG_OK && strlen(base) >= sizeof cdn->place.base) {
        error = DGG_ERROR_URL;
    }
    if (error == DGG_OK) {
        memcpy(cdn->place.base, base, strlen(base) + 1);
        cdn->is_given = cdn->has_place = true;
    }
    free(base);
    return error;
}

static dgg_error set_up(dgg_cdn *cdn, const dgg_cdn_options *options) {
    const dgg_endpoints *endpoints = &options->endpoints;
    const char *site = endpoint_or(endpoints->site_url, ENDPOINT_SITE_URL);
    const char *cdn_url = endpoint_or(endpoints->cdn_url, NULL);
    const char *directory = endpoint_or(options->cache_directory, NULL);
    cdn->is_live_site = strcmp(site, ENDPOINT_SITE_URL) == 0;
    cdn->page_url = endpoint_join(site, "/embed/chat");
    dgg_error error = check_url(cdn->page_url);
    if (error == DGG_OK && cdn_url != NULL) {
        error = set_place(cdn, cdn_url);
    }
    if (error == DGG_OK && directory != NULL) {
        const char *source = cdn_url != NULL ? cdn->place.base : cdn->page_url;
        cdn->cache = cdn_cache_new(directory, source, &cache_files_system);
        error = cdn->cache != NULL ? DGG_OK : DGG_ERROR_MEMORY;
    }
    return error;
}

static void cancel_all(dgg_cdn *cdn) {
    http_cancel(cdn->page);
    cdn->page = NULL;
    while (cdn->fetches != NULL) {
        cdn_fetch_cancel(cdn->fetches);
    }
}

static void destroy(dgg_cdn *cdn) {
    cancel_all(cdn);
    cdn_cache_free(cdn->cache);
    cdn_last_free(&cdn->last);
    cdn_tables_free(&cdn->tables);
    free(cdn->page_url);
    free(cdn);
}

/* A handler of something else on the loop may free the cdn meanwhile. */
static dgg_error wait_for_last(dgg_cdn *cdn) {
    cdn->is_waiting = true;
    dgg_error error = cdn_last_wait(&cdn->last, cdn->loop);
    cdn->is_waiting = false;
    if (cdn->is_freed) {
        destroy(cdn);
        return DGG_ERROR_STATE;
    }
    return error;
}

dgg_error dgg_cdn_new(dgg_cdn **out, dgg_loop *loop,
                      const dgg_cdn_options *options) {
    const dgg_cdn_options defaults = {0};
    *out = NULL;
    dgg_cdn *cdn = calloc(1, sizeof *cdn);
    if (cdn == NULL) {
        return DGG_ERROR_MEMORY;
    }
    cdn->loop = loop;
    cdn_last_init(&cdn->last);
    dgg_error error = set_up(cdn, options != NULL ? options : &defaults);
    if (error != DGG_OK) {
        destroy(cdn);
        return error;
    }
    *out = cdn;
    return DGG_OK;
}

void dgg_cdn_free(dgg_cdn *cdn) {
    if (cdn == NULL || cdn->is_freed) {
        return;
    }
    if (!cdn->is_waiting) {
        destroy(cdn);
        return;
    }
    cancel_all(cdn);
    cdn->is_freed = true;
    cdn_last_give_up(&cdn->last);
}

dgg_error dgg_cdn_load(dgg_cdn *cdn, dgg_cdn_callback callback, void *user) {
    if (callback != NULL) {
        return load(cdn, callback, user);
    }
    if (cdn->is_waiting || loop_is_servicing(cdn->loop)) {
        return DGG_ERROR_STATE;
    }
    cdn_last_begin(&cdn->last);
    dgg_error error = load(cdn, cdn_last_keep, &cdn->last);
    return error == DGG_OK ? wait_for_last(cdn) : error;
}

dgg_error dgg_cdn_get(dgg_cdn *cdn, const char *path, dgg_cdn_callback callback,
                      void *user) {
    if (callback != NULL) {
        return get(cdn, path, callback, user);
    }
    if (cdn->is_waiting || loop_is_servicing(cdn->loop)) {
        return DGG_ERROR_STATE;
    }
    cdn_last_begin(&cdn->last);
    dgg_error error = get(cdn, path, cdn_last_keep, &cdn->last);
    return error == DGG_OK ? wait_for_last(cdn) : error;
}

const dgg_cdn_answer *dgg_cdn_last(const dgg_cdn *cdn) {
    return &cdn->last.answer;
}

const dgg_api_status *dgg_cdn_cache_status(const dgg_cdn *cdn) {
    static const dgg_api_status none = {.reason = ""};
    return cdn->cache != NULL ? cdn_cache_status(cdn->cache) : &none;
}

const dgg_emotes *dgg_cdn_emotes(const dgg_cdn *cdn) {
    return cdn->tables.emotes;
}

const dgg_flairs *dgg_cdn_flairs(const dgg_cdn *cdn) {
    return cdn->tables.flairs;
}
