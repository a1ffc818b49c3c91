/*
 * How it works
 *
 * Of the persons of a story, the roles that each account gives them, each with the words it was read from. Two roles disagree where they
 * are one office of another matter ("finance minister", "economy minister") or of another rank ("mayor", "deputy mayor"); a role that says
 * less ("minister") agrees with both, and two offices that share no word ("president", "leader") may be one: nothing is said of them, nor
 * of two that other words than those of data/<language>/role_ranks.tsv tell apart. A person is a point where no role of one account agrees
 * with one of another, and some two disagree.
 */
#include "synopsis/points.h"

enum { ACTORS_COMPARED = 8, ACCOUNTS_COMPARED = 50, ROLES_COMPARED = 6, NEAR_BYTES = 160 /* from a name to its role */ };

/* One role of a person in one account. */
typedef struct stated_role {
  uint32_t column;
  const syn_entity *entity;
  syn_word_list words;
  syn_span span;
} stated_role;

typedef SYN_ARRAY(stated_role) role_array;

typedef enum role_relation { ROLES_UNRELATED, ROLES_AGREE, ROLES_DISAGREE } role_relation;

/* ---- where a role is stated ---- */

/* The last place before `end`, or the first from `start` on, where the words stand in the field; SIZE_MAX: nowhere. */
static size_t find_words(const syn_word_list *in, const syn_word_list *wanted, bool last) {
  size_t found = SIZE_MAX;
  for (size_t at = 0; wanted->count > 0 && at + wanted->count <= in->count; at++) {
    uint32_t same = 0;
    while (same < wanted->count && syn_text_equal(in->items[at + same].folded, wanted->items[same].folded)) same++;
    if (same < wanted->count) continue;
    found = at;
    if (!last) break;
  }
  return found;
}

/* Looks for the role's words near one mention: before it first, where roles mostly stand. */
static syn_status find_near(const syn_point_making *making, const syn_article *article, const syn_mention *mention, stated_role *role,
                            bool *out_found) {
  const syn_span at = mention->span;
  const syn_text field = syn_article_field(article, at.field, at.index);
  const uint32_t starts[] = {at.start > NEAR_BYTES ? at.start - NEAR_BYTES : 0, at.end};
  const uint32_t ends[] = {at.start, field.size - at.end > NEAR_BYTES ? at.end + NEAR_BYTES : (uint32_t)field.size};
  for (int side = 0; side < 2; side++) {
    syn_word_list words;
    syn_status status = syn_words_of(field, starts[side], ends[side], making->scratch, &words);
    if (status != SYN_OK) return status;
    size_t place = find_words(&words, &role->words, side == 0);
    if (place == SIZE_MAX) continue;
    role->span = (syn_span){
        .field = at.field, .index = at.index, .start = words.items[place].start, .end = words.items[place + role->words.count - 1].end};
    *out_found = true;
    return SYN_OK;
  }
  return SYN_OK;
}

static syn_status add_role(const syn_point_making *making, uint32_t column, const syn_entity *entity, syn_text text, role_array *roles) {
  const syn_article *article = making->gathering->accounts[making->columns[column]].article;
  stated_role role = {.column = column, .entity = entity};
  bool is_found = false;
  syn_status status = syn_words_of(text, 0, (uint32_t)text.size, making->scratch, &role.words);
  for (uint32_t m = 0; status == SYN_OK && !is_found && m < entity->mention_count; m++)
    if (entity->mentions[m].kind == SYN_MENTION_NAME) status = find_near(making, article, &entity->mentions[m], &role, &is_found);
  if (status != SYN_OK || !is_found) return status;
  stated_role *kept = SYN_ARRAY_ADD(roles, making->scratch);
  if (!kept) return SYN_NO_MEMORY;
  *kept = role;
  return SYN_OK;
}

static syn_status list_roles(const syn_point_making *making, uint32_t identity, role_array *roles, uint8_t *spoke) {
  const syn_gathering *gathering = making->gathering;
  syn_status status = SYN_OK;
  for (uint32_t column = 0; status == SYN_OK && column < making->count; column++) {
    const syn_facts *facts = gathering->accounts[making->columns[column]].facts;
    for (uint32_t e = 0; status == SYN_OK && e < facts->entity_count; e++) {
      if (syn_gathering_identity(gathering, making->columns[column], e) != identity) continue;
      const size_t before = roles->count;
      const syn_entity *entity = &facts->entities[e];
      for (uint32_t r = 0; status == SYN_OK && r < entity->role_count && r < ROLES_COMPARED; r++)
        status = add_role(making, column, entity, entity->roles[r], roles);
      if (roles->count > before) spoke[column] = 2;
      if (spoke[column] == 0) spoke[column] = 1;
    }
  }
  return status;
}

/* ---- whether they are one ---- */

static bool has_word(const syn_word_list *words, syn_text folded) {
  for (uint32_t i = 0; i < words->count; i++)
    if (syn_text_equal(words->items[i].folded, folded)) return true;
  return false;
}

