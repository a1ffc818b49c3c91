#include <stdlib.h>
#include <string.h>

#include "records/conllu.h"
#include "records/names.h"

/* ---- mentions ---- */

/* A mention as tokens of one sentence. */
typedef struct token_mention {
  uint32_t first, last, entity;
} token_mention;

typedef struct writing {
  syn_buffer *buffer;
  const syn_document *document;
  const syn_facts *facts;
  token_mention *opening, *closing; /* the same mentions, in the order in which they begin, and end */
  uint32_t mention_count, opened, closed;
  uint32_t *numbers;              /* of each token in its sentence, from 1 */
  syn_text field;                 /* that is being written */
  uint32_t byte_at, character_at; /* the same place in it; only moves forward */
} writing;

/* By beginning, outer ones first. */
static int compare_openings(const void *a, const void *b) {
  const token_mention *x = a, *y = b;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->last != y->last) return x->last > y->last ? -1 : 1;
  return (x->entity > y->entity) - (x->entity < y->entity);
}

/* By end, inner ones first. */
static int compare_closings(const void *a, const void *b) {
  const token_mention *x = a, *y = b;
  if (x->last != y->last) return x->last < y->last ? -1 : 1;
  if (x->first != y->first) return x->first > y->first ? -1 : 1;
  return (x->entity < y->entity) - (x->entity > y->entity);
}

static bool find_tokens(const syn_document *document, syn_span span, uint32_t entity, token_mention *out_mention) {
  if (span.end <= span.start) return false;
  uint32_t first = syn_document_token_at(document, span.field, span.index, span.start);
  uint32_t last = syn_document_token_at(document, span.field, span.index, span.end - 1);
  if (last >= document->token_count || last < first) return false;
  *out_mention = (token_mention){first, last, entity};
  return syn_document_sentence_of(document, first) == syn_document_sentence_of(document, last);
}

static syn_status find_mentions(writing *job, syn_arena *arena) {
  const syn_facts *facts = job->facts;
  uint32_t count = 0;
  for (uint32_t e = 0; facts && e < facts->entity_count; e++) count += facts->entities[e].mention_count;
  job->opening = SYN_ARENA_ARRAY(arena, token_mention, count + 1);
  job->closing = SYN_ARENA_ARRAY(arena, token_mention, count + 1);
  job->numbers = SYN_ARENA_ARRAY(arena, uint32_t, job->document->token_count + 1);
  if (!job->opening || !job->closing || !job->numbers) return SYN_NO_MEMORY;
  for (uint32_t e = 0; facts && e < facts->entity_count; e++) {
    for (uint32_t m = 0; m < facts->entities[e].mention_count; m++) {
      if (find_tokens(job->document, facts->entities[e].mentions[m].span, e, &job->opening[job->mention_count])) job->mention_count++;
    }
  }
  if (job->mention_count == 0) return SYN_OK;
  memcpy(job->closing, job->opening, job->mention_count * sizeof *job->closing);
  qsort(job->opening, job->mention_count, sizeof *job->opening, compare_openings);
  qsort(job->closing, job->mention_count, sizeof *job->closing, compare_closings);
  return SYN_OK;
}

/* The place, from 1, of the word that the others of a mention depend on; without trees the last. */
static uint32_t head_of(const writing *job, const token_mention *mention) {
  for (uint32_t t = mention->first; t <= mention->last && job->document->has_trees; t++) {
    int32_t head = job->document->tokens[t].head;
    if (head < (int32_t)mention->first || head > (int32_t)mention->last) return t - mention->first + 1;
  }
  return mention->last - mention->first + 1;
}

/* "Entity=(e1-person-2-" … "e1)"; nothing where no mention begins or ends. */
static bool write_entities(writing *job, uint32_t token) {
  bool any = false;
  for (; job->opened < job->mention_count && job->opening[job->opened].first == token; job->opened++) {
    const token_mention *mention = &job->opening[job->opened];
    bool is_alone = mention->last == token;
    const char *type = syn_entity_type_name(job->facts->entities[mention->entity].type);
    (void)syn_buffer_format(job->buffer, "%s(e%u-", any ? "" : "Entity=", mention->entity + 1);
    for (; *type; type++) (void)syn_buffer_add_byte(job->buffer, *type >= 'A' && *type <= 'Z' ? (char)(*type + 32) : *type);
    (void)syn_buffer_format(job->buffer, "-%u-%s", head_of(job, mention), is_alone ? ")" : "");
    any = true;
  }
  for (; job->closed < job->mention_count && job->closing[job->closed].last == token; job->closed++) {
    const token_mention *mention = &job->closing[job->closed];
    if (mention->first == token) continue;
    (void)syn_buffer_format(job->buffer, "%se%u)", any ? "" : "Entity=", mention->entity + 1);
    any = true;
  }
  return any;
}

