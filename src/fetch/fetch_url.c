#include "fetch/fetch_url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uidna.h>

#include "base/memory.h"
#include "fetch/blocked_ports.h"

enum { HOST_BYTES = 256 /* a name in DNS has 253 at most */ };

/* What libcurl made of an address; texts are its own. */
typedef struct url_parts {
  CURLU *handle;
  char *whole, *scheme, *host, *port, *path, *query;
} url_parts;

static syn_status fail(const char **out_fault, const char *fault) {
  *out_fault = fault;
  return SYN_BAD_INPUT;
}

static syn_status status_of(CURLUcode code, const char **out_fault) {
  switch (code) {
  case CURLUE_OK:
    return SYN_OK;
  case CURLUE_OUT_OF_MEMORY:
    return SYN_NO_MEMORY;
  case CURLUE_USER_NOT_ALLOWED:
    return fail(out_fault, "it holds a name or password, which would be kept with the page: leave them out");
  case CURLUE_UNSUPPORTED_SCHEME:
    return fail(out_fault, "only http:// and https:// are asked for");
  default:
    return fail(out_fault, "it is no address of the form http://host/path or https://host/path");
  }
}

static syn_status set(const syn_curl *curl, url_parts *parts, const char *text, const char **out_fault) {
  return status_of(curl->url_set(parts->handle, CURLUPART_URL, text, CURLU_DISALLOW_USER | CURLU_URLENCODE), out_fault);
}

/*
 * A name with letters beyond ASCII as the net knows it ("xn--bcher-kva.example"; UTS 46, as browsers do it): libcurl would go by the
 * locale, and robots.txt, pauses and what is known already should not go by the spelling.
 */
static syn_status make_ascii(const char *name, char out_name[HOST_BYTES], const char **out_fault) {
  UErrorCode error = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UIDNA *idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &error);
  const int32_t size = idna ? uidna_nameToASCII_UTF8(idna, name, -1, out_name, HOST_BYTES - 1, &info, &error) : 0;
  uidna_close(idna);
  if (error == U_MEMORY_ALLOCATION_ERROR) return SYN_NO_MEMORY;
  bool is_name = U_SUCCESS(error) && info.errors == 0 && size > 0 && size < HOST_BYTES;
  out_name[is_name ? size : 0] = 0;
  for (const char *c = out_name; *c; c++)
    is_name = is_name && ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '-' || *c == '.' || *c == '_');
  return is_name ? SYN_OK : fail(out_fault, "the name of its host is none that there can be");
}

/* Host and scheme in lower case and in ASCII, since they mean the same. */
static syn_status settle_host(const syn_curl *curl, url_parts *parts, const char **out_fault) {
  char *host = NULL, ascii[HOST_BYTES];
  bool is_ascii = true;
  syn_status status = status_of(curl->url_get(parts->handle, CURLUPART_HOST, &host, 0), out_fault);
  if (status != SYN_OK) return status;
  for (char *c = host; *c; c++) {
    is_ascii = is_ascii && (unsigned char)*c < 0x80;
    if (*c >= 'A' && *c <= 'Z') *c = (char)(*c - 'A' + 'a');
  }
  if (!is_ascii) status = make_ascii(host, ascii, out_fault);
  if (status == SYN_OK) status = status_of(curl->url_set(parts->handle, CURLUPART_HOST, is_ascii ? host : ascii, 0), out_fault);
  curl->free(host);
  return status;
}

