/*
 * Addresses of networks: which belong to the internet, and which to this machine or to a network that is nobody else's business.
 *
 * By the registries of special-purpose addresses (IANA; RFC 6890 and what came after it). An address that carries one of IPv4 in it
 * (mapped, NAT64, 6to4) is what that one is.
 */
#ifndef SYN_FETCH_NET_ADDRESS_H
#define SYN_FETCH_NET_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* False for what is neither IPv4 nor IPv6, too. `size`: bytes of the address. */
bool syn_net_is_public(const struct sockaddr *address, size_t size);

#endif
