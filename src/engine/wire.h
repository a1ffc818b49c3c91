/*
 * Wire: messages between the program and a process that it has read pages.
 *
 * A message is a head of fixed size and up to SYN_WIRE_PARTS byte strings. Neither side believes a length: those of a head are checked
 * against a limit before anything is taken for them. Both ends are the same program on the same machine, so numbers travel as they are.
 */
#ifndef SYN_ENGINE_WIRE_H
#define SYN_ENGINE_WIRE_H

#include <stdbool.h>

#include "base/buffer.h"

enum { SYN_WIRE_PARTS = 16, SYN_WIRE_NUMBERS = 5 };

typedef struct syn_wire {
  int socket; /* a stream */
  /*
   * Asked each time that the other side let the socket's timeout pass (SO_RCVTIMEO, SO_SNDTIMEO); false gives up. NULL where the
   * socket has no timeout.
   */
  bool (*may_wait)(void *context);
  void *context;
} syn_wire;

/* What stands before the parts. `sizes` are their bytes; those from `part_count` on are 0. */
typedef struct syn_wire_head {
  uint32_t kind, part_count;
  uint64_t numbers[SYN_WIRE_NUMBERS];
  uint64_t sizes[SYN_WIRE_PARTS];
} syn_wire_head;

/* Sends a message; sizes are filled in from `parts`. Returns SYN_OK, SYN_IO (the other side is gone), SYN_LIMIT (given up). */
SYN_MUST_CHECK syn_status syn_wire_send(const syn_wire *wire, syn_wire_head *head, const syn_text *parts);

/*
 * Waits for a head. Returns SYN_OK; SYN_IO; SYN_LIMIT (given up); SYN_BAD_INPUT when it has another kind or number of parts, or parts of
 * more than `limit_bytes` together: then the rest of the stream means nothing.
 */
SYN_MUST_CHECK syn_status syn_wire_receive_head(const syn_wire *wire, uint32_t kind, uint32_t part_count, uint64_t limit_bytes,
                                                syn_wire_head *out_head);

/* The next part, `size` bytes as its head says, into `bytes`. Returns SYN_OK, SYN_IO, SYN_LIMIT. */
SYN_MUST_CHECK syn_status syn_wire_receive(const syn_wire *wire, void *bytes, size_t size);

#endif
