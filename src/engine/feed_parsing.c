#include "engine/feed_parsing.h"

#include "readers/feed_lines.h"
#include "readers/feed_reader.h"

syn_status syn_feed_parse_isolated(syn_isolation_pool *pool, syn_text bytes, syn_text declared_charset, syn_text url, size_t byte_count,
                                   syn_arena *arena, syn_feed *out_feed, syn_error *error) {
  syn_feed_limits limits = syn_feed_limits_default;
  limits.byte_count = byte_count;
  const syn_parcel parcel = syn_feed_parcel(bytes, declared_charset, url, byte_count);
  syn_page lines = {0};
  syn_error cause = {0};
  syn_status status = pool ? syn_isolation_parse(pool, &parcel, arena, &lines, error)
                           : syn_feed_parse(bytes, declared_charset, url, &limits, arena, out_feed, &cause);
  if (status == SYN_OK && pool) status = syn_feed_lines_read(lines.bytes, arena, out_feed, &cause);
  if (status == SYN_OK || cause.text[0] == '\0') return status;
  return syn_error_set(error, status, cause.offset, "%.*s%s%s", SYN_TEXT_ARGUMENTS(url), url.size > 0 ? ": " : "", cause.text);
}
