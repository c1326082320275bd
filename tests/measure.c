#include "measure.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES = 512, LINE_BYTES = 512 };

static double read_clock(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The number after `key` in a file of lines like "VmRSS:   1234 kB". */
static double number_in(const char *path, const char *key) {
    double number = 0;
    FILE *file = fopen(path, "r");
    char line[LINE_BYTES];
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, key, strlen(key)) == 0) {
            number = strtod(line + strlen(key), NULL);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return number;
}

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

double measure_wall(void) {
    return read_clock(CLOCK_MONOTONIC);
}

double measure_cpu(void) {
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

double measure_cpu_of(pid_t process) {
    clockid_t clock;
    return clock_getcpuclockid(process, &clock) == 0 ? read_clock(clock) : 0;
}

double measure_memory_of(pid_t process) {
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "/proc/%ld/status", (long)process);
    return number_in(path, "VmRSS:") / 1024;
}

double measure_sleeps_of(pid_t process) {
    double sleeps = 0;
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "/proc/%ld/task", (long)process);
    DIR *threads = opendir(path);
    struct dirent *entry;
    while (threads != NULL && (entry = readdir(threads)) != NULL) {
        snprintf(path, sizeof path, "/proc/%ld/task/%s/status", (long)process,
                 entry->d_name);
        sleeps += number_in(path, "voluntary_ctxt_switches:");
    }
    if (threads != NULL) {
        closedir(threads);
    }
    return sleeps;
}

double measure_percentile(double *values, size_t count, double percent) {
    if (count == 0) {
        return 0;
    }
    qsort(values, count, sizeof *values, compare);
    double rank = percent / 100 * (double)count;
    size_t index = (size_t)rank;
    if ((double)index == rank && index > 0) {
        index--;
    }
    return values[index < count ? index : count - 1];
}
