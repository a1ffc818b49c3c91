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

/*
 * Reads the time that an option gives ("90s", "10m", "1h") into milliseconds; where it is not given, `*out_ms` stays as it was. Says on
 * standard error what is wrong with a value and returns false.
 */
bool syn_time_option_read(const syn_arguments *arguments, syn_option_key key, uint32_t *out_ms);

/* The same for a whole number above zero, at most `most`. */
bool syn_count_option_read(const syn_arguments *arguments, syn_option_key key, uint32_t most, uint32_t *out_count);

#endif
