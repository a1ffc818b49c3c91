/*
 * Measures the language stage on annotated text and prints one line a figure, as in tests/quality/scores.tsv.
 *
 *   measure_language DATA [MODEL|-] [CORPUS]     "-": the embedded model; SHOW_CUTS=1, SHOW_LEMMAS=1 in the environment show the mistakes
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "language/analyser.h"
#include "train/corpus.h"

typedef struct tally {
  size_t right, guessed, gold;
} tally;

typedef struct measuring {
  const syn_analyser *analyser;
  syn_arena *arena;
  const char *data, *corpus, *part;
} measuring;

static void print_line(const measuring *job, const char *measure, double value, size_t items) {
  printf("language\t%s\t%s\t%s\t%.4f\t%zu\tmeasure_language\n", job->corpus, job->part, measure, value / 100, items);
}

static double f1(tally counts) {
  return counts.guessed + counts.gold ? 200.0 * (double)counts.right / (double)(counts.guessed + counts.gold) : 0;
}

/* A document without anything but its gold tokens. */
static syn_status annotate_gold(const measuring *job, gold_document *gold, syn_error *error) {
  return syn_document_annotate(job->analyser, &gold->document, job->arena, error);
}

/* Tags, features and lemmas on gold tokens. */
static syn_status measure_tags(const measuring *job, const char *path, syn_text language, syn_error *error) {
  gold_corpus corpus = {0};
  size_t tokens = 0, tags = 0, features = 0, lemmas = 0, heads = 0, arcs = 0;
  syn_status status = corpus_read_conllu(path, language, job->arena, &corpus, error);
  for (size_t d = 0; d < corpus.count && status == SYN_OK; d++) {
    gold_document *document = &corpus.items[d];
    status = annotate_gold(job, document, error);
    for (uint32_t t = 0; t < document->document.token_count && status == SYN_OK; t++) {
      const syn_token *token = &document->document.tokens[t];
      const gold_token *gold = &document->gold[t];
      syn_text a, b;
      tokens++;
      if (token->tag == gold->tag) tags++;
      if (token->head == gold->head) heads++;
      if (token->head == gold->head && token->relation == gold->relation) arcs++;
      if (token->tag == gold->tag && token->features == gold->features) features++;
      if (syn_utf8_lower(token->lemma, job->arena, &a) != SYN_OK || syn_utf8_lower(gold->lemma, job->arena, &b) != SYN_OK)
        return SYN_NO_MEMORY;
      if (syn_text_equal(a, b))
        lemmas++;
      else if (getenv("SHOW_LEMMAS"))
        printf("%.*s\t%s\t%.*s\t%.*s\n", SYN_TEXT_ARGUMENTS(token->lower), syn_tag_name(token->tag), SYN_TEXT_ARGUMENTS(a),
               SYN_TEXT_ARGUMENTS(b));
    }
  }
  if (status != SYN_OK || tokens == 0) return status;
  print_line(job, "UPOS accuracy, gold tokens", 100.0 * (double)tags / (double)tokens, tokens);
  print_line(job, "UPOS and features accuracy, gold tokens", 100.0 * (double)features / (double)tokens, tokens);
  print_line(job, "UAS, gold tokens", 100.0 * (double)heads / (double)tokens, tokens);
  print_line(job, "LAS, gold tokens", 100.0 * (double)arcs / (double)tokens, tokens);
  print_line(job, "lemma accuracy (case folded), gold tokens", 100.0 * (double)lemmas / (double)tokens, tokens);
  return SYN_OK;
}

/* Sentences and tokens that have the same span in both. */
static void compare_cuts(const syn_document *a, const syn_document *b, tally *tokens, tally *sentences) {
  uint32_t i = 0, j = 0;
  tokens->guessed += a->token_count;
  tokens->gold += b->token_count;
  while (i < a->token_count && j < b->token_count) {
    if (a->tokens[i].start == b->tokens[j].start && a->tokens[i].end == b->tokens[j].end) tokens->right++;
    if (a->tokens[i].start < b->tokens[j].start)
      i++;
    else if (a->tokens[i].start > b->tokens[j].start)
      j++;
    else
      i++, j++;
  }
  sentences->guessed += a->sentence_count;
  sentences->gold += b->sentence_count;
  for (i = j = 0; i < a->sentence_count && j < b->sentence_count;) {
    syn_span x = a->sentences[i].span, y = b->sentences[j].span;
    if (x.start == y.start && x.end == y.end) sentences->right++;
    if (x.start < y.start)
      i++;
    else if (x.start > y.start)
      j++;
    else
      i++, j++;
  }
}

