/*
 * Everything that happens to a reader in a bad year: connections that end
 * anywhere, servers that refuse or say nothing, clocks that jump, keys and
 * windows of every size.
 */
#ifndef SOAK_FAULTS_H
#define SOAK_FAULTS_H

#include "soak_stage.h"

typedef struct faults {
    /* When so many tries have ended, what goes wrong next is to be decided. */
    size_t ends_to_prepare;
    size_t next_drawing; /* when so many events have come */
} faults;

/* {0} is the start. Decides what goes wrong next and does what is to be done
 * now; to be called when the stage is settled. */
void faults_step(faults *f, stage *s);

/* Types, e.g. "/connect\r"; "" does nothing. */
void faults_type(stage *s, const char *text);

/* Presses a key by its name, see input_key_parse. */
void faults_press(stage *s, const char *name);

#endif
