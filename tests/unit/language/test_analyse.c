/* The weights that are embedded in the program, on sentences that are plain enough for any weights that are good for something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "language/analyser.h"
#include "language/language.h"

static syn_world *world;
static syn_model *model;
static syn_analyser *analyser;
static syn_arena *arena;

static int set_up(void **state) {
  (void)state;
  if (syn_world_open(NULL, &world, NULL) != SYN_OK) return -1;
  if (syn_model_read(syn_embedded_find("models/embedded.synmodel"), &model, NULL) != SYN_OK) return -1;
  if (syn_analyser_create(model, world, &analyser, NULL) != SYN_OK) return -1;
  return syn_arena_create((size_t)1 << 30, &arena) == SYN_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  syn_arena_destroy(&arena);
  syn_analyser_destroy(&analyser);
  syn_model_close(&model);
  syn_world_close(&world);
  return 0;
}

static syn_article article;

static syn_document analyse(const char *language, const char *text) {
  syn_document document = {0};
  article = (syn_article){.language = syn_text_from(language), .text = syn_text_from(text)};
  assert_int_equal(syn_document_analyse(analyser, &article, arena, &document, NULL), SYN_OK);
  return document;
}

/* The token whose word in lower case this is. */
static const syn_token *token_of(const syn_document *document, const char *lower) {
  for (uint32_t i = 0; i < document->token_count; i++) {
    if (syn_text_equal(document->tokens[i].lower, syn_text_from(lower))) return &document->tokens[i];
  }
  fail_msg("there is no token %s", lower);
  return NULL;
}

static void assert_tag(const syn_document *document, const char *lower, syn_tag tag, uint32_t features, const char *lemma) {
  const syn_token *token = token_of(document, lower);
  assert_string_equal(syn_tag_name(token->tag), syn_tag_name(tag));
  if ((token->features & features) != features) fail_msg("%s: features %x, expected %x", lower, token->features, features);
  if (!syn_text_equal(token->lemma, syn_text_from(lemma)))
    fail_msg("%s: lemma %.*s, expected %s", lower, SYN_TEXT_ARGUMENTS(token->lemma), lemma);
}

static void assert_name(const syn_document *document, const char *words, syn_name_type type) {
  for (uint32_t i = 0; i < document->name_count; i++) {
    syn_span span = syn_document_span(document, document->names[i].first_token, document->names[i].token_count);
    if (!syn_text_equal(syn_article_words(document->article, span), syn_text_from(words))) continue;
    assert_int_equal(document->names[i].type, type);
    return;
  }
  fail_msg("%s is no name", words);
}

static void verbs_tell_tense_and_form(void **state) {
  (void)state;
  syn_document document = analyse("en", "She wants to leave. They went home while he was singing. The bridges were closed by the police.");
  assert_tag(&document, "wants", SYN_TAG_VERB, SYN_FEATURE_PRESENT | SYN_FEATURE_FINITE | SYN_FEATURE_THIRD, "want");
  assert_tag(&document, "leave", SYN_TAG_VERB, SYN_FEATURE_INFINITIVE, "leave");
  assert_tag(&document, "went", SYN_TAG_VERB, SYN_FEATURE_PAST | SYN_FEATURE_FINITE, "go");
  assert_tag(&document, "was", SYN_TAG_AUX, SYN_FEATURE_PAST, "be");
  assert_tag(&document, "closed", SYN_TAG_VERB, SYN_FEATURE_PARTICIPLE | SYN_FEATURE_PASSIVE, "close");
}

static void modals_and_negation_are_marked(void **state) {
  (void)state;
  syn_document document = analyse("en", "He could not pay, and we won’t wait.");
  assert_tag(&document, "could", SYN_TAG_AUX, SYN_FEATURE_MODAL, "could");
  assert_tag(&document, "not", SYN_TAG_PART, SYN_FEATURE_NEGATIVE, "not");
  assert_tag(&document, "n't", SYN_TAG_PART, SYN_FEATURE_NEGATIVE, "not");
}

static void pronouns_tell_person_and_gender(void **state) {
  (void)state;
  syn_document document = analyse("en", "He told her that their house, which was old, had burnt.");
  assert_tag(&document, "he", SYN_TAG_PRON, SYN_FEATURE_PERSONAL | SYN_FEATURE_THIRD | SYN_FEATURE_MASCULINE, "he");
  assert_tag(&document, "her", SYN_TAG_PRON, SYN_FEATURE_PERSONAL | SYN_FEATURE_FEMININE, "she");
  assert_tag(&document, "their", SYN_TAG_PRON, SYN_FEATURE_POSSESSIVE, "their");
  assert_tag(&document, "which", SYN_TAG_PRON, SYN_FEATURE_RELATIVE, "which");
}

