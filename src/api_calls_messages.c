/* The calls about whispers. */
#include "api_call.h"
#include "form.h"
#include "text_trim.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SEARCH_BYTES = 256 };

static dgg_error get(dgg_api *api, const char *path, api_decoder decode,
                     dgg_api_callback callback, void *user) {
    const api_plan plan = {
        .login = API_SESSION,
        .path = path,
        .decode = decode,
    };
    return api_ask(api, &plan, callback, user);
}

static dgg_error post(dgg_api *api, const char *path, dgg_api_callback callback,
                      void *user) {
    const api_plan plan = {
        .method = HTTP_POST,
        .login = API_SESSION,
        .path = path,
        .type = API_FORM_TYPE,
    };
    return api_ask(api, &plan, callback, user);
}

dgg_error dgg_api_messages_unread(dgg_api *api, dgg_api_callback callback,
                                  void *user) {
    return get(api, "/messages/unread", api_decode_unread, callback, user);
}

dgg_error dgg_api_unread_count(dgg_api *api, dgg_api_callback callback,
                               void *user) {
    return get(api, "/messages/unread-count", api_decode_count, callback, user);
}

dgg_error dgg_api_inboxes(dgg_api *api, size_t offset,
                          dgg_api_callback callback, void *user) {
    char path[API_PATH_BYTES];
    snprintf(path, sizeof path, "/messages/inbox?s=%zu", offset);
    return get(api, path, api_decode_conversations, callback, user);
}

static bool add_cursor(buffer *query, const dgg_conversations_cursor *from) {
    char id[24];
    snprintf(id, sizeof id, "%" PRId64, from->id);
    return form_add(query, "last-timestamp", from->timestamp) &&
           form_add(query, "last-id", id);
}

dgg_error dgg_api_conversations(dgg_api *api,
                                const dgg_conversations_cursor *from,
                                const char *search, dgg_api_callback callback,
                                void *user) {
    if (search != NULL && strlen(search) > SEARCH_BYTES) {
        return DGG_ERROR_ARGUMENT;
    }
    static const char path[] = "/messages/conversations?";
    buffer query;
    buffer_init(&query, FORM_BYTES);
    bool has_cursor = from != NULL && from->timestamp[0] != '\0';
    bool has_search = search != NULL && search[0] != '\0';
    bool is_written = (!has_cursor || add_cursor(&query, from)) &&
                      (!has_search || form_add(&query, "search", search));
    buffer whole;
    buffer_init(&whole, FORM_BYTES);
    is_written = is_written && buffer_append(&whole, path, sizeof path - 1) &&
                 buffer_append(&whole, query.bytes, query.used);
    dgg_error error = is_written ? get(api, whole.bytes,
                                       api_decode_conversations, callback, user)
                                 : DGG_ERROR_MEMORY;
    buffer_free(&whole);
    buffer_free(&query);
    return error;
}

dgg_error dgg_api_messages_inbox(dgg_api *api, const char *nick, size_t offset,
                                 dgg_api_callback callback, void *user) {
    if (nick == NULL || !dgg_nick_is_valid(nick)) {
        return DGG_ERROR_NICK;
    }
    char path[API_PATH_BYTES];
    snprintf(path, sizeof path, "/messages/usr/%s/inbox?s=%zu", nick, offset);
    return get(api, path, api_decode_messages, callback, user);
}

dgg_error dgg_api_open_message(dgg_api *api, int64_t id,
                               dgg_api_callback callback, void *user) {
    if (id < 1) {
        return DGG_ERROR_ARGUMENT;
    }
    char path[API_PATH_BYTES];
    snprintf(path, sizeof path, "/messages/msg/%" PRId64 "/open", id);
    return post(api, path, callback, user);
}

dgg_error dgg_api_open_all_messages(dgg_api *api, dgg_api_callback callback,
                                    void *user) {
    return post(api, "/messages/open", callback, user);
}

static dgg_error check_message(const char *const *nicks, size_t nick_count,
                               const char *text) {
    if (nick_count < 1 || nick_count > DGG_API_RECIPIENTS_MAX) {
        return DGG_ERROR_ARGUMENT;
    }
    for (size_t i = 0; i < nick_count; i++) {
        if (nicks[i] == NULL || !dgg_nick_is_valid(nicks[i])) {
            return DGG_ERROR_NICK;
        }
    }
    return dgg_text_check(text != NULL ? text : "");
}

static bool write_message(buffer *form, const char *const *nicks,
                          size_t nick_count, const char *text) {
    size_t bytes = 0;
    const char *trimmed = text_trim(text, &bytes);
    char *copy = strndup(trimmed, bytes);
    bool is_written = copy != NULL && form_add(form, "message", copy);
    for (size_t i = 0; i < nick_count && is_written; i++) {
        is_written = form_add(form, "recipients%5B%5D", nicks[i]);
    }
    free(copy);
    return is_written;
}

dgg_error dgg_api_send_message(dgg_api *api, const char *const *nicks,
                               size_t nick_count, const char *text,
                               dgg_api_callback callback, void *user) {
    dgg_error error = check_message(nicks, nick_count, text);
    if (error != DGG_OK) {
        return error;
    }
    buffer form;
    buffer_init(&form, FORM_BYTES);
    error = DGG_ERROR_MEMORY;
    if (write_message(&form, nicks, nick_count, text)) {
        const api_plan plan = {
            .method = HTTP_POST,
            .login = API_SESSION,
            .is_of_site = true,
            .path = "/profile/messages/send",
            .body = form.bytes,
            .type = API_FORM_TYPE,
        };
        error = api_ask(api, &plan, callback, user);
    }
    buffer_free(&form);
    return error;
}
