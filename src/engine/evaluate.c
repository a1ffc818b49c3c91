#include "synoptic/evaluation.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "engine/engine_internal.h"
#include "language/measure.h"
#include "records/iob2.h"

enum { FILE_BYTES = 1 << 30 };

typedef struct evaluating {
  const syn_engine *engine;
  const syn_evaluation_options *options;
  const char *path;
  syn_arena *arena; /* of one document */
  syn_evaluation evaluation;
  syn_error *error;
} evaluating;

/* The tokens of a gold document, with nothing that tells the answers; the article is the same. */
static syn_status bare_document(const syn_document *gold, syn_arena *arena, syn_document *out_document) {
  *out_document = (syn_document){.article = gold->article,
                                 .language = gold->article->language,
                                 .sentences = gold->sentences,
                                 .tokens = SYN_ARENA_ARRAY(arena, syn_token, gold->token_count),
                                 .sentence_count = gold->sentence_count,
                                 .token_count = gold->token_count};
  if (!out_document->tokens) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < gold->token_count; i++) {
    const syn_token *token = &gold->tokens[i];
    out_document->tokens[i] =
        (syn_token){.start = token->start, .end = token->end, .space_before = token->space_before, .tag = SYN_TAG_X, .head = SYN_HEAD_NONE};
  }
  return SYN_OK;
}

static syn_status find(const evaluating *job, const syn_document *gold, bool gold_tokens, syn_document *out_document) {
  if (!gold_tokens) return syn_document_analyse(job->engine->analyser, gold->article, job->arena, out_document, job->error);
  syn_status status = bare_document(gold, job->arena, out_document);
  return status == SYN_OK ? syn_document_annotate(job->engine->analyser, out_document, job->arena, job->error) : status;
}

static syn_text language_of(const evaluating *job) {
  return job->options->language ? syn_text_from(job->options->language) : SYN_TEXT("en");
}

/* The id after "# newdoc", or what stands in its place. */
static bool is_wanted(const evaluating *job, syn_text document) {
  if (!job->options->only) return true;
  size_t at = syn_text_starts_with(document, SYN_TEXT("# newdoc")) ? 0 : syn_text_find(document, SYN_TEXT("\n# newdoc"), 0);
  if (at == SIZE_MAX) return false;
  size_t end = syn_text_find(document, SYN_TEXT("\n"), at + 1);
  return syn_text_find(syn_text_slice(document, at, end == SIZE_MAX ? document.size : end), syn_text_from(job->options->only), 0) !=
         SIZE_MAX;
}

static syn_status measure_tree_document(evaluating *job, syn_text text) {
  syn_conllu *gold = NULL;
  syn_document found = {0};
  syn_status status = syn_conllu_read(text, job->arena, &gold, job->error);
  if (status != SYN_OK) return status;
  gold->article.language = language_of(job);
  status = find(job, &gold->document, job->options->gold_tokens, &found);
  return status == SYN_OK ? syn_measure_trees(&found, gold, job->arena, &job->evaluation) : status;
}

static syn_status measure_treebank(evaluating *job, syn_text rest) {
  syn_text text;
  syn_status status = SYN_OK;
  for (uint64_t number = 1; status == SYN_OK && syn_conllu_next_document(&rest, &text); number++) {
    syn_arena_reset(job->arena);
    if (!is_wanted(job, text)) continue;
    status = measure_tree_document(job, text);
    if (status == SYN_OK || !job->error) continue;
    const syn_error cause = *job->error;
    syn_error_set(job->error, status, cause.offset, "%s: document %llu: %s", job->path, (unsigned long long)number, cause.text);
  }
  return status;
}

/* Names are measured on the words that are given: annotators marked those. */
static syn_status measure_name_file(evaluating *job, syn_text rest) {
  syn_text types = syn_text_from(job->options->types ? job->options->types : syn_iob2_usual_types), text;
  uint32_t bits = 0;
  if (!syn_iob2_types(types, &bits))
    return syn_error_set(job->error, SYN_BAD_ARGUMENT, 0,
                         "the types should be \"LABEL=TYPE|...\", where a type is PERSON, ORGANIZATION, PLACE, NORP, WORK or OTHER");
  /* Usual labels: nationalities only count where the file has them. */
  if (!job->options->types && syn_text_find(rest, SYN_TEXT("B-NORP"), 0) == SIZE_MAX) bits &= ~(1u << SYN_NAME_NORP);
  bool has_documents = syn_text_find(rest, SYN_TEXT("# newdoc"), 0) != SIZE_MAX;
  syn_status status = SYN_OK;
  while (status == SYN_OK && syn_iob2_next_document(&rest, has_documents, &text)) {
    syn_iob2 *gold = NULL;
    syn_document found = {0};
    syn_arena_reset(job->arena);
    if (!is_wanted(job, text)) continue;
    status = syn_iob2_read(text, types, job->arena, &gold, job->error);
    if (status != SYN_OK) break;
    gold->article.language = language_of(job);
    status = find(job, &gold->document, true, &found);
    if (status == SYN_OK) syn_measure_names(&found, &gold->document, bits, &job->evaluation);
  }
  return status;
}

static syn_status read_file(const char *path, syn_buffer *buffer, syn_error *error) {
  char piece[16384];
  FILE *file = fopen(path, "rbe");
  if (!file) return syn_error_set(error, SYN_IO, 0, "%s: cannot be read: %s", path, strerror(errno));
  size_t size = 0;
  syn_status status = SYN_OK;
  while (status == SYN_OK && (size = fread(piece, 1, sizeof piece, file)) > 0) status = syn_buffer_add(buffer, (syn_text){piece, size});
  if (status == SYN_OK && ferror(file)) status = SYN_IO;
  fclose(file);
  if (status == SYN_OK) return status;
  return syn_error_set(error, status, 0, "%s: cannot be read: %s", path,
                       status == SYN_LIMIT ? "larger than the limit of 1 GiB; cut it" : syn_status_name(status));
}

syn_status syn_engine_evaluate(const syn_engine *engine, const char *path, const syn_evaluation_options *options,
                               syn_evaluation *out_evaluation, syn_error *error) {
  evaluating job = {.engine = engine, .options = options, .path = path, .error = error};
  bool is_treebank = syn_text_ends_with(syn_text_from(path), SYN_TEXT(".conllu"));
  if (!is_treebank && !syn_text_ends_with(syn_text_from(path), SYN_TEXT(".iob2")))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: expected a file that ends in .conllu (trees) or .iob2 (names)", path);
  syn_buffer buffer;
  syn_buffer_init(&buffer, FILE_BYTES);
  syn_status status = read_file(path, &buffer, error);
  if (status == SYN_OK) status = syn_engine_need_stages(engine, error);
  if (status == SYN_OK) status = syn_arena_create(engine->limits.page_memory_bytes, &job.arena);
  if (status == SYN_OK)
    status = is_treebank ? measure_treebank(&job, syn_buffer_text(&buffer)) : measure_name_file(&job, syn_buffer_text(&buffer));
  if (status == SYN_OK && job.evaluation.document_count == 0)
    status = syn_error_set(error, SYN_NOT_FOUND, 0, "%s: no document of it is wanted, or it has none", path);
  if (status == SYN_OK) *out_evaluation = job.evaluation;
  syn_arena_destroy(&job.arena);
  syn_buffer_clear(&buffer);
  return status;
}