/* ---- columns ---- */

static void write_features(syn_buffer *buffer, uint32_t features) {
  static const struct {
    uint32_t bit;
    const char *text;
  } names[] = {
      {SYN_FEATURE_DEFINITE, "Definite=Def"},
      {SYN_FEATURE_COMPARATIVE, "Degree=Cmp"},
      {SYN_FEATURE_SUPERLATIVE, "Degree=Sup"},
      {SYN_FEATURE_FEMININE, "Gender=Fem"},
      {SYN_FEATURE_MASCULINE, "Gender=Masc"},
      {SYN_FEATURE_PLURAL, "Number=Plur"},
      {SYN_FEATURE_SINGULAR, "Number=Sing"},
      {SYN_FEATURE_FIRST, "Person=1"},
      {SYN_FEATURE_SECOND, "Person=2"},
      {SYN_FEATURE_THIRD, "Person=3"},
      {SYN_FEATURE_NEGATIVE, "Polarity=Neg"},
      {SYN_FEATURE_POSSESSIVE, "Poss=Yes"},
      {SYN_FEATURE_DEMONSTRATIVE, "PronType=Dem"},
      {SYN_FEATURE_PERSONAL, "PronType=Prs"},
      {SYN_FEATURE_RELATIVE, "PronType=Rel"},
      {SYN_FEATURE_FUTURE, "Tense=Fut"},
      {SYN_FEATURE_PAST, "Tense=Past"},
      {SYN_FEATURE_PRESENT, "Tense=Pres"},
      {SYN_FEATURE_FINITE, "VerbForm=Fin"},
      {SYN_FEATURE_GERUND, "VerbForm=Ger"},
      {SYN_FEATURE_INFINITIVE, "VerbForm=Inf"},
      {SYN_FEATURE_PARTICIPLE, "VerbForm=Part"},
      {SYN_FEATURE_MODAL, "VerbType=Mod"},
      {SYN_FEATURE_PASSIVE, "Voice=Pass"},
  };
  const char *before = "";
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!(features & names[i].bit)) continue;
    size_t name_size = strcspn(names[i].text, "=");
    if (*before && strncmp(before, names[i].text, name_size + 1) == 0) continue; /* one value of each */
    (void)syn_buffer_format(buffer, "%s%s", *before ? "|" : "", names[i].text);
    before = names[i].text;
  }
  if (!*before) (void)syn_buffer_add_byte(buffer, '_');
}

/* UPOS, XPOS and FEATS; HEAD, DEPREL and DEPS. */
static void write_analysis(const writing *job, uint32_t token) {
  static const char *const subtypes[] = {"", ":pass", ":poss", ":agent", ":tmod"};
  const syn_token *is = &job->document->tokens[token];
  (void)syn_buffer_format(job->buffer, "%s\t_\t", syn_tag_name(is->tag));
  write_features(job->buffer, is->features);
  if (!job->document->has_trees) {
    (void)syn_buffer_add(job->buffer, SYN_TEXT("\t_\t_\t_\t"));
    return;
  }
  uint32_t head = is->head < 0 ? 0 : job->numbers[is->head];
  (void)syn_buffer_format(job->buffer, "\t%u\t%s%s\t_\t", head, syn_relation_name(is->relation),
                          is->subtype < sizeof subtypes / sizeof *subtypes ? subtypes[is->subtype] : "");
}

/* The characters before a byte of the field that is not before the last one asked for. */
static uint32_t characters_before(writing *job, uint32_t byte) {
  for (; job->byte_at < byte && job->byte_at < job->field.size; job->byte_at++)
    job->character_at += ((unsigned char)job->field.data[job->byte_at] & 0xC0) != 0x80;
  return job->character_at;
}

static void begin_field(writing *job, syn_span span) {
  syn_text field = syn_article_field(job->document->article, span.field, span.index);
  if (field.data == job->field.data) return;
  job->field = field;
  job->byte_at = job->character_at = 0;
}

static void write_range(writing *job, uint32_t token, bool is_alone) {
  const syn_token *is = &job->document->tokens[token];
  uint32_t start = characters_before(job, is->start), end = characters_before(job, is->end);
  (void)syn_buffer_format(job->buffer, "%sTokenRange=%u:%u\n", is_alone ? "" : "|", start, end);
}

/* ---- documents made from text ---- */

static void write_on_one_line(syn_buffer *buffer, syn_text text) {
  bool space = false;
  for (size_t i = 0; i < text.size; i++) {
    bool is_space = text.data[i] == '\n' || text.data[i] == '\r' || text.data[i] == '\t' || text.data[i] == ' ';
    if (!is_space) {
      if (space) (void)syn_buffer_add_byte(buffer, ' ');
      (void)syn_buffer_add_byte(buffer, text.data[i]);
    }
    space = is_space;
  }
}