static void nouns_tell_number_and_lose_it_in_the_lemma(void **state) {
  (void)state;
  syn_document document = analyse("en", "Two countries sent children, women and the largest ships.");
  assert_tag(&document, "countries", SYN_TAG_NOUN, SYN_FEATURE_PLURAL, "country");
  assert_tag(&document, "children", SYN_TAG_NOUN, SYN_FEATURE_PLURAL, "child");
  assert_tag(&document, "women", SYN_TAG_NOUN, SYN_FEATURE_PLURAL, "woman");
  assert_tag(&document, "largest", SYN_TAG_ADJ, SYN_FEATURE_SUPERLATIVE, "large");
}

static void assert_arc(const syn_document *document, const char *lower, syn_relation relation, const char *head) {
  const syn_token *token = token_of(document, lower);
  assert_string_equal(syn_relation_name(token->relation), syn_relation_name(relation));
  if (!head) {
    assert_int_equal(token->head, SYN_HEAD_ROOT);
    return;
  }
  assert_true(token->head >= 0);
  if (!syn_text_equal(document->tokens[token->head].lower, syn_text_from(head)))
    fail_msg("the head of %s is %.*s, expected %s", lower, SYN_TEXT_ARGUMENTS(document->tokens[token->head].lower), head);
}

static void sentences_get_trees(void **state) {
  (void)state;
  syn_document document = analyse("en", "The minister said on Monday that the old bridges were closed by the police.");
  assert_true(document.has_trees);
  assert_arc(&document, "said", SYN_RELATION_ROOT, NULL);
  assert_arc(&document, "minister", SYN_RELATION_NSUBJ, "said");
  assert_arc(&document, "closed", SYN_RELATION_CCOMP, "said");
  assert_arc(&document, "bridges", SYN_RELATION_NSUBJ, "closed");
  assert_int_equal(token_of(&document, "bridges")->subtype, 1); /* nsubj:pass */
  assert_arc(&document, "old", SYN_RELATION_AMOD, "bridges");
  assert_arc(&document, "police", SYN_RELATION_OBL, "closed");
  document = analyse("fr", "Le ministre a rencontré les journalistes à Paris.");
  assert_true(document.has_trees);
  assert_arc(&document, "ministre", SYN_RELATION_NSUBJ, "rencontré");
  assert_arc(&document, "journalistes", SYN_RELATION_OBJ, "rencontré");
}

static void nouns_that_look_like_verbs_are_nouns_without_an_object(void **state) {
  (void)state;
  syn_document document = analyse("en", "Two dockers were killed in police firing at the gate. They were hurt in firing by guards.");
  assert_tag(&document, "firing", SYN_TAG_NOUN, SYN_FEATURE_SINGULAR, "firing");
  const syn_token *firing = token_of(&document, "firing"), *police = token_of(&document, "police");
  assert_string_equal(syn_relation_name(firing->relation), "obl");
  assert_ptr_equal(&document.tokens[police->head], firing);
  assert_string_equal(syn_relation_name(police->relation), "compound");
  document = analyse("en", "The guards hurt a docker in firing shots at the gate.");
  assert_tag(&document, "firing", SYN_TAG_VERB, 0, "fire");
}

static void the_table_of_forms_tells_the_lemma_of_a_verb(void **state) {
  (void)state;
  syn_document document = analyse("en", "The court fined Tomas Novak. Rebels ambushed the convoy and shot two guards.");
  assert_tag(&document, "fined", SYN_TAG_VERB, 0, "fine");
  assert_tag(&document, "ambushed", SYN_TAG_VERB, 0, "ambush");
  assert_tag(&document, "shot", SYN_TAG_VERB, 0, "shoot");
}

static void people_places_and_organisations_are_found(void **state) {
  (void)state;
  syn_document document =
      analyse("en", "Ingrid Halvorsen flew to Kenya on Monday. The Norwegian minister met officials of the United Nations in Nairobi.");
  assert_name(&document, "Ingrid Halvorsen", SYN_NAME_PERSON);
  assert_name(&document, "Kenya", SYN_NAME_PLACE);
  assert_name(&document, "Norwegian", SYN_NAME_NORP);
  assert_name(&document, "United Nations", SYN_NAME_ORGANIZATION);
  assert_name(&document, "Nairobi", SYN_NAME_PLACE);
  assert_int_equal(document.name_count, 5);
}

static void names_are_in_order_and_within_sentences(void **state) {
  (void)state;
  syn_document document = analyse("en", "Kenya and Ghana. France. Ola Berg Peru\n\nBrazil Chile UNESCO. IMF “Spain”.");
  uint32_t next = 0;
  for (uint32_t i = 0; i < document.name_count; i++) {
    const syn_name *name = &document.names[i];
    assert_true(name->token_count > 0 && name->first_token >= next);
    next = name->first_token + name->token_count;
    assert_int_equal(syn_document_sentence_of(&document, name->first_token), syn_document_sentence_of(&document, next - 1));
  }
}