static syn_status take_apart(const syn_curl *curl, url_parts *parts, const char **out_fault) {
  syn_status status = status_of(curl->url_get(parts->handle, CURLUPART_SCHEME, &parts->scheme, 0), out_fault);
  if (status != SYN_OK) return status;
  if (strcmp(parts->scheme, "http") != 0 && strcmp(parts->scheme, "https") != 0)
    return fail(out_fault, "only http:// and https:// are asked for");
  status = settle_host(curl, parts, out_fault);
  if (status == SYN_OK) status = status_of(curl->url_set(parts->handle, CURLUPART_FRAGMENT, NULL, 0), out_fault);
  if (status == SYN_OK) status = status_of(curl->url_get(parts->handle, CURLUPART_URL, &parts->whole, CURLU_NO_DEFAULT_PORT), out_fault);
  if (status == SYN_OK) status = status_of(curl->url_get(parts->handle, CURLUPART_HOST, &parts->host, 0), out_fault);
  if (status == SYN_OK) status = status_of(curl->url_get(parts->handle, CURLUPART_PORT, &parts->port, CURLU_DEFAULT_PORT), out_fault);
  if (status == SYN_OK) status = status_of(curl->url_get(parts->handle, CURLUPART_PATH, &parts->path, 0), out_fault);
  if (status != SYN_OK) return status;
  CURLUcode code = curl->url_get(parts->handle, CURLUPART_QUERY, &parts->query, 0);
  return code == CURLUE_NO_QUERY ? SYN_OK : status_of(code, out_fault);
}

static syn_status keep(const url_parts *parts, syn_fetch_url *out_url, const char **out_fault) {
  const char *query = parts->query ? parts->query : "";
  const size_t whole = strlen(parts->whole), origin = strlen(parts->scheme) + strlen(parts->host) + strlen(parts->port) + 4,
               host = strlen(parts->host), path = strlen(parts->path) + strlen(query) + (parts->query ? 1 : 0);
  if (syn_port_is_blocked((uint32_t)strtoul(parts->port, NULL, 10)))
    return fail(out_fault, "at its port another service than the web listens, and no browser asks there");
  if (whole > SYN_FETCH_URL_BYTES) return fail(out_fault, "it is longer than 8 KiB");
  const size_t size = whole + origin + host + path + 4;
  char *memory = syn_memory_allocate(size);
  if (!memory) return SYN_NO_MEMORY;
  snprintf(memory, size, "%s%c%s://%s:%s%c%s%c%s%s%s", parts->whole, 0, parts->scheme, parts->host, parts->port, 0, parts->host, 0,
           parts->path, parts->query ? "?" : "", query);
  *out_url = (syn_fetch_url){.memory = memory,
                             .whole = {memory, whole},
                             .origin = {memory + whole + 1, origin},
                             .host = {memory + whole + origin + 2, host},
                             .path = {memory + whole + origin + host + 3, path},
                             .is_secure = strcmp(parts->scheme, "https") == 0};
  return SYN_OK;
}

/* Bytes that no address holds: they would end it, or turn what is printed of it. */
static bool has_controls(syn_text text) {
  for (size_t i = 0; i < text.size; i++)
    if ((unsigned char)text.data[i] < ' ' || text.data[i] == 0x7F) return true;
  return false;
}

syn_status syn_fetch_url_parse(const syn_curl *curl, syn_text text, const syn_fetch_url *base, syn_fetch_url *out_url,
                               const char **out_fault) {
  char string[SYN_FETCH_URL_BYTES + 1];
  if (text.size > SYN_FETCH_URL_BYTES) return fail(out_fault, "it is longer than 8 KiB");
  if (text.size == 0 || has_controls(text)) return fail(out_fault, "it is empty or holds control characters");
  memcpy(string, text.data, text.size);
  string[text.size] = 0;
  url_parts parts = {.handle = curl->url()};
  if (!parts.handle) return SYN_NO_MEMORY;
  syn_status status = base ? set(curl, &parts, base->whole.data, out_fault) : SYN_OK;
  if (status == SYN_OK) status = set(curl, &parts, string, out_fault);
  if (status == SYN_OK) status = take_apart(curl, &parts, out_fault);
  if (status == SYN_OK) status = keep(&parts, out_url, out_fault);
  char *const texts[] = {parts.whole, parts.scheme, parts.host, parts.port, parts.path, parts.query};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) curl->free(texts[i]);
  curl->url_cleanup(parts.handle);
  return status;
}

void syn_fetch_url_clear(syn_fetch_url *url) {
  syn_memory_free(url->memory);
  *url = (syn_fetch_url){0};
}
