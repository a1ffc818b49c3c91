/*
 * Prints which of the given words of many texts tell one happening, for measure_occurrences.py.
 *
 * usage: print_occurrences < TEXTS
 *
 * TEXTS are UTF-8 texts in English, a form feed after each; the first line of each lists the mentions:
 * "start-end@sentence_start-sentence_end", separated by blanks, in bytes of the text behind that line. The texts are read and compared as
 * articles are: links, identities, stories. Mentions are grouped as events are, in each story and then across stories. One line a mention,
 * cells separated by tabs:
 *
 *     text  mention  story  group
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/digest.h"
#include "base/embedded.h"
#include "facts/finder.h"
#include "language/language.h"
#include "synopsis/account_links.h"
#include "synopsis/happening.h"
#include "synopsis/identities.h"
#include "synopsis/reprints.h"
#include "synopsis/stories.h"
#include "synopsis/tellings.h"

typedef struct given_mention {
  uint32_t text, number; /* of the text, and in its list */
  syn_id article;
  syn_span trigger, sentence;
} given_mention;

typedef SYN_ARRAY(given_mention) mention_array;
typedef SYN_ARRAY(syn_account) account_array;
typedef SYN_ARRAY(syn_telling) telling_array;

typedef struct printer {
  syn_world *world;
  syn_model *model;
  syn_analyser *analyser;
  syn_fact_finder *finder;
  syn_arena *arena, *scratch;
  mention_array mentions;
  account_array accounts;
  struct syn_telling_languages *languages;
  telling_array merged; /* one of each group of a story */
  uint32_t *groups;     /* forest over mentions */
} printer;

/* ---- reading ---- */

static syn_status read_mentions(printer *print, const char *line, syn_id article, uint32_t text) {
  uint32_t start, end, sentence_start, sentence_end, number = 0;
  for (int used = 0;
       sscanf(line, " %" SCNu32 "-%" SCNu32 "@%" SCNu32 "-%" SCNu32 "%n", &start, &end, &sentence_start, &sentence_end, &used) == 4;
       line += used) {
    given_mention *mention = SYN_ARRAY_ADD(&print->mentions, print->arena);
    if (!mention) return SYN_NO_MEMORY;
    *mention = (given_mention){text, number++, article, {start, end, SYN_FIELD_TEXT, 0}, {sentence_start, sentence_end, SYN_FIELD_TEXT, 0}};
  }
  return SYN_OK;
}

static syn_status read_text(printer *print, char *input, uint32_t number, syn_error *error) {
  syn_text text = syn_text_from(input), kept;
  size_t line = syn_text_find(text, SYN_TEXT("\n"), 0);
  if (line == SIZE_MAX) return SYN_BAD_INPUT;
  input[line] = '\0';
  syn_status status = syn_arena_copy(print->arena, syn_text_slice(text, line + 1, text.size), &kept);
  syn_article *article = SYN_ARENA_NEW(print->arena, syn_article);
  syn_facts *facts = SYN_ARENA_NEW(print->arena, syn_facts);
  syn_sketch *sketch = SYN_ARENA_NEW(print->arena, syn_sketch);
  syn_account *account = SYN_ARRAY_ADD(&print->accounts, print->arena);
  if (status != SYN_OK || !article || !facts || !sketch || !account) return SYN_NO_MEMORY;
  const syn_text parts[] = {{(const char *)&number, sizeof number}, kept};
  *article = (syn_article){.id = syn_digest_id("article", parts, 2), .language = SYN_TEXT("en"), .text = kept};
  *account = (syn_account){article, facts, sketch};
  syn_document document;
  status = read_mentions(print, input, article->id, number);
  if (status == SYN_OK) status = syn_document_analyse(print->analyser, article, print->arena, &document, error);
  if (status == SYN_OK) status = syn_facts_find(print->finder, &document, print->arena, facts, error);
  return status == SYN_OK ? syn_sketch_make(print->finder, &document, facts, print->arena, sketch) : status;
}

