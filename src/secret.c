#define _DEFAULT_SOURCE /* madvise, MAP_ANONYMOUS, explicit_bzero */

#include "secret.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct secret {
    size_t mapped_bytes;
    char text[];
};

static size_t round_up_to_pages(size_t bytes) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return (bytes + page - 1) / page * page;
}

/* Neither call has to succeed: they make a leak less likely, no more. */
static void keep_from_disk(void *pages, size_t bytes) {
#ifdef MADV_DONTDUMP
    (void)madvise(pages, bytes, MADV_DONTDUMP);
#endif
    (void)mlock(pages, bytes);
}

secret *secret_new(const char *text) {
    if (text == NULL || text[0] == '\0') {
        return NULL;
    }
    size_t bytes = strlen(text) + 1;
    size_t mapped_bytes = round_up_to_pages(sizeof(secret) + bytes);
    secret *s = mmap(NULL, mapped_bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (s == MAP_FAILED) {
        return NULL;
    }
    keep_from_disk(s, mapped_bytes);
    s->mapped_bytes = mapped_bytes;
    memcpy(s->text, text, bytes);
    return s;
}

void secret_free(secret *s) {
    if (s == NULL) {
        return;
    }
    size_t mapped_bytes = s->mapped_bytes;
    secret_wipe(s, mapped_bytes);
    munmap(s, mapped_bytes);
}

const char *secret_text(const secret *s) {
    return s != NULL ? s->text : "";
}

void secret_wipe(void *memory, size_t bytes) {
    explicit_bzero(memory, bytes);
}
