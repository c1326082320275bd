/* Runs a fuzz target over the files and directories that are given, so that
 * its corpus is an ordinary test where there is no libFuzzer. */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* All of the open file, malloc'd at exactly its size so that a sanitizer sees
 * a read past the end; NULL if it cannot be read. */
static uint8_t *read_all(FILE *file, size_t *size) {
    long length = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (length < 0) {
        return NULL;
    }
    rewind(file);
    *size = (size_t)length;
    uint8_t *data = malloc(*size > 0 ? *size : 1);
    if (data != NULL && fread(data, 1, *size, file) != *size) {
        free(data);
        return NULL;
    }
    return data;
}

static bool run_file(const char *path) {
    FILE *file = fopen(path, "rb");
    size_t size = 0;
    uint8_t *data = file != NULL ? read_all(file, &size) : NULL;
    if (file != NULL) {
        fclose(file);
    }
    if (data == NULL) {
        perror(path);
        return false;
    }
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return true;
}

static size_t run_directory(DIR *directory, const char *path) {
    size_t count = 0;
    struct dirent *entry;
    while ((entry = readdir(directory)) != NULL) {
        char file[4096];
        int length = snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] == '.' || length >= (int)sizeof file) {
            continue;
        }
        if (!run_file(file)) {
            return 0;
        }
        count++;
    }
    return count;
}

/* How many files were run; 0 is a failure. */
static size_t run_path(const char *path) {
    DIR *directory = opendir(path);
    if (directory == NULL) {
        return run_file(path) ? 1 : 0;
    }
    size_t count = run_directory(directory, path);
    closedir(directory);
    return count;
}

int main(int argc, char **argv) {
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-') {
            continue;
        }
        size_t ran = run_path(argv[i]);
        if (ran == 0) {
            fprintf(stderr, "%s: nothing was run\n", argv[i]);
            return EXIT_FAILURE;
        }
        count += ran;
    }
    printf("%zu inputs\n", count);
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
