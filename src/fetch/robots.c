/*
 * How it works. The lines are read once; rules go to the groups that their User-agent lines opened, of which two are kept: those that name
 * the program, and those for all. A rule is kept as a pattern in canonical form, in which equal octets are written equally: unreserved
 * characters as they are, all beyond ASCII as %XX, and '*', '$' and '%' that stand for themselves as %2A, %24 and %25. A path is brought to
 * the same form, so that matching compares bytes. The longest pattern that matches decides, and allowing wins a tie (RFC 9309, 2.2.2).
 *
 * Matching takes the parts between stars from left to right, each where it first occurs, which is right because a star takes anything:
 * linear in path and pattern.
 */
#include "fetch/robots.h"

#include <string.h>

enum { RULES_BYTES = 3 * SYN_ROBOTS_BYTES + 1024, PATH_BYTES = 256 * 1024, DELAY_MOST_S = 24 * 60 * 60 };

/* A group's rules as they come. */
typedef struct group {
  syn_buffer rules;
  uint32_t crawl_delay_ms;
  bool is_there;  /* a User-agent line opened it */
  bool is_opened; /* by the lines just before */
} group;

typedef struct parsing {
  syn_text product;
  group own, all;
  bool has_rules; /* since the last User-agent line: the next one begins another group */
  syn_buffer sitemaps;
} parsing;

/* ---- canonical form ---- */

static int hex_value(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool is_unreserved(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c && strchr("-._~", c));
}

static syn_status add_encoded(syn_buffer *to, unsigned char c) {
  static const char digits[] = "0123456789ABCDEF";
  const char encoded[3] = {'%', digits[c >> 4], digits[c & 15]};
  return syn_buffer_add(to, (syn_text){encoded, 3});
}

static syn_status add_canonical(syn_buffer *to, syn_text text, bool is_pattern) {
  syn_status status = SYN_OK;
  for (size_t i = 0; i < text.size && status == SYN_OK; i++) {
    const unsigned char c = (unsigned char)text.data[i];
    const int high = c == '%' && i + 2 < text.size ? hex_value(text.data[i + 1]) : -1, low = high >= 0 ? hex_value(text.data[i + 2]) : -1;
    const bool is_special = c == '*' || (c == '$' && i + 1 == text.size);
    if (low >= 0) {
      const unsigned char decoded = (unsigned char)(high * 16 + low);
      status = is_unreserved(decoded) ? syn_buffer_add_byte(to, (char)decoded) : add_encoded(to, decoded);
      i += 2;
    } else if (is_pattern && is_special) {
      status = syn_buffer_add_byte(to, (char)c);
    } else if (c <= ' ' || c >= 0x7F || c == '*' || c == '$' || c == '%') {
      status = add_encoded(to, c);
    } else {
      status = syn_buffer_add_byte(to, (char)c);
    }
  }
  return status;
}

/* ---- lines ---- */

static void take_agent(parsing *self, syn_text value) {
  if (self->has_rules) self->own.is_opened = self->all.is_opened = false;
  self->has_rules = false;
  size_t end = 0;
  while (end < value.size && (is_unreserved((unsigned char)value.data[end]) && value.data[end] != '.' && value.data[end] != '~')) end++;
  group *opened = syn_text_equal_ascii_case(syn_text_slice(value, 0, end), self->product) ? &self->own : NULL;
  if (value.size > 0 && value.data[0] == '*' && (value.size == 1 || value.data[1] == ' ' || value.data[1] == '\t')) opened = &self->all;
  if (opened) opened->is_there = opened->is_opened = true;
}

static syn_status add_rule(group *to, char sign, syn_text pattern) {
  if (!to->is_opened || pattern.size == 0) return SYN_OK;
  syn_status status = syn_buffer_add_byte(&to->rules, sign);
  if (status == SYN_OK) status = add_canonical(&to->rules, pattern, true);
  return status == SYN_OK ? syn_buffer_add_byte(&to->rules, '\n') : status;
}

static syn_status take_rule(parsing *self, char sign, syn_text pattern) {
  self->has_rules = true;
  syn_status status = add_rule(&self->own, sign, pattern);
  return status == SYN_OK ? add_rule(&self->all, sign, pattern) : status;
}

/* "10", "0.5"; what is no number says nothing. */
static void take_delay(parsing *self, syn_text value) {
  uint64_t whole_s = 0, fraction_ms = 0, unit = 100;
  size_t i = 0;
  for (; i < value.size && value.data[i] >= '0' && value.data[i] <= '9'; i++)
    if (whole_s < DELAY_MOST_S) whole_s = whole_s * 10 + (uint64_t)(value.data[i] - '0');
  if (i == 0) return;
  if (i < value.size && value.data[i] == '.')
    for (i++; i < value.size && value.data[i] >= '0' && value.data[i] <= '9'; i++, unit /= 10)
      fraction_ms += unit * (uint64_t)(value.data[i] - '0');
  if (i < value.size) return;
  if (whole_s > DELAY_MOST_S) whole_s = DELAY_MOST_S;
  const uint32_t delay_ms = (uint32_t)(whole_s * 1000 + fraction_ms);
  if (self->own.is_opened) self->own.crawl_delay_ms = delay_ms;
  if (self->all.is_opened) self->all.crawl_delay_ms = delay_ms;
}

static syn_status take_sitemap(parsing *self, syn_text value) {
  if (value.size == 0) return SYN_OK;
  syn_status status = syn_buffer_add(&self->sitemaps, value);
  return status == SYN_OK ? syn_buffer_add_byte(&self->sitemaps, '\n') : status;
}

