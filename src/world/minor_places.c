/*
 * How it works: all rows of a name are read. A town is taken when no other of that name has a quarter of its people, since nothing but size
 * tells which Springfield is meant; where no town has the name, a part of a country, when it is the only one. Places in countries that the
 * text does not speak of do not count: without that, "the Gulf" would lie in Papua New Guinea.
 */
#include "world/minor_places.h"

/* A town is meant when it has so many times the people of any other of its name. */
enum { CLEARLY_LARGER = 4 };

static uint32_t read_count(syn_text cell) {
  uint64_t count = 0;
  for (size_t i = 0; i < cell.size && cell.data[i] >= '0' && cell.data[i] <= '9' && count <= UINT32_MAX; i++)
    count = count * 10 + (uint64_t)(cell.data[i] - '0');
  return count > UINT32_MAX ? UINT32_MAX : (uint32_t)count;
}

static syn_known read_place(const syn_sorted_table *table, syn_text row) {
  return (syn_known){.id = syn_sorted_table_cell(table, row, "id"),
                     .name = syn_sorted_table_cell(table, row, "name"),
                     .country = syn_sorted_table_cell(table, row, "country"),
                     .kind = SYN_KNOWN_PLACE,
                     .geonames = syn_sorted_table_cell(table, row, "geonames"),
                     .division = syn_sorted_table_cell(table, row, "iso3166_2"),
                     .population = read_count(syn_sorted_table_cell(table, row, "population"))};
}

static bool is_among(syn_text country, const syn_text *countries, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (syn_text_equal(countries[i], country)) return true;
  return false;
}

/* The largest place of the name in these countries, and the people of the next; how many there are. */
static size_t find_largest(const syn_sorted_table *table, syn_text key, const syn_text *countries, size_t country_count,
                           syn_known *out_best, uint64_t *out_second) {
  size_t position = 0, count = 0;
  *out_second = 0;
  for (syn_text row; syn_sorted_table_next(table, key, &position, &row);) {
    syn_known place = read_place(table, row);
    if (!is_among(place.country, countries, country_count)) continue;
    bool is_larger = count == 0 || place.population > out_best->population;
    uint64_t smaller = !is_larger ? place.population : count > 0 ? out_best->population : 0;
    if (smaller > *out_second) *out_second = smaller;
    if (is_larger) *out_best = place;
    count++;
  }
  return count;
}

bool syn_minor_places_find(const syn_minor_places *places, syn_text key, const syn_text *countries, size_t country_count,
                           syn_known *out_known) {
  if (key.size == 0) return false;
  syn_known best;
  uint64_t second;
  size_t count = find_largest(&places->towns, key, countries, country_count, &best, &second);
  if (count == 0) count = find_largest(&places->divisions, key, countries, country_count, &best, &second);
  bool is_clear = count == 1 || (count > 1 && best.population > 0 && best.population >= CLEARLY_LARGER * second);
  if (is_clear) *out_known = best;
  return is_clear;
}

void syn_minor_places_add_codes(const syn_minor_places *places, syn_text key, syn_text id, syn_known *known) {
  const syn_sorted_table *const tables[] = {&places->towns, &places->divisions};
  for (size_t i = 0; key.size && i < sizeof(tables) / sizeof(tables[0]); i++) {
    size_t position = 0;
    for (syn_text row; syn_sorted_table_next(tables[i], key, &position, &row);) {
      syn_known place = read_place(tables[i], row);
      if (!syn_text_equal(place.id, id)) continue;
      known->geonames = place.geonames;
      known->division = place.division;
      return;
    }
  }
}
