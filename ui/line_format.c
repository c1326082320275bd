#include "line_format.h"

#include "text_clean.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

char *line_format(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int bytes = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *line = bytes >= 0 ? malloc((size_t)bytes + 1) : NULL;
    if (line != NULL) {
        va_start(arguments, format);
        vsnprintf(line, (size_t)bytes + 1, format, arguments);
        va_end(arguments);
    }
    return line;
}

char *line_clean(char *line) {
    char *cleaned = line != NULL ? text_clean_copy(line) : NULL;
    free(line);
    return cleaned;
}

static size_t write_time(char out[LINE_TIME_BYTES], const struct tm *local,
                         bool has_seconds) {
    return has_seconds
               ? strftime(out, LINE_TIME_BYTES, "%Y-%m-%d %H:%M:%S", local)
               : strftime(out, LINE_TIME_BYTES, "%Y-%m-%d %H:%M", local);
}

void line_time(char out[LINE_TIME_BYTES], int64_t time_ms, bool has_seconds) {
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm local;
    if (time_ms == 0 || localtime_r(&seconds, &local) == NULL ||
        write_time(out, &local, has_seconds) == 0) {
        snprintf(out, LINE_TIME_BYTES, "-");
    }
}