static bool is_one_of(syn_text key, const char *const *names) {
  for (; *names; names++)
    if (syn_text_equal_ascii_case(key, syn_text_from(*names))) return true;
  return false;
}

/* Keys as sites write them, too: a site that forbids something in a wrong spelling means it. */
static syn_status take_line(parsing *self, syn_text line) {
  static const char *const agents[] = {"user-agent", "useragent", "user agent", NULL};
  static const char *const forbids[] = {"disallow", "dissallow", "disalow", "diasllow", "disallaw", NULL};
  size_t end = syn_text_find(line, SYN_TEXT("#"), 0), colon;
  line = syn_text_trim(syn_text_slice(line, 0, end));
  colon = syn_text_find(line, SYN_TEXT(":"), 0);
  if (colon == SIZE_MAX) { /* "Disallow /path" */
    for (colon = 0; colon < line.size && line.data[colon] != ' ' && line.data[colon] != '\t';) colon++;
    if (colon == line.size) return SYN_OK;
  }
  const syn_text key = syn_text_trim(syn_text_slice(line, 0, colon)), value = syn_text_trim(syn_text_slice(line, colon + 1, line.size));
  if (is_one_of(key, agents)) take_agent(self, value);
  if (is_one_of(key, forbids)) return take_rule(self, '-', value);
  if (syn_text_equal_ascii_case(key, SYN_TEXT("allow"))) return take_rule(self, '+', value);
  if (syn_text_equal_ascii_case(key, SYN_TEXT("sitemap"))) return take_sitemap(self, value);
  if (syn_text_equal_ascii_case(key, SYN_TEXT("crawl-delay"))) take_delay(self, value);
  return SYN_OK;
}

syn_status syn_robots_parse(syn_text bytes, syn_text product, syn_robots *out_robots) {
  parsing self = {.product = product};
  syn_buffer_init(&self.own.rules, RULES_BYTES);
  syn_buffer_init(&self.all.rules, RULES_BYTES);
  syn_buffer_init(&self.sitemaps, RULES_BYTES);
  bytes = syn_text_slice(bytes, 0, SYN_ROBOTS_BYTES);
  if (syn_text_starts_with(bytes, SYN_TEXT("\xEF\xBB\xBF"))) bytes = syn_text_slice(bytes, 3, bytes.size);
  syn_status status = SYN_OK;
  for (size_t start = 0, end; start < bytes.size && status == SYN_OK; start = end + 1) {
    for (end = start; end < bytes.size && bytes.data[end] != '\n' && bytes.data[end] != '\r';) end++;
    status = take_line(&self, syn_text_slice(bytes, start, end));
  }
  group *kept = self.own.is_there ? &self.own : &self.all;
  if (status == SYN_OK) {
    *out_robots = (syn_robots){.rules = kept->rules, .sitemaps = self.sitemaps, .crawl_delay_ms = kept->crawl_delay_ms};
    syn_buffer_clear(kept == &self.own ? &self.all.rules : &self.own.rules);
    return SYN_OK;
  }
  syn_buffer_clear(&self.own.rules);
  syn_buffer_clear(&self.all.rules);
  syn_buffer_clear(&self.sitemaps);
  return status;
}

void syn_robots_clear(syn_robots *robots) {
  syn_buffer_clear(&robots->rules);
  syn_buffer_clear(&robots->sitemaps);
  robots->crawl_delay_ms = 0;
}

/* ---- matching ---- */

static bool matches(syn_text pattern, syn_text path) {
  const bool is_whole = pattern.size > 0 && pattern.data[pattern.size - 1] == '$';
  if (is_whole) pattern.size--;
  size_t at = 0, start = 0;
  for (bool is_first = true;; is_first = false) {
    const size_t star = syn_text_find(pattern, SYN_TEXT("*"), start);
    const bool is_last = star == SIZE_MAX;
    const syn_text part = syn_text_slice(pattern, start, star);
    if (is_last && is_whole && !is_first) return part.size <= path.size - at && syn_text_ends_with(path, part);
    if (is_first && !syn_text_starts_with(path, part)) return false;
    const size_t found = is_first ? 0 : syn_text_find(path, part, at);
    if (found == SIZE_MAX) return false;
    at = found + part.size;
    if (is_last) return !is_whole || at == path.size;
    start = star + 1;
  }
}

static bool is_path_allowed(syn_text rules, syn_text path) {
  size_t best = 0;
  bool is_allowed = true;
  for (size_t start = 0, end; start < rules.size; start = end + 1) {
    end = syn_text_find(rules, SYN_TEXT("\n"), start);
    const syn_text pattern = syn_text_slice(rules, start + 1, end);
    const bool allows = rules.data[start] == '+';
    if (pattern.size < best || (pattern.size == best && !allows) || !matches(pattern, path)) continue;
    best = pattern.size;
    is_allowed = allows;
  }
  return is_allowed;
}

syn_status syn_robots_check(const syn_robots *robots, syn_text path, bool *out_is_allowed) {
  const syn_text rules = syn_buffer_text(&robots->rules);
  *out_is_allowed = true;
  if (rules.size == 0 || syn_text_equal(path, SYN_TEXT("/robots.txt"))) return SYN_OK;
  syn_buffer canonical;
  syn_buffer_init(&canonical, PATH_BYTES);
  syn_status status = add_canonical(&canonical, path, false);
  if (status == SYN_OK) *out_is_allowed = is_path_allowed(rules, syn_buffer_text(&canonical));
  syn_buffer_clear(&canonical);
  return status;
}