static void show_cuts(const syn_document *a, const syn_document *b) {
  for (uint32_t i = 0, j = 0; i < a->sentence_count; i++) {
    syn_span x = a->sentences[i].span;
    while (j < b->sentence_count && b->sentences[j].span.start < x.start) j++;
    bool same = j < b->sentence_count && b->sentences[j].span.start == x.start && b->sentences[j].span.end == x.end;
    if (!same) printf("CUT\t%.*s\n", (int)(x.end - x.start), a->article->text.data + x.start);
  }
  for (uint32_t i = 0, j = 0; i < a->token_count; i++) {
    while (j < b->token_count && b->tokens[j].start < a->tokens[i].start) j++;
    bool same = j < b->token_count && b->tokens[j].start == a->tokens[i].start && b->tokens[j].end == a->tokens[i].end;
    if (!same) printf("TOKEN\t%.*s\n", (int)(a->tokens[i].end - a->tokens[i].start), a->article->text.data + a->tokens[i].start);
  }
}

static syn_status measure_cuts(const measuring *job, const char *path, syn_text language, syn_error *error) {
  gold_corpus corpus = {0};
  tally tokens = {0}, sentences = {0}, tags = {0};
  syn_status status = corpus_read_conllu(path, language, job->arena, &corpus, error);
  for (size_t d = 0; d < corpus.count && status == SYN_OK; d++) {
    syn_document document = {0}, *gold = &corpus.items[d].document;
    status = syn_document_analyse(job->analyser, &corpus.items[d].article, job->arena, &document, error);
    if (status != SYN_OK) break;
    compare_cuts(&document, gold, &tokens, &sentences);
    if (getenv("SHOW_CUTS")) show_cuts(&document, gold);
    tags.guessed += document.token_count;
    tags.gold += gold->token_count;
    for (uint32_t i = 0, j = 0; i < document.token_count && j < gold->token_count;) {
      const syn_token *a = &document.tokens[i], *b = &gold->tokens[j];
      if (a->start == b->start && a->end == b->end && a->tag == corpus.items[d].gold[j].tag) tags.right++;
      if (a->start < b->start)
        i++;
      else if (a->start > b->start)
        j++;
      else
        i++, j++;
    }
  }
  if (status != SYN_OK) return status;
  print_line(job, "token F1, raw text", f1(tokens), tokens.gold);
  print_line(job, "sentence F1, raw text", f1(sentences), sentences.gold);
  print_line(job, "UPOS F1, raw text", f1(tags), tags.gold);
  return SYN_OK;
}

static void count_names(const gold_document *document, uint32_t types, tally by_type[SYN_NAME_TYPE_COUNT]) {
  const syn_document *guess = &document->document;
  uint32_t next = 0;
  for (uint32_t t = 0; t < guess->token_count; t++) {
    uint8_t name = document->gold[t].name;
    if (!(name & GOLD_NAME_FIRST)) continue;
    unsigned type = (name & 0x7Fu) - 1;
    uint32_t end = t + 1;
    uint32_t sentence = syn_document_sentence_of(guess, t);
    uint32_t limit = guess->sentences[sentence].first_token + guess->sentences[sentence].token_count;
    while (end < limit && document->gold[end].name && !(document->gold[end].name & GOLD_NAME_FIRST)) end++;
    by_type[type].gold++;
    while (next < guess->name_count && guess->names[next].first_token < t) next++;
    if (next < guess->name_count && guess->names[next].first_token == t && guess->names[next].token_count == end - t &&
        guess->names[next].type == type) {
      by_type[type].right++;
    }
  }
  for (uint32_t i = 0; i < guess->name_count; i++) {
    if (types & 1u << guess->names[i].type) by_type[guess->names[i].type].guessed++;
  }
}

/* Exact spans with the right type; `types` are those that the corpus annotates, others are not counted. */
static syn_status measure_names(const measuring *job, const char *path, syn_text types, syn_error *error) {
  gold_corpus corpus = {0};
  tally by_type[SYN_NAME_TYPE_COUNT] = {0}, all = {0};
  uint32_t annotated = 0;
  syn_text rest = types, item;
  while (syn_table_next_item(&rest, '|', &item)) {
    size_t equals = syn_text_find(item, SYN_TEXT("="), 0);
    uint8_t type = 0;
    if (equals != SIZE_MAX && corpus_parse_name_type(syn_text_slice(item, equals + 1, item.size), &type)) annotated |= 1u << type;
  }
  syn_status status = corpus_read_iob2(path, SYN_TEXT("en"), types, job->arena, &corpus, error);
  for (size_t d = 0; d < corpus.count && status == SYN_OK; d++) {
    status = annotate_gold(job, &corpus.items[d], error);
    if (status == SYN_OK) count_names(&corpus.items[d], annotated, by_type);
  }
  if (status != SYN_OK) return status;
  for (unsigned i = 0; i < SYN_NAME_TYPE_COUNT; i++) {
    if (!(annotated & 1u << i)) continue;
    char measure[64];
    (void)snprintf(measure, sizeof measure, "%s span F1, gold tokens", corpus_name_type(i));
    print_line(job, measure, f1(by_type[i]), by_type[i].gold);
    all.right += by_type[i].right;
    all.guessed += by_type[i].guessed;
    all.gold += by_type[i].gold;
  }
  print_line(job, "names span F1, gold tokens", f1(all), all.gold);
  print_line(job, "names span precision, gold tokens", all.guessed ? 100.0 * (double)all.right / (double)all.guessed : 0, all.guessed);
  print_line(job, "names span recall, gold tokens", all.gold ? 100.0 * (double)all.right / (double)all.gold : 0, all.gold);
  return SYN_OK;
}