static void write_comments(const writing *job, uint32_t sentence) {
  const syn_sentence *is = &job->document->sentences[sentence];
  if (sentence == 0) {
    (void)syn_buffer_add(job->buffer, SYN_TEXT("# newdoc id = "));
    write_on_one_line(job->buffer, job->document->article->source);
    (void)syn_buffer_add(job->buffer, SYN_TEXT("\n# global.Entity = eid-etype-head-other\n"));
  }
  if (sentence == 0 || is->paragraph != is[-1].paragraph) {
    (void)syn_buffer_add(job->buffer, SYN_TEXT("# newpar\n"));
    if (is->span.field == SYN_FIELD_TITLE) (void)syn_buffer_add(job->buffer, SYN_TEXT("# field = title\n"));
    if (is->span.field == SYN_FIELD_CAPTION) (void)syn_buffer_format(job->buffer, "# field = caption %u\n", is->span.index + 1u);
  }
  (void)syn_buffer_format(job->buffer, "# sent_id = %u\n# text = ", sentence + 1);
  write_on_one_line(job->buffer, syn_article_words(job->document->article, is->span));
  (void)syn_buffer_add_byte(job->buffer, '\n');
}

static bool is_tight(const syn_document *document, uint32_t token, uint32_t sentence) {
  if (token + 1 >= document->token_count) return false;
  const syn_sentence *is = &document->sentences[sentence];
  bool is_last = token + 1 == is->first_token + is->token_count;
  if (is_last && (sentence + 1 == document->sentence_count || is[1].paragraph != is->paragraph)) return false;
  return !document->tokens[token + 1].space_before;
}

static void write_space_after(writing *job, uint32_t token, uint32_t sentence, bool *any) {
  if (!is_tight(job->document, token, sentence)) return;
  (void)syn_buffer_add(job->buffer, *any ? SYN_TEXT("|SpaceAfter=No") : SYN_TEXT("SpaceAfter=No"));
  *any = true;
}

/* The line of a token that is several words ("1-2 don't"); returns the last of them, or `first` where it is one. */
static uint32_t write_multiword(writing *job, syn_text field, uint32_t first, uint32_t end, uint32_t sentence) {
  const syn_document *document = job->document;
  uint32_t last = first;
  bool any = false;
  while (last + 1 < end && document->tokens[last + 1].is_joined) last++;
  if (last == first) return first;
  (void)syn_buffer_format(job->buffer, "%u-%u\t", job->numbers[first], job->numbers[last]);
  (void)syn_buffer_add(job->buffer, syn_text_slice(field, document->tokens[first].start, document->tokens[last].end));
  (void)syn_buffer_add(job->buffer, SYN_TEXT("\t_\t_\t_\t_\t_\t_\t_\t"));
  write_space_after(job, last, sentence, &any);
  (void)syn_buffer_add(job->buffer, any ? SYN_TEXT("\n") : SYN_TEXT("_\n"));
  return last;
}

static void write_made_word(writing *job, syn_text field, uint32_t t, uint32_t sentence, bool is_in_multiword) {
  const syn_token *token = &job->document->tokens[t];
  (void)syn_buffer_format(job->buffer, "%u\t", job->numbers[t]);
  (void)syn_buffer_add(job->buffer, syn_text_slice(field, token->start, token->end));
  (void)syn_buffer_add_byte(job->buffer, '\t');
  (void)syn_buffer_add(job->buffer, token->lemma);
  (void)syn_buffer_add_byte(job->buffer, '\t');
  write_analysis(job, t);
  bool any = write_entities(job, t);
  if (!is_in_multiword) write_space_after(job, t, sentence, &any);
  write_range(job, t, !any);
}

static void write_made(writing *job) {
  const syn_document *document = job->document;
  for (uint32_t s = 0; s < document->sentence_count; s++) {
    const syn_sentence *sentence = &document->sentences[s];
    syn_text field = syn_article_field(document->article, sentence->span.field, sentence->span.index);
    write_comments(job, s);
    begin_field(job, sentence->span);
    uint32_t end = sentence->first_token + sentence->token_count, multiword_end = 0;
    for (uint32_t t = sentence->first_token; t < end; t++) {
      if (t >= multiword_end) {
        uint32_t last = write_multiword(job, field, t, end, s);
        multiword_end = last > t ? last + 1 : 0;
      }
      write_made_word(job, field, t, s, t < multiword_end);
    }
    (void)syn_buffer_add_byte(job->buffer, '\n');
  }
}

/* ---- documents that were given ---- */

