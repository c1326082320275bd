#include "model_words.h"

#include "text_clean.h"
#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_BYTES = 4096 }; /* of a sentence before it is cleaned */

static const struct {
    dgg_error error;
    const char *words;
} close_words[] = {
    {DGG_OK, "Disconnected. /connect comes back."},
    {DGG_ERROR_RESOLVE,
     "The chat server's name could not be resolved: is the network up, and "
     "the address right?"},
    {DGG_ERROR_REFUSED,
     "The host refused the connection: nothing answers at this port."},
    {DGG_ERROR_UNREACHABLE,
     "The host could not be reached: is the network up?"},
    {DGG_ERROR_TIMEOUT,
     "The host did not answer in time: is the network up, and the address "
     "right?"},
    {DGG_ERROR_CERTIFICATE, "The server's certificate is not trusted"},
    {DGG_ERROR_TLS, "No secure connection could be agreed on"},
    {DGG_ERROR_UPGRADE, "The chat address answered, but not with chat"},
    {DGG_ERROR_PROTOCOL, "The server broke the websocket protocol"},
    {DGG_ERROR_TOO_LARGE, "The server sent more at once than is accepted."},
    {DGG_ERROR_CLOSED, "The connection was closed"},
    {DGG_ERROR_SILENT, "The line went silent."},
    {DGG_ERROR_BANNED, "Not reconnecting: the server says this account is "
                       "banned. /connect tries anyway."},
    {DGG_ERROR_TOO_MANY_CONNECTIONS,
     "Five connections already open. Close one, then /connect."},
};

/* What a status means when chat was expected; the first that matches. */
static const struct {
    int first;
    int last;
    const char *words;
} status_words[] = {
    {200, 299, "a web page, not chat: check the address"},
    {300, 399, "chat is not here but elsewhere: check the address"},
    {401, 401, "it wants a login"},
    {403, 403, "it does not let this program in"},
    {404, 404, "there is no chat at this address"},
    {429, 429, "too many tries; it asks to wait"},
    {400, 499, "it does not accept the request"},
    {500, 599, "the server has trouble of its own"},
};

/* Source of the codes: chat-gui, const.js. */
static const struct {
    const char *description;
    const char *words;
} refusal_words[] = {
    {"unknown", "The server reported an internal problem."},
    {"nopermission", "You are not allowed to do that."},
    {"protocolerror",
     "The server could not read what we sent (please report this)."},
    {"needlogin", "Log in first: --token-file takes a login key."},
    {"msgempty", "Nothing to send."},
    {"msgtoolong", "Too long: 512 characters at most."},
    {"invalidmsg", "The server refuses some character in this message."},
    {"throttled", "Too fast: wait a moment."},
    {"duplicate", "Same as your last message."},
    {"submode", "Subscribers only right now."},
    {"needbanreason", "A ban needs a reason."},
    {"privmsgbanned", "Banned accounts cannot whisper."},
    {"privmsgaccounttooyoung", "Your account is too new to whisper."},
    {"requiresocket", "This chat needs a WebSocket connection."},
    {"toomanyconnections",
     "Five connections already open. Close one, then /connect."},
    {"socketerror", "Cannot reach the server."},
    {"notfound", "No such user."},
    {"notconnected", "Not connected. Your text was kept."},
    {"activepoll", "A poll is already running."},
    {"noactivepoll", "No poll is running."},
    {"alreadyvoted", "You have voted."},
    {"nochatting", "You cannot chat yet: pick a username on the site, or a "
                   "moderator switched it off."},
    {"duplicatephrase", "Phrase exists."},
    {"nophrase", "No such phrase."},
    {"invalidphrase", "Phrase empty or bad pattern."},
    {"cantbanprotected", "That user is protected."},
    {"banned", "This account is banned."},
    {"muted", "You are muted."},
    {"bannedphrase", "Blocked: contains a banned phrase."},
};

/* The rest of the errors is said in the library's words. */
static const struct {
    dgg_error error;
    const char *words;
} error_words[] = {
    {DGG_ERROR_NOT_CONNECTED, "Not connected. Your text was kept."},
    {DGG_ERROR_ANONYMOUS, "Log in first: --token-file takes a login key."},
    {DGG_ERROR_TEXT_EMPTY, "Nothing to send."},
    {DGG_ERROR_TEXT_CHARACTER,
     "The server refuses a character in this text: a no-break space, or five "
     "accents in a row."},
};

