#include "server_roster.h"

#include "server_json.h"
#include "server_random.h"
#include "text_fold.h"

#include <stdlib.h>
#include <string.h>

enum { OBJECT_BYTES = 4096 };

static size_t place_of(const server_roster *r, const char *nick) {
    size_t low = 0;
    size_t high = r->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(r->users[middle].nick, nick) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

server_user *server_roster_find(const server_roster *r, const char *nick) {
    size_t place = place_of(r, nick);
    if (place == r->count || text_compare(r->users[place].nick, nick) != 0) {
        return NULL;
    }
    return &r->users[place];
}

static bool has_room(server_roster *r) {
    if (r->count < r->capacity || r->count == SERVER_ROSTER_USERS) {
        return r->count < SERVER_ROSTER_USERS;
    }
    size_t capacity = r->capacity == 0 ? 64 : r->capacity * 2;
    server_user *users = realloc(r->users, capacity * sizeof *users);
    if (users == NULL) {
        return false;
    }
    r->users = users;
    r->capacity = capacity;
    return true;
}

static server_user *insert(server_roster *r, const char *nick) {
    char *copy = has_room(r) ? strdup(nick) : NULL;
    if (copy == NULL) {
        return NULL;
    }
    size_t place = place_of(r, nick);
    server_user *user = &r->users[place];
    memmove(user + 1, user, (r->count - place) * sizeof *user);
    *user = (server_user){.nick = copy};
    r->count++;
    return user;
}

char *server_user_object(json_value fields) {
    static const char *const keys[] = {
        "id",          "nick",     "roles",        "features",
        "createdDate", "watching", "subscription",
    };
    buffer out;
    buffer_init(&out, OBJECT_BYTES);
    bool is_good = buffer_append(&out, "{", 1);
    for (size_t i = 0; i < sizeof keys / sizeof *keys && is_good; i++) {
        json_value value = json_get(fields, keys[i]);
        size_t bytes = 0;
        const char *raw = json_raw(value, &bytes);
        if (json_exists(value)) {
            is_good =
                server_json_print(&out, "%s\"%s\":", out.used > 1 ? "," : "",
                                  keys[i]) &&
                buffer_append(&out, raw, bytes);
        }
    }
    if (!is_good || !buffer_append(&out, "}", 1)) {
        buffer_free(&out);
        return NULL;
    }
    return out.bytes;
}

server_user *server_roster_put(server_roster *r, json_value object) {
    arena strings = {0};
    const char *nick = json_string(json_get(object, "nick"), &strings,
                                   SERVER_NICK_BYTES, NULL);
    char *text =
        nick == NULL || *nick == '\0' ? NULL : server_user_object(object);
    server_user *user = NULL;
    if (text != NULL) {
        user = server_roster_find(r, nick);
        user = user == NULL ? insert(r, nick) : user;
    }
    arena_free(&strings);
    if (user == NULL) {
        free(text);
        return NULL;
    }
    free(user->object);
    user->object = text;
    return user;
}

void server_roster_set_present(server_roster *r, server_user *user,
                               bool is_present) {
    if (user->is_present != is_present) {
        user->is_present = is_present;
        r->present = is_present ? r->present + 1 : r->present - 1;
    }
}

/* Who is present, shuffled (Fisher and Yates) and NULL at the end; malloc'd. */
static const server_user **shuffled(const server_roster *r, uint64_t seed) {
    const server_user **users = calloc(r->present + 1, sizeof *users);
    size_t count = 0;
    for (size_t i = 0; i < r->count && users != NULL; i++) {
        if (!r->users[i].is_present) {
            continue;
        }
        size_t place = (size_t)(server_random(&seed) % (count + 1));
        users[count++] = users[place];
        users[place] = &r->users[i];
    }
    return users;
}

bool server_roster_write(const server_roster *r, size_t connections,
                         uint64_t seed, buffer *out) {
    const server_user **users = shuffled(r, seed);
    bool is_good =
        users != NULL &&
        server_json_print(out, "NAMES {\"connectioncount\":%zu, \"users\":[",
                          connections);
    for (size_t i = 0; is_good && users[i] != NULL; i++) {
        is_good =
            (i == 0 || buffer_append(out, ",", 1)) &&
            buffer_append(out, users[i]->object, strlen(users[i]->object));
    }
    free(users);
    return is_good && buffer_append(out, "]}", 2);
}

void server_roster_free(server_roster *r) {
    for (size_t i = 0; i < r->count; i++) {
        free(r->users[i].nick);
        free(r->users[i].object);
    }
    free(r->users);
    *r = (server_roster){0};
}
