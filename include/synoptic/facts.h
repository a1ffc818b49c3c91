/*
 * Facts: what one article says, each value pointing at the words it was read from.
 *
 * Entities, times, quantities, quotes and events of one article. Facts refer to each other by
 * index into the lists of the same syn_facts; SYN_NO_INDEX means "not stated". Ids come from
 * the article's id and the place of the words. All memory belongs to the arena of the article.
 */
#ifndef SYNOPTIC_FACTS_H
#define SYNOPTIC_FACTS_H

#include "synoptic/decimal.h"
#include "synoptic/id.h"
#include "synoptic/span.h"

#define SYN_NO_INDEX UINT32_MAX /* no enumerator: those are ints in ISO C */

/* A short list of indexes into another list. */
typedef struct syn_index_list {
  uint32_t *items;
  uint32_t count;
} syn_index_list;

typedef struct syn_span_list {
  syn_span *items;
  uint32_t count;
} syn_span_list;

/* ---- entities ---- */

typedef enum syn_entity_type {
  SYN_ENTITY_PERSON,
  SYN_ENTITY_ORGANIZATION,
  SYN_ENTITY_COUNTRY,
  SYN_ENTITY_PLACE,
  SYN_ENTITY_WORK,
  SYN_ENTITY_OTHER,
  SYN_ENTITY_TYPE_COUNT
} syn_entity_type;

typedef enum syn_mention_kind {
  SYN_MENTION_NAME,    /* "Alyona Petrova", "Petrova" */
  SYN_MENTION_NOMINAL, /* "the Estonian president" */
  SYN_MENTION_PRONOUN, /* "she" */
  SYN_MENTION_METONYM, /* "Tallinn" for the government of Estonia */
  SYN_MENTION_KIND_COUNT
} syn_mention_kind;

/* Why a mention belongs to its entity. */
typedef enum syn_link {
  SYN_LINK_NONE,        /* the first mention, or the same words */
  SYN_LINK_KNOWN,       /* the world data know both names as one */
  SYN_LINK_SPELLING,    /* one full name in two spellings */
  SYN_LINK_SHORT_NAME,  /* part of the only name that it fits */
  SYN_LINK_ACRONYM,     /* in brackets behind the name, or its initials */
  SYN_LINK_BRIEF,       /* the name without its legal form, or its first word alone */
  SYN_LINK_SEAT,        /* the place stands for those who govern there */
  SYN_LINK_ROLE,        /* the only one who holds the office or trade */
  SYN_LINK_GOVERNMENT,  /* the government of the country */
  SYN_LINK_NAME_WORD,   /* the noun is a word of the name */
  SYN_LINK_APPOSITION,  /* beside the other, between commas */
  SYN_LINK_IDENTITY,    /* "X is Y" */
  SYN_LINK_TOLD,        /* the noun was said of it before */
  SYN_LINK_KIND,        /* the only one of its kind that was mentioned */
  SYN_LINK_SAME_NOUN,   /* the same noun, with nothing that sets it apart */
  SYN_LINK_ONLY_PERSON, /* a pronoun: the only one whom it fits */
  SYN_LINK_SUBJECT,     /* a pronoun: the subject, of several whom it fits */
  SYN_LINK_COUNT
} syn_link;

/* The words that name an entity: without articles ("the"), titles and a possessive ending. */
typedef struct syn_mention {
  syn_span span;
  syn_mention_kind kind;
  syn_link link;
} syn_mention;

/* An identifier elsewhere: "iso3166" "EE", "wikidata" "Q191". */
typedef struct syn_identifier {
  syn_text scheme, value;
} syn_identifier;

typedef struct syn_entity {
  syn_id id;
  syn_entity_type type;
  syn_text name;    /* of the world data, else the fullest form */
  syn_text country; /* ISO 3166-1 alpha-2; of a person: whose office or nationality is stated */
  syn_identifier *identifiers;
  uint32_t identifier_count;
  syn_text *roles; /* as stated: "president", "finance minister" */
  uint32_t role_count;
  syn_mention *mentions; /* in the order of the document */
  uint32_t mention_count;
} syn_entity;

/* ---- times ---- */

typedef enum syn_time_type { SYN_TIME_DATE, SYN_TIME_TIME, SYN_TIME_DURATION, SYN_TIME_SET, SYN_TIME_TYPE_COUNT } syn_time_type;