static void french_is_tagged_by_the_same_code(void **state) {
  (void)state;
  syn_document document = analyse("fr", "Les ministres ont signé un accord.");
  assert_tag(&document, "ministres", SYN_TAG_NOUN, SYN_FEATURE_PLURAL, "ministre");
  assert_tag(&document, "signé", SYN_TAG_VERB, SYN_FEATURE_PARTICIPLE, "signer");
}

/* What machines write has no sentences; long prose has, whatever its length. */
static void no_tree_is_looked_for_in_a_listing(void **state) {
  enum { COUNT = 80, LINE_BYTES = 32 };
  char listing[COUNT * LINE_BYTES + 1] = "", prose[COUNT * LINE_BYTES + 1] = "";
  for (size_t i = 0; i < COUNT; i++) {
    strcat(listing, "size = 30 , { \"x\" } , ");
    strcat(prose, "the old ferry brought 30 sheep, ");
  }
  syn_document document = analyse("en", listing);
  assert_int_equal(token_of(&document, "30")->tag, SYN_TAG_NUM);
  for (uint32_t i = 1; i < document.sentences[0].token_count; i++) assert_int_equal(document.tokens[i].head, 0);
  document = analyse("en", prose);
  assert_int_equal(token_of(&document, "ferry")->tag, SYN_TAG_NOUN);
  assert_int_equal(token_of(&document, "ferry")->relation, SYN_RELATION_NSUBJ);
  syn_arena_reset(arena);
}

static void a_language_without_weights_is_cut_only(void **state) {
  (void)state;
  syn_document document = analyse("xx", "Ola Berg met them. Good.");
  assert_int_equal(document.sentence_count, 2);
  assert_int_equal(document.name_count, 0);
  for (uint32_t i = 0; i < document.token_count; i++) {
    assert_int_equal(document.tokens[i].tag, SYN_TAG_X);
    assert_true(syn_text_equal(document.tokens[i].lemma, document.tokens[i].lower));
  }
}

static void the_same_text_gives_the_same_document(void **state) {
  (void)state;
  static const char text[] = "Mayor Ingrid Halvorsen opened the bridge. Halvorsen, who didn't smile, left for Kenya.";
  syn_document first = analyse("en", text), second = analyse("en", text);
  assert_int_equal(first.token_count, second.token_count);
  assert_int_equal(first.name_count, second.name_count);
  for (uint32_t i = 0; i < first.token_count; i++) {
    assert_int_equal(first.tokens[i].tag, second.tokens[i].tag);
    assert_int_equal(first.tokens[i].features, second.tokens[i].features);
    assert_true(syn_text_equal(first.tokens[i].lemma, second.tokens[i].lemma));
  }
  for (uint32_t i = 0; i < first.name_count; i++) assert_memory_equal(&first.names[i], &second.names[i], sizeof first.names[i]);
}

static void hostile_text_is_analysed_within_its_size(void **state) {
  (void)state;
  size_t size = (size_t)1 << 20;
  char *text = malloc(size);
  assert_non_null(text);
  for (size_t i = 0; i < size; i++) text[i] = (char)(i * 2654435761u >> 13);
  syn_document document = {0};
  syn_article hostile = {.language = SYN_TEXT("en"), .text = {text, size}};
  assert_int_equal(syn_document_analyse(analyser, &hostile, arena, &document, NULL), SYN_OK);
  assert_true(document.token_count <= size);
  memset(text, 'A', size);
  assert_int_equal(syn_document_analyse(analyser, &hostile, arena, &document, NULL), SYN_OK);
  free(text);
  syn_arena_reset(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(verbs_tell_tense_and_form),
      cmocka_unit_test(modals_and_negation_are_marked),
      cmocka_unit_test(pronouns_tell_person_and_gender),
      cmocka_unit_test(nouns_tell_number_and_lose_it_in_the_lemma),
      cmocka_unit_test(sentences_get_trees),
      cmocka_unit_test(nouns_that_look_like_verbs_are_nouns_without_an_object),
      cmocka_unit_test(the_table_of_forms_tells_the_lemma_of_a_verb),
      cmocka_unit_test(people_places_and_organisations_are_found),
      cmocka_unit_test(names_are_in_order_and_within_sentences),
      cmocka_unit_test(french_is_tagged_by_the_same_code),
      cmocka_unit_test(no_tree_is_looked_for_in_a_listing),
      cmocka_unit_test(a_language_without_weights_is_cut_only),
      cmocka_unit_test(the_same_text_gives_the_same_document),
      cmocka_unit_test(hostile_text_is_analysed_within_its_size),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
