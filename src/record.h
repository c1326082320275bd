/*
 * Recording onto a disk that a test made.
 */
#ifndef RECORD_H
#define RECORD_H

#include "record_file.h"

/* dgg_recorder_new with another write(2) for its file. */
dgg_error recorder_new_on(dgg_recorder **recorder, dgg_chat *chat,
                          const dgg_record_options *options,
                          record_file_writer write,
                          char problem[DGG_RECORD_PROBLEM_BYTES]);

#endif