typedef struct syn_time {
  syn_id id;
  syn_span span;
  syn_time_type type;
  syn_text value;        /* TIMEX3: "2019-09-16", "XXXX-09-14", "XXXX-WXX-1", "P3D" */
  syn_interval interval; /* resolved; basis NONE while it is open */
  int8_t direction;      /* relative to publication: -1 past, +1 future, 0 unknown: for resolution when a date is lent later */
  bool relative;         /* the value depends on the publication date ("Monday", "yesterday", "last month") */
  int32_t shift;         /* relative times of the form "N units before or after": N, signed ("yesterday": -1, "today": 0) */
  char shift_unit;       /* 'D' day, 'W' week, 'M' month, 'Q' quarter, 'Y' year, 'N' weekday (value XXXX-WXX-n), 'C' calendar date
                            without a year (value XXXX-mm-dd or XXXX-mm), 0: not of this form */
} syn_time;

/* ---- quantities ---- */

typedef enum syn_quantity_kind {
  SYN_QUANTITY_MONEY,
  SYN_QUANTITY_COUNT,
  SYN_QUANTITY_PERCENT,
  SYN_QUANTITY_POINTS,
  SYN_QUANTITY_DURATION,
  SYN_QUANTITY_DISTANCE,
  SYN_QUANTITY_AREA,
  SYN_QUANTITY_MASS,
  SYN_QUANTITY_VOLUME,
  SYN_QUANTITY_SPEED,
  SYN_QUANTITY_POWER,
  SYN_QUANTITY_ENERGY,
  SYN_QUANTITY_TEMPERATURE,
  SYN_QUANTITY_AGE,
  SYN_QUANTITY_RANK,
  SYN_QUANTITY_SCORE,
  SYN_QUANTITY_OTHER,
  SYN_QUANTITY_KIND_COUNT
} syn_quantity_kind;

typedef enum syn_bound {
  SYN_BOUND_EXACT,
  SYN_BOUND_ABOUT,
  SYN_BOUND_AT_LEAST,
  SYN_BOUND_MORE_THAN,
  SYN_BOUND_AT_MOST,
  SYN_BOUND_LESS_THAN,
  SYN_BOUND_NEARLY,
  SYN_BOUND_BETWEEN,
  SYN_BOUND_COUNT
} syn_bound;

/* What money is, where it passes from one actor to another. */
typedef enum syn_instrument {
  SYN_INSTRUMENT_LOAN,
  SYN_INSTRUMENT_TRANCHE, /* a part of a loan */
  SYN_INSTRUMENT_GRANT,
  SYN_INSTRUMENT_AID,
  SYN_INSTRUMENT_DEBT,
  SYN_INSTRUMENT_PRICE,
  SYN_INSTRUMENT_TRADE,
  SYN_INSTRUMENT_FINE,
  SYN_INSTRUMENT_INVESTMENT,
  SYN_INSTRUMENT_OTHER,
  SYN_INSTRUMENT_COUNT
} syn_instrument;

/* How far it has come; from REFUSED on it has ended without being paid. */
typedef enum syn_stage {
  SYN_STAGE_REQUESTED,
  SYN_STAGE_NEGOTIATED,
  SYN_STAGE_OFFERED,
  SYN_STAGE_PROMISED,
  SYN_STAGE_AGREED,
  SYN_STAGE_PAID,
  SYN_STAGE_REPAID,
  SYN_STAGE_OWED,
  SYN_STAGE_REFUSED,
  SYN_STAGE_CANCELLED,
  SYN_STAGE_COUNT
} syn_stage;

/* What an amount of money does between actors, as far as its clause says; at least one of the sides is stated. */
typedef struct syn_transfer {
  syn_instrument instrument;
  syn_stage stage;
  syn_index_list providers, receivers; /* entities; of a debt, and of what is repaid, the creditor provides */
  uint32_t part_of;                    /* index of the quantity of which this one is a part */
  syn_span cue;                        /* the word that tells the stage */
  syn_span_list sides;                 /* the words that name providers and receivers */
} syn_transfer;

