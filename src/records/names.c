#include "records/names.h"

#include <string.h>

/* The n-th name belongs to the value n; docs/records.schema.json holds the same words. */
static const char *const basis_names[] = {"none", "text", "metadata", "coreference", "linked", "world"};
static const char *const entity_type_names[] = {"PERSON", "ORGANIZATION", "COUNTRY", "PLACE", "WORK", "OTHER"};
static const char *const mention_kind_names[] = {"name", "nominal", "pronoun", "metonym"};
static const char *const link_names[] = {"none", "known", "spelling",   "short_name",  "acronym",    "brief",
                                         "seat", "role",  "government", "name_word",   "apposition", "identity",
                                         "told", "kind",  "same_noun",  "only_person", "subject"};
static const char *const time_type_names[] = {"DATE", "TIME", "DURATION", "SET"};
/* Quantity kinds first, then what else a point may be about: one table for both. */
static const char *const point_kind_names[] = {"money",  "count", "percent", "points", "duration",    "distance", "area", "mass",
                                               "volume", "speed", "power",   "energy", "temperature", "age",      "rank", "score",
                                               "other",  "quote", "event",   "date",   "place",       "name",     "role"};
static const char *const bound_names[] = {"exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly", "between"};
static const char *const instrument_names[] = {"loan", "tranche", "grant", "aid", "debt", "price", "trade", "fine", "investment", "other"};
static const char *const stage_names[] = {"requested", "negotiated", "offered", "promised", "agreed",
                                          "paid",      "repaid",     "owed",    "refused",  "cancelled"};
static const char *const quote_kind_names[] = {"direct", "mixed", "indirect"};
static const char *const event_type_names[] = {"AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
                                               "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
static const char *const modality_names[] = {"happened",  "ongoing",    "planned",  "promised", "offered",
                                             "requested", "threatened", "possible", "denied"};
static const char *const slot_names[] = {"type", "actors", "recipients", "date", "place", "modality", "attributed_to"};
static const char *const label_names[] = {"agree", "compatible", "differ", "variant", "single"};
static const char *const change_kind_names[] = {"title", "figure", "quote", "event", "name", "paragraph"};
static const char *const request_kind_names[] = {"file", "folder", "stream", "feed", "address"};
static const char *const difference_names[] = {"none",   "rounding",      "bound",   "conversion", "scope",
                                               "update", "contradiction", "excerpt", "wording"};
static const char *const fulfilment_kind_names[] = {"confirms", "fulfils", "breaks"};

#define COUNT_OF(names) (sizeof(names) / sizeof((names)[0]))

_Static_assert(COUNT_OF(basis_names) == SYN_BASIS_WORLD + 1, "a basis without a name");
_Static_assert(COUNT_OF(entity_type_names) == SYN_ENTITY_TYPE_COUNT, "an entity type without a name");
_Static_assert(COUNT_OF(mention_kind_names) == SYN_MENTION_KIND_COUNT, "a mention kind without a name");
_Static_assert(COUNT_OF(link_names) == SYN_LINK_COUNT, "a link without a name");
_Static_assert(COUNT_OF(time_type_names) == SYN_TIME_TYPE_COUNT, "a time type without a name");
_Static_assert(COUNT_OF(point_kind_names) == SYN_POINT_KIND_COUNT, "a point kind without a name");
_Static_assert(COUNT_OF(bound_names) == SYN_BOUND_COUNT, "a bound without a name");
_Static_assert(COUNT_OF(instrument_names) == SYN_INSTRUMENT_COUNT, "an instrument without a name");
_Static_assert(COUNT_OF(stage_names) == SYN_STAGE_COUNT, "a stage without a name");
_Static_assert(COUNT_OF(quote_kind_names) == SYN_QUOTE_KIND_COUNT, "a quote kind without a name");
_Static_assert(COUNT_OF(event_type_names) == SYN_EVENT_TYPE_COUNT, "an event type without a name");
_Static_assert(COUNT_OF(modality_names) == SYN_MODALITY_COUNT, "a modality without a name");
_Static_assert(COUNT_OF(slot_names) == SYN_SLOT_COUNT, "a slot without a name");
_Static_assert(COUNT_OF(label_names) == SYN_LABEL_COUNT, "a label without a name");
_Static_assert(COUNT_OF(change_kind_names) == SYN_CHANGE_KIND_COUNT, "a kind of change without a name");
_Static_assert(COUNT_OF(request_kind_names) == SYN_REQUEST_KIND_COUNT, "a kind of request without a name");
_Static_assert(COUNT_OF(difference_names) == SYN_DIFFERENCE_COUNT, "a difference without a name");
_Static_assert(COUNT_OF(fulfilment_kind_names) == SYN_FULFILMENT_KIND_COUNT, "a fulfilment without a name");

static const char *name_of(const char *const *names, size_t count, unsigned value) {
  return value < count ? names[value] : "?";
}

static bool value_of(const char *const *names, size_t count, syn_text text, unsigned *out_value) {
  for (size_t i = 0; i < count; i++)
    if (strlen(names[i]) == text.size && (text.size == 0 || memcmp(names[i], text.data, text.size) == 0)) {
      *out_value = (unsigned)i;
      return true;
    }
  return false;
}

/* Both ways for one enumeration. */
#define DEFINE_NAMES(function, type, names, count) \
  const char *function##_name(unsigned value) { \
    return name_of(names, count, value); \
  } \
  bool function##_parse(syn_text text, type *out_value) { \
    unsigned value; \
    if (!value_of(names, count, text, &value)) return false; \
    *out_value = (type)value; \
    return true; \
  }

