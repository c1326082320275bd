#include "server_site_account.h"

#include "date.h"
#include "json.h"
#include "server_http_values.h"
#include "server_people.h"
#include "server_rights.h"
#include "text_fold.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    NAMES = 32, /* roles or features of one user */
    NAME_BYTES = 64,
    SETTINGS_CHARACTERS = 65535,
};

/* A user's object, open to be read. */
typedef struct reader {
    json_doc doc;
    json_value root;
    arena strings;
} reader;

static void reader_open(reader *r, const char *object) {
    *r = (reader){0};
    json_parse(&r->doc, object, strlen(object));
    r->root = json_root(&r->doc);
}

static void reader_close(reader *r) {
    arena_free(&r->strings);
    json_doc_free(&r->doc);
}

static const char *text_of(reader *r, json_value object, const char *key) {
    const char *text =
        json_string(json_get(object, key), &r->strings, NAME_BYTES, NULL);
    return text == NULL ? "" : text;
}

/* The names in a list of the object, behind the `count` that are there. */
static size_t collect(reader *r, const char *key, const char *names[NAMES],
                      size_t count) {
    json_value list = json_get(r->root, key);
    for (json_value e = json_first(list); json_exists(e) && count < NAMES;
         e = json_next(list, e)) {
        const char *name = json_string(e, &r->strings, NAME_BYTES, NULL);
        if (name != NULL && strcmp(name, "USER") != 0) {
            names[count++] = name;
        }
    }
    return count;
}

static bool is_subscriber(const reader *r) {
    return json_typeof(json_get(r->root, "subscription")) == JSON_OBJECT;
}

/* The chat does not tell everybody's USER and SUBSCRIBER, the site does. */
static void write_roles(reader *r, server_writer *w) {
    const char *names[NAMES] = {"USER"};
    size_t count = 1;
    if (is_subscriber(r)) {
        names[count++] = "SUBSCRIBER";
    }
    count = collect(r, "roles", names, count);
    server_writer_unique(w, "roles", names, count);
}

static void write_features(reader *r, server_writer *w) {
    const char *names[NAMES];
    size_t count = collect(r, "features", names, 0);
    server_writer_unique(w, "features", names, count);
}

static void write_created(reader *r, server_writer *w,
                          server_date_format format) {
    int64_t ms = 0;
    if (date_parse_ms(text_of(r, r->root, "createdDate"), &ms)) {
        server_writer_date(w, "createdDate", format, ms);
    } else {
        server_writer_text(w, "createdDate", NULL);
    }
}

static void write_plan(reader *r, const server_profile *profile,
                       server_writer *w) {
    json_value plan = json_get(r->root, "subscription");
    int64_t tier = 0;
    if (!is_subscriber(r)) {
        server_writer_text(w, "subscription", NULL);
        return;
    }
    json_int(json_get(plan, "tier"), &tier);
    server_writer_open(w, "subscription", '{');
    server_writer_number(w, "tier", tier);
    server_writer_text(w, "source", text_of(r, plan, "source"));
    server_writer_text(w, "type", profile->plan_type);
    server_writer_text(w, "start", profile->plan_start);
    server_writer_text(w, "end", profile->plan_end);
    server_writer_close(w, '}');
}

/* What both pages about an account have. */
static void write_account(const server_account *account, const char *status,
                          server_writer *w) {
    const server_person person = {account->nick, account->object};
    reader r;
    reader_open(&r, account->object);
    server_writer_text(w, "nick", account->nick);
    server_writer_text(w, "username", account->nick);
    server_writer_number(w, "userId", server_person_id(&person));
    server_writer_text(w, status, "Active");
    write_created(&r, w, SERVER_DATE_SITE);
    server_writer_text(w, "country", account->profile->country);
    write_roles(&r, w);
    server_writer_text(w, "authProvider", account->profile->provider);
    write_features(&r, w);
    write_plan(&r, account->profile, w);
    reader_close(&r);
}

static void refuse_token(server_writer *w, const char *error,
                         const char *message, int code) {
    server_writer_open(w, NULL, '{');
    server_writer_text(w, "error", error);
    server_writer_text(w, "message", message);
    server_writer_count(w, "code", code);
    server_writer_close(w, '}');
}

/* A wrong key is status 200 with an error inside. */
void server_site_user_info(server_visit *v) {
    char *token = server_http_parameter_at(v->request, "token", 0);
    if (token == NULL) {
        server_visit_throw(v, "missing token");
        return;
    }
    const server_account *account =
        server_accounts_by_token(&v->s->accounts, token);
    free(token);
    if (account == NULL) {
        refuse_token(&v->json, "invalid_token", "Invalid token", 400);
    } else if (account->has_expired_token) {
        refuse_token(&v->json, "token_expired", "The token has expired", 403);
    } else {
        server_writer_open(&v->json, NULL, '{');
        write_account(account, "status", &v->json);
        server_writer_close(&v->json, '}');
    }
}

void server_site_ping(server_visit *v) {
    server_visit_begin_page(v, 200);
    server_visit_add_header(v, "X-Pong", "pong");
}

static const char *settings_of(const server_visit *v) {
    return v->account->settings == NULL ? "[]" : v->account->settings;
}

