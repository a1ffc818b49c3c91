/*
 * How it works: a number of years or a rank is followed by words of the table ("anniversary of", "after the founding of the"), by the name
 * of an organisation (an entity that is known) or of a treaty (as the table of treaties has it), and, where the row has such, by the words
 * behind it ("was signed"). Its year is that of the founding plus the number. Which events of the article belong to that year is for the
 * caller. The cost is the rows of the table for each number, and the treaties where a row fits.
 */
#include "facts/anniversaries.h"

#include "base/utf8.h"
#include "records/calendar.h"

enum { FARTHEST_YEARS = 300, LONGEST_NAME_BYTES = 80 };

typedef struct search {
  const syn_world *world;
  const syn_article *article;
  const syn_facts *facts;
  const syn_table *rows, *organisations, *treaties;
} search;

/* Whether `text` has these words at `at`, whole; the place behind them, and behind the space that follows, in `out_end`. */
static bool has_words(syn_text text, size_t at, syn_text words, size_t *out_end) {
  if (at + words.size > text.size) return false;
  for (size_t i = 0; i < words.size; i++) {
    char a = text.data[at + i], b = words.data[i];
    if (a != b && !(a >= 'A' && a <= 'Z' && a + 32 == b)) return false;
  }
  size_t size, end = at + words.size;
  if (end < text.size && syn_utf8_is_letter(syn_utf8_decode(text, end, &size))) return false;
  while (end < text.size && text.data[end] == ' ') end++;
  *out_end = end;
  return true;
}

static int32_t year_of(syn_text date) {
  syn_interval interval;
  int32_t year = 0, month, day;
  if (date.size == 0 || syn_calendar_parse(date, &interval) != SYN_OK) return 0;
  syn_calendar_date(interval.from.day, &year, &month, &day);
  return year;
}

/* "org:nato" -> the year of its founding, 0: not known. */
static int32_t founding_year(const search *job, const syn_entity *entity) {
  static const char PREFIX[] = "org:";
  for (uint32_t i = 0; job->organisations && i < entity->identifier_count; i++) {
    syn_text id = entity->identifiers[i].value;
    if (!syn_text_starts_with(id, syn_text_from(PREFIX))) continue;
    id = syn_text_slice(id, sizeof PREFIX - 1, id.size);
    for (size_t row = 0; row < job->organisations->row_count; row++) {
      if (syn_text_equal(syn_table_cell(job->organisations, row, syn_table_column(job->organisations, "id")), id))
        return year_of(syn_table_cell(job->organisations, row, syn_table_column(job->organisations, "founded")));
    }
  }
  return 0;
}

/* The organisation whose mention begins at `at`. */
static int32_t organisation_at(const search *job, syn_span field, size_t at, size_t *out_end) {
  for (uint32_t e = 0; e < job->facts->entity_count; e++) {
    const syn_entity *entity = &job->facts->entities[e];
    for (uint32_t m = 0; entity->identifier_count > 0 && m < entity->mention_count; m++) {
      syn_span span = entity->mentions[m].span;
      if (span.start != at || span.field != field.field || span.index != field.index) continue;
      *out_end = span.end;
      return founding_year(job, entity);
    }
  }
  return 0;
}

/* The treaty whose name stands at `at`. */
static int32_t treaty_at(const search *job, syn_text text, size_t at, size_t *out_end) {
  static const char *const COLUMNS[] = {"name", "names", "acronyms"};
  for (size_t row = 0; job->treaties && row < job->treaties->row_count; row++) {
    for (size_t c = 0; c < sizeof COLUMNS / sizeof *COLUMNS; c++) {
      syn_text names = syn_table_cell(job->treaties, row, syn_table_column(job->treaties, COLUMNS[c])), name;
      while (syn_table_next_item(&names, '|', &name)) {
        if (name.size == 0 || name.size > LONGEST_NAME_BYTES || at + name.size > text.size) continue;
        if (!syn_text_equal(syn_text_slice(text, at, at + name.size), name)) continue;
        *out_end = at + name.size;
        return year_of(syn_table_cell(job->treaties, row, syn_table_column(job->treaties, "signed")));
      }
    }
  }
  return 0;
}

/* The year that the row reads behind the number, or 0. */
static int32_t read_row(const search *job, size_t row, syn_span number, int64_t years, size_t *out_end) {
  syn_text text = syn_article_field(job->article, number.field, number.index);
  syn_text openings = syn_table_cell(job->rows, row, syn_table_column(job->rows, "before")), before;
  syn_text behind = syn_table_cell(job->rows, row, syn_table_column(job->rows, "behind"));
  size_t start = number.end, at, end, tail;
  while (start < text.size && text.data[start] == ' ') start++;
  while (syn_table_next_item(&openings, '|', &before)) {
    if (!has_words(text, start, before, &at)) continue;
    int32_t year = organisation_at(job, number, at, &end);
    if (year == 0) year = treaty_at(job, text, at, &end);
    if (year == 0) continue;
    *out_end = end;
    if (behind.size == 0) return year + (int32_t)years;
    while (end < text.size && text.data[end] == ' ') end++;
    syn_text one;
    while (syn_table_next_item(&behind, '|', &one)) {
      if (has_words(text, end, one, &tail)) return year + (int32_t)years;
    }
  }
  return 0;
}

/* How many years a quantity tells, by which rows; 0: none. */
static int64_t years_of(const syn_quantity *quantity, syn_text *out_number) {
  bool is_rank = quantity->kind == SYN_QUANTITY_RANK;
  bool is_span = quantity->kind == SYN_QUANTITY_DURATION && syn_text_equal(quantity->unit, SYN_TEXT("year"));
  if ((!is_rank && !is_span) || quantity->bound != SYN_BOUND_EXACT) return 0;
  int64_t years = quantity->value.digits;
  for (int32_t i = 0; i < quantity->value.exponent && years < FARTHEST_YEARS; i++) years *= 10;
  *out_number = is_rank ? SYN_TEXT("rank") : SYN_TEXT("years");
  return quantity->value.exponent >= 0 && years > 0 && years < FARTHEST_YEARS ? years : 0;
}

int32_t syn_anniversary_year(const syn_world *world, const syn_article *article, const syn_facts *facts, syn_span *out_span) {
  search job = {.world = world,
                .article = article,
                .facts = facts,
                .rows = syn_world_language_table(world, article->language, "anniversaries"),
                .organisations = syn_world_table(world, "world/organisations"),
                .treaties = syn_world_table(world, "world/treaties")};
  int32_t told = 0;
  for (uint32_t i = 0; job.rows && i < facts->quantity_count; i++) {
    syn_text number;
    int64_t years = years_of(&facts->quantities[i], &number);
    syn_span span = facts->quantities[i].span;
    for (size_t row = 0; years > 0 && row < job.rows->row_count; row++) {
      if (!syn_text_equal(syn_table_cell(job.rows, row, syn_table_column(job.rows, "number")), number)) continue;
      size_t end = 0;
      int32_t year = read_row(&job, row, span, years, &end);
      if (year == 0) continue;
      if (told != 0 && year != told) return 0; /* two that differ: none */
      told = year;
      *out_span = span;
      out_span->end = (uint32_t)end;
      break;
    }
  }
  return told;
}
