#include "train/trainers.h"

syn_status train_frequencies(const training *trainer, syn_error *error) {
  return SYN_OK;
}
