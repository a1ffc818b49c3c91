/*
 * Synopsis: what many articles say together: entities across them, reprints, stories, points, the ledger.
 *
 * Articles ("accounts") are told by their id. All memory belongs to the arena that the
 * synopsis was computed or read into.
 */
#ifndef SYNOPTIC_SYNOPSIS_H
#define SYNOPTIC_SYNOPSIS_H

#include "synoptic/article.h"
#include "synoptic/correction.h"
#include "synoptic/facts.h"

typedef struct syn_id_list {
  syn_id *items;
  uint32_t count;
} syn_id_list;

typedef struct syn_text_list {
  syn_text *items;
  uint32_t count;
} syn_text_list;

/* One actor, place or thing over all articles: entities of single articles that are the same. */
typedef struct syn_identity {
  syn_id id; /* from its members */
  syn_entity_type type;
  syn_text name, country;
  syn_identifier *identifiers;
  uint32_t identifier_count;
  syn_text_list roles;
  syn_id_list members; /* ids of syn_entity, sorted */
  syn_text why;        /* the reason of the merge; empty for a single member */
} syn_identity;

/* One passage that stands in two articles. */
typedef struct syn_passage {
  syn_span a, b;
} syn_passage;

/* A paragraph of the second article that is the first one's: word for word, or edited. */
typedef struct syn_copied_paragraph {
  syn_span span;
  bool is_edited;
} syn_copied_paragraph;

typedef enum syn_direction { SYN_DIRECTION_UNDECIDED, SYN_DIRECTION_A_B } syn_direction;

/* `b` copies `a` where the direction is A_B; else undecided, a before b in order of id. */
typedef struct syn_reprint {
  syn_id id, a, b;
  syn_decimal share;       /* copied words by the words of the shorter article, two decimals */
  syn_decimal resemblance; /* five consecutive words that both hold, by those that one of them holds (Broder 1997), four decimals */
  syn_direction direction;
  syn_text why;
  syn_passage *passages;
  uint32_t passage_count;
  syn_copied_paragraph *paragraphs; /* of b, in the order of its text; the others are its own */
  uint32_t paragraph_count;
} syn_reprint;

typedef struct syn_story_link {
  syn_id story;
  syn_text kind; /* follow_up, background, chain */
} syn_story_link;

/* What was collected of an outlet that has no account of a story. */
typedef struct syn_coverage {
  syn_text outlet;
  uint32_t article_count;      /* of the outlet in the days of the story; else in all */
  uint32_t day_count;          /* days on which something of it was collected, or it was asked for: the same */
  bool was_asked;              /* a request of a stated time in these days names it */
  int32_t first_day, last_day; /* of all that was collected of it */
} syn_coverage;

typedef struct syn_coverage_list {
  syn_coverage *items;
  uint32_t count;
} syn_coverage_list;

/* Articles of one happening; an article alone is a story of one. */
typedef struct syn_story {
  syn_id id; /* from its members */
  syn_text title;
  syn_id_list articles; /* sorted by publication, then id */
  syn_interval date;
  syn_id place;       /* identity, or none */
  syn_id_list actors; /* identities, the most mentioned first */
  uint32_t origins;   /* independent origins */
  syn_text_list origins_why;
  syn_story_link *links;
  uint32_t link_count;
  syn_text_list present;    /* outlets that have an account of it or of a linked story, or whom one credits; inside the store alone */
  syn_interval window;      /* the days in which its accounts appeared, and the day after; basis NONE: not known */
  syn_coverage_list silent; /* collected in the window, and without an account: the most collected first */
  syn_coverage_list not_collected; /* of which nothing was collected in the window: a gap, no silence; the nearest first */
} syn_story;

/* A point is about any quantity kind (0 .. SYN_QUANTITY_KIND_COUNT - 1) or one of these. */
enum {
  SYN_POINT_QUOTE = SYN_QUANTITY_KIND_COUNT,
  SYN_POINT_EVENT,
  SYN_POINT_DATE,
  SYN_POINT_PLACE,
  SYN_POINT_NAME,
  SYN_POINT_ROLE,
  SYN_POINT_KIND_COUNT
};

typedef enum syn_label {
  SYN_LABEL_AGREE,
  SYN_LABEL_COMPATIBLE,
  SYN_LABEL_DIFFER,
  SYN_LABEL_VARIANT,
  SYN_LABEL_SINGLE,
  SYN_LABEL_COUNT
} syn_label;

/* The kind of a difference; NONE where nothing differs or the kind is not known. */
typedef enum syn_difference {
  SYN_DIFFERENCE_NONE,
  SYN_DIFFERENCE_ROUNDING,
  SYN_DIFFERENCE_BOUND,
  SYN_DIFFERENCE_CONVERSION,
  SYN_DIFFERENCE_SCOPE,
  SYN_DIFFERENCE_UPDATE,
  SYN_DIFFERENCE_CONTRADICTION,
  SYN_DIFFERENCE_EXCERPT, /* of an utterance: parts are left out */
  SYN_DIFFERENCE_WORDING, /* words are exchanged */
  SYN_DIFFERENCE_COUNT
} syn_difference;

