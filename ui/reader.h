/*
 * The reader: one poll loop over the keyboard, signals and the library, with
 * the nearest timer as its timeout.
 */
#ifndef READER_H
#define READER_H

#include "options.h"

/* Runs until the person leaves. Returns the program's exit code; when it is
 * not EXIT_OK a sentence has been printed to standard error. */
int reader_run(const options *o);

#endif
