/* Clauses of sentences with a tree given: what the tree tells, what is filled from above, and what is mended. */
#include "base/table.h"
#include "found_clauses.h"

/* "nsubj>2 root>0 obj>2": relation and head of each token, counted from 1; "nsubj:pass>3", "nmod:poss>2". */
static void give_tree(syn_document *document, const char *tree) {
  syn_text rest = syn_text_from(tree), item;
  uint32_t token = 0;
  while (syn_table_next_item(&rest, ' ', &item)) {
    size_t arrow = 0, colon = SIZE_MAX;
    while (item.data[arrow] != '>') {
      if (item.data[arrow] == ':') colon = arrow;
      arrow++;
    }
    syn_relation relation;
    int head = 0;
    assert_true(token < document->token_count);
    assert_true(syn_relation_parse(syn_text_slice(item, 0, colon == SIZE_MAX ? arrow : colon), &relation));
    for (size_t i = arrow + 1; i < item.size; i++) head = head * 10 + item.data[i] - '0';
    syn_token *is = &document->tokens[token++];
    is->relation = (uint8_t)relation;
    is->subtype = colon == SIZE_MAX ? 0 : item.data[colon + 2] == 'a' ? 1 : 2; /* pass, poss */
    is->head = head == 0 ? SYN_HEAD_ROOT : head - 1;
  }
  assert_int_equal(token, document->token_count);
  document->has_trees = true;
}

static void find_clauses(found_clauses *found, const char *notation, const char *tree) {
  syn_error error = {0};
  memset(found, 0, sizeof *found);
  make_document(&found->made, NULL, notation);
  syn_document *document = &found->made.document;
  give_tree(document, tree);
  assert_int_equal(syn_world_open(NULL, &found->world, &error), SYN_OK);
  found->finding = (syn_finding){.document = document, .world = found->world, .arena = found->made.arena};
  found->finding.marks = SYN_ARENA_ARRAY(found->made.arena, syn_token_marks, document->token_count + 1);
  assert_non_null(found->finding.marks);
  assert_int_equal(syn_word_classes_read(found->world, SYN_TEXT("en"), found->made.arena, &found->words, &error), SYN_OK);
  assert_int_equal(syn_clauses_find(&found->finding, &found->words, &document->sentences[0], &found->list), SYN_OK);
  assert_true(found->list.has_tree);
}

static void expect_clause(const char *notation, const char *tree, uint32_t index, const char *expected) {
  found_clauses found;
  find_clauses(&found, notation, tree);
  assert_true(index < found.list.clause_count);
  assert_string_equal(describe(&found, index), expected);
  free_clauses(&found);
}

static void places_are_the_children_of_the_verb(void **state) {
  expect_clause("Petrova/PROPN met/VERB/meet/past+finite Calleja/PROPN in/ADP Riga/PROPN ./PUNCT",
                "nsubj>2 root>0 obj>2 case>5 obl>2 punct>2", 0, "Petrova | met | Calleja | in Riga");
}

static void whoever_gets_it_comes_before_what_is_given(void **state) {
  expect_clause("Malta/PROPN granted/VERB/grant/past+finite Cyprus/PROPN a/DET loan/NOUN ./PUNCT",
                "nsubj>2 root>0 iobj>2 det>5 obj>2 punct>2", 0, "Malta | granted | Cyprus | a loan");
}

static void phrases_of_the_object_follow_those_of_the_verb(void **state) {
  expect_clause("Malta/PROPN imposed/VERB/impose/past+finite sanctions/NOUN/sanction/plural on/ADP Cyprus/PROPN in/ADP May/PROPN ./PUNCT",
                "nsubj>2 root>0 obj>2 case>5 nmod>3 case>7 obl>2 punct>2", 0, "Malta | imposed | sanctions | in May | on Cyprus");
}

static void a_relative_pronoun_stands_for_its_noun(void **state) {
  expect_clause("the/DET man/NOUN who/PRON/who/relative visited/VERB/visit/past+finite Riga/PROPN left/VERB/leave/past+finite ./PUNCT",
                "det>2 nsubj>6 nsubj>4 acl>2 obj>4 root>0 punct>6", 0, "the man | visited | Riga");
}

static void a_relative_clause_without_a_pronoun_is_about_its_noun(void **state) {
  expect_clause("the/DET man/NOUN they/PRON/they/third+personal arrested/VERB/arrest/past+finite left/VERB/leave/past+finite ./PUNCT",
                "det>2 nsubj>5 nsubj>4 acl>2 root>0 punct>5", 0, "they | arrested | the man");
}

