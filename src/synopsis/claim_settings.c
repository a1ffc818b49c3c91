/*
 * How it works
 *
 * That accounts differ is the gravest thing a point can say, and it is false where they tell of two matters: the same actors strike again
 * on the next day, in the next town. Figures that agree, or can both be meant, may stay together on little evidence; those that cannot are
 * held to more. Each figure has a setting: the days and the places that its sentence names, or, where it stands in the title or the
 * opening, those of its account's happening. Claims of a group whose values can both be meant are parts; two parts stay one group where the
 * mean over their pairs of what speaks for one matter reaches ONE_MATTER: common words, the event and its parties, places and days, the
 * opening, and how near the two accounts are to each other on the whole. The rest becomes groups of their own.
 *
 * A person who is named, not counted ("a woman", "his mother"), is no number that differs from another.
 */
#include "synopsis/claim_settings.h"

#include <math.h>
#include <stdlib.h>

#include "records/wording.h"
#include "synopsis/happening.h"
#include "synopsis/linkage.h"

enum {
  ONE_MATTER = 2800,
  NEXT_DAY = -900,
  OTHER_DAY = -3000,
  FEW_DAYS = 3,
  WEEK_DAYS = 7,
  NEWS_DAYS = 2, /* before an account: what it tells without a date is no older */
  OTHER_WEEKDAY = -700,
  SAME_DAY = 400,
  SAME_PLACE = 600,
  OTHER_PLACE = -1200,
  BOTH_OPENING = 600,
  ONE_OPENING = -1000,
  NO_OPENING = -700,
  TWICE = -800, /* things that one counts or measures twice as much of as the other are hardly the same */
  FAR = -1800,
  FAR_PERSONS = -1000,
  NOT_NAMED = -1200, /* a distance, a time, a share of what nobody says */
  PLACES = 6,
  OPENING_BYTES = 400,
  BYTES_BEFORE = 60, /* of a figure, where words stand that tell what kind of figure it is */
  BYTES_BEHIND = 24,
  FURTHER_BEFORE = 9,
  PARTS_LIMIT = 64,
  PAIRS_COMPARED = 8, /* claims of each of two parts */
};

typedef struct setting {
  int32_t first_day, last_day;          /* SYN_DAY_MINIMUM: not told */
  int32_t happening_day;                /* of its account, for a figure of the opening; SYN_DAY_NONE: not known */
  int32_t published_from, published_to; /* its account; SYN_DAY_NONE: not known */
  uint32_t places[PLACES], place_count;
  uint16_t months, weekdays; /* that the sentence names without a year or week: bits */
  bool has_own_places;       /* that its sentence names, not only its account */
  bool is_opening;
  bool is_counted; /* a number stands there */
  bool is_expected, is_further;
} setting;

/* ---- settings ---- */

static bool is_in(syn_span around, syn_span span) {
  return span.field == around.field && span.index == around.index && span.start >= around.start && span.end <= around.end;
}

static void add_place(setting *one, uint32_t place) {
  for (uint32_t i = 0; i < one->place_count; i++)
    if (one->places[i] == place) return;
  if (one->place_count < PLACES) one->places[one->place_count++] = place;
}

/* Where a report begins: "CHISINAU –" says from where it was written. */
static bool is_dateline(syn_span mention) {
  return mention.field == SYN_FIELD_TEXT && mention.start == 0;
}

static void read_places(const syn_gathering *gathering, uint32_t account, syn_span around, setting *one) {
  const syn_facts *facts = gathering->accounts[account].facts;
  for (uint32_t e = 0; e < facts->entity_count; e++) {
    const syn_entity *entity = &facts->entities[e];
    if (entity->type != SYN_ENTITY_PLACE) continue;
    for (uint32_t m = 0; m < entity->mention_count; m++)
      if (entity->mentions[m].kind == SYN_MENTION_NAME && is_in(around, entity->mentions[m].span) && !is_dateline(entity->mentions[m].span))
        add_place(one, syn_gathering_identity(gathering, account, e));
  }
}

static bool is_counted(const syn_article *article, const syn_quantity *quantity) {
  if (quantity->value.digits != 1 || quantity->value.exponent != 0) return true;
  syn_text words = syn_article_words(article, quantity->span);
  for (size_t i = 0; i < words.size; i++)
    if (words.data[i] >= '0' && words.data[i] <= '9') return true;
  return false;
}

