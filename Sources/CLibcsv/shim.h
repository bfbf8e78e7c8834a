#include <csv.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t lanes16 __attribute__((vector_size(16)));
typedef int8_t signed_lanes16 __attribute__((vector_size(16)));
typedef _Bool bits16 __attribute__((ext_vector_type(16)));

/* The top bit of each lane in one instruction; what Swift has for it takes some forty. */
static inline uint16_t top_bits(lanes16 lanes) {
  bits16 set = __builtin_convertvector((signed_lanes16)lanes < 0, bits16);
  uint16_t bits;
  memcpy(&bits, &set, sizeof bits);
  return bits;
}