/* ---- comparing ---- */

/* The telling of given words: with the slots of the event that has them as its trigger, where there is one. */
static syn_status make_telling(const syn_gathering *gathering, const given_mention *mention, syn_arena *arena, syn_telling *out_telling) {
  uint32_t account = syn_gathering_account(gathering, mention->article);
  const syn_facts *facts = gathering->accounts[account].facts;
  syn_status status = SYN_OK;
  *out_telling = (syn_telling){.account = account, .event = SYN_NO_INDEX, .type = -1, .place = UINT32_MAX};
  for (uint32_t e = 0; e < facts->event_count; e++) {
    const syn_span *trigger = facts->events[e].mentions.items;
    bool is_told = trigger->field == SYN_FIELD_TEXT && trigger->start < mention->trigger.end && trigger->end > mention->trigger.start;
    if (is_told) status = syn_telling_of_event(gathering, account, e, arena, out_telling);
    if (is_told) break;
  }
  out_telling->trigger = mention->trigger;
  out_telling->sentence = mention->sentence;
  return status;
}

static syn_status date_events(syn_gathering *gathering) {
  uint32_t count = 0;
  gathering->first_event = SYN_ARENA_ARRAY(gathering->arena, uint32_t, (size_t)gathering->account_count + 1);
  if (!gathering->first_event) return SYN_NO_MEMORY;
  for (uint32_t a = 0; a < gathering->account_count; a++)
    gathering->first_event[a + 1] = count += gathering->accounts[a].facts->event_count;
  gathering->dates_of = SYN_ARENA_ARRAY(gathering->arena, syn_interval, count);
  if (!gathering->dates_of) return SYN_NO_MEMORY;
  for (uint32_t a = 0, next = 0; a < gathering->account_count; a++)
    for (uint32_t e = 0; e < gathering->accounts[a].facts->event_count; e++)
      gathering->dates_of[next++] = gathering->accounts[a].facts->events[e].date;
  return SYN_OK;
}

/* The mentions of each group are joined, and one telling of it is kept for the comparison across stories. */
static syn_status merge_groups(printer *print, const syn_telling_set *set, const uint32_t *groups) {
  uint32_t *members = SYN_ARENA_ARRAY(print->scratch, uint32_t, set->count);
  if (!members) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < set->count; i++) {
    uint32_t count = 0;
    for (uint32_t k = i; groups[i] == i && k < set->count; k++)
      if (groups[k] == i) members[count++] = k;
    for (uint32_t k = 0; k < count; k++) syn_forest_join(print->groups, set->items[i].event, set->items[members[k]].event);
    syn_telling *merged = count > 0 ? SYN_ARRAY_ADD(&print->merged, print->arena) : NULL;
    if (count > 0 && (!merged || syn_telling_merge(set, members, count, print->arena, merged) != SYN_OK)) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

/* Tellings carry the number of their mention as that of an event. */
static syn_status group_story(printer *print, const syn_gathering *gathering, uint32_t story) {
  syn_arena_reset(print->scratch);
  uint32_t count = (uint32_t)print->mentions.count, *groups = SYN_ARENA_ARRAY(print->scratch, uint32_t, count);
  syn_telling_set set = {.gathering = gathering,
                         .arena = print->scratch,
                         .languages = print->languages,
                         .items = SYN_ARENA_ARRAY(print->scratch, syn_telling, count)};
  syn_status status = groups && set.items ? SYN_OK : SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) {
    const given_mention *mention = &print->mentions.items[i];
    uint32_t account = syn_gathering_account(gathering, mention->article);
    if (gathering->story_of[account] != story) continue;
    status = make_telling(gathering, mention, print->arena, &set.items[set.count]);
    set.items[set.count++].event = i;
  }
  if (status == SYN_OK) status = syn_tellings_read(&set);
  if (status == SYN_OK) status = syn_tellings_group(&set, groups);
  return status == SYN_OK ? merge_groups(print, &set, groups) : status;
}