/* Words of `a` that `b` lacks: those of rank ("deputy", "acting": another post of an office) and those that name the matter of an office.
 */
static void count_missing(const syn_table *ranks, const stated_role *a, const stated_role *b, uint32_t *matters, uint32_t *rank_words) {
  for (uint32_t i = 0; i < a->words.count; i++) {
    syn_text folded = a->words.items[i].folded;
    for (size_t row = 0; !has_word(&b->words, folded) && ranks && row < ranks->row_count; row++) {
      if (!syn_text_equal(syn_table_cell(ranks, row, syn_table_column(ranks, "word")), folded)) continue;
      bool is_rank = syn_text_equal(syn_table_cell(ranks, row, syn_table_column(ranks, "class")), SYN_TEXT("rank"));
      ++*(is_rank ? rank_words : matters);
    }
  }
}

static role_relation compare_roles(const syn_table *ranks, const stated_role *a, const stated_role *b) {
  const syn_word *a_head = &a->words.items[a->words.count - 1], *b_head = &b->words.items[b->words.count - 1];
  uint32_t a_more = 0, b_more = 0, rank_words = 0;
  if (!syn_text_equal(a_head->folded, b_head->folded)) return ROLES_UNRELATED;
  count_missing(ranks, a, b, &a_more, &rank_words);
  count_missing(ranks, b, a, &b_more, &rank_words);
  if (rank_words > 0 || (a_more > 0 && b_more > 0)) return ROLES_DISAGREE;
  return ROLES_AGREE;
}

static bool do_disagree(const syn_point_making *making, const role_array *roles) {
  const syn_gathering *gathering = making->gathering;
  bool do_some = false;
  for (size_t i = 0; i < roles->count; i++)
    for (size_t k = i + 1; k < roles->count; k++) {
      const stated_role *a = &roles->items[i], *b = &roles->items[k];
      const syn_text language = gathering->accounts[making->columns[a->column]].article->language;
      if (a->column == b->column || !syn_text_equal(language, gathering->accounts[making->columns[b->column]].article->language)) continue;
      switch (compare_roles(syn_world_language_table(gathering->world, language, "role_ranks"), a, b)) {
      case ROLES_AGREE:
        return false;
      case ROLES_DISAGREE:
        do_some = true;
        break;
      case ROLES_UNRELATED:
        break;
      }
    }
  return do_some;
}

/* ---- the point ---- */

static syn_status add_role_point(syn_point_making *making, const syn_identity *person) {
  syn_arena *arena = making->gathering->arena;
  role_array roles = {0};
  uint8_t *spoke = SYN_ARENA_ARRAY(making->scratch, uint8_t, making->count);
  syn_status status = spoke ? list_roles(making, (uint32_t)(person - making->gathering->identities), &roles, spoke) : SYN_NO_MEMORY;
  if (status != SYN_OK || roles.count < 2 || !do_disagree(making, &roles) || !syn_point_is_kept(making, spoke)) return status;
  syn_point point = {.kind = SYN_POINT_ROLE,
                     .label = SYN_LABEL_DIFFER,
                     .about = person->name,
                     .readings = SYN_ARENA_ARRAY(arena, syn_reading, roles.count)};
  syn_text *facts = SYN_ARENA_ARRAY(making->scratch, syn_text, roles.count + 1);
  if (!point.readings || !facts) return SYN_NO_MEMORY;
  for (size_t i = 0; i < roles.count; i++) {
    const stated_role *role = &roles.items[i];
    const syn_article *article = making->gathering->accounts[making->columns[role->column]].article;
    facts[i] = syn_id_bytes(&role->entity->id);
    point.readings[point.reading_count++] =
        (syn_reading){.article = article->id, .span = role->span, .words = syn_article_words(article, role->span), .is_plain = true};
  }
  facts[roles.count] = SYN_TEXT("role"); /* a name's point is of the same entities */
  status = syn_point_complete(making, &point, spoke, 0, facts, (uint32_t)roles.count + 1);
  point.weight /= 4; /* what somebody is comes behind what was done */
  syn_point *kept = status == SYN_OK ? SYN_ARRAY_ADD(making->points, arena) : NULL;
  if (!kept) return status == SYN_OK ? SYN_NO_MEMORY : status;
  *kept = point;
  return SYN_OK;
}

syn_status syn_points_of_roles(syn_point_making *making) {
  syn_status status = SYN_OK;
  if (making->count < 2 || making->count > ACCOUNTS_COMPARED || !making->gathering->world) return SYN_OK;
  for (uint32_t i = 0; i < making->story->actors.count && i < ACTORS_COMPARED && status == SYN_OK; i++) {
    const syn_identity *actor = syn_gathering_find_identity(making->gathering, making->story->actors.items[i]);
    if (actor && actor->type == SYN_ENTITY_PERSON) status = add_role_point(making, actor);
  }
  return status;
}
