#include "log_address.h"

#include "endpoint.h"
#include "form.h"
#include "log_calendar.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    PATH_BYTES = 160,
    NUMBER_BYTES = 24,
};

/* The channel as the services call it. */
static const char channel[] = "Destinygg";

static bool is_nick_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static size_t nick_bytes(const char *nick) {
    size_t bytes = 0;
    while (is_nick_character(nick[bytes])) {
        bytes++;
    }
    return bytes <= DGG_LOGS_NICK_BYTES ? bytes : 0;
}

bool log_nick_is_valid(const char *nick) {
    size_t bytes = nick != NULL ? nick_bytes(nick) : 0;
    return bytes > 0 && nick[bytes] == '\0';
}

/* Nicks with a bar between any two. */
static bool are_nicks(const char *nicks) {
    for (int i = 0; i < DGG_LOGS_NICKS; i++) {
        size_t bytes = nick_bytes(nicks);
        if (bytes == 0 || nicks[bytes] != '|') {
            return bytes > 0 && nicks[bytes] == '\0';
        }
        nicks += bytes + 1;
    }
    return false;
}

static bool is_text(const char *text) {
    size_t bytes = strlen(text);
    return bytes <= DGG_LOGS_TEXT_BYTES && utf8_is_valid(text, bytes);
}

static bool is_day_or_none(dgg_day day) {
    return log_day_is_zero(day) || log_day_exists(day);
}

dgg_error log_query_check(const dgg_log_query *query) {
    if (query->nick != NULL && !are_nicks(query->nick)) {
        return DGG_ERROR_NICK;
    }
    bool is_good = is_day_or_none(query->from) && is_day_or_none(query->to) &&
                   query->older_than_ms >= 0 &&
                   (query->text == NULL || is_text(query->text));
    return is_good ? DGG_OK : DGG_ERROR_ARGUMENT;
}

static bool add_day(buffer *form, const char *name, dgg_day day) {
    char text[LOG_DAY_BYTES];
    if (log_day_is_zero(day)) {
        return true;
    }
    log_day_write(text, day);
    return form_add(form, name, text);
}

static bool add_text(buffer *form, const char *name, const char *text) {
    return text == NULL || text[0] == '\0' || form_add(form, name, text);
}

char *log_address_search(const char *base, const dgg_log_query *query,
                         int64_t older_than_ms) {
    char number[NUMBER_BYTES] = "";
    buffer path;
    buffer form;
    char *address = NULL;
    buffer_init(&path, FORM_BYTES);
    buffer_init(&form, FORM_BYTES);
    if (older_than_ms > 0) {
        snprintf(number, sizeof number, "%" PRId64, older_than_ms);
    }
    if (add_text(&form, "channel", channel) &&
        add_text(&form, "username", query->nick) &&
        add_text(&form, "text", query->text) &&
        add_day(&form, "start_date", query->from) &&
        add_day(&form, "end_date", query->to) &&
        add_text(&form, "search_after", number) &&
        buffer_append(&path, "/anon/search?", strlen("/anon/search?")) &&
        buffer_append(&path, form.bytes, form.used)) {
        address = endpoint_join(base, path.bytes);
    }
    buffer_free(&path);
    buffer_free(&form);
    return address;
}

/* The directory of a month. */
static int write_directory(char path[PATH_BYTES], dgg_month month) {
    return snprintf(path, PATH_BYTES, "/%s%%20chatlog/%s%%20%d", channel,
                    log_month_name(month.month), month.year);
}

char *log_address_daily(const char *base, dgg_day day) {
    char path[PATH_BYTES];
    char name[LOG_DAY_BYTES];
    int used = write_directory(path, (dgg_month){day.year, day.month});
    log_day_write(name, day);
    snprintf(path + used, PATH_BYTES - (size_t)used, "/%s.txt", name);
    return endpoint_join(base, path);
}

char *log_address_monthly(const char *base, dgg_month month, const char *name,
                          const char *nick) {
    char path[PATH_BYTES];
    int used = write_directory(path, month);
    snprintf(path + used, PATH_BYTES - (size_t)used, "/%s%s%s.txt", name,
             nick != NULL ? "/" : "", nick != NULL ? nick : "");
    return endpoint_join(base, path);
}
