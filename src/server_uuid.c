#include "server_uuid.h"

#include "loop.h"

#include <stdio.h>

const char *server_uuid(dgg_loop *loop, char out[SERVER_UUID_BYTES]) {
    const uint64_t any = UINT64_MAX;
    uint64_t high = loop_random(loop, any);
    uint64_t low = loop_random(loop, any);
    snprintf(out, SERVER_UUID_BYTES, "%08llx-%04llx-4%03llx-%04llx-%012llx",
             (unsigned long long)(high >> 32),
             (unsigned long long)(high >> 16 & 0xffff),
             (unsigned long long)(high & 0xfff),
             (unsigned long long)(0x8000 | (low >> 48 & 0x3fff)),
             (unsigned long long)(low & 0xffffffffffff));
    return out;
}
