/*
 * Memory that runs out when a test says so: the linker puts these in the place
 * of malloc and its kin (tests/CMakeLists.txt), for the library's own code and
 * what it hands to curl; other libraries keep theirs. One thread's allocations
 * are counted, between failing_memory_begin and failing_memory_end.
 */
#ifndef FAILING_MEMORY_H
#define FAILING_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* The allocation of this number (from 1) fails, with `is_lasting` also all
 * that follow. */
void failing_memory_plan(size_t number, bool is_lasting);

/* From now on it counts, until the end. */
void failing_memory_begin(void);
void failing_memory_end(void);

/* True: the planned allocation came, and failed. */
bool failing_memory_has_failed(void);

/* Does something again and again, until no allocation is left to fail, first
 * with one that fails, then with all from one on. Returns how many there were:
 * 0 says that nothing was put to the test. */
size_t failing_memory_at_every_point(void (*run)(void));

#endif
