#include "api_reply.h"

#include "text_fold.h"

#include <stdio.h>
#include <string.h>

enum { STATEMENT_BYTES = 160 };

enum {
    STATUS_OK = 200,
    STATUS_FORBIDDEN = 403,
};

/* What the site says in its own words. */
static const struct {
    const char *word;
    dgg_error error;
} known_words[] = {
    {"forbidden", DGG_ERROR_NOT_LOGGED_IN},
    {"inactiveuser", DGG_ERROR_NOT_LOGGED_IN},
    {"invalid_token", DGG_ERROR_TOKEN_REFUSED},
    {"token_expired", DGG_ERROR_TOKEN_REFUSED},
    {"throttled", DGG_ERROR_THROTTLED},
    {"invalidnick", DGG_ERROR_NICK},
    {"toolarge", DGG_ERROR_TOO_LARGE},
    {"badproxyresponse", DGG_ERROR_HTTP_STATUS},
    {"User not found", DGG_ERROR_NOT_FOUND},
};

static dgg_error error_of_redirect(http_redirect redirect) {
    switch (redirect) {
    case HTTP_STAYS: return DGG_ERROR_HTTP_STATUS;
    case HTTP_REDIRECT_TO_ITSELF: return DGG_ERROR_REDIRECT_LOOP;
    case HTTP_REDIRECT_ON_HOST: return DGG_ERROR_REDIRECT;
    case HTTP_REDIRECT_ELSEWHERE: return DGG_ERROR_REDIRECT_HOST;
    }
    return DGG_ERROR_HTTP_STATUS;
}

static dgg_error error_of_status(int http_status) {
    switch (http_status) {
    case STATUS_OK: return DGG_OK;
    case 401:
    case STATUS_FORBIDDEN: return DGG_ERROR_NOT_LOGGED_IN;
    case 404: return DGG_ERROR_NOT_FOUND;
    case 413: return DGG_ERROR_TOO_LARGE;
    case 429: return DGG_ERROR_THROTTLED;
    default: return DGG_ERROR_HTTP_STATUS;
    }
}

/* DGG_OK: no word that is known. */
static dgg_error error_of_word(const char *word) {
    for (size_t i = 0; i < sizeof known_words / sizeof *known_words; i++) {
        if (text_compare(known_words[i].word, word) == 0) {
            return known_words[i].error;
        }
    }
    return DGG_OK;
}

/* What an error object says, or "". Its keys vary: `error` of the older site,
 * `message` of the newer wrapper. */
static const char *statement_of(json_value object, arena *memory) {
    static const char *const keys[] = {"error", "message"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *words = json_string(json_get(object, keys[i]), memory,
                                        STATEMENT_BYTES, NULL);
        if (words != NULL && words[0] != '\0') {
            return words;
        }
    }
    return "";
}

