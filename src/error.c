/* The words for error codes. */
#include "dgg_error.h"

const char *dgg_strerror(dgg_error error) {
    switch (error) {
#define WORDS(code, words) \
    case code: return words;
        DGG_ERROR_LIST(WORDS)
#undef WORDS
    }
    return "an unknown error";
}
