#include "facts/known_persons.h"

#include "base/utf8.h"
#include "records/calendar.h"

enum { PERSONS_LIMIT = 4, OTHERS_LIMIT = 16 };

/* world/holders, and where its columns are. */
typedef struct holder_table {
  const syn_table *table;
  size_t person, from, to;
} holder_table;

typedef struct day_range {
  int32_t first, last;
} day_range;

static size_t find_namesakes(const entity_work *work, const mention_draft *mention, const syn_known *out_persons[PERSONS_LIMIT]) {
  const syn_known_form *forms = NULL;
  syn_text written = syn_article_words(work->document->article, syn_document_span(work->document, mention->first, mention->count));
  size_t found = syn_world_find_in(work->finding->world, work->words->language, mention->folded, written, &forms), count = 0;
  for (size_t i = 0; i < found && count < PERSONS_LIMIT; i++)
    if (forms[i].known->kind == SYN_KNOWN_PERSON) out_persons[count++] = forms[i].known;
  return count;
}

/* The days of a row's term; false where the row is not the person's. `id`: "person:ines-calleja". */
static bool read_term(const holder_table *holders, size_t row, syn_text id, day_range *out_days) {
  syn_text person = syn_table_cell(holders->table, row, holders->person), from = syn_table_cell(holders->table, row, holders->from),
           to = syn_table_cell(holders->table, row, holders->to);
  syn_interval first = {.from.day = SYN_DAY_MINIMUM}, last = {.to.day = SYN_DAY_MAXIMUM};
  if (id.size <= person.size || !syn_text_equal(syn_text_slice(id, id.size - person.size, id.size), person)) return false;
  if (id.data[id.size - person.size - 1] != ':') return false;
  if (from.size > 0 && syn_calendar_parse(from, &first) != SYN_OK) return false;
  if (to.size > 0 && syn_calendar_parse(to, &last) != SYN_OK) return false;
  *out_days = (day_range){first.from.day, last.to.day};
  return true;
}

static bool held_in(const holder_table *holders, const syn_known *person, day_range days) {
  for (size_t row = 0; row < holders->table->row_count; row++) {
    day_range term;
    if (read_term(holders, row, person->id, &term) && term.first <= days.last && term.last >= days.first) return true;
  }
  return false;
}

/* Whether both held offices at one time; `out_known`: whether the other held any. */
static bool held_together(const holder_table *holders, const syn_known *person, const syn_known *other, bool *out_known) {
  bool together = false;
  *out_known = false;
  for (size_t row = 0; row < holders->table->row_count && !together; row++) {
    day_range term;
    if (!read_term(holders, row, other->id, &term)) continue;
    *out_known = true;
    together = held_in(holders, person, term);
  }
  return together;
}

/* For one name, as written. */
typedef struct chosen_person {
  const syn_known *known; /* NULL: none alone */
} chosen_person;

/* What is found once for an article, however often it names a person who is in doubt. */
typedef struct doubt {
  const entity_work *work;
  holder_table holders;
  const syn_known *others[OTHERS_LIMIT]; /* known persons who have their names alone */
  size_t other_count;
  syn_map chosen; /* name, as written -> number in `persons` */
  SYN_ARRAY(chosen_person) persons;
} doubt;

static void list_others(doubt *in) {
  const entity_work *work = in->work;
  size_t count = 0;
  for (size_t i = 0; i < work->mentions.count && count < OTHERS_LIMIT; i++) {
    const mention_draft *mention = &work->mentions.items[i];
    const syn_known *namesakes[PERSONS_LIMIT];
    if (mention->known == NULL || mention->known->kind != SYN_KNOWN_PERSON || find_namesakes(work, mention, namesakes) > 1) continue;
    bool is_listed = false;
    for (size_t k = 0; k < count && !is_listed; k++) is_listed = in->others[k] == mention->known;
    if (!is_listed) in->others[count++] = mention->known;
  }
  in->other_count = count;
}

/* Whether the day of publication, or without one the others, admit the person; false too where nothing tells. */
static bool is_likely(const doubt *in, const syn_known *person) {
  const syn_interval *published = &in->work->document->article->published;
  if (published->basis != SYN_BASIS_NONE) return held_in(&in->holders, person, (day_range){published->from.day, published->to.day});
  bool told = false;
  for (size_t i = 0; i < in->other_count; i++) {
    bool is_known = false, together = held_together(&in->holders, person, in->others[i], &is_known);
    if (is_known && !together) return false;
    told = told || is_known;
  }
  return told;
}

static const syn_known *choose(const doubt *in, const syn_known *const *persons, size_t count) {
  const syn_known *chosen = NULL;
  for (size_t i = 0; i < count; i++) {
    if (!is_likely(in, persons[i])) continue;
    if (chosen != NULL) return NULL;
    chosen = persons[i];
  }
  return chosen;
}

static syn_status settle(doubt *in, mention_draft *mention) {
  const syn_known *persons[PERSONS_LIMIT];
  uint64_t number = in->persons.count;
  size_t count = find_namesakes(in->work, mention, persons);
  if (count < 2) return SYN_OK;
  syn_text written = syn_article_words(in->work->document->article, syn_document_span(in->work->document, mention->first, mention->count));
  if (!syn_map_get(&in->chosen, written, &number)) {
    if (number == 0) list_others(in);
    chosen_person *chosen = SYN_ARRAY_ADD(&in->persons, in->work->arena);
    if (chosen == NULL) return SYN_NO_MEMORY;
    chosen->known = choose(in, persons, count);
    syn_status status = syn_map_put(&in->chosen, written, number);
    if (status != SYN_OK) return status;
  }
  mention->known = in->persons.items[number].known;
  return SYN_OK;
}

syn_status syn_known_persons_choose(entity_work *work) {
  doubt in = {.work = work, .holders = {.table = syn_world_table(work->finding->world, "world/holders")}};
  if (in.holders.table == NULL) return SYN_OK;
  in.holders.person = syn_table_column(in.holders.table, "person");
  in.holders.from = syn_table_column(in.holders.table, "from");
  in.holders.to = syn_table_column(in.holders.table, "to");
  syn_map_init(&in.chosen, work->arena);
  syn_status status = SYN_OK;
  for (size_t i = 0; i < work->mentions.count && status == SYN_OK; i++) {
    mention_draft *mention = &work->mentions.items[i];
    if (mention->known != NULL && mention->known->kind == SYN_KNOWN_PERSON) status = settle(&in, mention);
  }
  return status;
}

syn_status syn_known_persons_have_surname(const entity_work *work, const syn_known *person, syn_text surname, bool *out_has) {
  syn_text whole, folded, name = person->name;
  size_t given = name.size;
  while (given > 0 && name.data[given - 1] != ' ') given--;
  *out_has = false;
  syn_status status =
      syn_arena_format(work->arena, &whole, "%.*s%.*s", SYN_TEXT_ARGUMENTS(syn_text_slice(name, 0, given)), SYN_TEXT_ARGUMENTS(surname));
  if (status == SYN_OK) status = syn_utf8_fold(whole, work->arena, &folded);
  if (status != SYN_OK) return status;
  const syn_known_form *forms = NULL;
  size_t count = syn_world_find_in(work->finding->world, work->words->language, folded, whole, &forms);
  for (size_t i = 0; i < count; i++) *out_has = *out_has || forms[i].known == person;
  return SYN_OK;
}