static void a_participle_describes_who_is_acted_upon(void **state) {
  found_clauses found;
  find_clauses(&found, "a/DET man/NOUN arrested/VERB/arrest/past+participle by/ADP police/NOUN left/VERB/leave/past+finite ./PUNCT",
               "det>2 nsubj>6 acl>2 case>5 obl>3 root>0 punct>6");
  assert_string_equal(describe(&found, 0), "a man | arrested | by police");
  assert_true(found.list.clauses[0].is_passive);
  free_clauses(&found);
}

static void joined_verbs_share_their_subject(void **state) {
  expect_clause("Malta/PROPN met/VERB/meet/past+finite Cyprus/PROPN and/CCONJ thanked/VERB/thank/past+finite Estonia/PROPN ./PUNCT",
                "nsubj>2 root>0 obj>2 cc>5 conj>2 obj>5 punct>2", 1, "Malta | thanked | Estonia");
}

static void joined_verbs_share_an_object_behind_both(void **state) {
  expect_clause("police/NOUN arrested/VERB/arrest/past+finite and/CCONJ charged/VERB/charge/past+finite Novak/PROPN ./PUNCT",
                "nsubj>2 root>0 cc>4 conj>2 obj>2 punct>2", 1, "police | charged | Novak");
}

static void joined_verbs_share_their_auxiliary(void **state) {
  found_clauses found;
  find_clauses(&found, "Malta/PROPN will/AUX/will/modal+finite meet/VERB/meet/infinitive and/CCONJ sign/VERB/sign/infinitive ./PUNCT",
               "nsubj>3 aux>3 root>0 cc>5 conj>3 punct>3");
  assert_true(found.list.clauses[1].has_modal);
  free_clauses(&found);
}

static void an_infinitive_goes_to_whom_its_verb_moves(void **state) {
  expect_clause("Petrova/PROPN asked/VERB/ask/past+finite Calleja/PROPN to/PART leave/VERB/leave/infinitive Riga/PROPN ./PUNCT",
                "nsubj>2 root>0 obj>2 mark>5 xcomp>2 obj>5 punct>2", 1, "Calleja | to leave | Riga");
}

static void a_finite_verb_is_not_joined_to_an_infinitive(void **state) {
  expect_clause("Petrova/PROPN asked/VERB/ask/past+finite Calleja/PROPN to/PART stay/VERB/stay/infinitive and/CCONJ "
                "thanked/VERB/thank/past+finite Novak/PROPN ./PUNCT",
                "nsubj>2 root>0 obj>2 mark>5 xcomp>2 cc>7 conj>5 obj>7 punct>2", 2, "Petrova | thanked | Novak");
}

static void the_promise_of_someone_has_an_owned_subject(void **state) {
  found_clauses found;
  find_clauses(&found, "Malta/PROPN 's/PART promise/NOUN to/PART leave/VERB/leave/infinitive failed/VERB/fail/past+finite ./PUNCT",
               "nmod:poss>3 case>1 nsubj>6 mark>5 acl>3 root>0 punct>6");
  assert_int_equal(found.list.clauses[0].link, SYN_CLAUSE_NOUN);
  assert_true(found.list.clauses[0].owned_subject);
  assert_string_equal(describe(&found, 0), "Malta's promise | to leave");
  free_clauses(&found);
}

static void content_hangs_on_the_verb_of_saying(void **state) {
  found_clauses found;
  find_clauses(&found, "Malta/PROPN said/VERB/say/past+finite that/SCONJ Cyprus/PROPN left/VERB/leave/past+finite ./PUNCT",
               "nsubj>2 root>0 mark>5 nsubj>5 ccomp>2 punct>2");
  assert_int_equal(found.list.clauses[1].link, SYN_CLAUSE_CONTENT);
  assert_int_equal(found.list.clauses[1].governor, 0);
  free_clauses(&found);
}

static void what_stands_beside_is_noted(void **state) {
  found_clauses found;
  find_clauses(&found, "Malta/PROPN left/VERB/leave/past+finite ,/PUNCT he/PRON/he/third+personal said/VERB/say/past+finite ./PUNCT",
               "nsubj>2 root>0 punct>5 nsubj>5 parataxis>2 punct>2");
  assert_int_equal(found.list.clauses[0].aside, 1);
  free_clauses(&found);
}

