/*
 * Tell network: preloaded into a program (LD_PRELOAD), notes each call by which it could reach a network: sockets that are no local ones,
 * names that are looked up, and the opening of libcurl. One line a call is added to the file that NETWORK_LOG names.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

static void note(const char *call) {
  const char *path = getenv("NETWORK_LOG");
  const int file = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
  if (file < 0) return;
  (void)!write(file, call, strlen(call));
  close(file);
}

static void *next(const char *name) {
  return dlsym(RTLD_NEXT, name);
}

EXPORT int socket(int family, int type, int protocol) {
  if (family != AF_UNIX) note("socket\n");
  int (*real)(int, int, int);
  *(void **)&real = next("socket");
  return real(family, type, protocol);
}

EXPORT int connect(int file, const struct sockaddr *address, socklen_t size) {
  if (address->sa_family != AF_UNIX) note("connect\n");
  int (*real)(int, const struct sockaddr *, socklen_t);
  *(void **)&real = next("connect");
  return real(file, address, size);
}

EXPORT int getaddrinfo(const char *restrict name, const char *restrict service, const struct addrinfo *restrict hints,
                       struct addrinfo **restrict result) {
  note("getaddrinfo\n");
  int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
  *(void **)&real = next("getaddrinfo");
  return real(name, service, hints, result);
}

EXPORT void *dlopen(const char *name, int flags) {
  if (name && strstr(name, "curl")) note("libcurl\n");
  void *(*real)(const char *, int);
  *(void **)&real = next("dlopen");
  return real(name, flags);
}