/* What one account says on a point. */
typedef struct syn_reading {
  syn_id article;
  syn_span span;
  bool is_number; /* value, value_to, unit and bound hold; else `words` */
  syn_decimal value, value_to;
  bool has_value_to;
  syn_text words;      /* a quote's content, a date, a name */
  bool is_plain;       /* the words are no quotation */
  syn_span_list drift; /* of a quote: its words that the fullest wording of the utterance does not have */
  syn_span_list cut;   /* of the fullest wording: its words that some excerpt leaves out */
  syn_text unit;
  syn_bound bound;
  syn_decimal step;
  syn_id_list speakers;      /* identities */
  syn_id_list attributed_to; /* identities */
} syn_reading;

/* One fact, account by account. */
typedef struct syn_point {
  syn_id id, story;
  unsigned kind;  /* syn_quantity_kind or SYN_POINT_... */
  syn_text about; /* a few words a reader understands: "loan · Malta" */
  syn_label label;
  syn_difference difference;
  syn_reading *readings; /* in the order of the story's articles, then of the text */
  uint32_t reading_count;
  syn_id_list without_value, silent; /* articles */
  uint32_t origins;                  /* independent ones, by statement: a copied passage is its source's */
  syn_text_list origins_why;         /* one line for each origin of several accounts */
  syn_text why;                      /* what speaks for the readings being of one fact, and for the label; empty where one account speaks */
  uint32_t weight;                   /* the larger, the more a reader should see it */
} syn_point;

/* One line of the ledger: money between actors, from all accounts that tell of it. */
typedef struct syn_entry {
  syn_id id; /* from its readings */
  syn_instrument instrument;
  syn_stage stage;                  /* the furthest that the accounts of one story tell */
  syn_id_list providers, receivers; /* identities; a side that no account states is empty */
  syn_reading amount;               /* the reading with the most digits */
  syn_id part_of;                   /* the entry of which it is a part, or none */
  syn_id follows;                   /* the earlier entry of the same matter, or none: a promise that this one pays */
  syn_interval date;                /* of the event in whose clause it is told */
  syn_id_list events;               /* in whose clauses it is told */
  syn_reading *readings;            /* by value, then id of the quantity */
  uint32_t reading_count;
} syn_entry;

/* One happening that accounts tell of: their events that are the same. What each account says of it stays in its events. */
typedef struct syn_occurrence {
  syn_id id;    /* from its events */
  syn_id story; /* most of whose accounts tell it */
  syn_event_type type;
  syn_modality modality;          /* the furthest that its accounts tell; what is done, to come and refused are never one */
  syn_interval date;              /* the narrowest of its events, where no two of their dates exclude each other */
  syn_id place;                   /* identity, or none */
  syn_id_list actors, recipients; /* identities that its accounts name */
  syn_id_list events;             /* ids of syn_event */
  syn_id_list articles;           /* the accounts */
  uint32_t origins;               /* independent origins of the accounts */
  uint32_t weight;                /* the larger, the more central */
  syn_text why;                   /* what joined its events; empty for a single one */
} syn_occurrence;

/* What a later report makes of a promise. */
typedef enum syn_fulfilment_kind {
  SYN_FULFILMENT_CONFIRMS, /* it is told again, later, as still to come */
  SYN_FULFILMENT_FULFILS,  /* it was done */
  SYN_FULFILMENT_BREAKS,   /* it was refused, cancelled or not done */
  SYN_FULFILMENT_KIND_COUNT
} syn_fulfilment_kind;

/* Something promised, planned, offered or threatened, and the later occurrence of the same parties and matter. */
typedef struct syn_fulfilment {
  syn_id id;
  syn_id promise, deed; /* occurrences */
  syn_fulfilment_kind kind;
  syn_text why; /* what the two have in common */
} syn_fulfilment;

/* A publication interval that linked accounts or the world lend to an article that states none. */
typedef struct syn_lent_date {
  syn_id article;
  syn_interval interval; /* basis LINKED or WORLD */
  syn_text why;
} syn_lent_date;

typedef struct syn_synopsis {
  syn_identity *identities; /* sorted by id, as all lists here */
  syn_reprint *reprints;
  syn_story *stories;
  syn_point *points; /* by story, then weight (largest first), then id */
  syn_lent_date *lent_dates;
  syn_entry *entries;
  syn_correction *corrections; /* sorted by article */
  uint32_t correction_count;
  syn_occurrence *occurrences;
  syn_fulfilment *fulfilments;
  uint32_t identity_count, reprint_count, story_count, point_count, lent_date_count, entry_count, occurrence_count, fulfilment_count;
} syn_synopsis;

#endif