static syn_status group_across(printer *print, const syn_gathering *gathering) {
  syn_telling_set set = {.gathering = gathering,
                         .arena = print->arena,
                         .languages = print->languages,
                         .items = print->merged.items,
                         .count = (uint32_t)print->merged.count,
                         .is_across = true};
  uint32_t *groups = SYN_ARENA_ARRAY(print->arena, uint32_t, set.count);
  syn_status status = groups ? syn_tellings_read(&set) : SYN_NO_MEMORY;
  if (status == SYN_OK) status = syn_tellings_group(&set, groups);
  for (uint32_t i = 0; status == SYN_OK && i < set.count; i++)
    syn_forest_join(print->groups, set.items[groups[i]].event, set.items[i].event);
  return status;
}

static void print_groups(printer *print, const syn_gathering *gathering) {
  for (uint32_t i = 0; i < print->mentions.count; i++) {
    const given_mention *mention = &print->mentions.items[i];
    uint32_t story = gathering->story_of[syn_gathering_account(gathering, mention->article)];
    printf("%u\t%u\t%u\t%u\n", mention->text, mention->number, story, syn_forest_root(print->groups, i));
  }
}

static syn_status compare(printer *print, syn_error *error) {
  static syn_status (*const PARTS[])(syn_gathering *) = {syn_account_links_find, syn_reprints_find, syn_identities_find,
                                                         syn_happenings_find,    syn_stories_find,  date_events};
  syn_gathering gathering;
  syn_status status = syn_gathering_init(print->accounts.items, print->accounts.count, print->world, print->arena, &gathering, error);
  for (size_t i = 0; status == SYN_OK && i < sizeof PARTS / sizeof PARTS[0]; i++) status = PARTS[i](&gathering);
  if (status == SYN_OK) status = syn_telling_languages_init(print->world, print->arena, &print->languages);
  print->groups = SYN_ARENA_ARRAY(print->arena, uint32_t, print->mentions.count);
  if (!print->groups) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < print->mentions.count; i++) print->groups[i] = i;
  for (uint32_t story = 0; status == SYN_OK && story < gathering.story_count; story++) status = group_story(print, &gathering, story);
  if (status == SYN_OK) status = group_across(print, &gathering);
  if (status == SYN_OK) print_groups(print, &gathering);
  return status;
}

int main(void) {
  printer print = {0};
  syn_error error = {0};
  syn_status status = syn_arena_create((size_t)8 << 30, &print.arena);
  if (status == SYN_OK) status = syn_arena_create((size_t)4 << 30, &print.scratch);
  if (status == SYN_OK) status = syn_world_open(NULL, &print.world, &error);
  if (status == SYN_OK) status = syn_model_read(syn_embedded_find("models/embedded.synmodel"), &print.model, &error);
  if (status == SYN_OK) status = syn_analyser_create(print.model, print.world, &print.analyser, &error);
  if (status == SYN_OK) status = syn_fact_finder_create(print.model, print.world, &print.finder, &error);
  char *text = NULL;
  size_t capacity = 0;
  ssize_t size;
  for (uint32_t number = 0; status == SYN_OK && (size = getdelim(&text, &capacity, '\f', stdin)) > 0; number++) {
    if (text[size - 1] == '\f') text[size - 1] = '\0';
    status = read_text(&print, text, number, &error);
  }
  if (status == SYN_OK) status = compare(&print, &error);
  free(text);
  syn_fact_finder_destroy(&print.finder);
  syn_analyser_destroy(&print.analyser);
  syn_model_close(&print.model);
  syn_world_close(&print.world);
  syn_arena_destroy(&print.arena);
  syn_arena_destroy(&print.scratch);
  if (status != SYN_OK) fprintf(stderr, "print_occurrences: %s: %s\n", syn_status_name(status), error.text);
  return status == SYN_OK ? 0 : 1;
}
