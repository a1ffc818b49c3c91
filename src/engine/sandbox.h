/*
 * Sandbox: how a process gives up all that computing does not need.
 *
 * Afterwards the process has one open file, may take memory up to a limit, and may ask the system for a dozen things; anything else
 * ends it. There is no way back, and what it forks would be bound too.
 */
#ifndef SYN_ENGINE_SANDBOX_H
#define SYN_ENGINE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "synoptic/engine.h"

/* The open file that is left in a process without rights: its line to the parent. */
enum { SYN_SANDBOX_FILE = 0 };

/*
 * The most that can be had here: SYN_ISOLATED_BY_FILTER where the program was built with libseccomp, the kernel takes filters, and neither
 * a sanitizer nor valgrind (which need the system for their own work) runs this process; else SYN_ISOLATED_BY_PROCESS.
 */
syn_isolation_level syn_sandbox_available(void);

/*
 * Closes all files but `file`, which becomes SYN_SANDBOX_FILE. For a process that only waits for orders.
 * Returns SYN_OK, SYN_IO.
 */
SYN_MUST_CHECK syn_status syn_sandbox_close_files(int file);

/*
 * Gives up all rights of this process but those of computing and of its line to the parent (SYN_SANDBOX_FILE, see above). The process may
 * then take `memory_bytes` more than it has. `out_level`: how far that went.
 * Returns SYN_OK; SYN_IO when what every system has (limits of resources) could not be set.
 */
SYN_MUST_CHECK syn_status syn_sandbox_enter(size_t memory_bytes, syn_isolation_level *out_level);

#endif