static void a_question_is_told_from_a_statement(void **state) {
  found_clauses found;
  find_clauses(&found, "Did/AUX/do/past+finite Malta/PROPN attack/VERB/attack/infinitive Cyprus/PROPN ?/PUNCT",
               "aux>3 nsubj>3 root>0 obj>3 punct>3");
  assert_true(found.list.clauses[0].is_question);
  free_clauses(&found);
}

static void a_condition_marks_the_verb_that_it_goes_with(void **state) {
  found_clauses found;
  find_clauses(&found,
               "Malta/PROPN would/AUX/would/modal+finite leave/VERB/leave/infinitive if/SCONJ Cyprus/PROPN "
               "attacked/VERB/attack/past+finite ./PUNCT",
               "nsubj>3 aux>3 root>0 mark>6 nsubj>6 advcl>3 punct>3");
  assert_true(found.list.clauses[0].has_condition);
  free_clauses(&found);
}

static void a_subject_is_found_though_the_tree_hangs_it_on_the_second_verb(void **state) {
  expect_clause("Petrova/PROPN met/VERB/meet/past+finite Novak/PROPN ,/PUNCT visited/VERB/visit/past+finite Malta/PROPN ./PUNCT",
                "nsubj>5 root>0 obj>2 punct>5 conj>2 obj>5 punct>2", 0, "Petrova | met | Novak");
}

static void an_object_with_a_preposition_is_none(void **state) {
  expect_clause("Malta/PROPN met/VERB/meet/past+finite with/ADP Cyprus/PROPN ./PUNCT", "nsubj>2 root>0 case>4 obj>2 punct>2", 0,
                "Malta | met | with Cyprus");
}

static void titles_before_a_name_are_of_its_phrase(void **state) {
  expect_clause("Malta/PROPN met/VERB/meet/past+finite with/ADP President/PROPN Petrova/PROPN ./PUNCT",
                "nsubj>2 root>0 case>4 nmod>5 obl>2 punct>2", 0, "Malta | met | with President Petrova");
}

static void a_list_is_the_children_of_its_first(void **state) {
  found_clauses found;
  uint32_t members[4];
  find_clauses(&found, "Malta/PROPN ,/PUNCT Cyprus/PROPN and/CCONJ Estonia/PROPN met/VERB/meet/past+finite ./PUNCT",
               "nsubj>6 punct>3 conj>1 cc>5 conj>1 root>0 punct>6");
  assert_int_equal(syn_clause_coordinated(&found.finding, &found.list, found.list.clauses[0].subject, false, members, 4), 3);
  free_clauses(&found);
}

static void each_token_belongs_to_the_nearest_predicate(void **state) {
  found_clauses found;
  find_clauses(&found, "Malta/PROPN said/VERB/say/past+finite Cyprus/PROPN left/VERB/leave/past+finite Riga/PROPN ./PUNCT",
               "nsubj>2 root>0 nsubj>4 ccomp>2 obj>4 punct>2");
  assert_true(syn_clause_owns(&found.list, &found.list.clauses[0], 0));
  assert_true(syn_clause_owns(&found.list, &found.list.clauses[1], 4));
  assert_false(syn_clause_owns(&found.list, &found.list.clauses[0], 4));
  free_clauses(&found);
}

static void a_sentence_without_a_whole_tree_is_read_from_tags(void **state) {
  found_clauses found;
  find_clauses(&found, "Malta/PROPN met/VERB/meet/past+finite Cyprus/PROPN ./PUNCT", "nsubj>2 root>0 obj>2 punct>2");
  found.made.document.tokens[3].head = SYN_HEAD_NONE;
  assert_int_equal(syn_clauses_find(&found.finding, &found.words, &found.made.document.sentences[0], &found.list), SYN_OK);
  assert_false(found.list.has_tree);
  assert_string_equal(describe(&found, 0), "Malta | met | Cyprus");
  free_clauses(&found);
}

static void a_circle_is_no_tree(void **state) {
  found_clauses found;
  find_clauses(&found, "Malta/PROPN met/VERB/meet/past+finite Cyprus/PROPN ./PUNCT", "nsubj>2 root>0 obj>2 punct>2");
  found.made.document.tokens[0].head = 2;
  found.made.document.tokens[2].head = 0;
  assert_int_equal(syn_clauses_find(&found.finding, &found.words, &found.made.document.sentences[0], &found.list), SYN_OK);
  assert_false(found.list.has_tree);
  free_clauses(&found);
}

/* ---- hostile trees ---- */

enum { MANY = 10000 };

