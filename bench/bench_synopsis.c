/*
 * How fast many articles are compared: a store of made-up records (nothing is analysed), and the seconds of each part of the synopsis over
 * it on one core. Also how much memory that takes, and how many pairs of articles were looked at and kept.
 *
 * The records are drawn with a fixed seed: stories of one to twenty reports that begin on the days of some years, each with its own rare
 * words, two persons, a place and two figures, among words of a topic that many stories have; a fifth of the reports copy another one.
 *
 * With --add K the records are kept in a store (a file in --folder, /tmp unless told), all but K of them, spread over the stories; their
 * neighbourhoods are computed, and then the K are added one by one, each followed by a reading, as after `synoptic add`.
 *
 * With --keep FILE that store is kept, and measured again if it is there already (made with the same N, K and years): what it does not have
 * yet is written or computed first, then the next of the K, at most --most M, are added.
 *
 * usage: bench_synopsis [--store N] [--add K [--folder FOLDER | --keep FILE [--most M]]] [--years N] [--tsv]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "engine/collection_internal.h"
#include "records/calendar.h"
#include "records/record_writer.h"
#include "synopsis/gathering.h"
#include "world/world.h"

enum {
  DEFAULT_STORE = 20000,
  DEFAULT_YEARS = 5,
  REPORTS_MOST = 20,
  TOPICS = 400,
  TOPIC_WORDS = 60,
  STORY_WORDS = 14,
  COMMON_WORDS = 4000,
  TERMS = 48,
  PERSONS = 20000,
  PLACES = 2000,
  OUTLETS = 300,
  FIRST_YEAR = 2030,
  TEXT_LIMIT = 4096
};

typedef struct store {
  syn_arena *arena;
  syn_store *file;          /* NULL: the records stay in memory */
  uint64_t written, passed; /* articles that the file had at the beginning; that were drawn again by now instead of being written */
  uint32_t add, held_count, most;
  syn_store_article *held; /* to be added later, in `held_arena` */
  syn_arena *held_arena;
  uint64_t random;
  syn_account *accounts;
  uint32_t count, limit, first; /* first: of those in accounts */
  int32_t first_day, day_count;
} store;

typedef struct made_story {
  uint32_t number, topic, persons[2], place, figure;
  int32_t day;
} made_story;

