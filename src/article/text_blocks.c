/*
 * How it works: a line is a block. Where most lines of a text end at about one width without ending a sentence, lines were broken
 * to that width, and neighbouring lines are joined up to the next blank or indented one.
 */
#include <string.h>

#include "article/mail_text.h"
#include "article/page_blocks.h"
#include "base/utf8.h"

enum {
  BROKEN_WIDTH_LEAST = 40,
  BROKEN_WIDTH_MOST = 100,
  BROKEN_LINES_LEAST = 2,
  BROKEN_PERCENT = 60,
  INDENT_LEAST = 1,
  WIDE_SHARE = 10 /* one line of so many may be wider */
};

typedef struct line {
  syn_text text;
  bool after_gap, is_indented;
  bool begins_paragraph; /* by blanks before it, as in texts broken to a width */
} line;

typedef SYN_ARRAY(line) line_array;

static const char *const bullets[] = {"•", "*", "·", "–", "▪", "◦", "‣", "●", "»", "-"};

static bool cut_bullet(syn_text *text) {
  for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++) {
    size_t size = strlen(bullets[i]);
    if (!syn_text_starts_with(*text, syn_text_from(bullets[i])) || text->size <= size) continue;
    if (text->data[size] != ' ' && text->data[size] != '\t' && i > 0) continue;
    *text = syn_text_trim(syn_text_slice(*text, size, text->size));
    return true;
  }
  return false;
}

static syn_status cut_lines(syn_text text, syn_arena *arena, line_array *lines) {
  bool gap = true;
  for (size_t start = 0; start < text.size;) {
    size_t end = start;
    while (end < text.size && text.data[end] != '\n' && text.data[end] != '\r' && text.data[end] != '\f') end++;
    syn_text whole = syn_text_slice(text, start, end), shown = syn_text_trim(whole);
    start = end + 1;
    if (end + 1 < text.size && text.data[end] == '\r' && text.data[end + 1] == '\n') start++;
    if (shown.size == 0) {
      gap = true;
      continue;
    }
    line *next = SYN_ARRAY_ADD(lines, arena);
    if (!next) return SYN_NO_MEMORY;
    bool bullet = cut_bullet(&shown);
    *next = (line){shown, gap, bullet, shown.data >= whole.data + INDENT_LEAST};
    gap = false;
  }
  return SYN_OK;
}

/* Whether the line goes on with the one before, where lines are broken to a width. */
static bool joins(const line *next) {
  return !next->after_gap && !next->is_indented && !next->begins_paragraph;
}

static bool are_broken(const line_array *lines) {
  size_t followed = 0, broken = 0, wide = 0;
  for (size_t i = 0; i < lines->count; i++) wide += syn_utf8_count(lines->items[i].text) > BROKEN_WIDTH_MOST;
  if (wide * WIDE_SHARE > lines->count) return false;
  for (size_t i = 0; i + 1 < lines->count; i++) {
    if (!joins(&lines->items[i + 1])) continue;
    size_t width = syn_utf8_count(lines->items[i].text);
    followed++;
    broken += width >= BROKEN_WIDTH_LEAST && width <= BROKEN_WIDTH_MOST && !syn_ends_sentence(lines->items[i].text);
  }
  return followed >= BROKEN_LINES_LEAST && broken * 100 >= followed * BROKEN_PERCENT;
}

/* White space inside a line as single blanks. */
static syn_status fold_blanks(syn_text text, syn_arena *arena, syn_text *out_text) {
  char *data = syn_arena_take(arena, text.size + 1, 1);
  if (!data) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    bool space = c <= ' ' || c == 0x7F;
    if (c == 0xC2 && i + 1 < text.size && (unsigned char)text.data[i + 1] == 0xA0) {
      space = true;
      i++;
    }
    if (!space)
      data[size++] = (char)c;
    else if (size > 0 && data[size - 1] != ' ')
      data[size++] = ' ';
  }
  *out_text = syn_text_trim((syn_text){data, size});
  return SYN_OK;
}

syn_status syn_page_blocks_from_text(const syn_furniture *furniture, syn_text text, syn_arena *arena, syn_page_blocks *out_page) {
  syn_page_blocks page = {0};
  line_array lines = {0};
  syn_status status = syn_mail_text(furniture, text, arena, &text);
  if (status == SYN_OK) status = cut_lines(text, arena, &lines);
  bool broken = status == SYN_OK && are_broken(&lines);
  for (size_t i = 0; i < lines.count && status == SYN_OK;) {
    size_t last = i;
    while (broken && last + 1 < lines.count && joins(&lines.items[last + 1])) last++;
    syn_block *block = SYN_ARRAY_ADD(&page.blocks, arena);
    if (!block) return SYN_NO_MEMORY;
    syn_text first = lines.items[i].text, end = lines.items[last].text;
    syn_text whole = {first.data, (size_t)(end.data + end.size - first.data)};
    block->after_gap = lines.items[i].after_gap;
    block->is_indented = lines.items[i].is_indented;
    block->kind = block->is_indented ? SYN_BLOCK_ITEM : SYN_BLOCK_PARAGRAPH;
    status = fold_blanks(whole, arena, &block->text);
    if (status == SYN_OK) status = syn_block_describe(furniture, arena, block);
    i = last + 1;
  }
  if (status == SYN_OK) *out_page = page;
  return status;
}
