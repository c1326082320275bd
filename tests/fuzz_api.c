/* Answers of the site's of any bytes: whatever is accepted has to keep the
 * promises of dgg_api.h. The first byte says what was asked for, the second
 * with which status it came. */
#include "api_decode.h"
#include "api_reply.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

/* Reads every byte of it, so that a sanitizer sees what is not there. */
static void require_text(const char *text, size_t max_bytes) {
    require(text != NULL && strlen(text) <= max_bytes);
}

static void require_user(const dgg_user *user) {
    require_text(user->nick, DGG_NICK_BYTES);
    require(user->feature_count <= DGG_FEATURES);
    for (size_t i = 0; i < user->feature_count; i++) {
        require_text(user->features[i], DGG_NICK_BYTES);
    }
    for (size_t i = 0; i < user->role_count; i++) {
        require_text(user->roles[i], DGG_NICK_BYTES);
    }
}

static void require_settings(const dgg_settings *settings) {
    for (size_t i = 0; i < settings->count; i++) {
        require_text(settings->list[i].name, DGG_NICK_BYTES);
        require_text(settings->list[i].json, SIZE_MAX);
    }
}

static void check_account(const dgg_api_answer *answer) {
    const dgg_account *a = &answer->as.account;
    require_user(&a->user);
    require(a->user.nick[0] != '\0');
    require_text(a->username, DGG_NICK_BYTES);
    require_text(a->status, DGG_NICK_BYTES);
    require_text(a->country, DGG_NICK_BYTES);
    require_text(a->provider, DGG_NICK_BYTES);
    require_text(a->subscription_type, DGG_NICK_BYTES);
    require_settings(&a->settings);
}

static void check_settings(const dgg_api_answer *answer) {
    require_settings(&answer->as.settings);
}

static void check_ban(const dgg_api_answer *answer) {
    require_text(answer->as.ban.nick, DGG_NICK_BYTES);
    require_text(answer->as.ban.by, DGG_NICK_BYTES);
    require_text(answer->as.ban.reason, DGG_TEXT_BYTES);
}

static void check_profile(const dgg_api_answer *answer) {
    const dgg_profile *p = &answer->as.profile;
    require_user(&p->user);
    require_text(p->bio, DGG_TEXT_BYTES);
    require_text(p->gender, DGG_NICK_BYTES);
    require_text(p->age, DGG_NICK_BYTES);
}

static void check_frames(const dgg_api_answer *answer) {
    require(answer->as.frames.count <= API_ENTRIES);
    for (size_t i = 0; i < answer->as.frames.count; i++) {
        require_text(answer->as.frames.list[i], SIZE_MAX);
    }
}

static void check_lines(const dgg_api_answer *answer) {
    const dgg_lines *lines = &answer->as.lines;
    for (size_t i = 0; i < lines->count; i++) {
        require_text(lines->list[i].nick, DGG_NICK_BYTES);
        require_text(lines->list[i].text, DGG_TEXT_BYTES);
        require(lines->list[i].timestamp_ms >= 0);
    }
}

static void check_unread(const dgg_api_answer *answer) {
    const dgg_unread_list *unread = &answer->as.unread;
    for (size_t i = 0; i < unread->count; i++) {
        require_text(unread->list[i].nick, DGG_NICK_BYTES);
        require(unread->list[i].count > 0);
    }
}

static void check_count(const dgg_api_answer *answer) {
    require(answer->as.count >= 0);
}

static void check_conversations(const dgg_api_answer *answer) {
    const dgg_conversations *c = &answer->as.conversations;
    require(c->count <= c->rows && c->rows <= API_ENTRIES);
    require_text(c->next.timestamp, DGG_CURSOR_BYTES - 1);
    for (size_t i = 0; i < c->count; i++) {
        require_text(c->list[i].nick, DGG_NICK_BYTES);
        require_text(c->list[i].text, DGG_TEXT_BYTES);
        require(c->list[i].unread >= 0);
    }
}

