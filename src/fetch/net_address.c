#include "fetch/net_address.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

typedef struct net_range {
  uint8_t prefix[16];
  uint8_t bit_count;
} net_range;

/* Not of the internet, or of nobody. */
static const net_range private_4[] = {
    {{0}, 8},                 /* this network; 0.0.0.0 is this machine */
    {{10}, 8},                /* RFC 1918 */
    {{100, 64}, 10},          /* behind a carrier's NAT */
    {{127}, 8},               /* loopback */
    {{168, 63, 129, 16}, 32}, /* what one cloud tells its machines at an address that is public elsewhere */
    {{169, 254}, 16},         /* link-local; what clouds tell their machines */
    {{172, 16}, 12},          /* RFC 1918 */
    {{192, 0, 0}, 24},        /* assignments to protocols */
    {{192, 0, 2}, 24},        /* documentation */
    {{192, 88, 99}, 24},      /* relays of 6to4 */
    {{192, 168}, 16},         /* RFC 1918 */
    {{198, 18}, 15},          /* measurements of devices */
    {{198, 51, 100}, 24},     /* documentation */
    {{203, 0, 113}, 24},      /* documentation */
    {{224}, 4},               /* multicast */
    {{240}, 4},               /* reserved, broadcast */
};

/* Of the part of IPv6 that is given out, 2000::/3, outside which nothing is public. */
static const net_range global_6 = {{0x20}, 3};
static const net_range private_6[] = {
    {{0x20, 0x01, 0x00}, 23},       /* assignments to protocols; Teredo */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0x3f, 0xff}, 20},             /* documentation */
};

/* Ranges that carry an address of IPv4, and at which byte. */
typedef struct carrier {
  net_range bounds;
  size_t offset;
} carrier;

static const carrier carriers[] = {
    {{{[10] = 0xff, [11] = 0xff}, 96}, 12}, /* ::ffff:0:0/96, mapped */
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},   /* 64:ff9b::/96, NAT64 */
    {{{0x20, 0x02}, 16}, 2},                /* 2002::/16, 6to4 */
};

static bool is_in(const net_range *range, const uint8_t *bytes) {
  const size_t whole = range->bit_count / 8, rest = range->bit_count % 8;
  if (memcmp(range->prefix, bytes, whole) != 0) return false;
  const uint8_t mask = (uint8_t)(0xFF00 >> rest);
  return rest == 0 || (range->prefix[whole] & mask) == (bytes[whole] & mask);
}

static bool is_public_4(const uint8_t *bytes) {
  for (size_t i = 0; i < sizeof private_4 / sizeof private_4[0]; i++)
    if (is_in(&private_4[i], bytes)) return false;
  return true;
}

static bool is_public_6(const uint8_t *bytes) {
  for (size_t i = 0; i < sizeof carriers / sizeof carriers[0]; i++)
    if (is_in(&carriers[i].bounds, bytes)) return is_public_4(bytes + carriers[i].offset);
  for (size_t i = 0; i < sizeof private_6 / sizeof private_6[0]; i++)
    if (is_in(&private_6[i], bytes)) return false;
  return is_in(&global_6, bytes);
}

bool syn_net_is_public(const struct sockaddr *address, size_t size) {
  if (size >= sizeof(struct sockaddr_in) && address->sa_family == AF_INET) {
    struct sockaddr_in four;
    uint8_t bytes[4];
    memcpy(&four, address, sizeof four);
    memcpy(bytes, &four.sin_addr, sizeof bytes);
    return is_public_4(bytes);
  }
  if (size >= sizeof(struct sockaddr_in6) && address->sa_family == AF_INET6) {
    struct sockaddr_in6 six;
    memcpy(&six, address, sizeof six);
    return is_public_6(six.sin6_addr.s6_addr);
  }
  return false;
}
