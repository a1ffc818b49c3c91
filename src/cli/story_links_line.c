#include "cli/story_links_line.h"

#include "synoptic/names.h"

void syn_story_links_add(syn_buffer *text, const syn_story *story) {
  for (uint32_t i = 0; i < story->link_count; i++) {
    char id[SYN_ID_TEXT_SIZE];
    bool goes_on = i > 0 && syn_text_equal(story->links[i].kind, story->links[i - 1].kind);
    syn_id_format(story->links[i].story, id);
    if (goes_on)
      syn_buffer_format(text, ", %.8s", id);
    else
      syn_buffer_format(text, "%s%s %.8s", i > 0 ? " · " : "", syn_story_link_phrase(story->links[i].kind), id);
  }
}