static double read_clock(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Seconds of one core. */
static double now(void) {
  return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static void require(bool holds) {
  if (holds) return;
  fprintf(stderr, "bench_synopsis: not enough memory\n");
  exit(1);
}

/* splitmix64. */
static uint64_t mix(uint64_t value) {
  value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
  return value ^ (value >> 31);
}

static uint32_t draw(store *s, uint32_t below) {
  s->random += UINT64_C(0x9E3779B97F4A7C15);
  return (uint32_t)((mix(s->random) >> 32) * below >> 32);
}

static syn_text name_of(store *s, const char *kind, uint64_t number) {
  syn_text text;
  require(syn_arena_format(s->arena, &text, "%s%llx", kind, (unsigned long long)number) == SYN_OK);
  return text;
}

static syn_id made_id(const char *kind, uint64_t a, uint64_t b) {
  char key[64];
  const syn_text part = {key, (size_t)snprintf(key, sizeof key, "%llu/%llu", (unsigned long long)a, (unsigned long long)b)};
  return syn_digest_id(kind, &part, 1);
}

/* A name that people could have: the synopsis compares names by their letters. */
static syn_text person_name(store *s, uint32_t person) {
  static const char *const SYLLABLES[] = {"ba",  "dor", "ken", "li",  "mar", "no",  "pet", "ran",
                                          "sul", "ti",  "ver", "zan", "ko",  "fel", "gri", "hus"};
  syn_text text;
  uint64_t bits = mix(person + 1);
  require(syn_arena_format(s->arena, &text, "%c%s%s %c%s%s%s", 'A' + (int)(bits % 26), SYLLABLES[bits >> 8 & 15],
                           SYLLABLES[bits >> 12 & 15], 'A' + (int)((bits >> 16) % 26), SYLLABLES[bits >> 24 & 15],
                           SYLLABLES[bits >> 28 & 15], SYLLABLES[bits >> 32 & 15]) == SYN_OK);
  return text;
}

static void add_term(store *s, syn_sketch *sketch, syn_text term, uint32_t weight) {
  for (uint32_t i = 0; i < sketch->term_count; i++)
    if (syn_text_equal(sketch->terms[i].term, term)) return;
  (void)s;
  if (sketch->term_count < SYN_SKETCH_TERM_LIMIT) sketch->terms[sketch->term_count++] = (syn_term){term, weight};
}

static syn_sketch *make_sketch(store *s, const made_story *story, uint64_t text) {
  syn_sketch *sketch = SYN_ARENA_NEW(s->arena, syn_sketch);
  require(sketch != NULL);
  sketch->terms = SYN_ARENA_ARRAY(s->arena, syn_term, SYN_SKETCH_TERM_LIMIT);
  require(sketch->terms != NULL);
  for (uint32_t i = 0; i < STORY_WORDS; i++)
    if (draw(s, 10) < 6) add_term(s, sketch, name_of(s, "w", mix((uint64_t)story->number * STORY_WORDS + i) % 1000000), 9000 + i);
  for (uint32_t i = 0; i < TOPIC_WORDS / 4; i++)
    add_term(s, sketch, name_of(s, "t", (uint64_t)story->topic * TOPIC_WORDS + draw(s, TOPIC_WORDS)), 6000);
  while (sketch->term_count < TERMS) add_term(s, sketch, name_of(s, "c", draw(s, COMMON_WORDS)), 3000);
  sketch->word_count = sketch->shingle_count = 90;
  for (uint32_t k = 0; k < SYN_SKETCH_SIGNATURE_SIZE; k++) sketch->signature[k] = (uint32_t)mix(text * SYN_SKETCH_SIGNATURE_SIZE + k);
  return sketch;
}

static void add_word(syn_buffer *text, const char *before, syn_text word, syn_span *out_span) {
  syn_buffer_format(text, "%s", before);
  out_span->start = (uint32_t)text->size;
  syn_buffer_add(text, word);
  out_span->end = (uint32_t)text->size;
}

static void add_entity(store *s, syn_facts *facts, syn_entity_type type, syn_text name, syn_span span) {
  syn_entity *entity = &facts->entities[facts->entity_count];
  *entity = (syn_entity){.id = made_id("entity", s->count, facts->entity_count), .type = type, .name = name};
  entity->mentions = SYN_ARENA_NEW(s->arena, syn_mention);
  require(entity->mentions != NULL);
  entity->mentions[0] = (syn_mention){.span = span, .kind = SYN_MENTION_NAME};
  entity->mention_count = 1;
  facts->entity_count++;
}

static void add_figure(store *s, syn_facts *facts, int64_t value, syn_span span) {
  facts->quantities[facts->quantity_count] = (syn_quantity){.id = made_id("quantity", s->count, facts->quantity_count),
                                                            .span = span,
                                                            .kind = SYN_QUANTITY_COUNT,
                                                            .value = {value, 0},
                                                            .step = {1, 0},
                                                            .unit = SYN_TEXT("person"),
                                                            .of = SYN_TEXT("person"),
                                                            .event = SYN_NO_INDEX,
                                                            .converts = SYN_NO_INDEX};
  facts->quantity_count++;
}

/* The text of a report with what is found in it. `text`: reports of one number have the same words. */
static syn_facts *make_facts(store *s, const made_story *story, uint64_t text, syn_article *article) {
  syn_facts *facts = SYN_ARENA_NEW(s->arena, syn_facts);
  syn_buffer words;
  syn_span span = {0};
  char figure[16];
  require(facts != NULL);
  facts->entities = SYN_ARENA_ARRAY(s->arena, syn_entity, 3);
  facts->quantities = SYN_ARENA_ARRAY(s->arena, syn_quantity, 1);
  require(facts->entities && facts->quantities);
  syn_buffer_init(&words, TEXT_LIMIT);
  for (int i = 0; i < 2; i++) {
    syn_text name = person_name(s, story->persons[i]);
    add_word(&words, i == 0 ? "" : " met ", name, &span);
    add_entity(s, facts, SYN_ENTITY_PERSON, name, span);
  }
  syn_text place = name_of(s, "Tallby", story->place);
  add_word(&words, " in ", place, &span);
  add_entity(s, facts, SYN_ENTITY_PLACE, place, span);
  snprintf(figure, sizeof figure, "%u", story->figure + (uint32_t)(mix(text) % 3));
  add_word(&words, " before ", syn_text_from(figure), &span);
  add_figure(s, facts, atoll(figure), span);
  syn_buffer_format(&words, " people.");
  for (uint32_t i = 0; i < 70; i++) syn_buffer_format(&words, " x%llx", (unsigned long long)(mix(text * 128 + i) % 100000));
  require(words.status == SYN_OK && syn_arena_copy(s->arena, syn_buffer_text(&words), &article->text) == SYN_OK);
  syn_buffer_clear(&words);
  return facts;
}

static void add_report(store *s, const made_story *story, uint64_t text) {
  syn_article *article = SYN_ARENA_NEW(s->arena, syn_article);
  require(article != NULL);
  *article = (syn_article){.id = made_id("article", s->count, 0), .language = SYN_TEXT("en")};
  article->source = name_of(s, "page", s->count);
  article->outlet = name_of(s, "Outlet ", draw(s, OUTLETS));
  article->title = name_of(s, "Meeting ", story->number);
  int32_t day = story->day + (int32_t)draw(s, 4);
  const syn_moment moment = {day, SYN_SECOND_NONE, SYN_ZONE_NONE};
  article->published = (syn_interval){moment, moment, SYN_BASIS_METADATA};
  syn_facts *facts = make_facts(s, story, text, article);
  s->accounts[s->count - s->first] = (syn_account){article, facts, make_sketch(s, story, text)};
  s->count++;
}

/* ---- a store on disk ---- */

static syn_store_article lines_of(store *s, const syn_account *account, syn_buffer lines[3]) {
  syn_record_context context;
  for (int i = 0; i < 3; i++) syn_buffer_init(&lines[i], 1 << 20);
  require(syn_record_context_init(account->article, s->arena, &context) == SYN_OK);
  syn_record_write_article(&lines[0], account->article);
  syn_record_write_facts(&lines[1], &context, account->facts, NULL);
  syn_record_write_sketch(&lines[2], account->article, account->sketch);
  require(lines[0].status == SYN_OK && lines[1].status == SYN_OK && lines[2].status == SYN_OK);
  return (syn_store_article){.id = account->article->id,
                             .source = account->article->source,
                             .article = syn_buffer_text(&lines[0]),
                             .facts = syn_buffer_text(&lines[1]),
                             .sketch = syn_buffer_text(&lines[2]),
                             .model = SYN_TEXT("made up"),
                             .world = SYN_TEXT("made up"),
                             .version = SYN_TEXT("0")};
}

/* Whether a report is held back, to be added later. */
static bool is_held(const store *s, uint32_t i) {
  return i % (s->limit / s->add) == 0 && i / (s->limit / s->add) < s->add;
}

static syn_text kept(store *s, syn_text text) {
  syn_text copy;
  require(syn_arena_copy(s->held_arena, text, &copy) == SYN_OK);
  return copy;
}

static void succeed(syn_status status, const syn_error *error) {
  if (status == SYN_OK) return;
  fprintf(stderr, "bench_synopsis: %s: %s\n", syn_status_name(status), error->text);
  exit(1);
}

/* Every so many reports one is held back. What was drawn for the story is given back. */
static void keep_reports(store *s, uint32_t first) {
  syn_error error = {0};
  for (uint32_t i = first; i < s->count; i++) {
    syn_buffer lines[3];
    if (!is_held(s, i) && s->passed < s->written) {
      s->passed++;
      continue;
    }
    syn_store_article article = lines_of(s, &s->accounts[i - first], lines);
    if (is_held(s, i))
      s->held[s->held_count++] = (syn_store_article){
          article.id,    kept(s, article.source), kept(s, article.article), kept(s, article.facts), kept(s, article.sketch),
          article.model, article.world,           article.version};
    else
      succeed(syn_store_add_article(s->file, &article, NULL, &error), &error);
    for (int k = 0; k < 3; k++) syn_buffer_clear(&lines[k]);
  }
  if (s->count / 4096 != first / 4096) {
    succeed(syn_store_commit(s->file, &error), &error);
    succeed(syn_store_begin(s->file, &error), &error);
  }
  syn_arena_reset(s->arena);
}

static void fill(store *s) {
  for (uint32_t number = 0; s->count < s->limit; number++) {
    made_story story = {.number = number, .topic = draw(s, TOPICS), .place = draw(s, PLACES), .figure = 100 + draw(s, 90000)};
    story.persons[0] = draw(s, PERSONS);
    story.persons[1] = draw(s, PERSONS);
    story.day = s->first_day + (int32_t)draw(s, (uint32_t)s->day_count);
    uint32_t first = s->count;
    uint32_t reports = 1 + draw(s, REPORTS_MOST) * draw(s, REPORTS_MOST) / REPORTS_MOST;
    for (uint32_t i = 0; i < reports && s->count < s->limit; i++) {
      bool is_copy = i > 0 && draw(s, 5) == 0;
      add_report(s, &story, (uint64_t)number * REPORTS_MOST + (is_copy ? 0 : i));
    }
    if (s->file) {
      keep_reports(s, first);
      s->first = s->count;
    }
  }
}

static long peak_mib(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

static void measure(const store *s, bool is_table) {
  syn_world *world = NULL;
  syn_arena *arena = NULL;
  syn_error error = {0};
  syn_gathering gathering;
  if (syn_world_open(NULL, &world, &error) != SYN_OK || syn_arena_create((size_t)64 << 30, &arena) != SYN_OK) {
    fprintf(stderr, "bench_synopsis: %s\n", error.text);
    exit(1);
  }
  long before = peak_mib();
  double total = 0;
  syn_status status = syn_gathering_init(s->accounts, s->count, world, arena, &gathering, &error);
  for (size_t i = 0; status == SYN_OK && i < syn_synopsis_part_count; i++) {
    double begin = now();
    status = syn_synopsis_parts[i].find(&gathering);
    double seconds = now() - begin;
    total += seconds;
    printf(is_table ? "%u\t%s\t%.3f\n" : "%7u articles  %-12s %9.3f s\n", s->count, syn_synopsis_parts[i].name, seconds);
  }
  if (status != SYN_OK) {
    fprintf(stderr, "bench_synopsis: the synopsis failed: %s %s\n", syn_status_name(status), error.text);
    exit(1);
  }
  printf(is_table ? "%u\t%s\t%.3f\n" : "%7u articles  %-12s %9.3f s\n", s->count, "all", total);
  printf(is_table ? "%u\tpeak MiB\t%ld\t%ld\n" : "%7u articles  peak %ld MiB, of which %ld the records\n", s->count, peak_mib(), before);
  printf(is_table ? "%u\tstories\t%u\t%u\t%llu\n" : "%7u articles  %u stories, %u pairs linked of %llu looked at\n", s->count,
         gathering.story_count, gathering.link_count, (unsigned long long)gathering.pairs_met);
  syn_arena_destroy(&arena);
  syn_world_close(&world);
}

static void read_once(syn_collection *collection) {
  syn_error error = {0};
  syn_status status = syn_collection_begin_read(collection, &error);
  succeed(syn_store_end_read(collection->store, status, &error), &error);
}

static int order_seconds(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Sorts them. */
static void tell_seconds(const store *s, const char *kind, double *seconds, uint32_t count) {
  double sum = 0;
  if (count == 0) return;
  for (uint32_t i = 0; i < count; i++) sum += seconds[i];
  qsort(seconds, count, sizeof *seconds, order_seconds);
  printf("%7u articles  adding one, %s: mean %.2f ms, median %.2f, 90 of 100 below %.2f, 95 %.2f, 99 %.2f, most %.2f (%u added)\n",
         s->count, kind, sum / count * 1e3, seconds[count / 2] * 1e3, seconds[(size_t)count * 90 / 100] * 1e3,
         seconds[(size_t)count * 95 / 100] * 1e3, seconds[(size_t)count * 99 / 100] * 1e3, seconds[count - 1] * 1e3, count);
}

static void measure_adding(store *s, const char *path) {
  syn_engine *engine = NULL;
  syn_collection *collection = NULL;
  syn_error error = {0};
  const syn_engine_options options = {0};
  double *seconds = calloc(s->held_count + 1, sizeof *seconds), *passed = calloc(s->held_count + 1, sizeof *passed);
  require(seconds && passed);
  succeed(syn_engine_create(&options, &engine, &error), &error);
  succeed(syn_collection_open(engine, path, false, &collection, &error), &error);
  double begin = now();
  read_once(collection);
  printf("%7u articles  neighbourhoods from nothing %.1f s, peak %ld MiB\n", s->count - s->held_count, now() - begin, peak_mib());
  fflush(stdout);
  uint32_t count = 0;
  for (uint32_t i = 0; i < s->held_count && count < s->most; i++) {
    syn_store_state state;
    succeed(syn_store_look(collection->store, &s->held[i], &state, &error), &error);
    if (state.is_there) continue;
    double begin_passed = read_clock(CLOCK_MONOTONIC);
    begin = now();
    succeed(syn_store_add_article(collection->store, &s->held[i], NULL, &error), &error);
    read_once(collection);
    seconds[count] = now() - begin;
    passed[count++] = read_clock(CLOCK_MONOTONIC) - begin_passed;
  }
  tell_seconds(s, "of one core", seconds, count);
  tell_seconds(s, "time passed", passed, count);
  printf("%7u articles  peak %ld MiB\n", s->count, peak_mib());
  syn_collection_close(&collection);
  syn_engine_destroy(&engine);
  free(seconds);
  free(passed);
}

static void measure_store(store *s, const char *folder, const char *keep) {
  char path[4096], name[sizeof path + 8];
  syn_error error = {0};
  if (keep)
    snprintf(path, sizeof path, "%s", keep);
  else
    snprintf(path, sizeof path, "%s/bench_synopsis-%ld.db", folder, (long)getpid());
  require(syn_arena_create((size_t)16 << 30, &s->held_arena) == SYN_OK);
  s->held = SYN_ARENA_ARRAY(s->held_arena, syn_store_article, s->add);
  require(s->held != NULL);
  succeed(syn_store_open(path, true, &s->file, &error), &error);
  uint64_t generation;
  succeed(syn_store_count(s->file, &s->written, &generation, &error), &error);
  succeed(syn_store_begin(s->file, &error), &error);
  double begin = now();
  fill(s);
  succeed(syn_store_commit(s->file, &error), &error);
  syn_store_close(&s->file);
  printf("%7u articles  written in %.1f s, but %llu that were there\n", s->count, now() - begin, (unsigned long long)s->passed);
  fflush(stdout);
  if (s->most > 0) measure_adding(s, path);
  syn_arena_destroy(&s->held_arena);
  if (keep) return;
  static const char *const ENDINGS[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
    snprintf(name, sizeof name, "%s%s", path, ENDINGS[i]);
    unlink(name);
  }
}

int main(int argc, char **argv) {
  store s = {.random = 20240607, .limit = DEFAULT_STORE, .most = UINT32_MAX};
  int years = DEFAULT_YEARS;
  const char *folder = "/tmp", *keep = NULL;
  bool is_table = false;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--tsv") == 0)
      is_table = true;
    else if (strcmp(argv[i], "--store") == 0 && i + 1 < argc)
      s.limit = (uint32_t)strtoul(argv[++i], NULL, 10);
    else if (strcmp(argv[i], "--add") == 0 && i + 1 < argc)
      s.add = (uint32_t)strtoul(argv[++i], NULL, 10);
    else if (strcmp(argv[i], "--folder") == 0 && i + 1 < argc)
      folder = argv[++i];
    else if (strcmp(argv[i], "--keep") == 0 && i + 1 < argc)
      keep = argv[++i];
    else if (strcmp(argv[i], "--most") == 0 && i + 1 < argc)
      s.most = (uint32_t)strtoul(argv[++i], NULL, 10);
    else if (strcmp(argv[i], "--years") == 0 && i + 1 < argc)
      years = atoi(argv[++i]);
    else
      s.limit = 0;
  }
  if (s.limit == 0 || s.add > s.limit / 2 || years < 1 || years > 100) {
    fprintf(stderr, "usage: bench_synopsis [--store N] [--add K [--folder FOLDER | --keep FILE [--most M]]] [--years N] [--tsv]\n");
    return 2;
  }
  s.first_day = syn_calendar_day(FIRST_YEAR, 1, 1);
  s.day_count = years * 365;
  require(syn_arena_create((size_t)64 << 30, &s.arena) == SYN_OK);
  s.accounts = calloc(s.add > 0 ? REPORTS_MOST + 1 : s.limit, sizeof *s.accounts);
  require(s.accounts != NULL);
  if (s.add > 0) {
    measure_store(&s, folder, keep);
  } else {
    fill(&s);
    measure(&s, is_table);
  }
  free(s.accounts);
  syn_arena_destroy(&s.arena);
  return 0;
}