/* A body that is one word, as PHP prints a string: without quotes. */
static bool is_bare_word(const char *text, size_t bytes) {
    if (bytes == 0 || bytes >= STATEMENT_BYTES) {
        return false;
    }
    for (size_t i = 0; i < bytes; i++) {
        bool is_letter = (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z';
        if (!is_letter && text[i] != '_') {
            return false;
        }
    }
    return true;
}

/* The word that an answer is, with or without quotes, or "". */
static const char *word_of(const json_doc *doc, const http_answer *answer,
                           arena *memory) {
    const char *word = NULL;
    if (doc->count > 0) {
        word = json_string(json_root(doc), memory, STATEMENT_BYTES, NULL);
    } else if (is_bare_word(answer->body, answer->bytes)) {
        word = arena_copy(memory, answer->body, answer->bytes);
    }
    return word != NULL ? word : "";
}

static bool is_page(const http_answer *answer) {
    const char *body = answer->body;
    return text_compare_start(answer->content_type, "text/html", 9) == 0 ||
           body[strspn(body, " \t\r\n")] == '<';
}

static bool is_error_object(json_value root) {
    if (json_typeof(root) != JSON_OBJECT) {
        return false;
    }
    bool is_success = true;
    json_lenient_bool(json_get(root, "success"), &is_success);
    return !is_success || json_typeof(json_get(root, "error")) == JSON_STRING;
}

/* An object that came with status 200 and says no all the same. */
static dgg_error error_of_object(json_value object, const char *statement) {
    dgg_error error = error_of_word(statement);
    int64_t code = 0;
    json_lenient_int(json_get(object, "code"), &code);
    if (error == DGG_OK && code >= 400 && code <= 599) {
        error = error_of_status((int)code);
    }
    return error != DGG_OK ? error : DGG_ERROR_SITE;
}

static bool set(api_verdict *verdict, dgg_error error, int status,
                const char *statement) {
    const char *words = statement[0] != '\0' ? statement : dgg_strerror(error);
    verdict->error = error;
    if (status == STATUS_OK) {
        snprintf(verdict->words, sizeof verdict->words,
                 statement[0] != '\0' ? "the site says: %s" : "%s", words);
    } else {
        snprintf(verdict->words, sizeof verdict->words,
                 "the site answered with status %d: %s", status, words);
    }
    return false;
}

bool api_fail(api_verdict *verdict, dgg_error error) {
    return set(verdict, error, STATUS_OK, "");
}

/* What guards the site refuses with a page; the site itself with JSON, but on
 * some addresses with a page, too. */
static dgg_error error_of_answer(const http_answer *answer, bool needs_login) {
    if (answer->status >= 300 && answer->status < 400) {
        return error_of_redirect(answer->redirect);
    }
    dgg_error error = error_of_status(answer->status);
    bool is_guard = error == DGG_ERROR_NOT_LOGGED_IN && !needs_login;
    return is_guard ? DGG_ERROR_HTTP_STATUS : error;
}

/* Judges an answer whose body was parsed as far as it is JSON. */
static void judge(api_verdict *verdict, const http_answer *answer,
                  bool needs_login, const json_doc *doc, arena *memory) {
    dgg_error error = error_of_answer(answer, needs_login);
    verdict->error = error;
    verdict->words[0] = '\0';
    if (error == DGG_OK) {
        return;
    }
    const char *statement = statement_of(json_root(doc), memory);
    statement = statement[0] != '\0' ? statement : word_of(doc, answer, memory);
    dgg_error word = error_of_word(statement);
    set(verdict, word != DGG_OK ? word : error, answer->status, statement);
}

void api_judge(api_verdict *verdict, const http_answer *answer,
               bool needs_login) {
    json_doc doc = {0};
    arena memory = {0};
    json_parse(&doc, answer->body, answer->bytes);
    judge(verdict, answer, needs_login, &doc, &memory);
    json_doc_free(&doc);
    arena_free(&memory);
}

/* Where JSON is spoken, a page with 403 or 404 is not the site's verdict on a
 * session or a person: something before it refused, or the address is gone. */
static void judge_page(api_verdict *verdict, const http_answer *answer) {
    bool is_verdict = verdict->error == DGG_ERROR_NOT_LOGGED_IN ||
                      verdict->error == DGG_ERROR_NOT_FOUND;
    if (is_verdict && is_page(answer)) {
        set(verdict, DGG_ERROR_HTML, answer->status, "");
    }
}

/* The results, without what the newer site wraps them in. */
static json_value unwrap(json_value root) {
    json_value data = json_get(root, "data");
    return json_typeof(root) == JSON_OBJECT && json_exists(data) ? data : root;
}

static bool open_word(api_verdict *verdict, const char *word,
                      const char *empty_word) {
    if (empty_word != NULL && text_compare(word, empty_word) == 0) {
        verdict->error = DGG_OK; /* also when it came as an error */
        verdict->words[0] = '\0';
        return true;
    }
    if (verdict->error != DGG_OK) {
        return false;
    }
    dgg_error error = error_of_word(word);
    return set(verdict, error != DGG_OK ? error : DGG_ERROR_SITE, STATUS_OK,
               word);
}

/* The body has status 200 and is no word. */
static bool open_body(api_verdict *verdict, const http_answer *answer,
                      const json_doc *doc, json_value *found, arena *memory) {
    if (doc->count == 0) {
        return api_fail(verdict,
                        is_page(answer) ? DGG_ERROR_HTML : DGG_ERROR_NOT_JSON);
    }
    json_value root = json_root(doc);
    if (is_error_object(root)) {
        const char *statement = statement_of(root, memory);
        return set(verdict, error_of_object(root, statement), STATUS_OK,
                   statement);
    }
    *found = unwrap(root);
    return true;
}

bool api_open(api_verdict *verdict, const http_answer *answer,
              const char *empty_word, bool needs_login, json_doc *doc,
              json_value *found) {
    arena memory = {0};
    *found = (json_value){0};
    json_parse(doc, answer->body, answer->bytes);
    if (doc->is_out_of_memory) {
        return api_fail(verdict, DGG_ERROR_MEMORY);
    }
    judge(verdict, answer, needs_login, doc, &memory);
    judge_page(verdict, answer);
    const char *word = word_of(doc, answer, &memory);
    bool is_open = word[0] != '\0'
                       ? open_word(verdict, word, empty_word)
                       : verdict->error == DGG_OK &&
                             open_body(verdict, answer, doc, found, &memory);
    arena_free(&memory);
    return is_open;
}
