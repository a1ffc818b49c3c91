/*
 * Quantity currency: which of the currencies that share a word or a sign a sum is in.
 */
#ifndef SYN_FACTS_QUANTITY_CURRENCY_H
#define SYN_FACTS_QUANTITY_CURRENCY_H

#include "facts/quantity_sentence.h"

/*
 * The currency of a word that many share ("pesos", "lei"): the one whose country was named last before it, else the only one whose country
 * the article speaks of. A default gives way only when the article speaks of none of its countries before; that of a sign ("$") never does,
 * since it is used for the world's trade. Empty: it cannot be told.
 */
syn_text syn_quantity_currency(const syn_quantity_sentence *work, const syn_measure *measure);

#endif
