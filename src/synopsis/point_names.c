/*
 * How it works
 *
 * Of the actors of a story, the fullest name that each account uses. Where the names of two accounts differ in more than words that one of
 * them leaves out ("Brandt", "Ivo Brandt"), they are a point: one name in several spellings.
 */
#include <stdlib.h>

#include "synopsis/points.h"

enum { ACTORS_COMPARED = 8 };

/* The longest name of an entity in its article; empty where there is none. */
static syn_span fullest_name(const syn_entity *entity) {
  syn_span best = {0};
  for (uint32_t m = 0; m < entity->mention_count; m++) {
    const syn_mention *mention = &entity->mentions[m];
    if (mention->kind == SYN_MENTION_NAME && mention->span.end - mention->span.start > best.end - best.start) best = mention->span;
  }
  return best;
}

/* Whether one of two names holds all words of the other. */
static syn_status is_part(const syn_point_making *making, syn_text a, syn_text b, bool *out_is) {
  syn_word_list x, y;
  syn_status status = syn_words_of(a, 0, (uint32_t)a.size, making->scratch, &x);
  if (status == SYN_OK) status = syn_words_of(b, 0, (uint32_t)b.size, making->scratch, &y);
  if (status != SYN_OK) return status;
  const syn_word_list *shorter = x.count < y.count ? &x : &y, *longer = x.count < y.count ? &y : &x;
  syn_text short_text = x.count < y.count ? a : b, long_text = x.count < y.count ? b : a;
  *out_is = true;
  for (uint32_t i = 0; i < shorter->count; i++) {
    bool is_there = false;
    syn_text word = syn_text_slice(short_text, shorter->items[i].start, shorter->items[i].end);
    for (uint32_t k = 0; k < longer->count; k++)
      is_there = is_there || syn_text_equal(word, syn_text_slice(long_text, longer->items[k].start, longer->items[k].end));
    *out_is = *out_is && is_there;
  }
  return SYN_OK;
}

/* The name that each account has of an identity, in order of columns. */
static syn_status list_names(const syn_point_making *making, uint32_t identity, syn_point *point, syn_text *facts, uint8_t *spoke) {
  const syn_gathering *gathering = making->gathering;
  for (uint32_t column = 0; column < making->count; column++) {
    const syn_account *account = &gathering->accounts[making->columns[column]];
    syn_span best = {0};
    const syn_entity *entity = NULL;
    for (uint32_t e = 0; e < account->facts->entity_count; e++) {
      if (syn_gathering_identity(gathering, making->columns[column], e) != identity) continue;
      if (spoke[column] == 0) spoke[column] = 1;
      syn_span name = fullest_name(&account->facts->entities[e]);
      if (name.end - name.start <= best.end - best.start) continue;
      best = name;
      entity = &account->facts->entities[e];
    }
    if (!entity) continue;
    spoke[column] = 2;
    facts[point->reading_count] = syn_id_bytes(&entity->id);
    point->readings[point->reading_count++] =
        (syn_reading){.article = account->article->id, .span = best, .words = syn_article_words(account->article, best), .is_plain = true};
  }
  return SYN_OK;
}

static syn_status are_variants(const syn_point_making *making, const syn_point *point, bool *out_are) {
  *out_are = false;
  for (uint32_t i = 0; i < point->reading_count && !*out_are; i++)
    for (uint32_t k = i + 1; k < point->reading_count && !*out_are; k++) {
      bool is_shorter;
      syn_status status = is_part(making, point->readings[i].words, point->readings[k].words, &is_shorter);
      if (status != SYN_OK) return status;
      *out_are = !is_shorter;
    }
  return SYN_OK;
}

static syn_status add_name_point(syn_point_making *making, const syn_identity *actor) {
  syn_arena *arena = making->gathering->arena;
  syn_point point = {.kind = SYN_POINT_NAME,
                     .label = SYN_LABEL_VARIANT,
                     .about = actor->name,
                     .readings = SYN_ARENA_ARRAY(arena, syn_reading, making->count)};
  syn_text *facts = SYN_ARENA_ARRAY(making->scratch, syn_text, making->count);
  uint8_t *spoke = SYN_ARENA_ARRAY(making->scratch, uint8_t, making->count);
  bool are;
  if (!point.readings || !facts || !spoke) return SYN_NO_MEMORY;
  syn_status status = list_names(making, (uint32_t)(actor - making->gathering->identities), &point, facts, spoke);
  if (status == SYN_OK) status = are_variants(making, &point, &are);
  if (status != SYN_OK || !are || !syn_point_is_kept(making, spoke)) return status;
  status = syn_point_complete(making, &point, spoke, 0, facts, point.reading_count);
  point.weight /= 4; /* what a name is called comes behind what was done */
  syn_point *kept = status == SYN_OK ? SYN_ARRAY_ADD(making->points, arena) : NULL;
  if (!kept) return SYN_NO_MEMORY;
  *kept = point;
  return SYN_OK;
}

syn_status syn_points_of_names(syn_point_making *making) {
  syn_status status = SYN_OK;
  enum { NAMES_COMPARED_ACCOUNTS = 50 };
  if (making->count < 2 || making->count > NAMES_COMPARED_ACCOUNTS) return SYN_OK;
  for (uint32_t i = 0; i < making->story->actors.count && i < ACTORS_COMPARED && status == SYN_OK; i++) {
    const syn_identity *actor = syn_gathering_find_identity(making->gathering, making->story->actors.items[i]);
    bool has_a_name = actor && (actor->type == SYN_ENTITY_PERSON || actor->type == SYN_ENTITY_ORGANIZATION);
    if (has_a_name) status = add_name_point(making, actor);
  }
  return status;
}
