// The scanner eight bytes at a time: any little-endian 64-bit processor.
#include "table.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "Names are compared as little-endian words: give the kernel a byte swap before it runs here."
#endif

#define CPS_FN
#define CPS_NEXT cps_next_portable

/// Bit i set: byte i of `v` is 0.
static inline uint64_t cps_zero_bytes(uint64_t v) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7Full;
    const uint64_t zero = ~(((v & low) + low) | v | low);
    return ((zero >> 7) * 0x0102040810204080ull) >> 56;
}

static inline uint64_t cps_equal(const uint8_t *p, size_t count, uint8_t c) {
    const uint64_t pattern = 0x0101010101010101ull * c;
    uint64_t m = 0;
    for (size_t i = 0; i < count; i += 8) m |= cps_zero_bytes(cps_load8(p + i) ^ pattern) << i;
    return m;
}

static inline uint64_t cps_newlines64(const uint8_t *p) { return cps_equal(p, 64, '\n'); }

static inline uint32_t cps_colons32(const uint8_t *p) { return (uint32_t)cps_equal(p, 32, ':'); }

static inline uint32_t cps_line_ends32(const uint8_t *p) {
    return (uint32_t)(cps_equal(p, 32, '\r') | cps_equal(p, 32, '\n'));
}

static inline uint32_t cps_differences32(const uint8_t *p, const cps_entry *entry) {
    uint64_t equal = 0;
    for (size_t i = 0; i < 32; i += 8) {
        const uint64_t v = (cps_load8(p + i) | cps_load8(entry->fold + i)) ^ cps_load8(entry->name + i);
        equal |= cps_zero_bytes(v) << i;
    }
    return ~(uint32_t)equal;
}

#include "flatten.h"
#include "kernel.h"
