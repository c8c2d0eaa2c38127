// The primitives of processors without the bit manipulation instructions.
static inline bool cps_same32(const uint8_t *p, const uint8_t *q) { return memcmp(p, q, 32) == 0; }

static inline uint64_t cps_low_bytes(uint64_t v, size_t count) {
    return count >= 8 ? v : v & (((uint64_t)1 << (8 * count)) - 1);
}

static inline size_t cps_flatten(uint32_t *out, uint64_t m, uint32_t base) {
    size_t count = 0;
    for (; m != 0; m &= m - 1) out[count++] = base + (uint32_t)__builtin_ctzll(m);
    return count;
}