/* The items of MISC but those that are written anew. */
static bool write_kept(syn_buffer *buffer, syn_text misc, bool any) {
  while (misc.size > 0) {
    const char *bar = memchr(misc.data, '|', misc.size);
    syn_text item = {misc.data, bar ? (size_t)(bar - misc.data) : misc.size};
    misc = syn_text_slice(misc, item.size + 1, misc.size);
    bool is_anew = syn_text_starts_with(item, SYN_TEXT("Entity=")) || syn_text_starts_with(item, SYN_TEXT("TokenRange="));
    if (is_anew || item.size == 0 || syn_text_equal(item, SYN_TEXT("_"))) continue;
    if (any) (void)syn_buffer_add_byte(buffer, '|');
    (void)syn_buffer_add(buffer, item);
    any = true;
  }
  return any;
}

static void write_columns(syn_buffer *buffer, const syn_text *columns, int from, int to) {
  for (int i = from; i < to; i++) {
    (void)syn_buffer_add(buffer, columns[i]);
    (void)syn_buffer_add_byte(buffer, '\t');
  }
}

/* A later word of a token of several words has no analysis of its own: it hangs on the first. */
static void write_later_word(const writing *job, const syn_conllu_line *line, const syn_text *columns, bool has_trees) {
  write_columns(job->buffer, columns, 0, has_trees ? 9 : 6);
  if (!has_trees) (void)syn_buffer_format(job->buffer, "%u\tdep\t_\t", job->numbers[line->token]);
  if (!write_kept(job->buffer, columns[9], false)) (void)syn_buffer_add_byte(job->buffer, '_');
  (void)syn_buffer_add_byte(job->buffer, '\n');
}

static void write_word(writing *job, const syn_conllu_line *line, bool has_trees) {
  syn_text columns[SYN_CONLLU_COLUMNS];
  if (!syn_conllu_columns(line->text, columns)) return; /* it had them when it was read */
  if (!line->is_first) {
    write_later_word(job, line, columns, has_trees);
    return;
  }
  write_columns(job->buffer, columns, 0, has_trees ? 9 : 2);
  if (!has_trees) {
    (void)syn_buffer_add(job->buffer, job->document->tokens[line->token].lemma);
    (void)syn_buffer_add_byte(job->buffer, '\t');
    write_analysis(job, line->token);
  }
  bool any = write_entities(job, line->token);
  any = write_kept(job->buffer, columns[9], any);
  write_range(job, line->token, !any);
}

/* Numbers of words, not tokens: a multiword token may be one token. */
static void number_words(const writing *job, const syn_conllu *given) {
  uint32_t number = 0;
  for (size_t i = 0; i < given->line_count; i++) {
    const syn_conllu_line *line = &given->lines[i];
    if (line->kind == SYN_CONLLU_END) number = 0;
    if (line->kind != SYN_CONLLU_WORD) continue;
    number++;
    if (line->is_first) job->numbers[line->token] = number;
  }
}

static void write_given(writing *job, const syn_conllu *given) {
  bool has_trees = given->document.has_trees, has_header = !job->facts;
  number_words(job, given);
  begin_field(job, (syn_span){.field = SYN_FIELD_TEXT});
  for (size_t i = 0; i < given->line_count; i++) {
    const syn_conllu_line *line = &given->lines[i];
    if (line->kind == SYN_CONLLU_WORD) {
      write_word(job, line, has_trees);
      continue;
    }
    if (job->facts && syn_text_starts_with(line->text, SYN_TEXT("# global.Entity"))) continue;
    bool is_newdoc = syn_text_starts_with(line->text, SYN_TEXT("# newdoc"));
    if (!has_header && !is_newdoc) (void)syn_buffer_add(job->buffer, SYN_TEXT("# global.Entity = eid-etype-head-other\n"));
    has_header = has_header || !is_newdoc;
    (void)syn_buffer_add(job->buffer, line->text);
    (void)syn_buffer_add_byte(job->buffer, '\n');
  }
  if (given->line_count && given->lines[given->line_count - 1].kind != SYN_CONLLU_END) (void)syn_buffer_add_byte(job->buffer, '\n');
}

syn_status syn_conllu_write(syn_buffer *buffer, const syn_document *document, const syn_conllu *given, const syn_facts *facts,
                            syn_arena *arena) {
  writing job = {.buffer = buffer, .document = document, .facts = facts};
  syn_status status = find_mentions(&job, arena);
  if (status != SYN_OK) return status;
  if (given) {
    write_given(&job, given);
    return buffer->status;
  }
  for (uint32_t s = 0; s < document->sentence_count; s++) {
    for (uint32_t i = 0; i < document->sentences[s].token_count; i++) job.numbers[document->sentences[s].first_token + i] = i + 1;
  }
  write_made(&job);
  return buffer->status;
}