/* "In June", "on Friday": where nothing dates the article these are all that is known. */
static void read_names_of_days(const syn_facts *facts, syn_span around, setting *one) {
  for (uint32_t t = 0; t < facts->time_count; t++) {
    const syn_time *time = &facts->times[t];
    syn_text value = time->value;
    if (time->type != SYN_TIME_DATE || !is_in(around, time->span) || value.size < 7) continue;
    if (syn_text_starts_with(value, SYN_TEXT("XXXX-WXX-"))) {
      if (value.size > 9 && value.data[9] >= '1' && value.data[9] <= '7') one->weekdays |= (uint16_t)(1u << (value.data[9] - '0'));
    } else if (value.data[4] == '-' && value.data[5] >= '0' && value.data[5] <= '1' && value.data[6] >= '0' && value.data[6] <= '9') {
      one->months |= (uint16_t)(1u << ((value.data[5] - '0') * 10 + value.data[6] - '0'));
    }
  }
}

/* Whether a word of the class stands around the figure, `before` and `behind` bytes away from its number at most. */
static syn_status has_word_near(const syn_claim_set *set, uint32_t column, const syn_article *article, syn_span figure, uint32_t before,
                                uint32_t behind, const char *class, bool *out_has) {
  syn_span around = syn_claim_context_span(article, figure);
  syn_text field = syn_article_field(article, figure.field, figure.index);
  uint32_t start = figure.start - around.start > before ? figure.start - before : around.start;
  uint32_t end = around.end - figure.end > behind ? figure.end + behind : around.end;
  syn_word_list words;
  while (start > around.start && field.data[start - 1] != ' ') start--;
  while (end < around.end && field.data[end] != ' ') end++;
  syn_status status = syn_words_of(field, start, end, set->scratch, &words);
  if (status == SYN_OK && syn_figure_words_have(&set->figure_words[column], &words, syn_text_from(class))) *out_has = true;
  return status;
}

static syn_status read_setting(const syn_claim_set *set, const syn_claim *claim, setting *one) {
  const syn_gathering *gathering = set->making->gathering;
  uint32_t account = set->making->columns[claim->column];
  const syn_account *of = &gathering->accounts[account];
  const syn_happening *happening = &gathering->happenings[account];
  *one = (setting){.first_day = SYN_DAY_MINIMUM,
                   .last_day = SYN_DAY_MINIMUM,
                   .happening_day = SYN_DAY_NONE,
                   .published_from = happening->published_from,
                   .published_to = happening->published_to};
  for (uint32_t r = 0; r < claim->reading_count; r++) {
    const syn_quantity *quantity = &of->facts->quantities[claim->readings[r]];
    const syn_claim_context *context = &claim->contexts[r];
    if (one->first_day == SYN_DAY_MINIMUM && context->first_day != SYN_DAY_MINIMUM) {
      one->first_day = context->first_day;
      one->last_day = context->last_day;
    }
    one->is_counted = one->is_counted || is_counted(of->article, quantity);
    one->is_opening = one->is_opening || quantity->span.field != SYN_FIELD_TEXT || quantity->span.start < OPENING_BYTES;
    syn_span around = syn_claim_context_span(of->article, quantity->span);
    read_places(gathering, account, around, one);
    read_names_of_days(of->facts, around, one);
    syn_status status =
        has_word_near(set, claim->column, of->article, quantity->span, BYTES_BEFORE, BYTES_BEHIND, "expected", &one->is_expected);
    if (status == SYN_OK)
      status = has_word_near(set, claim->column, of->article, quantity->span, FURTHER_BEFORE, FURTHER_BEFORE, "further", &one->is_further);
    if (status != SYN_OK) return status;
  }
  one->has_own_places = one->place_count > 0;
  if (!one->is_opening) return SYN_OK;
  one->happening_day = happening->day;
  if (!one->has_own_places)
    for (uint32_t p = 0; p < happening->place_count; p++) add_place(one, happening->places[p]);
  return SYN_OK;
}

/* ---- whether two are of one matter ---- */

/* The days of which a figure may speak: those its sentence states, else those from its account's happening, or a few before, to
 * publication. */
typedef struct told_days {
  int64_t first, last;
  bool is_stated, is_known;
} told_days;

static told_days days_of(const setting *one) {
  if (one->first_day != SYN_DAY_MINIMUM) return (told_days){one->first_day, one->last_day, true, true};
  bool has_happening = one->happening_day != SYN_DAY_NONE;
  if (one->published_from == SYN_DAY_NONE) return (told_days){one->happening_day, one->happening_day, false, has_happening};
  int64_t before = (int64_t)one->published_from - NEWS_DAYS;
  bool is_news = has_happening && one->happening_day <= one->published_to && one->happening_day >= before - NEWS_DAYS;
  return (told_days){is_news ? one->happening_day : before, one->published_to, false, true};
}

/*
 * What happened on other days is other. Days that no sentence states hardly speak for one matter: a war has many strikes a day. They speak
 * against it, since what goes undated is news.
 */
