/*
 * Requests as records, and their ids.
 */
#ifndef SYN_RECORDS_REQUEST_RECORD_H
#define SYN_RECORDS_REQUEST_RECORD_H

#include "base/buffer.h"
#include "synoptic/request.h"

/* From kind, source and, where it is stated, time. */
syn_id syn_request_id(const syn_request *request);

/* {"record":"collection",…} and a newline. `with_times`: also times that are not stated, for who does not export. */
void syn_record_write_collection(syn_buffer *line, const syn_request *request, bool with_times);

#endif
