/*
 * How it works
 *
 * With a tree, the way leads from the time to the verb above it: through the nouns that it belongs to, and from an infinitive on to what
 * governs that ("agreed to meet on Monday"). The verb's auxiliaries, its tense and words that put things into the future ("due",
 * "scheduled", "plans to") decide. "By" and "until" put a time ahead unless the verb says that it is over ("had filed by Wednesday").
 *
 * Without a tree: the nearest finite verb before the time, or the one right after it, with the words that put things into the future
 * between them.
 */
#include "facts/time_direction.h"

#include "facts/time_pieces.h"

enum { TENSE_REACH = 40, VERB_GROUP = 4, CLIMB_LIMIT = 10 };

static bool token_is(const time_scene *scene, uint32_t token, time_class class) {
  return syn_time_token_is(scene->words, &scene->document->tokens[token], class);
}

static bool is_verb(const syn_token *token) {
  return token->tag == SYN_TAG_VERB || token->tag == SYN_TAG_AUX;
}

/* +1 or -1 by the verb and the words of future before the time, 0 when there is no verb on that side. */
static int look_back(const time_scene *scene, uint32_t first) {
  const syn_token *tokens = scene->document->tokens;
  bool infinitive = false, future = false;
  for (uint32_t back = 1; back <= TENSE_REACH && first >= scene->sentence->first_token + back; back++) {
    const syn_token *token = &tokens[first - back];
    if (scene->marks[first - back].time != 0) continue;
    if (token_is(scene, first - back, TIME_FUTURE) || token_is(scene, first - back, TIME_MODAL)) future = true;
    if (infinitive && token_is(scene, first - back, TIME_INTEND)) future = true;
    if (!is_verb(token)) continue;
    if (token->features & SYN_FEATURE_INFINITIVE) infinitive = true;
    /* a participle alone right before the time ("the decision, announced on Monday") is of the past */
    bool alone = back <= 2 && (token->features & SYN_FEATURE_PARTICIPLE) != 0 && (token->features & SYN_FEATURE_PAST) != 0 &&
                 (first - back == scene->sentence->first_token || tokens[first - back - 1].tag != SYN_TAG_AUX);
    if (alone && !future && (first - back < scene->sentence->first_token + 2 || tokens[first - back - 2].tag != SYN_TAG_AUX)) return -1;
    if ((token->features & SYN_FEATURE_FINITE) == 0 && (token->features & SYN_FEATURE_MODAL) == 0) continue;
    /* a group of verbs: "will have been", "is due to" */
    for (uint32_t k = 1; k <= 2 && first >= scene->sentence->first_token + back + k; k++)
      if (tokens[first - back - k].tag == SYN_TAG_AUX && token_is(scene, first - back - k, TIME_FUTURE)) future = true;
    /* an auxiliary right before an infinitive with its particle: "are to agree" */
    if (token->tag == SYN_TAG_AUX && infinitive && tokens[first - back + 1].tag == SYN_TAG_PART) future = true;
    return future ? 1 : -1;
  }
  return future ? 1 : 0;
}

/* +1 or -1 by the first verb after the time. */
static int look_ahead(const time_scene *scene, uint32_t end) {
  const syn_token *tokens = scene->document->tokens;
  uint32_t sentence_end = scene->sentence->first_token + scene->sentence->token_count;
  for (uint32_t i = end; i < sentence_end && i < end + TENSE_REACH; i++) {
    if (!is_verb(&tokens[i]) && !token_is(scene, i, TIME_FUTURE)) continue;
    for (uint32_t k = i; k < sentence_end && k < i + VERB_GROUP; k++)
      if (token_is(scene, k, TIME_FUTURE)) return 1;
    return -1;
  }
  return 0;
}

/* "the meeting on Monday will ...": the verb right behind the time governs what it belongs to. */
static int look_around(const time_scene *scene, uint32_t first, uint32_t end) {
  uint32_t sentence_end = scene->sentence->first_token + scene->sentence->token_count;
  if (end < sentence_end && scene->document->tokens[end].tag == SYN_TAG_AUX && token_is(scene, end, TIME_FUTURE)) return 1;
  int side = look_back(scene, first);
  return side != 0 ? side : look_ahead(scene, end);
}

/* ---- with a tree ---- */

/* What the auxiliaries and particles of a verb say. */
typedef struct verb_group {
  bool future, modal, past, perfect, present, to, negated, is_be;
} verb_group;

