/* What can be told about one line or paragraph from its words alone. */
#include "article/page_blocks.h"
#include "base/utf8.h"

enum { FORM_BYTES = 600 }; /* of a block that are compared with phrases: furniture is short */

uint32_t syn_count_words(syn_text text) {
  uint32_t count = 0;
  bool inside = false;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!space && !inside) count++;
    inside = !space;
  }
  return count;
}

static bool is_stop(uint32_t c) {
  switch (c) {
  case '.':
  case '!':
  case '?':
  case 0x2026: /* … */
  case 0x3002:
  case 0xFF01:
  case 0xFF1F:
  case 0xFF0E: /* East Asian */
  case 0x061F:
  case 0x06D4: /* Arabic script */
  case 0x0964:
  case 0x0965: /* Indic */
  case 0x0589:
  case 0x1362:
    return true; /* Armenian, Ethiopic */
  default:
    return false;
  }
}

static bool is_closing(uint32_t c) {
  switch (c) {
  case '"':
  case '\'':
  case ')':
  case ']':
  case 0x201C:
  case 0x201D:
  case 0x2019:
  case 0x2018:
  case 0xBB:
  case 0xAB:
  case 0x203A:
  case 0x2039:
  case 0x300D:
  case 0x300F:
  case 0xFF09:
    return true;
  default:
    return syn_utf8_is_direction(c); /* may stand after any stop */
  }
}

bool syn_ends_sentence(syn_text text) {
  text = syn_text_trim(text);
  while (text.size > 0) {
    size_t start = syn_utf8_align(text, text.size - 1), size = 0;
    uint32_t c = syn_utf8_decode(text, start, &size);
    if (is_stop(c)) return true;
    if (!is_closing(c) && !syn_utf8_is_space(c)) break;
    text.size = start;
  }
  return false;
}

syn_status syn_block_describe(const syn_furniture *furniture, syn_arena *arena, syn_block *block) {
  block->word_count = syn_count_words(block->text);
  block->ends_sentence = syn_ends_sentence(block->text);
  syn_text head =
      syn_text_slice(block->text, 0, syn_utf8_align(block->text, block->text.size < FORM_BYTES ? block->text.size : FORM_BYTES));
  syn_status status = syn_furniture_form(head, arena, &block->form);
  if (status != SYN_OK) return status;
  bool is_whole = head.size == block->text.size;
  block->classes = is_whole ? syn_furniture_classify(furniture, block->form) : syn_furniture_classify_beginning(furniture, block->form);
  return SYN_OK;
}
