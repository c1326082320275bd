/*
 * Which options go together.
 */
#ifndef OPTIONS_CHECK_H
#define OPTIONS_CHECK_H

#include "options.h"

/* Looks at what was given on the command line (a speed of 0: none). EXIT_OK,
 * or EXIT_USAGE with a sentence in `problem`. */
int options_check(const options *o, char problem[OPTIONS_PROBLEM_BYTES]);

#endif
