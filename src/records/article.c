#include "synoptic/article.h"

syn_text syn_article_field(const syn_article *article, unsigned field, unsigned index) {
  switch (field) {
  case SYN_FIELD_TEXT:
    return article->text;
  case SYN_FIELD_TITLE:
    return article->title;
  case SYN_FIELD_CAPTION:
    return index < article->caption_count ? article->captions[index] : (syn_text){0};
  default:
    return (syn_text){0};
  }
}

syn_text syn_article_words(const syn_article *article, syn_span span) {
  return syn_text_slice(syn_article_field(article, span.field, span.index), span.start, span.end);
}
