/* What is told of who was joined, in words. */
#include <stdlib.h>

#include "base/array.h"
#include "engine/name_block.h"

typedef SYN_ARRAY(syn_actor_join) join_array;

typedef struct telling {
  const syn_name_block *block;
  syn_arena *arena;
} telling;

/* `kind` as records have it, and what it says. */
static const struct {
  const char *kind, *words;
} RULES[SYN_JOIN_RULE_COUNT] = {
    [SYN_JOIN_NONE] = {"", ""},
    [SYN_JOIN_TITLE] = {"title", "the same name behind a title"},
    [SYN_JOIN_LEGAL_FORM] = {"legal_form", "the same name but for its legal form"},
    [SYN_JOIN_MIDDLE_NAME] = {"middle_name", "the same name but for a middle name"},
    [SYN_JOIN_SHORT_FORM] = {"short_form", "a short form of the given name"},
    [SYN_JOIN_SPELLING] = {"spelling", "the same name in another spelling"},
    [SYN_JOIN_DESCRIPTION] = {"description", "the same name behind other words"},
    [SYN_JOIN_ACRONYM] = {"acronym", "an article states what the acronym stands for"},
    [SYN_JOIN_OFFICE] = {"office", "the surname with an office"},
    [SYN_JOIN_SURNAME] = {"surname", "the surname alone"},
    [SYN_JOIN_COMPANY] = {"company", "the surname with others"},
};

static syn_text name_of(const telling *job, uint32_t bearer) {
  return job->block->set.items[bearer].name;
}

/* "792 of 814 affairs that give this name in full mean Donald Trump" */
static syn_status add_share(const telling *job, const syn_join *join, syn_text *why) {
  return syn_arena_format(job->arena, why, "%.*s; %u of %u affair%s that give%s it in full mean%s %.*s", SYN_TEXT_ARGUMENTS(*why),
                          join->own, join->all, join->all == 1 ? "" : "s", join->all == 1 ? "s" : "", join->own == 1 ? "s" : "",
                          SYN_TEXT_ARGUMENTS(name_of(job, join->with)));
}

static syn_status tell_why(const telling *job, const syn_join *join, syn_text *out_why) {
  syn_status status = syn_arena_copy(job->arena, syn_text_from(RULES[join->rule].words), out_why);
  bool is_surname = join->rule == SYN_JOIN_OFFICE || join->rule == SYN_JOIN_SURNAME || join->rule == SYN_JOIN_COMPANY;
  if (status == SYN_OK && !is_surname)
    status =
        syn_arena_format(job->arena, out_why, "%.*s as %.*s", SYN_TEXT_ARGUMENTS(*out_why), SYN_TEXT_ARGUMENTS(name_of(job, join->with)));
  if (status == SYN_OK && is_surname) status = add_share(job, join, out_why);
  if (status == SYN_OK && join->rule == SYN_JOIN_ACRONYM)
    status =
        syn_arena_format(job->arena, out_why, "%.*s, in %u affair%s", SYN_TEXT_ARGUMENTS(*out_why), join->own, join->own == 1 ? "" : "s");
  if (status == SYN_OK && join->role.size > 0)
    status = syn_arena_format(job->arena, out_why, "%.*s; both are called \"%.*s\"", SYN_TEXT_ARGUMENTS(*out_why),
                              SYN_TEXT_ARGUMENTS(join->role));
  if (status == SYN_OK && join->company != UINT32_MAX)
    status = syn_arena_format(job->arena, out_why, "%.*s; articles of both name %.*s", SYN_TEXT_ARGUMENTS(*out_why),
                              SYN_TEXT_ARGUMENTS(job->block->company[join->company]));
  return status;
}

