#include "facts/finders.h"

#include <stddef.h>

/* Adding a finder is its file and one line here. Each sees what the ones above it found. */
const syn_finder *const syn_finders[] = {
    &syn_entity_finder,   &syn_actor_code_finder, &syn_time_finder,
    &syn_quantity_finder, &syn_quote_finder,      &syn_event_finder,
    &syn_speaker_finder,  &syn_transfer_finder,   NULL,
};