/* "met met met …" with the heads that `head_of` gives. */
static void read_many(uint32_t count, int32_t (*head_of)(uint32_t token), syn_relation relation, const char *word, syn_tag tag) {
  found_clauses found;
  find_clauses(&found, "Malta/PROPN met/VERB/meet/past+finite", "nsubj>2 root>0");
  syn_token *tokens = SYN_ARENA_ARRAY(found.made.arena, syn_token, count);
  syn_token_marks *marks = SYN_ARENA_ARRAY(found.made.arena, syn_token_marks, count + 1);
  assert_non_null(tokens);
  assert_non_null(marks);
  for (uint32_t i = 0; i < count; i++) {
    tokens[i] = found.made.document.tokens[1];
    tokens[i].lemma = tokens[i].lower = syn_text_from(word);
    tokens[i].tag = (uint8_t)(i == 0 ? SYN_TAG_VERB : tag);
    tokens[i].relation = (uint8_t)(i == 0 ? SYN_RELATION_ROOT : relation);
    tokens[i].head = i == 0 ? SYN_HEAD_ROOT : head_of(i);
  }
  syn_document *document = &found.made.document;
  document->tokens = tokens;
  document->token_count = document->sentences[0].token_count = count;
  found.finding.marks = marks;
  assert_int_equal(syn_clauses_find(&found.finding, &found.words, &document->sentences[0], &found.list), SYN_OK);
  assert_true(found.list.has_tree);
  free_clauses(&found);
}

static int32_t head_is_first(uint32_t token) {
  return 0;
}

static int32_t head_is_before(uint32_t token) {
  return (int32_t)token - 1;
}

static void ten_thousand_joined_verbs_are_read(void **state) {
  read_many(MANY, head_is_first, SYN_RELATION_CONJ, "met", SYN_TAG_VERB);
}

static void a_tree_ten_thousand_deep_is_read(void **state) {
  read_many(MANY, head_is_before, SYN_RELATION_CCOMP, "said", SYN_TAG_VERB);
  read_many(MANY, head_is_before, SYN_RELATION_XCOMP, "want", SYN_TAG_VERB);
  read_many(MANY, head_is_before, SYN_RELATION_NMOD, "house", SYN_TAG_NOUN);
}

static void ten_thousand_phrases_of_one_verb_are_read(void **state) {
  read_many(MANY, head_is_first, SYN_RELATION_OBL, "house", SYN_TAG_NOUN);
  read_many(MANY, head_is_first, SYN_RELATION_OBJ, "house", SYN_TAG_NOUN);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(places_are_the_children_of_the_verb),
      cmocka_unit_test(whoever_gets_it_comes_before_what_is_given),
      cmocka_unit_test(phrases_of_the_object_follow_those_of_the_verb),
      cmocka_unit_test(a_relative_pronoun_stands_for_its_noun),
      cmocka_unit_test(a_relative_clause_without_a_pronoun_is_about_its_noun),
      cmocka_unit_test(a_participle_describes_who_is_acted_upon),
      cmocka_unit_test(joined_verbs_share_their_subject),
      cmocka_unit_test(joined_verbs_share_an_object_behind_both),
      cmocka_unit_test(joined_verbs_share_their_auxiliary),
      cmocka_unit_test(an_infinitive_goes_to_whom_its_verb_moves),
      cmocka_unit_test(a_finite_verb_is_not_joined_to_an_infinitive),
      cmocka_unit_test(the_promise_of_someone_has_an_owned_subject),
      cmocka_unit_test(content_hangs_on_the_verb_of_saying),
      cmocka_unit_test(what_stands_beside_is_noted),
      cmocka_unit_test(a_question_is_told_from_a_statement),
      cmocka_unit_test(a_condition_marks_the_verb_that_it_goes_with),
      cmocka_unit_test(a_subject_is_found_though_the_tree_hangs_it_on_the_second_verb),
      cmocka_unit_test(an_object_with_a_preposition_is_none),
      cmocka_unit_test(titles_before_a_name_are_of_its_phrase),
      cmocka_unit_test(a_list_is_the_children_of_its_first),
      cmocka_unit_test(each_token_belongs_to_the_nearest_predicate),
      cmocka_unit_test(a_sentence_without_a_whole_tree_is_read_from_tags),
      cmocka_unit_test(a_circle_is_no_tree),
      cmocka_unit_test(ten_thousand_joined_verbs_are_read),
      cmocka_unit_test(a_tree_ten_thousand_deep_is_read),
      cmocka_unit_test(ten_thousand_phrases_of_one_verb_are_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
