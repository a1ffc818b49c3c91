/*
 * Stand in: preloaded into a program (LD_PRELOAD), lets the loopback interface stand in for the internet, so that a test can show what
 * becomes of public addresses that lead to private ones.
 *
 *   9.9.9.9          connections to it go to 127.0.0.1, the same port
 *   public.example   is 9.9.9.9
 *   private.example  is 10.0.0.1
 *   both.example     is 10.0.0.1 and 9.9.9.9, in this order
 *   rebind.example   is 9.9.9.9 when it is asked for first, then 127.0.0.1
 *
 * Only the program's own idea of the address is what it asked for: what it checks, it checks on that.
 */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

#define EXPORT __attribute__((visibility("default")))

static const char PUBLIC[] = "9.9.9.9", PRIVATE[] = "10.0.0.1", LOOPBACK[] = "127.0.0.1";

static void *next(const char *name) {
  return dlsym(RTLD_NEXT, name);
}

EXPORT int connect(int file, const struct sockaddr *address, socklen_t size) {
  int (*real)(int, const struct sockaddr *, socklen_t);
  *(void **)&real = next("connect");
  struct sockaddr_in to;
  if (address->sa_family != AF_INET || size < sizeof to) return real(file, address, size);
  memcpy(&to, address, sizeof to);
  if (to.sin_addr.s_addr == inet_addr(PUBLIC)) to.sin_addr.s_addr = inet_addr(LOOPBACK);
  return real(file, (const struct sockaddr *)&to, sizeof to);
}

static const char *address_of(const char *name) {
  static atomic_int rebind_count;
  if (strcmp(name, "public.example") == 0) return PUBLIC;
  if (strcmp(name, "private.example") == 0 || strcmp(name, "both.example") == 0) return PRIVATE;
  if (strcmp(name, "rebind.example") == 0) return atomic_fetch_add(&rebind_count, 1) == 0 ? PUBLIC : LOOPBACK;
  return NULL;
}

EXPORT int getaddrinfo(const char *restrict name, const char *restrict service, const struct addrinfo *restrict hints,
                       struct addrinfo **restrict result) {
  int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
  *(void **)&real = next("getaddrinfo");
  const char *address = name ? address_of(name) : NULL;
  int code = real(address ? address : name, service, hints, result);
  if (code != 0 || !address || strcmp(name, "both.example") != 0) return code;
  struct addrinfo *last = *result;
  while (last->ai_next) last = last->ai_next;
  return real(PUBLIC, service, hints, &last->ai_next);
}