DEFINE_NAMES(syn_basis, syn_basis, basis_names, COUNT_OF(basis_names))
DEFINE_NAMES(syn_entity_type, syn_entity_type, entity_type_names, COUNT_OF(entity_type_names))
DEFINE_NAMES(syn_mention_kind, syn_mention_kind, mention_kind_names, COUNT_OF(mention_kind_names))
DEFINE_NAMES(syn_link, syn_link, link_names, COUNT_OF(link_names))
DEFINE_NAMES(syn_time_type, syn_time_type, time_type_names, COUNT_OF(time_type_names))
DEFINE_NAMES(syn_quantity_kind, syn_quantity_kind, point_kind_names, SYN_QUANTITY_KIND_COUNT)
DEFINE_NAMES(syn_bound, syn_bound, bound_names, COUNT_OF(bound_names))
DEFINE_NAMES(syn_instrument, syn_instrument, instrument_names, COUNT_OF(instrument_names))
DEFINE_NAMES(syn_stage, syn_stage, stage_names, COUNT_OF(stage_names))
DEFINE_NAMES(syn_quote_kind, syn_quote_kind, quote_kind_names, COUNT_OF(quote_kind_names))
DEFINE_NAMES(syn_event_type, syn_event_type, event_type_names, COUNT_OF(event_type_names))
DEFINE_NAMES(syn_modality, syn_modality, modality_names, COUNT_OF(modality_names))
DEFINE_NAMES(syn_slot, syn_slot, slot_names, COUNT_OF(slot_names))
DEFINE_NAMES(syn_point_kind, unsigned, point_kind_names, COUNT_OF(point_kind_names))
DEFINE_NAMES(syn_label, syn_label, label_names, COUNT_OF(label_names))
DEFINE_NAMES(syn_change_kind, syn_change_kind, change_kind_names, COUNT_OF(change_kind_names))
DEFINE_NAMES(syn_request_kind, syn_request_kind, request_kind_names, COUNT_OF(request_kind_names))
DEFINE_NAMES(syn_difference, syn_difference, difference_names, COUNT_OF(difference_names))
DEFINE_NAMES(syn_fulfilment_kind, syn_fulfilment_kind, fulfilment_kind_names, COUNT_OF(fulfilment_kind_names))

const char *syn_label_sign(syn_label label) {
  static const char *const SIGNS[SYN_LABEL_COUNT] = {[SYN_LABEL_AGREE] = "=",
                                                     [SYN_LABEL_COMPATIBLE] = "~",
                                                     [SYN_LABEL_DIFFER] = "!",
                                                     [SYN_LABEL_VARIANT] = "\"",
                                                     [SYN_LABEL_SINGLE] = "-"};
  return (unsigned)label < SYN_LABEL_COUNT ? SIGNS[label] : "?";
}

const char *syn_story_link_phrase(syn_text kind) {
  if (syn_text_equal(kind, SYN_TEXT("follow_up"))) return "follows up";
  if (syn_text_equal(kind, SYN_TEXT("background"))) return "tells anew";
  return syn_text_equal(kind, SYN_TEXT("chain")) ? "in a chain with" : "linked to";
}
