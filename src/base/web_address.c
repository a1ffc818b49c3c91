#include "base/web_address.h"

#include <string.h>

static bool is_slash(char c) {
  return c == '/' || c == '\\';
}

/* Behind "http:" or "https:" and the slashes, as browsers and libcurl count them: any number, either way. 0: another scheme. */
static size_t authority_start(syn_text address) {
  static const char *const schemes[] = {"http:", "https:"};
  for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
    const syn_text scheme = syn_text_from(schemes[i]);
    size_t at = scheme.size;
    if (!syn_text_equal_ascii_case(syn_text_slice(address, 0, at), scheme)) continue;
    while (at < address.size && is_slash(address.data[at])) at++;
    return at > scheme.size ? at : 0;
  }
  return 0;
}

static size_t authority_end(syn_text address, size_t start, const char *ends) {
  while (start < address.size && !(address.data[start] && strchr(ends, address.data[start]))) start++;
  return start;
}

/* The same of any scheme ("ftp://"), and of a reference without one ("//host"). */
static size_t login_start(syn_text address) {
  size_t at = authority_start(address);
  if (at > 0) return at;
  while (at < address.size && address.data[at] && !strchr(":/\\?#@", address.data[at])) at++;
  const size_t scheme = at;
  if (at > 0 && at < address.size && address.data[at] == ':') at++;
  if (scheme > 0 && at == scheme) return 0; /* a path */
  const size_t slashes = at;
  while (at < address.size && is_slash(address.data[at])) at++;
  return at >= slashes + 2 ? at : 0;
}

/* To libcurl, which asks, a backslash is a letter of a password; to browsers it would be a slash. */
bool syn_web_address_login(syn_text address, syn_text *out_before, syn_text *out_after) {
  const size_t start = login_start(address), end = start ? authority_end(address, start, "/?#") : 0;
  size_t at = end;
  while (at > start && address.data[at - 1] != '@') at--;
  const bool has_login = at > start;
  *out_before = has_login ? syn_text_slice(address, 0, start) : address;
  *out_after = has_login ? syn_text_slice(address, at, address.size) : (syn_text){0};
  return has_login;
}

bool syn_web_address_has_login(syn_text address) {
  syn_text before, after;
  return syn_web_address_login(address, &before, &after);
}

/* ---- the normal form ---- */

typedef struct writing {
  char *bytes;
  size_t size;
} writing;

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

static void put_escaped(writing *out, unsigned char c) {
  static const char digits[] = "0123456789ABCDEF";
  out->bytes[out->size++] = '%';
  out->bytes[out->size++] = digits[c >> 4];
  out->bytes[out->size++] = digits[c & 15];
}

/* The byte at `*at` as the normal form has it, which may be three. */
static void put_byte(writing *out, syn_text text, size_t *at) {
  const unsigned char c = (unsigned char)text.data[*at];
  const int high = c == '%' && *at + 2 < text.size ? hex_value(text.data[*at + 1]) : -1,
            low = high < 0 ? -1 : hex_value(text.data[*at + 2]);
  const unsigned char coded = (unsigned char)(high * 16 + low);
  *at += low < 0 ? 1 : 3;
  if (low >= 0 && is_unreserved(coded))
    out->bytes[out->size++] = (char)coded;
  else if (low >= 0)
    put_escaped(out, coded);
  else if (c <= ' ' || c >= 0x7F || c == '%')
    put_escaped(out, c);
  else
    out->bytes[out->size++] = (char)c;
}

static bool is_default_port(syn_text port, bool is_secure) {
  return port.size == 0 || syn_text_equal(port, is_secure ? SYN_TEXT("443") : SYN_TEXT("80"));
}

/* "//host:port", the host in lower case. */
static void put_authority(writing *out, syn_text authority, bool is_secure) {
  size_t colon = authority.size;
  while (colon > 0 && authority.data[colon - 1] >= '0' && authority.data[colon - 1] <= '9') colon--;
  const bool has_port = colon > 0 && authority.data[colon - 1] == ':';
  const syn_text port = has_port ? syn_text_slice(authority, colon, authority.size) : (syn_text){0};
  const syn_text host = has_port ? syn_text_slice(authority, 0, colon - 1) : authority;
  for (size_t at = 0; at < host.size;) {
    const size_t before = out->size;
    put_byte(out, host, &at);
    char *c = &out->bytes[before];
    if (out->size == before + 1 && *c >= 'A' && *c <= 'Z') *c = (char)(*c | 0x20);
  }
  if (is_default_port(port, is_secure)) return;
  out->bytes[out->size++] = ':';
  memcpy(out->bytes + out->size, port.data, port.size);
  out->size += port.size;
}

/* The path that begins at `start` of what is written, without "/." and "/.." (RFC 3986, 5.2.4). */
static void remove_dots(writing *out, size_t start) {
  size_t kept = start, at = start;
  while (at < out->size) {
    size_t end = at + 1;
    while (end < out->size && out->bytes[end] != '/') end++;
    const syn_text segment = {out->bytes + at + 1, end - at - 1};
    const bool is_here = syn_text_equal(segment, SYN_TEXT(".")), is_above = syn_text_equal(segment, SYN_TEXT(".."));
    if (is_above)
      while (kept > start && out->bytes[--kept] != '/') continue;
    if (!is_here && !is_above) {
      memmove(out->bytes + kept, out->bytes + at, end - at);
      kept += end - at;
    } else if (end == out->size) {
      out->bytes[kept++] = '/';
    }
    at = end;
  }
  out->size = kept;
}

syn_status syn_web_address_normal(syn_text address, syn_arena *arena, syn_text *out_normal) {
  const size_t start = authority_start(address);
  if (start == 0) return syn_arena_copy(arena, address, out_normal);
  enum { GROWTH = 3, SLACK = 16 };
  writing out = {.bytes = syn_arena_take(arena, GROWTH * address.size + SLACK, 1)};
  if (!out.bytes) return SYN_NO_MEMORY;
  const bool is_secure = address.data[4] == 's' || address.data[4] == 'S';
  const size_t end = authority_end(address, start, "/\\?#");
  const syn_text scheme = is_secure ? SYN_TEXT("https://") : SYN_TEXT("http://");
  memcpy(out.bytes, scheme.data, scheme.size);
  out.size = scheme.size;
  put_authority(&out, syn_text_slice(address, start, end), is_secure);
  if (out.size == scheme.size) return syn_arena_copy(arena, address, out_normal);
  const size_t path = out.size;
  size_t at = end;
  if (at == address.size || (address.data[at] != '/' && address.data[at] != '\\')) out.bytes[out.size++] = '/';
  while (at < address.size && address.data[at] != '?' && address.data[at] != '#') put_byte(&out, address, &at);
  remove_dots(&out, path);
  while (at < address.size && address.data[at] != '#') put_byte(&out, address, &at);
  *out_normal = (syn_text){out.bytes, out.size};
  return SYN_OK;
}
