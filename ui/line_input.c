#include "line_input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Takes what ends at `stop`, the place of a line break. */
static line_state take(line_input *in, char *stop, char **line, size_t *bytes) {
    *line = in->bytes + in->start;
    *bytes = (size_t)(stop - *line);
    *stop = '\0';
    in->start += *bytes + 1;
    return LINE_WHOLE;
}

line_state line_input_next(line_input *in, char **line, size_t *bytes) {
    char *start = in->bytes + in->start;
    size_t count = in->end - in->start;
    char *stop = memchr(start, '\n', count);
    if (stop != NULL) {
        return take(in, stop, line, bytes);
    }
    if (count == LINE_INPUT_BYTES) {
        return LINE_LONG;
    }
    if (!in->is_ended) {
        return LINE_MORE;
    }
    if (count == 0) {
        return LINE_END;
    }
    memmove(in->bytes, start, count);
    in->start = 0;
    in->end = count + 1;
    return take(in, in->bytes + count, line, bytes);
}

bool line_input_read(line_input *in, int fd) {
    size_t kept = in->end - in->start;
    memmove(in->bytes, in->bytes + in->start, kept);
    in->start = 0;
    in->end = kept;
    ssize_t count = read(fd, in->bytes + kept, LINE_INPUT_BYTES - kept);
    if (count < 0) {
        return errno == EINTR || errno == EAGAIN;
    }
    in->end += (size_t)count;
    in->is_ended = count == 0;
    return true;
}