typedef struct syn_quantity {
  syn_id id;
  syn_span span; /* with the words that bound it */
  syn_quantity_kind kind;
  syn_decimal value;
  bool has_value_to;
  syn_decimal value_to; /* BETWEEN only */
  syn_decimal step;     /* size of the last stated digit */
  syn_text unit;        /* "USD", "person", lemma of what is counted, "year", "%", "km" */
  syn_bound bound;
  syn_text of;            /* lemma of the head noun counted or measured: "loan", "protester" */
  syn_text fate;          /* what became of the persons counted, or of the one whose age it is: "dead", "hurt"; empty: not stated */
  uint32_t event;         /* index into events */
  uint32_t converts;      /* index of the quantity that a bracketed one converts */
  syn_transfer *transfer; /* of money; NULL: the article does not say that it passes between actors */
} syn_quantity;

/* ---- quotes ---- */

typedef enum syn_quote_kind { SYN_QUOTE_DIRECT, SYN_QUOTE_MIXED, SYN_QUOTE_INDIRECT, SYN_QUOTE_KIND_COUNT } syn_quote_kind;

typedef struct syn_quote {
  syn_id id;
  syn_span span;           /* content without quotation marks */
  syn_index_list speakers; /* entities */
  syn_quote_kind kind;
  syn_span cue, source; /* start == end: none */
  uint32_t continues;   /* index of the quote that this one goes on with */
  bool denied;          /* "denied saying" */
  syn_span translated;  /* the words that say that it was spoken in another language: "in French"; start == end: none */
} syn_quote;

/* ---- events ---- */

/* PLOVER, in the order of the manual. */
typedef enum syn_event_type {
  SYN_EVENT_AGREE,
  SYN_EVENT_CONSULT,
  SYN_EVENT_SUPPORT,
  SYN_EVENT_CONCEDE,
  SYN_EVENT_COOPERATE,
  SYN_EVENT_AID,
  SYN_EVENT_RETREAT,
  SYN_EVENT_REQUEST,
  SYN_EVENT_ACCUSE,
  SYN_EVENT_REJECT,
  SYN_EVENT_THREATEN,
  SYN_EVENT_PROTEST,
  SYN_EVENT_SANCTION,
  SYN_EVENT_MOBILIZE,
  SYN_EVENT_COERCE,
  SYN_EVENT_ASSAULT,
  SYN_EVENT_TYPE_COUNT
} syn_event_type;

typedef enum syn_modality {
  SYN_MODALITY_HAPPENED,
  SYN_MODALITY_ONGOING,
  SYN_MODALITY_PLANNED,
  SYN_MODALITY_PROMISED,
  SYN_MODALITY_OFFERED,
  SYN_MODALITY_REQUESTED,
  SYN_MODALITY_THREATENED,
  SYN_MODALITY_POSSIBLE,
  SYN_MODALITY_DENIED,
  SYN_MODALITY_COUNT
} syn_modality;

/* Slots that evidence is given for. */
typedef enum syn_slot {
  SYN_SLOT_TYPE, /* the words that tell the type: the trigger */
  SYN_SLOT_ACTORS,
  SYN_SLOT_RECIPIENTS,
  SYN_SLOT_DATE,
  SYN_SLOT_PLACE,
  SYN_SLOT_MODALITY,
  SYN_SLOT_ATTRIBUTED_TO,
  SYN_SLOT_COUNT
} syn_slot;

typedef struct syn_event {
  syn_id id;
  syn_span sentence;
  syn_event_type type;
  syn_text mode;  /* PLOVER mode, where one fits */
  syn_text cameo; /* CAMEO code, where one fits */
  bool has_scale;
  syn_decimal scale;                 /* how hostile or helpful the act is, from -10 to 10, happened or not */
  syn_index_list actors, recipients; /* entities */
  syn_interval date;
  uint32_t time;  /* index into times: what the date rests on */
  uint32_t place; /* entity */
  syn_modality modality;
  bool negated;
  syn_index_list attributed_to; /* entities; empty: the article's own word */
  syn_index_list quantities;
  syn_span_list mentions; /* the trigger, and other mentions of the same event */
  syn_span_list evidence[SYN_SLOT_COUNT];
} syn_event;

/* ---- all of one article ---- */

typedef struct syn_facts {
  syn_entity *entities;
  syn_time *times;
  syn_quantity *quantities;
  syn_quote *quotes;
  syn_event *events;
  uint32_t entity_count, time_count, quantity_count, quote_count, event_count;
} syn_facts;

#endif
