#include "model_roster.h"

#include "model_nick.h"
#include "model_rank.h"

#include <stdlib.h>
#include <string.h>

enum {
    ROSTER_USERS = 2 * DGG_NAMES_USERS, /* joins beyond are not taken */
    ROSTER_START = 256,
};

typedef struct roster_slot {
    roster_user *user; /* NULL: empty */
    uint32_t hash;
} roster_slot;

struct roster {
    roster_user **sorted; /* by section, then nick */
    size_t count;
    size_t capacity;
    /* Open addressing with linear probing; twice the capacity of `sorted`, a
     * power of two. */
    roster_slot *slots;
    size_t section_counts[SECTIONS];
};

static int compare_pointers(const void *a, const void *b) {
    return rank_compare(*(roster_user *const *)a, *(roster_user *const *)b);
}

static size_t mask(const roster *r) {
    return 2 * r->capacity - 1;
}

/* Where the nick is or would go. The capacity is not 0. */
static size_t slot_of(const roster *r, const char *nick, uint32_t hash) {
    size_t i = hash & mask(r);
    while (r->slots[i].user != NULL &&
           (r->slots[i].hash != hash ||
            dgg_nick_compare(r->slots[i].user->nick, nick) != 0)) {
        i = (i + 1) & mask(r);
    }
    return i;
}

static void slot_put(roster *r, roster_user *user) {
    uint32_t hash = model_nick_hash(user->nick);
    r->slots[slot_of(r, user->nick, hash)] = (roster_slot){user, hash};
}

/* Empties a slot and moves up those that had been pushed past it. */
static void slot_remove(roster *r, size_t hole) {
    for (size_t i = (hole + 1) & mask(r); r->slots[i].user != NULL;
         i = (i + 1) & mask(r)) {
        size_t home = r->slots[i].hash & mask(r);
        if (((i - home) & mask(r)) >= ((i - hole) & mask(r))) {
            r->slots[hole] = r->slots[i];
            hole = i;
        }
    }
    r->slots[hole] = (roster_slot){0};
}

static bool make_room(roster *r, size_t wanted) {
    size_t capacity = r->capacity == 0 ? ROSTER_START : r->capacity;
    while (capacity < wanted) {
        capacity *= 2;
    }
    if (capacity == r->capacity) {
        return true;
    }
    roster_slot *slots = calloc(2 * capacity, sizeof *slots);
    roster_user **sorted =
        slots == NULL ? NULL : realloc(r->sorted, capacity * sizeof *sorted);
    if (sorted == NULL) {
        free(slots);
        return false;
    }
    free(r->slots);
    r->sorted = sorted;
    r->slots = slots;
    r->capacity = capacity;
    for (size_t i = 0; i < r->count; i++) {
        slot_put(r, r->sorted[i]);
    }
    return true;
}

static roster_user *find(const roster *r, const char *nick) {
    if (r->count == 0) {
        return NULL;
    }
    return r->slots[slot_of(r, nick, model_nick_hash(nick))].user;
}

