#include "fetch/curl_library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"

enum { VERSION_LEAST = 0x075500 /* 7.85.0: protocols by name */ };

/* By the names that systems give it: built with OpenSSL, with GnuTLS, and where there is one only. */
static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so", "libcurl.4.dylib"};

typedef struct function {
  const char *name;
  size_t place; /* in syn_curl */
} function;

#define FUNCTION(name) \
  { "curl_" #name, offsetof(syn_curl, name) }

static const function functions[] = {
    FUNCTION(global_init_mem),
    FUNCTION(easy_init),
    FUNCTION(easy_setopt),
    FUNCTION(easy_getinfo),
    FUNCTION(easy_cleanup),
    FUNCTION(easy_strerror),
    FUNCTION(multi_init),
    FUNCTION(multi_setopt),
    FUNCTION(multi_add_handle),
    FUNCTION(multi_perform),
    FUNCTION(multi_remove_handle),
    FUNCTION(multi_poll),
    FUNCTION(multi_info_read),
    FUNCTION(multi_cleanup),
    FUNCTION(slist_append),
    FUNCTION(slist_free_all),
    FUNCTION(url),
    FUNCTION(url_cleanup),
    FUNCTION(url_set),
    FUNCTION(url_get),
    FUNCTION(free),
    FUNCTION(getdate),
    FUNCTION(version_info),
};

static syn_curl curl;
static bool is_open;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* ---- memory: through the one door, so that a test can shut it ---- */

static char *duplicate(const char *text) {
  const size_t size = strlen(text) + 1;
  char *copy = syn_memory_allocate(size);
  return copy ? memcpy(copy, text, size) : NULL;
}

static void *allocate_zeroed(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
  void *memory = syn_memory_allocate(bytes);
  return memory ? memset(memory, 0, bytes) : NULL;
}

/* ---- opening ---- */

static syn_status find_functions(void *library) {
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    void *symbol = dlsym(library, functions[i].name);
    if (!symbol) return SYN_NOT_FOUND;
    memcpy((char *)&curl + functions[i].place, &symbol, sizeof symbol);
  }
  return curl.version_info(CURLVERSION_NOW)->version_num >= VERSION_LEAST ? SYN_OK : SYN_NOT_FOUND;
}

/* Stays open: libcurl and what it brings along cannot be unloaded safely. */
static syn_status open_library(void) {
  void *library = NULL;
  syn_status status = SYN_NOT_FOUND;
  for (size_t i = 0; status == SYN_NOT_FOUND && i < sizeof names / sizeof names[0]; i++) {
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (library) status = find_functions(library);
  }
  if (status != SYN_OK) return status;
  CURLcode code =
      curl.global_init_mem(CURL_GLOBAL_DEFAULT, syn_memory_allocate, syn_memory_free, syn_memory_reallocate, duplicate, allocate_zeroed);
  return code == CURLE_OK ? SYN_OK : SYN_NO_MEMORY;
}

syn_status syn_curl_open(const syn_curl **out_curl, syn_error *error) {
  pthread_mutex_lock(&lock);
  syn_status status = is_open ? SYN_OK : open_library();
  is_open = status == SYN_OK;
  pthread_mutex_unlock(&lock);
  if (status == SYN_NOT_FOUND)
    return syn_error_set(error, status, 0,
                         "This system has no libcurl from 7.85 on, which asks for addresses: install it (Debian and Ubuntu: libcurl4), or "
                         "save the pages and add the files.");
  if (status != SYN_OK) return syn_error_set(error, status, 0, "Not enough memory for the network.");
  *out_curl = &curl;
  return SYN_OK;
}