static const char *close_words_of(dgg_error error) {
    for (size_t i = 0; i < sizeof close_words / sizeof *close_words; i++) {
        if (close_words[i].error == error) {
            return close_words[i].words;
        }
    }
    return dgg_strerror(error);
}

static const char *status_words_of(int http_status) {
    for (size_t i = 0; i < sizeof status_words / sizeof *status_words; i++) {
        if (http_status >= status_words[i].first &&
            http_status <= status_words[i].last) {
            return status_words[i].words;
        }
    }
    return "that is not chat";
}

static const char *refusal_words_of(const char *description) {
    for (size_t i = 0; i < sizeof refusal_words / sizeof *refusal_words; i++) {
        if (strcmp(refusal_words[i].description, description) == 0) {
            return refusal_words[i].words;
        }
    }
    return NULL;
}

/* A sentence that ends with its details, if there are any. */
static void with_details(char *out, size_t size, const char *words,
                         const char *details) {
    bool is_whole = strchr(".?", words[strlen(words) - 1]) != NULL;
    if (is_whole || *details == '\0') {
        words_format(out, size, is_whole ? "%s" : "%s.", words);
    } else {
        words_format(out, size, "%s: %s.", words, details);
    }
}

void words_for_error(char *out, size_t size, dgg_error error) {
    for (size_t i = 0; i < sizeof error_words / sizeof *error_words; i++) {
        if (error_words[i].error == error) {
            words_format(out, size, "%s", error_words[i].words);
            return;
        }
    }
    words_format(out, size, "%s.", dgg_strerror(error));
    if (out[0] >= 'a' && out[0] <= 'z') {
        out[0] = (char)(out[0] - 'a' + 'A');
    }
}

void words_for_duration(char out[WORDS_DURATION_BYTES], int64_t seconds) {
    static const struct {
        int64_t seconds;
        char letter;
    } units[] = {{86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof units / sizeof *units && seconds > 0; i++) {
        int64_t count = seconds / units[i].seconds;
        seconds %= units[i].seconds;
        if (count > 0 && used < WORDS_DURATION_BYTES) {
            used += (size_t)snprintf(out + used, WORDS_DURATION_BYTES - used,
                                     "%s%lld%c", used > 0 ? " " : "",
                                     (long long)count, units[i].letter);
        }
    }
}

void words_format(char *out, size_t size, const char *format, ...) {
    char text[WORDS_BYTES];
    va_list arguments;
    va_start(arguments, format);
    int wanted = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    char *clean = malloc(text_clean_room(WORDS_BYTES));
    if (wanted < 0 || clean == NULL) {
        free(clean);
        out[0] = '\0';
        return;
    }
    size_t bytes = (size_t)wanted;
    if (bytes >= sizeof text) {
        bytes = utf8_cut(text, bytes, sizeof text - 1);
    }
    bytes = text_clean(clean, text, bytes);
    bytes = utf8_cut(clean, bytes, size - 1);
    memcpy(out, clean, bytes);
    out[bytes] = '\0';
    free(clean);
}

void status_describe_close(char *out, size_t size, const dgg_event *event) {
    const dgg_close *end = &event->as.close;
    const char *words = close_words_of(end->error);
    if (end->error == DGG_ERROR_UPGRADE && end->http_status != 0) {
        words_format(out, size, "The chat address answered HTTP %d: %s.",
                     end->http_status, status_words_of(end->http_status));
    } else {
        with_details(out, size, words, end->reason);
    }
}

/* The sentence that needs what came beside the code; false: there is none. */
static bool refusal_details(char *out, size_t size, const char *description,
                            const dgg_refusal *details) {
    if (strcmp(description, "muted") == 0 && details->mute_left_s > 0) {
        words_format(out, size, "Muted: %02lld:%02lld left.",
                     (long long)(details->mute_left_s / 60),
                     (long long)(details->mute_left_s % 60));
    } else if (strcmp(description, "submode") == 0 && details->tier > 1) {
        words_format(out, size, "Subscribers of tier %d and up only right now.",
                     details->tier);
    } else if (strcmp(description, "bannedphrase") == 0 &&
               *details->filtered != '\0') {
        words_format(out, size, "Blocked: contains the banned phrase \"%s\".",
                     details->filtered);
    } else {
        return false;
    }
    return true;
}

void status_describe_refusal(char *out, size_t size, const char *description,
                             const dgg_refusal *details) {
    const char *words = refusal_words_of(description);
    if (words == NULL) {
        words_format(out, size, "Server error: %s", description);
    } else if (details == NULL ||
               !refusal_details(out, size, description, details)) {
        words_format(out, size, "%s", words);
    }
}