static void read_helper(const time_scene *scene, uint32_t child, verb_group *group) {
  const syn_token *token = &scene->document->tokens[child];
  if (token->relation == SYN_RELATION_MARK && token->tag == SYN_TAG_PART) group->to = true;
  if ((token->features & SYN_FEATURE_NEGATIVE) != 0) group->negated = true;
  if (token->relation != SYN_RELATION_AUX && token->relation != SYN_RELATION_COP) return;
  if (token_is(scene, child, TIME_FUTURE)) group->future = true;
  if (token_is(scene, child, TIME_MODAL)) group->modal = true;
  if (token_is(scene, child, TIME_HAVE)) group->perfect = true;
  if ((token->features & SYN_FEATURE_PAST) != 0 && (token->features & SYN_FEATURE_PARTICIPLE) == 0) group->past = true;
  if ((token->features & SYN_FEATURE_PRESENT) != 0) group->present = true;
}

/* Children stand near their verb: a window on both its sides is looked at. */
static verb_group read_group(const time_scene *scene, uint32_t verb) {
  enum { WINDOW = 12 };
  const syn_token *tokens = scene->document->tokens, *token = &tokens[verb];
  uint32_t begin = scene->sentence->first_token, end = begin + scene->sentence->token_count;
  uint32_t from = verb >= begin + WINDOW ? verb - WINDOW : begin, to = verb + VERB_GROUP < end ? verb + VERB_GROUP : end;
  verb_group group = {.is_be = token->tag == SYN_TAG_AUX};
  for (uint32_t i = from; i < to; i++)
    if (tokens[i].head == (int32_t)verb) read_helper(scene, i, &group);
  bool finite = (token->features & SYN_FEATURE_FINITE) != 0;
  if (finite && (token->features & SYN_FEATURE_PAST) != 0) group.past = true;
  if (finite && (token->features & SYN_FEATURE_PRESENT) != 0) group.present = true;
  if (token_is(scene, verb, TIME_FUTURE)) group.future = true;
  return group;
}

/* The word before the time, an article and the like aside, is "by" or "until"; or "as early as" stands there. */
static bool is_limit(const time_scene *scene, uint32_t first) {
  uint32_t begin = scene->sentence->first_token;
  if (first > begin && scene->document->tokens[first - 1].tag == SYN_TAG_DET) first--;
  if (first > begin && token_is(scene, first - 1, TIME_LIMIT)) return true;
  return first >= begin + 3 && token_is(scene, first - 1, TIME_ASWORD) && token_is(scene, first - 3, TIME_ASWORD);
}

/* The word right before puts the time ahead by itself: "effective Feb. 1", "due Monday". */
static bool is_announced(const time_scene *scene, uint32_t first) {
  uint32_t begin = scene->sentence->first_token;
  const syn_token *tokens = scene->document->tokens;
  for (uint32_t back = 1; back <= 2 && first >= begin + back; back++) {
    unsigned tag = tokens[first - back].tag;
    if (token_is(scene, first - back, TIME_FUTURE) && tag != SYN_TAG_AUX) return true;
    if (tag != SYN_TAG_ADP && tag != SYN_TAG_DET) return false;
  }
  return false;
}

/* The token of the span whose head lies outside it, or `end`. */
static uint32_t head_of(const time_scene *scene, uint32_t first, uint32_t end) {
  const syn_token *tokens = scene->document->tokens;
  for (uint32_t i = first; i < end; i++) {
    if (tokens[i].head < 0 || (uint32_t)tokens[i].head < first || (uint32_t)tokens[i].head >= end) {
      if (tokens[i].relation != SYN_RELATION_PUNCT && tokens[i].relation != SYN_RELATION_CASE) return i;
    }
  }
  return end;
}

/* What the verb itself says; side 0: what is above it decides. */
static time_direction side_of_verb(const time_scene *scene, uint32_t verb, const verb_group *group, bool limit) {
  static const time_direction past = {-1, false}, ahead = {1, false}, open = {0, false};
  const syn_token *token = &scene->document->tokens[verb];
  if (group->perfect && group->past) return past;
  if (group->future || (group->modal && !group->perfect)) return ahead;
  if (group->perfect) return past;
  if (group->past) return limit && !group->negated ? open : past;
  bool bare = (token->features & (SYN_FEATURE_INFINITIVE | SYN_FEATURE_GERUND)) != 0 && !group->present;
  if (group->to || bare) return open;
  bool participle = (token->features & SYN_FEATURE_PARTICIPLE) != 0 && (token->features & SYN_FEATURE_PAST) != 0;
  if (participle && !group->present) return limit ? open : past;
  if (!group->present) return open;
  /* "the talks begin on Friday"; titles tell in the present what is over */
  bool title = scene->sentence->span.field == SYN_FIELD_TITLE;
  return (time_direction){title || token_is(scene, verb, TIME_SAYING) ? -1 : 1, true};
}

