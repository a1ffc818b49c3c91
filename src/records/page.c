#include "records/page.h"

#include "base/digest.h"
#include "records/calendar.h"

static const char *const media_names[] = {[SYN_MEDIA_HTML] = "html", [SYN_MEDIA_TEXT] = "text", [SYN_MEDIA_CONLLU] = "conllu"};

const char *syn_media_name(syn_media media) {
  return (unsigned)media < sizeof media_names / sizeof *media_names ? media_names[media] : "text";
}

syn_media syn_media_parse(syn_text name) {
  for (unsigned i = 0; i < sizeof media_names / sizeof *media_names; i++) {
    if (syn_text_equal(name, syn_text_from(media_names[i]))) return (syn_media)i;
  }
  return SYN_MEDIA_TEXT;
}

syn_id syn_page_id(const syn_page *page) {
  /* Everything that the article is made from, except the name of the source and the time of capture. */
  const syn_text media = syn_text_from(syn_media_name(page->media));
  const syn_text parts[] = {page->bytes, page->url,    page->outlet,   page->title,
                            page->date,  page->byline, page->language, page->declared_charset,
                            media,       page->credit, page->based_on};
  enum { OF_ALL = sizeof parts / sizeof parts[0], WITHOUT_ORIGIN = OF_ALL - 2 };
  bool has_origin = page->credit.size + page->based_on.size > 0; /* few have one: the ids of all others are what they were before */
  return syn_digest_id("article", parts, has_origin ? OF_ALL : WITHOUT_ORIGIN);
}

syn_status syn_page_captured(syn_text stated, syn_arena *arena, syn_text *out_captured) {
  enum { DAY_SECONDS = 24 * 60 * 60 };
  char text[SYN_MOMENT_TEXT_SIZE];
  syn_interval interval;
  *out_captured = (syn_text){0};
  if (syn_calendar_parse(stated, &interval) != SYN_OK || syn_moment_compare(interval.from, interval.to) != 0) return SYN_OK;
  syn_moment moment = interval.from;
  if (moment.second != SYN_SECOND_NONE) {
    int64_t seconds = (int64_t)moment.day * DAY_SECONDS + moment.second;
    if (moment.zone_minutes != SYN_ZONE_NONE) seconds -= moment.zone_minutes * 60;
    int64_t of_day = ((seconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS;
    moment = (syn_moment){.day = (int32_t)((seconds - of_day) / DAY_SECONDS), .second = (int32_t)of_day, .zone_minutes = 0};
  }
  size_t size = syn_moment_format(moment, text);
  return syn_arena_copy(arena, (syn_text){text, size}, out_captured);
}
