#include "cli/event_line.h"

#include "synoptic/names.h"

enum { PARTIES_SHOWN = 4 };

void syn_event_line_add_parties(syn_buffer *text, const syn_facts *facts, const syn_index_list *list, const char *before) {
  uint32_t shown = 0;
  for (uint32_t i = 0; i < list->count && shown < PARTIES_SHOWN; i++) {
    if (list->items[i] >= facts->entity_count) continue;
    syn_buffer_format(text, "%s%.*s", shown == 0 ? before : ", ", SYN_TEXT_ARGUMENTS(facts->entities[list->items[i]].name));
    shown++;
  }
}

void syn_event_line_add(syn_buffer *text, const syn_facts *facts, const syn_event *event, bool with_place) {
  syn_buffer_format(text, "%s, %s%s", syn_event_type_name(event->type), event->negated ? "not " : "", syn_modality_name(event->modality));
  syn_event_line_add_parties(text, facts, &event->actors, ": by ");
  syn_event_line_add_parties(text, facts, &event->recipients, event->actors.count > 0 ? ", to " : ": to ");
  if (with_place && event->place < facts->entity_count)
    syn_buffer_format(text, ", in %.*s", SYN_TEXT_ARGUMENTS(facts->entities[event->place].name));
  syn_event_line_add_parties(text, facts, &event->attributed_to, ", according to ");
}

void syn_event_line_add_saying(syn_buffer *text, const syn_article *article, const syn_quote *quote) {
  bool is_reported = quote->kind == SYN_QUOTE_INDIRECT;
  if ((is_reported || quote->denied) && quote->cue.end > quote->cue.start)
    syn_buffer_format(text, "%.*s", SYN_TEXT_ARGUMENTS(syn_article_words(article, quote->cue)));
  else
    syn_buffer_add(text, SYN_TEXT("said"));
  if (is_reported) syn_buffer_add(text, SYN_TEXT(", in words of the account"));
}
