/*
 * How it works: all rows of a name are read. A town is taken when no other of that name has a quarter of its people, since nothing but size
 * tells which Springfield is meant; where no town has the name, a part of a country, when it is the only one. A country that the text names
 * rules out all others before.
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

/* The one place of the table that the name can mean; false where there is none, or several. */
static bool find_only(const syn_sorted_table *table, syn_text key, syn_text country, syn_known *out_known) {
  syn_known best = {0};
  uint64_t second = 0;
  size_t position = 0, count = 0;
  for (syn_text row; syn_sorted_table_next(table, key, &position, &row);) {
    syn_known place = read_place(table, row);
    if (country.size && !syn_text_equal(place.country, country)) continue;
    count++;
    if (count == 1 || place.population > best.population) {
      if (count > 1) second = best.population;
      best = place;
    } else if (place.population > second) {
      second = place.population;
    }
  }
  bool is_clear = count == 1 || (count > 1 && best.population > 0 && best.population >= CLEARLY_LARGER * second);
  if (is_clear) *out_known = best;
  return is_clear;
}

static bool has_any(const syn_sorted_table *table, syn_text key, syn_text country) {
  size_t position = 0;
  for (syn_text row; syn_sorted_table_next(table, key, &position, &row);)
    if (country.size == 0 || syn_text_equal(syn_sorted_table_cell(table, row, "country"), country)) return true;
  return false;
}

bool syn_minor_places_find(const syn_minor_places *places, syn_text key, syn_text country, syn_known *out_known) {
  if (key.size == 0) return false;
  if (find_only(&places->towns, key, country, out_known)) return true;
  return !has_any(&places->towns, key, country) && find_only(&places->divisions, key, country, out_known);
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
