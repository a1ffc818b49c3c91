#include "facts/quantity_currency.h"

enum {
  SHARED_CODES = 12, /* a word that more currencies share ("dollar") keeps its default */
  NAMED_REACH = 400, /* tokens before a sum in which a country is looked for */
};

/* Whether the article speaks of a country that uses the currency. */
static bool has_country_of(const syn_quantity_sentence *work, syn_text code) {
  syn_text countries = syn_quantity_currency_countries(work->tables, code), country;
  while (syn_table_next_item(&countries, '|', &country)) {
    for (size_t i = 0; i < work->finding->entities.count; i++) {
      const syn_entity *entity = &work->finding->entities.items[i];
      if (entity->type == SYN_ENTITY_COUNTRY && syn_text_equal(entity->country, country)) return true;
    }
  }
  return false;
}

static bool has_many_codes(syn_text codes) {
  syn_text code;
  unsigned count = 0;
  while (count <= SHARED_CODES && syn_table_next_item(&codes, '|', &code)) count++;
  return count > SHARED_CODES;
}

/* Which of the currencies the country uses; empty: none. */
static syn_text code_of_country(const syn_quantity_sentence *work, syn_text codes, syn_text country) {
  syn_text code, countries, other;
  while (syn_table_next_item(&codes, '|', &code)) {
    countries = syn_quantity_currency_countries(work->tables, code);
    while (syn_table_next_item(&countries, '|', &other))
      if (syn_text_equal(other, country)) return code;
  }
  return (syn_text){NULL, 0};
}

/*
 * Of the currencies that share a word, the one whose country (or a place or person of it) was named last before the sum, unless that of
 * the default stands in the same sentence; empty: none was, within reach.
 */
static syn_text nearest_currency(const syn_quantity_sentence *work, const syn_measure *measure) {
  syn_text nearest = {NULL, 0};
  uint32_t token = syn_quantity_token(work, measure->first);
  if (has_many_codes(measure->money->codes)) return nearest;
  for (unsigned steps = 0; token > 0 && steps < NAMED_REACH; steps++) {
    uint32_t entity = work->finding->marks[--token].entity;
    if (!entity) continue;
    syn_text country = work->finding->entities.items[entity - 1].country;
    syn_text code = country.size ? code_of_country(work, measure->money->codes, country) : country;
    if (!code.size) continue;
    bool is_here = token >= work->sentence->first_token;
    if (is_here && syn_text_equal(code, measure->money->code)) return code;
    if (!nearest.size) nearest = code;
    if (!is_here) break;
  }
  return nearest;
}

syn_text syn_quantity_currency(const syn_quantity_sentence *work, const syn_measure *measure) {
  const syn_money *money = measure->money;
  const syn_text none = {NULL, 0};
  if (money->code.size) {
    bool is_sign = work->context.pieces[measure->core_first].kind == SYN_PIECE_SIGN;
    if (is_sign || syn_text_equal(money->code, money->codes)) return money->code;
    syn_text nearest = nearest_currency(work, measure);
    if (nearest.size) return nearest;
    if (has_country_of(work, money->code)) return money->code;
  }
  syn_text codes = money->codes, code, found = none;
  unsigned count = 0;
  while (syn_table_next_item(&codes, '|', &code)) {
    if (++count > SHARED_CODES) return money->code;
    if (!has_country_of(work, code)) continue;
    if (found.size) return money->code;
    found = code;
  }
  return found.size ? found : money->code;
}
