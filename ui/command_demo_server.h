/*
 * dgg demo-server: the embedded server alone, for other programs to use.
 */
#ifndef COMMAND_DEMO_SERVER_H
#define COMMAND_DEMO_SERVER_H

#include "options.h"

/* Prints the addresses as DGG_..._URL=... lines and serves until interrupted.
 * Returns the program's exit code. */
int command_demo_server(const options *o);

#endif
