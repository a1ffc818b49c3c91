/*
 * Extractor state: what the parts of this folder know beforehand. Made once, read-only, shared by threads.
 */
#ifndef SYN_ARTICLE_EXTRACTOR_STATE_H
#define SYN_ARTICLE_EXTRACTOR_STATE_H

#include "article/block_model.h"
#include "article/extract.h"
#include "article/furniture.h"
#include "article/layout.h"
#include "article/page_date.h"
#include "article/page_language.h"
#include "article/page_metadata.h"
#include "dom/dom.h"

struct syn_extractor {
  syn_arena *arena; /* of everything below */
  const syn_world *world;
  syn_dom_limits dom_limits;
  syn_furniture furniture;
  syn_layout layout;
  syn_block_model block_model;
  syn_metadata_names metadata_names;
  syn_date_words date_words;
  syn_language_words language_words;
  syn_map hosts;       /* "bbc.co.uk" -> row of world/outlets */
  syn_map given_names; /* of persons, folded */
  /* For measuring and learning: sees the blocks of every page once their use is settled; NULL elsewhere. */
  void (*watch)(void *context, const syn_page *page, const syn_page_blocks *blocks);
  void *watch_context;
};

#endif
