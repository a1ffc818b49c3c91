/*
 * Blocked ports: those at which other services than the web listen. A feed or a redirect that names one would have this program speak HTTP
 * to them: to a mail server, which may take lines of a request for commands.
 */
#ifndef SYN_FETCH_BLOCKED_PORTS_H
#define SYN_FETCH_BLOCKED_PORTS_H

#include <stdbool.h>
#include <stdint.h>

/* Whether nothing is asked at the port, as no browser does: "bad port" of the Fetch standard, https://fetch.spec.whatwg.org/#port-blocking.
 */
bool syn_port_is_blocked(uint32_t port);

#endif
