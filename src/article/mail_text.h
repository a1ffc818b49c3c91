/*
 * Mail text: what mail programs put around the text of a message, in plain pages that came by mail or were copied from one.
 */
#ifndef SYN_ARTICLE_MAIL_TEXT_H
#define SYN_ARTICLE_MAIL_TEXT_H

#include "article/furniture.h"

/*
 * The text without the head of a message ("From: …", "Subject: …"; the subject stays, as the first line), the marks of quoted lines, and
 * the signature. Quoted lines go out, unless most of the text is quoted: then it was passed on, and the marks alone go. A text that has
 * none of these is given back as it is. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_mail_text(const syn_furniture *furniture, syn_text text, syn_arena *arena, syn_text *out_text);

#endif
