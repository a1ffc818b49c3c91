/*
 * Block marks: what a page tells of its blocks to the profile of its site, and how the profile takes furniture out of a page.
 */
#ifndef SYN_ARTICLE_BLOCK_MARKS_H
#define SYN_ARTICLE_BLOCK_MARKS_H

#include "article/page_blocks.h"
#include "records/page_marks.h"

/* The digest of a title, given its form; 0 for an empty one. Never that of a block of the same words but by chance. */
uint64_t syn_title_digest(syn_text form);

/* The digest of all of a block's words; 0 where it has none. */
uint64_t syn_block_digest(const syn_block *block);

/*
 * The marks of the blocks that the page on its own keeps, or might have kept, in the order of the page; of more than SYN_MARK_LIMIT the
 * first and the last. `names`: forms by which the site is called, each may be empty. `out_marks` gets marks and mark_count. Returns SYN_OK,
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_block_marks_collect(const syn_page_blocks *page, const syn_text names[2], syn_arena *arena,
                                                  syn_page_marks *out_marks);

/* Whether the profile of the site takes this block out. */
bool syn_block_recurs(const syn_block *block, syn_text recurring);

/*
 * Takes the blocks whose digests are in `recurring` out of the page; none of the rest has a use any more, and the running text of the
 * elements is to be counted anew. Bytes of text and links of the elements around what was taken out are less by it; which elements their
 * names keep out (is_out) was decided for the whole page, and stays. What stood in the text or as a caption is told in `marks` (cut).
 * `*out_dropped`: how many. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_block_marks_drop(syn_page_blocks *page, syn_text recurring, syn_arena *arena, syn_page_marks *marks,
                                               size_t *out_dropped);

#endif
