// The scanner with 32-byte vectors: every x86-64 processor since 2013 (Intel) or 2015 (AMD).
#if defined(__x86_64__)
#include "table.h"
#include <immintrin.h>

#define CPS_FN __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define CPS_NEXT cps_next_avx2

CPS_FN static inline uint32_t cps_equal32(const uint8_t *p, char c) {
    const __m256i v = _mm256_loadu_si256((const __m256i *)p);
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_set1_epi8(c)));
}

CPS_FN static inline uint64_t cps_newlines64(const uint8_t *p) {
    return cps_equal32(p, '\n') | (uint64_t)cps_equal32(p + 32, '\n') << 32;
}

CPS_FN static inline uint32_t cps_colons32(const uint8_t *p) { return cps_equal32(p, ':'); }

CPS_FN static inline uint32_t cps_line_ends32(const uint8_t *p) { return cps_equal32(p, '\r') | cps_equal32(p, '\n'); }

CPS_FN static inline uint32_t cps_differences32(const uint8_t *p, const cps_entry *entry) {
    const __m256i v = _mm256_loadu_si256((const __m256i *)p);
    const __m256i fold = _mm256_load_si256((const __m256i *)entry->fold);
    const __m256i name = _mm256_load_si256((const __m256i *)entry->name);
    return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_or_si256(v, fold), name));
}

CPS_FN static inline bool cps_same32(const uint8_t *p, const uint8_t *q) {
    const __m256i v = _mm256_loadu_si256((const __m256i *)p);
    return _mm256_movemask_epi8(_mm256_cmpeq_epi8(v, _mm256_loadu_si256((const __m256i *)q))) == -1;
}

CPS_FN static inline uint64_t cps_low_bytes(uint64_t v, size_t count) { return _bzhi_u64(v, (uint32_t)count * 8); }

CPS_FN static inline size_t cps_flatten(uint32_t *out, uint64_t m, uint32_t base) {
    const size_t count = (size_t)_mm_popcnt_u64(m);
    // Four at a time without a branch: a block seldom holds more line ends. What is written beyond `count` is
    // overwritten by the next block.
    for (size_t i = 0; i < 4; i++, m = _blsr_u64(m)) out[i] = base + (uint32_t)_tzcnt_u64(m);
    if (__builtin_expect(count > 4, 0)) {
        for (size_t i = 4; i < 8; i++, m = _blsr_u64(m)) out[i] = base + (uint32_t)_tzcnt_u64(m);
        for (size_t i = 8; i < count; i++, m = _blsr_u64(m)) out[i] = base + (uint32_t)_tzcnt_u64(m);
    }
    return count;
}

#include "kernel.h"
#endif