void server_site_me(server_visit *v) {
    const char *settings = settings_of(v);
    server_writer_open(&v->json, NULL, '{');
    write_account(v->account, "userStatus", &v->json);
    server_writer_raw(&v->json, "settings", settings, strlen(settings));
    server_writer_close(&v->json, '}');
}

void server_site_settings(server_visit *v) {
    const char *settings = settings_of(v);
    server_writer_raw(&v->json, NULL, settings, strlen(settings));
}

static void keep_settings(server_visit *v, char *settings) {
    free(v->account->settings);
    v->account->settings = settings;
    server_visit_begin_page(v, 200);
}

static bool is_list(const char *text, size_t bytes) {
    json_doc doc = {0};
    bool is_good = json_parse(&doc, text, bytes) &&
                   json_typeof(json_root(&doc)) == JSON_ARRAY;
    json_doc_free(&doc);
    return is_good;
}

void server_site_save_settings(server_visit *v) {
    const char *body = v->request->body;
    size_t bytes = v->request->body_bytes;
    if (utf8_length(body, bytes) > SETTINGS_CHARACTERS) {
        server_visit_throw(v, "toolarge");
        return;
    }
    if (!is_list(body, bytes)) {
        server_visit_throw(v, "invalidsettings");
        return;
    }
    keep_settings(v, strndup(body, bytes));
}

void server_site_delete_settings(server_visit *v) {
    keep_settings(v, NULL);
}

static int64_t id_called(server_visit *v, const char *nick) {
    server_person person;
    return server_people_find(v->s, nick, &person) ? server_person_id(&person)
                                                   : 0;
}

static void write_ban(server_visit *v, const server_sanction *ban) {
    server_writer *w = &v->json;
    bool is_by_system = ban->by[0] == '\0';
    server_writer_open(w, NULL, '{');
    server_writer_number(w, "id", ban->id);
    server_writer_number(w, "userid", id_called(v, ban->by));
    server_writer_text(w, "username", is_by_system ? NULL : ban->by);
    server_writer_number(w, "targetuserid", id_called(v, ban->nick));
    server_writer_text(w, "targetusername", ban->nick);
    server_writer_text(w, "ipaddress", ban->is_of_address ? "127.0.0.1" : NULL);
    server_writer_text(w, "reason", ban->reason);
    server_writer_date(w, "starttimestamp", SERVER_DATE_SQL, ban->start_ms);
    if (ban->until_ms >= SERVER_SANCTION_FOREVER_MS) {
        server_writer_text(w, "endtimestamp", NULL);
    } else {
        server_writer_date(w, "endtimestamp", SERVER_DATE_SQL, ban->until_ms);
    }
    server_writer_close(w, '}');
}

void server_site_ban(server_visit *v) {
    const server_sanction *ban = server_sanctions_find(
        &v->s->rules.banned, v->account->nick, server_visit_now_ms(v));
    if (ban == NULL) {
        server_visit_give_word(v, 200, "bannotfound");
    } else {
        write_ban(v, ban);
    }
}

static void write_raw_member(reader *r, server_writer *w, const char *key) {
    json_value value = json_get(r->root, key);
    size_t bytes = 0;
    const char *raw = json_raw(value, &bytes);
    if (json_exists(value)) {
        server_writer_raw(w, key, raw, bytes);
    } else {
        server_writer_text(w, key, NULL);
    }
}

static void write_profile(server_visit *v, const server_person *person) {
    server_writer *w = &v->json;
    const server_account *account =
        server_accounts_by_nick(&v->s->accounts, person->nick);
    reader r;
    reader_open(&r, person->object);
    server_writer_open(w, "data", '{');
    write_raw_member(&r, w, "id");
    server_writer_text(w, "nick", person->nick);
    write_roles(&r, w);
    write_features(&r, w);
    write_created(&r, w, SERVER_DATE_COLON);
    write_raw_member(&r, w, "watching");
    if (account != NULL) {
        server_writer_text(w, "bio", account->profile->bio);
        server_writer_text(w, "gender", account->profile->gender);
        server_writer_text(w, "age", account->profile->age);
    }
    server_writer_close(w, '}');
    reader_close(&r);
}

void server_site_profile(server_visit *v) {
    char nick[NAME_BYTES];
    server_person person;
    if (!server_http_parameter(v->request, "username", nick, sizeof nick) ||
        !server_people_find(v->s, nick, &person) || person.object == NULL) {
        v->status = 404;
        server_visit_give_outcome(v, false, "User not found");
        return;
    }
    server_visit_open_envelope(v);
    write_profile(v, &person);
    server_visit_close_envelope(v);
}

/* Nobody gives to himself, or to who has one already. */
void server_site_gift_check(server_visit *v) {
    char nick[NAME_BYTES] = "";
    server_person person;
    bool is_valid = server_http_parameter(v->request, "s", nick, sizeof nick) &&
                    server_people_find(v->s, nick, &person);
    bool can_gift = is_valid &&
                    text_compare(person.nick, v->account->nick) != 0 &&
                    server_rights_tier(person.object) == 0;
    server_writer_open(&v->json, NULL, '{');
    server_writer_truth(&v->json, "valid", is_valid);
    server_writer_truth(&v->json, "cangift", can_gift);
    server_writer_text(&v->json, "username", is_valid ? person.nick : "");
    server_writer_close(&v->json, '}');
}
