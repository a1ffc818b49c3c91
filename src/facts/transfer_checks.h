/*
 * Transfer checks: whether an amount of money is what passes, and not a rate, a part of another amount, or what is meant otherwise.
 */
#ifndef SYN_FACTS_TRANSFER_CHECKS_H
#define SYN_FACTS_TRANSFER_CHECKS_H

#include "facts/transfer_search.h"

/* "$5 a share", "including $5 million", "$5 million (€4 million)": an amount that is stated with another, or of each of many. */
bool syn_transfer_is_aside(const syn_transfer_search *job);

/*
 * Whether the verb that governs the amount is said of it: "gave $5 million", "provided Malta with $5 million", "bought the firm for $5
 * million"; not "gave its approval to a package of $5 million", "bought dollars around 148 yen".
 */
bool syn_transfer_is_moved(const syn_transfer_search *job);

/* "suspended payments on its debt of $5 million": the debt stands, whatever became of the payments. */
bool syn_transfer_is_serviced(const syn_transfer_search *job);

/* "received a commitment for a loan": what came was the word, not the money. */
bool syn_transfer_is_word_only(const syn_transfer_search *job);

/* "paid a debt of $5 million to Malta": to whom it was owed. */
bool syn_transfer_pays_debt(const syn_transfer_search *job);

#endif
