/*
 * Requests as records, and their ids.
 */
#ifndef SYN_RECORDS_REQUEST_RECORD_H
#define SYN_RECORDS_REQUEST_RECORD_H

#include "base/buffer.h"
#include "synoptic/request.h"

/*
 * From kind, source and, where it is stated, time; of a feed the day, so that one that is asked every few minutes fills two rows a day at
 * most: of the times that it answered, and of those that it did not.
 */
syn_id syn_request_id(const syn_request *request);

/* Whether what was asked for answered: not when it is among its own failures. Only what answered says that an outlet was collected. */
bool syn_request_has_answered(const syn_request *request);

/* {"record":"collection",…} and a newline. `with_times`: also times that are not stated, for who does not export. */
void syn_record_write_collection(syn_buffer *line, const syn_request *request, bool with_times);

#endif