static int32_t days_evidence(const setting *a, const setting *b) {
  if (a->months != 0 && b->months != 0 && (a->months & b->months) == 0) return SYN_LIKENESS_APART;
  bool has_other_weekday = a->weekdays != 0 && b->weekdays != 0 && (a->weekdays & b->weekdays) == 0;
  told_days x = days_of(a), y = days_of(b);
  if (!x.is_known || !y.is_known) return has_other_weekday ? OTHER_WEEKDAY : 0;
  int64_t gap = x.last < y.first ? y.first - x.last : x.first - y.last;
  if (x.is_stated != y.is_stated) gap -= WEEK_DAYS - NEWS_DAYS; /* a toll of Monday may be told until Sunday */
  if (gap > 1) return gap > FEW_DAYS ? SYN_LIKENESS_APART : OTHER_DAY;
  if (gap == 1) return NEXT_DAY;
  if (x.is_stated && y.is_stated) return SAME_DAY;
  if (a->happening_day != SYN_DAY_NONE && b->happening_day != SYN_DAY_NONE)
    return a->happening_day == b->happening_day ? SAME_DAY : NEXT_DAY;
  return has_other_weekday ? OTHER_WEEKDAY : 0;
}

static int32_t places_evidence(const setting *a, const setting *b) {
  if (a->place_count == 0 || b->place_count == 0) return 0;
  for (uint32_t i = 0; i < a->place_count; i++)
    for (uint32_t k = 0; k < b->place_count; k++)
      if (a->places[i] == b->places[k]) return SAME_PLACE;
  return a->has_own_places && b->has_own_places ? OTHER_PLACE : 0;
}

static int32_t accounts_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b) {
  const uint32_t *columns = set->making->columns;
  int32_t matter = syn_gathering_matter(set->making->gathering, columns[a->column], columns[b->column]);
  int32_t value = (matter - 2000) / 2;
  return value < -1000 ? -1000 : value > 1200 ? 1200 : value;
}

/* How far apart the values are. */
static int32_t sizes_evidence(const syn_quantity *a, const syn_quantity *b) {
  double p = fabs(syn_decimal_to_double(a->value)), q = fabs(syn_decimal_to_double(b->value));
  double smaller = p < q ? p : q, larger = p < q ? q : p;
  if (syn_text_equal(a->unit, SYN_TEXT("person"))) return larger > 3 * smaller ? FAR_PERSONS : 0;
  return larger > 3 * smaller ? FAR : larger > 1.5 * smaller ? TWICE : 0;
}

/* Measures must be of one thing that both name, or of one person. */
static int32_t names_evidence(const syn_claim *a, const syn_claim *b, const syn_quantity *quantity, bool are_opening) {
  const syn_claim_context *x = &a->contexts[a->main], *y = &b->contexts[b->main];
  if (quantity->kind == SYN_QUANTITY_COUNT || quantity->kind == SYN_QUANTITY_MONEY) return 0;
  if (quantity->kind == SYN_QUANTITY_AGE)
    return (x->bearer != UINT32_MAX && x->bearer == y->bearer) || are_opening ? 0 : SYN_LIKENESS_APART;
  const syn_text p = syn_claim_noun_subject(&a->nouns[a->main]), q = syn_claim_noun_subject(&b->nouns[b->main]);
  return p.size > 0 && syn_text_equal(p, q) ? 0 : NOT_NAMED;
}

static int32_t matter_evidence(const syn_claim_set *set, const setting *settings, uint32_t i, uint32_t k) {
  const syn_claim *a = &set->claims.items[i], *b = &set->claims.items[k];
  const setting *x = &settings[i], *y = &settings[k];
  if (!x->is_counted || !y->is_counted) return SYN_LIKENESS_APART;
  if (x->is_expected != y->is_expected || x->is_further || y->is_further) return SYN_LIKENESS_APART;
  int32_t days = days_evidence(x, y), names = names_evidence(a, b, syn_claim_quantity(set, a), x->is_opening && y->is_opening);
  if (days == SYN_LIKENESS_APART || names == SYN_LIKENESS_APART) return SYN_LIKENESS_APART;
  int32_t opening = x->is_opening && y->is_opening ? BOTH_OPENING : x->is_opening != y->is_opening ? ONE_OPENING : NO_OPENING;
  int32_t sizes = sizes_evidence(syn_claim_quantity(set, a), syn_claim_quantity(set, b));
  return days + names + sizes + opening + places_evidence(x, y) + accounts_evidence(set, a, b) +
         syn_claims_surroundings_evidence(set, a, b);
}

/* ---- parts of a group ---- */

