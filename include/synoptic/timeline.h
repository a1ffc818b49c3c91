/*
 * Timeline: what happened, in order, as the store's articles tell it: of an actor, of two, of a place, of a story, of all.
 *
 * Owns all that it points to. Spans count bytes into the articles' fields.
 */
#ifndef SYNOPTIC_TIMELINE_H
#define SYNOPTIC_TIMELINE_H

#include "synoptic/collection.h"

SYN_C_BEGIN

enum {
  SYN_TIMELINE_LIMIT = 200,        /* items, unless another number is asked for */
  SYN_TIMELINE_ACCOUNT_LIMIT = 64, /* accounts of an item whose words are read */
  SYN_TIMELINE_DAY_LIMIT = 10000
};

/* What is asked for. Zeroed: all. */
typedef struct syn_timeline_request {
  const char *const *actors; /* at most two, named as for syn_collection_who; a state also by those who hold its offices */
  size_t actor_count;
  const char *place;     /* named as actors are; a country also by the places in it */
  const char *story;     /* the beginning of its id; with the stories that are linked to it as a chain or follow-up */
  const char *from, *to; /* "2024", "2024-03", "2024-03-12": what can have been between them */
  const char *type;      /* of events: "CONSULT" */
  uint32_t limit;        /* items, the heaviest; 0: SYN_TIMELINE_LIMIT */
  uint32_t day_count;    /* not 0: so many days of which the accounts make most, and only what was on them */
} syn_timeline_request;

/* How an item stands in time. */
typedef enum syn_placing {
  SYN_PLACING_STATED, /* accounts state when it was: `date`, as wide as they leave it */
  SYN_PLACING_TOLD,   /* none does; `date` is when the first account that is dated appeared: it was, or was announced, by then */
  SYN_PLACING_OPEN    /* neither is known */
} syn_placing;

/* What one account says of it. */
typedef struct syn_timeline_account {
  syn_id article, event;
  syn_interval date;          /* basis NONE: it states none that can be placed */
  syn_text open_date;         /* the words of a date that it states and that cannot be placed: "July 18" in an article without a year */
  syn_span sentence;          /* where it says so */
  syn_text words;             /* of the sentence: from the first word that tells who, what, where or when; may be cut at its end */
  bool is_negated;            /* it says that it was not */
  bool is_alike;              /* it tells it as the type and modality that the occurrence has */
  const syn_reading *amounts; /* sums of money of its clause */
  uint32_t amount_count;
} syn_timeline_account;

typedef struct syn_timeline_item {
  syn_occurrence occurrence;
  syn_placing placing;
  syn_interval date;
  bool days_differ;      /* accounts state days that exclude each other; `date` spans them */
  syn_id_list who, whom; /* of the occurrence's parties those to show: of a joint act all in `who`; who is only described, where somebody is
                            named beside him, is left out */
  syn_id place;          /* the occurrence's, where it has a name; else none */
  const syn_timeline_account *accounts; /* by publication, undated ones last, then by id; at most SYN_TIMELINE_ACCOUNT_LIMIT */
  uint32_t account_count;
  uint32_t teller;            /* index of the account whose words show it: the first that tells it as what it is, with a sum if one does */
  syn_index_list fulfilments; /* of the timeline: those at one of whose ends it is */
} syn_timeline_item;

/* A day that accounts name or on which they appeared, and how much they make of it. */
typedef struct syn_timeline_day {
  int32_t day;              /* since 1970-01-01 */
  uint32_t named_count;     /* independent accounts that name it */
  uint32_t published_count; /* independent accounts that appeared on it */
  uint32_t weight;          /* the sum of both */
  syn_id article;           /* of the account that named it soonest afterwards; none: nobody names it */
  syn_span sentence;        /* where */
  syn_text words;
} syn_timeline_day;

typedef struct syn_timeline {
  const syn_timeline_item *items; /* by date: first day, then the narrower, then by id; OPEN ones last */
  uint32_t item_count;
  uint64_t found_count;              /* items that were asked for, also those beyond the limit */
  const syn_fulfilment *fulfilments; /* with an item at one end at least */
  uint32_t fulfilment_count;
  const syn_occurrence *others; /* the other ends of fulfilments that are no items, sorted by id */
  uint32_t other_count;
  const syn_timeline_day *days; /* in order; of day_count alone */
  uint32_t day_count;
  const syn_identity *identities; /* that occurrences name, sorted by id */
  uint32_t identity_count;
  const syn_article *articles; /* of the accounts, sorted by id; text, captions and lists are left empty */
  uint32_t article_count;
  const syn_id *actors; /* those that were asked for */
  uint32_t actor_count;
} syn_timeline;

/*
 * The timeline that is asked for. The caller destroys it. Returns as syn_collection_who and syn_collection_compare, and SYN_BAD_ARGUMENT
 * for more than two actors, a type or a day that is none.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_timeline(syn_collection *collection, const syn_timeline_request *request,
                                                             syn_timeline **out_timeline, syn_error *error);

/* Gives all memory back and sets *timeline to NULL; does nothing for NULL. */
SYN_PUBLIC void syn_timeline_destroy(syn_timeline **timeline);

/* The name of an identity, or an empty slice. */
SYN_PUBLIC syn_text syn_timeline_name(const syn_timeline *timeline, syn_id identity);

/* A short name for an account: its outlet, else the address's host, else the file's name. */
SYN_PUBLIC syn_text syn_timeline_outlet(const syn_timeline *timeline, syn_id article);

/* The occurrence of this id among items and others, or NULL. */
SYN_PUBLIC const syn_occurrence *syn_timeline_occurrence(const syn_timeline *timeline, syn_id occurrence);

/* When the occurrence was: the date of its item, else the one that is stated; basis NONE where neither is known. */
SYN_PUBLIC syn_interval syn_timeline_date(const syn_timeline *timeline, syn_id occurrence);

/*
 * A date as tables show it: "2024-03-12", "2024-03" and "2024" for a whole month and year, "2024-03-12 – 2024-03-14", "not stated". The day
 * of an item that is only told: "by 2024-03-12". Into `out_text`, cut where it is too small; returns the length.
 */
SYN_PUBLIC size_t syn_interval_format(syn_interval date, char *out_text, size_t out_size);
SYN_PUBLIC size_t syn_timeline_format_day(const syn_timeline_item *item, char *out_text, size_t out_size);

/* Entities, occurrences in order with what each account says, fulfilments and days as JSON lines. Returns SYN_OK, SYN_IO from the sink,
 * SYN_NO_MEMORY. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_timeline_write_records(const syn_timeline *timeline, const syn_sink *sink, syn_error *error);

/* A picture: one SVG file, without scripts or anything from elsewhere. Returns as above. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_timeline_write_picture(const syn_timeline *timeline, const syn_sink *sink, syn_error *error);

SYN_C_END

#endif