static syn_status tell_why_not(const telling *job, const syn_join *join, syn_text *out_why) {
  syn_text head = name_of(job, join->with);
  const char *start = "nothing else speaks for";
  switch (join->apart) {
  case SYN_APART_SEVERAL:
    return syn_arena_format(job->arena, out_why, "only %u of %u affairs that give this name in full mean %.*s", join->own, join->all,
                            SYN_TEXT_ARGUMENTS(head));
  case SYN_APART_FEW:
    return syn_arena_format(job->arena, out_why, "no more than %u affair%s give%s this name in full", join->all, join->all == 1 ? "" : "s",
                            join->all == 1 ? "s" : "");
  case SYN_APART_COUNTRY:
    start = "its articles state another country than those of";
    break;
  case SYN_APART_TIME:
    start = "its articles are years away from those of";
    break;
  case SYN_APART_NONE:
  case SYN_APART_NOTHING:
    break;
  }
  return syn_arena_format(job->arena, out_why, "%s %.*s", start, SYN_TEXT_ARGUMENTS(head));
}

static syn_status add(const telling *job, uint32_t bearer, join_array *list) {
  const syn_bearer *one = &job->block->set.items[bearer];
  const syn_join *join = &job->block->joins[bearer];
  syn_actor_join *added = SYN_ARRAY_ADD(list, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = (syn_actor_join){.id = one->id,
                            .name = one->name,
                            .kind = syn_text_from(RULES[join->rule].kind),
                            .words = syn_text_from(RULES[join->rule].words),
                            .article_count = syn_bearer_article_count(one),
                            .is_sure = join->is_sure};
  return join->rule != SYN_JOIN_NONE ? tell_why(job, join, &added->why) : tell_why_not(job, join, &added->why);
}

/* Whether a bare surname that was left open is told beside a bearer: the one who was meant most often, or, of several, each of the name. */
static bool is_told_beside(const syn_name_block *block, uint32_t bare, uint32_t head) {
  const syn_join *join = &block->joins[bare];
  syn_text surname = block->set.items[bare].name, name = block->set.items[head].name;
  if (!syn_name_block_is_open(block, bare) || join->apart == SYN_APART_NONE) return false;
  if (block->joins[join->with].head == head) return true;
  return join->apart == SYN_APART_SEVERAL && name.size > surname.size && name.data[name.size - surname.size - 1] == ' ' &&
         syn_text_ends_with(name, surname);
}

/* The most articles first, then by name. */
static int order_joins(const void *a, const void *b) {
  const syn_actor_join *x = a, *y = b;
  if (x->article_count != y->article_count) return x->article_count > y->article_count ? -1 : 1;
  int order = syn_text_compare(x->name, y->name);
  return order != 0 ? order : syn_id_compare(x->id, y->id);
}

syn_status syn_name_block_tell(const syn_name_block *block, uint32_t head, const syn_actor_join *others, uint32_t other_count,
                               syn_arena *arena, syn_actor *actor) {
  const telling job = {.block = block, .arena = arena};
  join_array joined = {0}, apart = {0};
  for (uint32_t i = 0; i < block->set.count; i++) {
    const syn_join *join = &block->joins[i];
    syn_status status = SYN_OK;
    if (head == UINT32_MAX) break;
    if (join->head == head && i != head) status = add(&job, i, &joined);
    if (is_told_beside(block, i, head)) status = add(&job, i, &apart);
    if (status != SYN_OK) return status;
  }
  for (uint32_t i = 0; i < other_count; i++) {
    syn_actor_join *added = SYN_ARRAY_ADD(&apart, arena);
    if (!added) return SYN_NO_MEMORY;
    *added = others[i];
  }
  if (joined.count > 1) qsort(joined.items, joined.count, sizeof *joined.items, order_joins);
  if (apart.count > 1) qsort(apart.items, apart.count, sizeof *apart.items, order_joins);
  actor->joined = joined.items;
  actor->joined_count = (uint32_t)joined.count;
  actor->apart = apart.items;
  actor->apart_count = (uint32_t)apart.count;
  return SYN_OK;
}
