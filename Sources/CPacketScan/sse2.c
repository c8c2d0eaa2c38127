// The scanner with 16-byte vectors: every x86-64 processor.
#if defined(__x86_64__)
#include "table.h"
#include <emmintrin.h>

#define CPS_FN
#define CPS_NEXT cps_next_sse2

static inline uint32_t cps_equal16(const uint8_t *p, char c) {
    const __m128i v = _mm_loadu_si128((const __m128i *)p);
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(c)));
}

static inline uint32_t cps_equal32(const uint8_t *p, char c) { return cps_equal16(p, c) | cps_equal16(p + 16, c) << 16; }

static inline uint64_t cps_newlines64(const uint8_t *p) {
    return cps_equal32(p, '\n') | (uint64_t)cps_equal32(p + 32, '\n') << 32;
}

static inline uint32_t cps_colons32(const uint8_t *p) { return cps_equal32(p, ':'); }

static inline uint32_t cps_line_ends32(const uint8_t *p) { return cps_equal32(p, '\r') | cps_equal32(p, '\n'); }

static inline uint32_t cps_differences16(const uint8_t *p, const cps_entry *entry, size_t at) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(p + at));
    const __m128i fold = _mm_load_si128((const __m128i *)(entry->fold + at));
    const __m128i name = _mm_load_si128((const __m128i *)(entry->name + at));
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_or_si128(v, fold), name));
}

static inline uint32_t cps_differences32(const uint8_t *p, const cps_entry *entry) {
    return ~(cps_differences16(p, entry, 0) | cps_differences16(p, entry, 16) << 16);
}

#include "flatten.h"
#include "kernel.h"
#endif