/* "Tuesday's declaration", "a June agreement": what has a date by name is rather over than ahead, unless something is said to come. */
static bool is_modifier(const time_scene *scene, uint32_t head, uint32_t end) {
  enum { SUBTYPE_POSSESSIVE = 2 };
  const syn_token *token = &scene->document->tokens[head];
  uint32_t sentence_end = scene->sentence->first_token + scene->sentence->token_count;
  bool genitive =
      end < sentence_end && scene->document->tokens[end].relation == SYN_RELATION_CASE && scene->document->tokens[end].tag == SYN_TAG_PART;
  return genitive || token->relation == SYN_RELATION_COMPOUND || token->subtype == SUBTYPE_POSSESSIVE;
}

/* "are to sign": an infinitive with a form of "to be" below or above it. */
static bool has_auxiliary(const time_scene *scene, uint32_t verb) {
  const syn_token *tokens = scene->document->tokens;
  for (uint32_t back = 1; back <= VERB_GROUP && verb >= scene->sentence->first_token + back; back++)
    if (tokens[verb - back].head == (int32_t)verb && tokens[verb - back].tag == SYN_TAG_AUX) return true;
  return false;
}

/* "ahead of a summit on 3 June": the noun that the time belongs to lies ahead of what the sentence tells. */
static bool lies_ahead(const time_scene *scene, uint32_t noun) {
  enum { PHRASE = 7 };
  const syn_token *tokens = scene->document->tokens;
  if (tokens[noun].tag != SYN_TAG_NOUN && tokens[noun].tag != SYN_TAG_PROPN) return false;
  for (uint32_t back = 1; back <= PHRASE && noun >= scene->sentence->first_token + back; back++) {
    const syn_token *token = &tokens[noun - back];
    if (token->tag == SYN_TAG_ADV && token_is(scene, noun - back, TIME_FUTURE)) return true;
    if (is_verb(token) || token->tag == SYN_TAG_CCONJ || scene->marks[noun - back].time != 0) return false;
  }
  return false;
}

static time_direction climb(const time_scene *scene, uint32_t first, uint32_t end, bool limit) {
  static const time_direction ahead = {1, false}, open = {0, false};
  const syn_token *tokens = scene->document->tokens;
  uint32_t at = head_of(scene, first, end);
  bool infinitive = false;
  if (at == end) return open;
  for (unsigned step = 0; step < CLIMB_LIMIT; step++) {
    if (step > 0 || is_verb(&tokens[at])) {
      verb_group group = read_group(scene, at);
      bool predicate = is_verb(&tokens[at]) || group.past || group.present || group.future || group.modal;
      bool over = group.perfect && group.past;
      if (infinitive && !over && (token_is(scene, at, TIME_INTEND) || token_is(scene, at, TIME_FUTURE))) return ahead;
      if (infinitive && group.is_be && !over) return ahead;
      time_direction direction = predicate ? side_of_verb(scene, at, &group, limit) : open;
      if (direction.side != 0) return direction;
      if (predicate && group.to && has_auxiliary(scene, at)) return ahead;
      infinitive = predicate ? group.to || infinitive : infinitive;
    }
    if (tokens[at].head < 0) break;
    at = (uint32_t)tokens[at].head;
    if (lies_ahead(scene, at)) return ahead;
  }
  return open;
}

time_direction syn_time_direction(const time_scene *scene, uint32_t first, uint32_t end) {
  if (!scene->document->has_trees) return (time_direction){look_around(scene, first, end), false};
  if (is_announced(scene, first)) return (time_direction){1, false};
  bool limit = is_limit(scene, first);
  time_direction direction = climb(scene, first, end, limit);
  uint32_t head = head_of(scene, first, end);
  if (direction.weak && direction.side > 0 && head < end && is_modifier(scene, head, end)) return (time_direction){-1, true};
  if (direction.side == 0 && limit) return (time_direction){1, false};
  return direction.side != 0 ? direction : (time_direction){look_around(scene, first, end), false};
}
