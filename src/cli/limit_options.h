/*
 * Limit options: --max-page-size 32M, --max-page-time 10s and the like, as the limits of an engine; --timeout 1m and the like, for
 * addresses.
 */
#ifndef SYN_CLI_LIMIT_OPTIONS_H
#define SYN_CLI_LIMIT_OPTIONS_H

#include "cli/command.h"

/*
 * Reads the limits that `arguments` name; the others become zero, which is the default. Says on standard error what is wrong with a value
 * and returns false.
 */
bool syn_limits_read(const syn_arguments *arguments, syn_limits *out_limits, syn_network *out_network);

#endif
