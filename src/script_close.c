#include "script_close.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NUMBERS_BYTES = 256,
    NAME_BYTES = 64,
    REASON_BYTES = 1024,
    CODE_NONE = 1006, /* no close frame came (RFC 6455, 7.1.5) */
};

/* No wait for a next try is longer than some thirty years. */
#define RETRY_LIMIT_MS INT64_C(1000000000000)

/* By name: numbers of the enum change from version to version. */
static const struct {
    dgg_error error;
    const char *name;
} errors[] = {
#define NAMED(code, words) {code, #code},
    DGG_ERROR_LIST(NAMED)
#undef NAMED
};

static const char *name_of(dgg_error error) {
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        if (errors[i].error == error) {
            return errors[i].name;
        }
    }
    return "";
}

static dgg_error error_of(const char *name) {
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        if (name != NULL && strcmp(errors[i].name, name) == 0) {
            return errors[i].error;
        }
    }
    return DGG_ERROR_CLOSED;
}

/* The number of a key if it is one of these, else `otherwise`. */
static int64_t number_of(json_value line, const char *key, int64_t maximum,
                         int64_t otherwise) {
    int64_t number = 0;
    bool is_one = json_int(json_get(line, key), &number);
    return is_one && number >= -1 && number <= maximum ? number : otherwise;
}

static int64_t count_of(json_value line, const char *key, int64_t maximum) {
    int64_t count = number_of(line, key, maximum, 0);
    return count > 0 ? count : 0;
}

bool script_close_write(buffer *out, int64_t at_ms, const dgg_close *close) {
    char numbers[NUMBERS_BYTES];
    char *reason = json_write_string(close->reason);
    int length = snprintf(
        numbers, sizeof numbers,
        "{\"at_ms\":%" PRId64 ",\"fault\":\"%s\",\"code\":%d,\"error\":\"%s\","
        "\"http_status\":%d,\"retry_ms\":%" PRId64 ",\"attempt\":%" PRIu32
        ",\"rejected\":%" PRIu64 ",\"reason\":",
        at_ms, close->code == CODE_NONE ? "cut" : "close", close->code,
        name_of(close->error), close->http_status, close->retry_ms,
        close->attempt, close->rejected);
    bool is_good = reason != NULL &&
                   buffer_append(out, numbers, (size_t)length) &&
                   buffer_append(out, reason, strlen(reason)) &&
                   buffer_append(out, "}", 1);
    free(reason);
    return is_good;
}

const dgg_close *script_close_read(json_value line, int code, arena *strings) {
    dgg_close *close = arena_alloc(strings, sizeof *close);
    const char *reason =
        json_string(json_get(line, "reason"), strings, REASON_BYTES, NULL);
    const char *error =
        json_string(json_get(line, "error"), strings, NAME_BYTES, NULL);
    if (close == NULL) {
        return NULL;
    }
    *close = (dgg_close){
        .error = error_of(error),
        .code = (int)count_of(line, "code", UINT16_MAX),
        .http_status = (int)count_of(line, "http_status", 999),
        .reason = reason != NULL ? reason : "",
        .retry_ms = number_of(line, "retry_ms", RETRY_LIMIT_MS, -1),
        .attempt = (uint32_t)count_of(line, "attempt", UINT32_MAX),
        .rejected = (uint64_t)count_of(line, "rejected", INT64_MAX),
    };
    close->code = close->code > 0 ? close->code : code;
    return close;
}