/* The first place whose user does not sort before this one. */
static size_t place_of(const roster *r, const roster_user *user) {
    size_t low = 0;
    size_t high = r->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rank_compare(r->sorted[middle], user) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void insert(roster *r, roster_user *user) {
    size_t place = place_of(r, user);
    memmove(&r->sorted[place + 1], &r->sorted[place],
            (r->count - place) * sizeof *r->sorted);
    r->sorted[place] = user;
    r->count++;
    r->section_counts[user->section]++;
    slot_put(r, user);
}

static void take_out(roster *r, roster_user *user) {
    size_t place = place_of(r, user);
    slot_remove(r, slot_of(r, user->nick, model_nick_hash(user->nick)));
    r->count--;
    r->section_counts[user->section]--;
    memmove(&r->sorted[place], &r->sorted[place + 1],
            (r->count - place) * sizeof *r->sorted);
    free(user);
}

static roster_user *find_id(const roster *r, int64_t id) {
    for (size_t i = 0; i < r->count; i++) {
        if (r->sorted[i]->id == id) {
            return r->sorted[i];
        }
    }
    return NULL;
}

/* Puts somebody new, or in the place of who was known (may be NULL) or had his
 * nick. */
static roster_user *replace(roster *r, roster_user *known, const dgg_user *told,
                            const dgg_flairs *flairs) {
    roster_user *made = rank_user_new(told, known, flairs);
    if (made == NULL) {
        return known;
    }
    if (known != NULL) {
        take_out(r, known);
    }
    roster_user *namesake = find(r, made->nick);
    if (namesake != NULL) {
        take_out(r, namesake);
    }
    if (r->count >= ROSTER_USERS || !make_room(r, r->count + 1)) {
        free(made);
        return NULL;
    }
    insert(r, made);
    return made;
}

roster *roster_new(void) {
    return calloc(1, sizeof(roster));
}

void roster_free(roster *r) {
    if (r == NULL) {
        return;
    }
    roster_clear(r);
    free(r->sorted);
    free(r->slots);
    free(r);
}

void roster_clear(roster *r) {
    for (size_t i = 0; i < r->count; i++) {
        free(r->sorted[i]);
    }
    r->count = 0;
    memset(r->section_counts, 0, sizeof r->section_counts);
    if (r->slots != NULL) {
        memset(r->slots, 0, 2 * r->capacity * sizeof *r->slots);
    }
}

void roster_replace(roster *r, const dgg_names *names,
                    const dgg_flairs *flairs) {
    roster_clear(r);
    size_t count =
        names->user_count < ROSTER_USERS ? names->user_count : ROSTER_USERS;
    if (!make_room(r, count)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        roster_user *user = rank_user_new(&names->users[i], NULL, flairs);
        if (user == NULL || *user->nick == '\0' ||
            find(r, user->nick) != NULL) {
            free(user);
            continue;
        }
        r->sorted[r->count++] = user;
        r->section_counts[user->section]++;
        slot_put(r, user);
    }
    qsort(r->sorted, r->count, sizeof(roster_user *), compare_pointers);
}

const roster_user *roster_join(roster *r, const dgg_user *joined,
                               const dgg_flairs *flairs) {
    char nick[MODEL_NICK_BYTES];
    model_nick_clean(nick, joined->nick);
    if (*nick == '\0') {
        return NULL;
    }
    roster_user *known = find(r, nick);
    if (known != NULL && rank_is_known(known, joined)) {
        return known;
    }
    return replace(r, known, joined, flairs);
}

void roster_update(roster *r, const dgg_user *updated,
                   const dgg_flairs *flairs) {
    char nick[MODEL_NICK_BYTES];
    model_nick_clean(nick, updated->nick);
    roster_user *known = find(r, nick);
    if (updated->id > 0 && (known == NULL || known->id != updated->id)) {
        roster_user *same = find_id(r, updated->id);
        known = same != NULL ? same : known;
    }
    if (known != NULL) {
        replace(r, known, updated, flairs);
    }
}

void roster_quit(roster *r, const char *nick) {
    char clean[MODEL_NICK_BYTES];
    model_nick_clean(clean, nick);
    roster_user *user = find(r, clean);
    if (user != NULL) {
        take_out(r, user);
    }
}

void roster_recolor(roster *r, const dgg_flairs *flairs) {
    for (size_t i = 0; i < r->count; i++) {
        rank_recolor(r->sorted[i], flairs);
    }
}

const roster_user *roster_find(const roster *r, const char *nick) {
    char clean[MODEL_NICK_BYTES];
    model_nick_clean(clean, nick);
    return find(r, clean);
}

size_t roster_count(const roster *r) {
    return r->count;
}

size_t roster_section_count(const roster *r, roster_section section) {
    return section < SECTIONS ? r->section_counts[section] : 0;
}

const roster_user *roster_at(const roster *r, size_t index) {
    return index < r->count ? r->sorted[index] : NULL;
}

size_t roster_index(const roster *r, const char *nick) {
    const roster_user *user = roster_find(r, nick);
    return user == NULL ? r->count : place_of(r, user);
}
