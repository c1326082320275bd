/* What can be asked of a user: rights, and nicks. */
#include "dgg_event.h"
#include "text_fold.h"

#include <string.h>

static bool is_nick_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_';
}

bool dgg_user_has(const dgg_user *user, const char *feature) {
    for (size_t i = 0; i < user->feature_count; i++) {
        if (strcmp(user->features[i], feature) == 0) {
            return true;
        }
    }
    return false;
}

int dgg_user_tier(const dgg_user *user) {
    static const char *const flairs[] = {"flair42", "flair8", "flair3",
                                         "flair1", "flair13"};
    const int tiers = sizeof flairs / sizeof *flairs;
    for (int i = 0; i < tiers; i++) {
        if (dgg_user_has(user, flairs[i])) {
            return tiers - i;
        }
    }
    return 0;
}

int64_t dgg_vote_weight(const dgg_event *vote, bool is_weighted) {
    if (vote->as.vote.quantity > 0) {
        return vote->as.vote.quantity;
    }
    return is_weighted ? INT64_C(1) << dgg_user_tier(&vote->user) : 1;
}

int dgg_nick_compare(const char *a, const char *b) {
    return text_compare(a, b);
}

bool dgg_nick_is_valid(const char *nick) {
    size_t length = 0;
    while (is_nick_character(nick[length])) {
        length++;
    }
    return nick[length] == '\0' && length >= 3 && length <= 20;
}
