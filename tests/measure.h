/*
 * Clocks, what /proc says of a process, and percentiles: for benchmarks.
 */
#ifndef MEASURE_H
#define MEASURE_H

#include <stddef.h>
#include <sys/types.h>

/* Seconds of a clock that never goes back. */
double measure_wall(void);

/* Seconds of CPU this process has used. */
double measure_cpu(void);

/* Of another process: seconds of CPU, resident megabytes, and how often its
 * threads went to sleep. */
double measure_cpu_of(pid_t process);
double measure_memory_of(pid_t process);
double measure_sleeps_of(pid_t process);

/* The value that `percent` of the sorted ones do not exceed; sorts them. */
double measure_percentile(double *values, size_t count, double percent);

#endif
