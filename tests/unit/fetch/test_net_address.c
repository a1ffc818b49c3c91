#include <arpa/inet.h>

#include "../base/base_test.h"
#include "fetch/net_address.h"

static bool is_public(const char *text) {
  struct sockaddr_in four = {.sin_family = AF_INET};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6};
  if (inet_pton(AF_INET, text, &four.sin_addr) == 1) return syn_net_is_public((struct sockaddr *)&four, sizeof four);
  assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
  return syn_net_is_public((struct sockaddr *)&six, sizeof six);
}

static void addresses_of_the_internet_are_public(void **state) {
  (void)state;
  static const char *const texts[] = {"1.1.1.1",       "9.255.255.255",   "11.0.0.0",         "100.63.255.255",   "100.128.0.0",
                                      "126.255.255.1", "128.0.0.1",       "169.253.255.1",    "169.255.0.0",      "172.15.255.255",
                                      "172.32.0.0",    "192.0.1.1",       "192.167.1.1",      "192.169.0.0",      "198.17.255.255",
                                      "198.20.0.0",    "203.0.112.255",   "203.0.114.0",      "223.255.255.255",  "168.63.129.15",
                                      "168.63.129.17", "2606:4700::1111", "2a00::1",          "2001:200::1",      "2001:db7::1",
                                      "3ffe::1",       "::ffff:1.1.1.1",  "64:ff9b::1.1.1.1", "2002:0101:0101::1"};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    if (!is_public(texts[i])) fail_msg("%s is public", texts[i]);
}

static void addresses_of_this_machine_and_its_networks_are_not(void **state) {
  (void)state;
  static const char *const texts[] = {
      "0.0.0.0",         "0.1.2.3",     "10.0.0.1",        "10.255.255.255", "100.64.0.1",     "100.127.255.255", "127.0.0.1",
      "127.255.255.255", "169.254.0.1", "169.254.169.254", "172.16.0.1",     "172.31.255.255", "192.0.0.1",       "192.0.2.1",
      "192.88.99.1",     "192.168.0.1", "192.168.255.255", "198.18.0.1",     "198.19.255.255", "198.51.100.1",    "203.0.113.1",
      "168.63.129.16",   "224.0.0.1",   "239.1.1.1",       "240.0.0.1",      "255.255.255.255"};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    if (is_public(texts[i])) fail_msg("%s is not public", texts[i]);
}

static void addresses_of_ipv6_that_mean_no_machine_of_the_internet_are_not(void **state) {
  (void)state;
  static const char *const texts[] = {"::",
                                      "::1",
                                      "::7f00:1",
                                      "::ffff:127.0.0.1",
                                      "::ffff:10.1.2.3",
                                      "::ffff:0.0.0.0",
                                      "::ffff:169.254.169.254",
                                      "64:ff9b::127.0.0.1",
                                      "64:ff9b::192.168.1.1",
                                      "64:ff9b:1::1.1.1.1",
                                      "100::1",
                                      "2001::1",
                                      "2001:db8::1",
                                      "2002:7f00:0001::1",
                                      "2002:0a00:0001::1",
                                      "3fff::1",
                                      "5f00::1",
                                      "fc00::1",
                                      "fd12:3456::1",
                                      "fe80::1",
                                      "fec0::1",
                                      "ff02::1",
                                      "4000::1"};
  for (size_t i = 0; i < COUNT_OF(texts); i++)
    if (is_public(texts[i])) fail_msg("%s is not public", texts[i]);
}

static void what_is_no_address_of_the_internet_protocol_is_not_public(void **state) {
  (void)state;
  struct sockaddr_in four = {.sin_family = AF_INET};
  assert_int_equal(inet_pton(AF_INET, "1.1.1.1", &four.sin_addr), 1);
  assert_false(syn_net_is_public((struct sockaddr *)&four, sizeof four - 1));
  four.sin_family = AF_UNIX;
  assert_false(syn_net_is_public((struct sockaddr *)&four, sizeof four));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(addresses_of_the_internet_are_public),
      cmocka_unit_test(addresses_of_this_machine_and_its_networks_are_not),
      cmocka_unit_test(addresses_of_ipv6_that_mean_no_machine_of_the_internet_are_not),
      cmocka_unit_test(what_is_no_address_of_the_internet_protocol_is_not_public),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