/* A part of a group: claims whose values can all be meant. */
typedef struct parting {
  const syn_claim_set *set;
  const setting *settings;
  uint32_t *parts;         /* a forest over the claims */
  const uint32_t *members; /* of the group */
  uint32_t member_count;
  uint32_t roots[PARTS_LIMIT], root_count;
} parting;

static bool can_both_be_meant(const syn_claim_set *set, uint32_t i, uint32_t k) {
  const syn_reading a = syn_claim_reading(syn_claim_quantity(set, &set->claims.items[i])),
                    b = syn_claim_reading(syn_claim_quantity(set, &set->claims.items[k]));
  return syn_readings_meet(&a, &b) && syn_readings_within_quarter(&a, &b);
}

/* The mean over the first pairs of two parts. */
static int32_t parts_evidence(parting *job, uint32_t a, uint32_t b) {
  int64_t sum = 0, count = 0;
  for (uint32_t i = 0, taken = 0; i < job->member_count && taken < PAIRS_COMPARED; i++) {
    if (syn_forest_root(job->parts, job->members[i]) != a) continue;
    taken++;
    for (uint32_t k = 0, others = 0; k < job->member_count && others < PAIRS_COMPARED; k++) {
      if (syn_forest_root(job->parts, job->members[k]) != b) continue;
      others++;
      sum += matter_evidence(job->set, job->settings, job->members[i], job->members[k]);
      count++;
    }
  }
  return count > 0 ? (int32_t)(sum / count) : SYN_LIKENESS_APART;
}

static bool list_roots(parting *job) {
  job->root_count = 0;
  for (uint32_t i = 0; i < job->member_count; i++) {
    if (syn_forest_root(job->parts, job->members[i]) != job->members[i]) continue;
    if (job->root_count == PARTS_LIMIT) return false;
    job->roots[job->root_count++] = job->members[i];
  }
  return true;
}

/* Joins the two parts that are most of one matter, as long as there are such. */
static void join_parts(parting *job) {
  while (list_roots(job) && job->root_count > 1) {
    int32_t best = ONE_MATTER - 1;
    uint32_t a = 0, b = 0;
    for (uint32_t i = 0; i < job->root_count; i++)
      for (uint32_t k = i + 1; k < job->root_count; k++) {
        int32_t value = parts_evidence(job, job->roots[i], job->roots[k]);
        if (value <= best) continue;
        best = value;
        a = job->roots[i];
        b = job->roots[k];
      }
    if (best < ONE_MATTER) return;
    syn_forest_join(job->parts, a, b);
  }
}

static void part_group(parting *job) {
  for (uint32_t i = 0; i < job->member_count; i++)
    for (uint32_t k = 0; k < i; k++)
      if (can_both_be_meant(job->set, job->members[i], job->members[k])) syn_forest_join(job->parts, job->members[i], job->members[k]);
  join_parts(job);
}

/* Claims by group, smallest first: `firsts` says where each group begins. */
static syn_status order_members(const syn_claim_set *set, const uint32_t *groups, uint32_t **out_order, uint32_t **out_firsts) {
  uint32_t count = (uint32_t)set->claims.count;
  uint32_t *order = SYN_ARENA_ARRAY(set->scratch, uint32_t, count), *firsts = SYN_ARENA_ARRAY(set->scratch, uint32_t, (size_t)count + 2);
  if (!order || !firsts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) firsts[groups[i] + 2]++;
  for (uint32_t i = 2; i < count + 2; i++) firsts[i] += firsts[i - 1];
  for (uint32_t i = 0; i < count; i++) order[firsts[groups[i] + 1]++] = i;
  *out_order = order;
  *out_firsts = firsts;
  return SYN_OK;
}

syn_status syn_claims_part(syn_claim_set *set, uint32_t *groups) {
  uint32_t count = (uint32_t)set->claims.count, *order = NULL, *firsts = NULL;
  setting *settings = SYN_ARENA_ARRAY(set->scratch, setting, count);
  parting job = {.set = set, .settings = settings, .parts = SYN_ARENA_ARRAY(set->scratch, uint32_t, count)};
  if (!settings || !job.parts || order_members(set, groups, &order, &firsts) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) job.parts[i] = i;
  for (uint32_t group = 0; group < count; group++) {
    job.members = &order[firsts[group]];
    job.member_count = firsts[group + 1] - firsts[group];
    if (job.member_count < 2) continue;
    for (uint32_t i = 0; i < job.member_count; i++)
      if (read_setting(set, &set->claims.items[job.members[i]], &settings[job.members[i]]) != SYN_OK) return SYN_NO_MEMORY;
    part_group(&job);
  }
  for (uint32_t i = 0; i < count; i++) groups[i] = syn_forest_root(job.parts, i);
  return SYN_OK;
}
