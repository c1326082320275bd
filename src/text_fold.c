#include "text_fold.h"

#include <stdint.h>

static int lower(char c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

int text_compare(const char *a, const char *b) {
    return text_compare_start(a, b, SIZE_MAX);
}

int text_compare_start(const char *a, const char *b, size_t bytes) {
    for (; bytes > 0; bytes--, a++, b++) {
        int difference = lower(*a) - lower(*b);
        if (difference != 0 || *a == '\0') {
            return difference;
        }
    }
    return 0;
}
