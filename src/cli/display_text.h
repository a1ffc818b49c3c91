/*
 * Display text: untrusted text as a terminal may show it, and how wide it is there.
 *
 * Titles, outlets, file names and quotes come from strangers. On their way to a terminal they lose what would move the cursor, change the
 * terminal or the order of the letters, or hide: control characters (C0, C1, DEL), whole escape sequences (CSI, OSC, DCS and their
 * relatives), direction marks, embeddings and isolates, characters that are invisible by definition (zero-width space, byte-order mark,
 * tags, variation selectors), and more marks on one letter than any script needs. White space of every kind that breaks a line becomes one
 * blank; what is no UTF-8 becomes U+FFFD. Joiners stay between letters of scripts that need them.
 */
#ifndef SYN_CLI_DISPLAY_TEXT_H
#define SYN_CLI_DISPLAY_TEXT_H

#include "base/buffer.h"
#include "base/utf8.h"

/* Adds the text without what a terminal must not get. Doing it twice changes nothing. A failure stays in the buffer's status. */
void syn_display_add(syn_buffer *buffer, syn_text text);

/* Columns that the text takes. Combining marks and what is never shown take none, East Asian wide characters and emoji two. */
unsigned syn_display_width(syn_text text);

/*
 * Takes a line of at most `width` columns (at least 2) off `*rest`, which begins and ends without blanks afterwards: broken at the last
 * blank that fits, in a word only where the word is longer than a line, then behind a sign at which addresses break (/ - _ . ? & =) or
 * between wide characters. Never between a letter and its marks. An empty text gives an empty line.
 */
syn_text syn_display_take_line(syn_text *rest, unsigned width);

#endif