static void check_messages(const dgg_api_answer *answer) {
    const dgg_private_messages *m = &answer->as.messages;
    require(m->count <= m->rows && m->rows <= API_ENTRIES);
    for (size_t i = 0; i < m->count; i++) {
        require_text(m->list[i].from, DGG_NICK_BYTES);
        require_text(m->list[i].to, DGG_NICK_BYTES);
        require_text(m->list[i].text, DGG_TEXT_BYTES);
    }
}

static void check_stream(const dgg_api_answer *answer) {
    const dgg_stream_info *info = &answer->as.stream;
    require(info->viewers >= 0);
    require_text(info->hosting.id, DGG_NICK_BYTES);
    require_text(info->hosting.name, DGG_TEXT_BYTES);
    for (size_t i = 0; i < info->count; i++) {
        require_text(info->list[i].platform, DGG_NICK_BYTES);
        require_text(info->list[i].id, DGG_NICK_BYTES);
        require_text(info->list[i].title, DGG_TEXT_BYTES);
        require_text(info->list[i].game, DGG_TEXT_BYTES);
    }
}

static void check_videos(const dgg_api_answer *answer) {
    const dgg_videos *videos = &answer->as.videos;
    for (size_t i = 0; i < videos->count; i++) {
        require_text(videos->list[i].id, DGG_NICK_BYTES);
        require_text(videos->list[i].title, DGG_TEXT_BYTES);
        require_text(videos->list[i].url, DGG_TEXT_BYTES);
    }
}

static void check_gift(const dgg_api_answer *answer) {
    require_text(answer->as.gift_check.nick, DGG_NICK_BYTES);
}

static const struct {
    api_decoder decode;
    void (*check)(const dgg_api_answer *answer);
} calls[] = {
    {api_decode_account, check_account},
    {api_decode_settings, check_settings},
    {api_decode_ban, check_ban},
    {api_decode_profile, check_profile},
    {api_decode_frames, check_frames},
    {api_decode_lines, check_lines},
    {api_decode_unread, check_unread},
    {api_decode_count, check_count},
    {api_decode_conversations, check_conversations},
    {api_decode_messages, check_messages},
    {api_decode_stream, check_stream},
    {api_decode_videos, check_videos},
    {api_decode_gift_check, check_gift},
};

enum { CALLS = sizeof calls / sizeof *calls, HEAD_BYTES = 2 };

static http_answer answer_of(uint8_t status, char *body, size_t bytes) {
    static const int statuses[] = {200, 200, 200, 303, 403, 404, 429, 500};
    return (http_answer){
        .status = statuses[status % (sizeof statuses / sizeof *statuses)],
        .redirect = (http_redirect)(status % 4),
        .body = body,
        .bytes = bytes,
        .content_type = (status & 64) != 0 ? "text/html" : "application/json",
        .reason = "",
    };
}

static void run(size_t call, const http_answer *answer, bool needs_login) {
    json_doc doc = {0};
    arena memory = {0};
    json_value found;
    api_verdict verdict = {0};
    dgg_api_answer result = {0};
    if (api_open(&verdict, answer, "bannotfound", needs_login, &doc, &found)) {
        require(verdict.error == DGG_OK);
        if (calls[call].decode(found, &memory, &result) == DGG_OK) {
            calls[call].check(&result);
        }
    } else {
        require(verdict.error != DGG_OK && verdict.words[0] != '\0');
    }
    arena_free(&memory);
    json_doc_free(&doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < HEAD_BYTES) {
        return 0;
    }
    size_t bytes = size - HEAD_BYTES;
    char *body = malloc(bytes + 1); /* as http.h promises: with a NUL */
    if (body == NULL) {
        return 0;
    }
    memcpy(body, data + HEAD_BYTES, bytes);
    body[bytes] = '\0';
    const http_answer answer = answer_of(data[1], body, bytes);
    run(data[0] % CALLS, &answer, (data[1] & 128) != 0);
    free(body);
    return 0;
}