/* Tokens a second for the whole stage, on the raw text of a treebank. */
static syn_status measure_speed(const measuring *job, const char *path, syn_error *error) {
  gold_corpus corpus = {0};
  syn_status status = corpus_read_conllu(path, SYN_TEXT("en"), job->arena, &corpus, error);
  syn_arena *arena = NULL;
  if (status == SYN_OK) status = syn_arena_create((size_t)1 << 30, &arena);
  size_t tokens = 0;
  clock_t start = clock();
  for (int round = 0; round < 5; round++) {
    for (size_t d = 0; d < corpus.count && status == SYN_OK; d++) {
      syn_document document = {0};
      status = syn_document_analyse(job->analyser, &corpus.items[d].article, arena, &document, error);
      tokens += document.token_count;
      syn_arena_reset(arena);
    }
  }
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  syn_arena_destroy(&arena);
  if (status == SYN_OK) fprintf(stderr, "speed: %.0f tokens/s (%zu tokens in %.2f s)\n", (double)tokens / seconds, tokens, seconds);
  return status;
}

typedef struct task {
  const char *corpus, *file, *language, *types; /* types: of names; NULL: a treebank */
} task;

static const task tasks[] = {
    {"en_ewt", "treebanks/en_ewt-dev.conllu", "en", NULL},
    {"en_gum", "treebanks/en_gum-dev.conllu", "en", NULL},
    {"fr_sequoia", "treebanks/fr_sequoia-dev.conllu", "fr", NULL},
    {"worldwide", "names/worldwide-dev.iob2", "en",
     "Person=PERSON|Organization=ORGANIZATION|Location=PLACE|Facility=PLACE|NORP=NORP|Misc=OTHER|Product=OTHER"},
    {"worldwide PER/ORG/LOC", "names/worldwide-dev.iob2", "en", "Person=PERSON|Organization=ORGANIZATION|Location=PLACE|Facility=PLACE"},
    {"uner_ewt", "names/uner_ewt-dev.iob2", "en", "PER=PERSON|ORG=ORGANIZATION|LOC=PLACE"},
    {"crossner_politics", "names/crossner_politics-dev.iob2", "en",
     "person=PERSON|politician=PERSON|organisation=ORGANIZATION|politicalparty=ORGANIZATION|country=PLACE|location=PLACE"},
};

static syn_status measure_all(measuring *job, const char *wanted, syn_error *error) {
  syn_status status = SYN_OK;
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks && status == SYN_OK; i++) {
    if (wanted && !strstr(tasks[i].corpus, wanted)) continue;
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", job->data, tasks[i].file);
    job->corpus = tasks[i].corpus;
    job->part = "dev";
    if (tasks[i].types) {
      status = measure_names(job, path, syn_text_from(tasks[i].types), error);
    } else {
      status = measure_tags(job, path, syn_text_from(tasks[i].language), error);
      if (status == SYN_OK) status = measure_cuts(job, path, syn_text_from(tasks[i].language), error);
    }
    if (status == SYN_OK && i == 0) status = measure_speed(job, path, error);
    syn_arena_reset(job->arena);
  }
  return status;
}

int main(int argument_count, char **arguments) {
  if (argument_count < 2) {
    fprintf(stderr, "usage: measure_language DATA [MODEL|-] [CORPUS]\n");
    return 2;
  }
  syn_error error = {0};
  syn_world *world = NULL;
  syn_model *model = NULL;
  syn_analyser *analyser = NULL;
  measuring job = {.data = arguments[1]};
  const char *path = argument_count > 2 && strcmp(arguments[2], "-") != 0 ? arguments[2] : NULL;
  syn_status status = syn_world_open(NULL, &world, &error);
  if (status == SYN_OK) {
    status = path ? syn_model_open(path, &model, &error) : syn_model_read(syn_embedded_find("models/default.synmodel"), &model, &error);
  }
  if (status == SYN_OK) status = syn_analyser_create(model, world, &analyser, &error);
  if (status == SYN_OK) status = syn_arena_create((size_t)4 << 30, &job.arena);
  job.analyser = analyser;
  if (status == SYN_OK) status = measure_all(&job, argument_count > 3 ? arguments[3] : NULL, &error);
  if (status != SYN_OK) fprintf(stderr, "measure_language: %s: %s\n", syn_status_name(status), error.text);
  syn_arena_destroy(&job.arena);
  syn_analyser_destroy(&analyser);
  syn_model_close(&model);
  syn_world_close(&world);
  return status == SYN_OK ? 0 : 1;
}
