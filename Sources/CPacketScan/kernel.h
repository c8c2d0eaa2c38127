// The scanner, written once over five primitives that each kernel defines before it includes this file:
//   CPS_FN                     attributes of every function
//   CPS_NEXT                   the name of the function to define
//   cps_newlines64(p)          bit i set: p[i] is '\n', of 64 readable bytes
//   cps_colons32(p)            bit i set: p[i] is ':', of 32 readable bytes
//   cps_line_ends32(p)         bit i set: p[i] is '\r' or '\n', of 32 readable bytes
//   cps_differences32(p, e)    bit i set: p[i] folded by e->fold differs from e->name, of 32 readable bytes
//   cps_low_bytes(v, n)        the n lowest bytes of v, 0 <= n <= 32
//   cps_flatten(out, m, base)  writes base + i for each bit i of m, may write up to 64 in all; the number of bits

#include "table.h"

#define CPS_LIKELY(x) __builtin_expect(!!(x), 1)
#define CPS_UNLIKELY(x) __builtin_expect(!!(x), 0)

/// The entry of a name of `count` bytes, given 32 readable bytes. A header's entry compares its colon too, so that only
/// an event's length has to be compared beside.
CPS_FN static inline const cps_entry *cps_find(const cps_names *names, const uint8_t *p, size_t count, bool length) {
    const uint64_t first = cps_low_bytes(cps_load8(p), count);
    const uint64_t last = cps_low_bytes(cps_load8(p + (count > 8 ? count - 8 : 0)), count);
    uint32_t cell = cps_hash(first, last);
    const cps_entry *entry = &names->entries[names->cells[cell]];
    while (CPS_UNLIKELY(
        (cps_differences32(p, entry) & entry->mask) != 0 || (length && entry->mask != 0 && entry->count != count))) {
        cell = (cell + 1) & (CPS_CELLS - 1);
        entry = &names->entries[names->cells[cell]];
    }
    return entry;
}

/// The number of the event whose name begins at `p` and ends at a line end.
CPS_FN static inline uint8_t cps_event(const cps_table *table, const uint8_t *p, const uint8_t *end) {
    uint8_t copy[32];
    if (CPS_UNLIKELY(end - p < 32)) {
        memset(copy, '\n', sizeof copy);
        memcpy(copy, p, (size_t)(end - p));
        p = copy;
    }
    const uint32_t ends = cps_line_ends32(p);
    if (CPS_UNLIKELY(ends == 0)) return table->unknown;
    const size_t count = (size_t)__builtin_ctz(ends);
    // A CR that no LF follows is part of the value, and of no event's name.
    if (CPS_UNLIKELY(p[count] == '\r' && (count == 31 || p[count + 1] != '\n'))) return table->unknown;
    return cps_find(&table->events, p, count, true)->number;
}

/// Stores the value of one line, [line, newline), that is not empty.
CPS_FN static inline void cps_line(
    cps_scanner *scanner, const cps_names *headers, const uint8_t *line, const uint8_t *newline, const uint8_t *end
) {
    uint8_t copy[32];
    const uint8_t *p = line;
    if (CPS_UNLIKELY(end - line < 32)) {
        memset(copy, 0, sizeof copy);
        memcpy(copy, line, (size_t)(end - line));
        p = copy;
    }
    const uint8_t *line_end = newline - (newline[-1] == '\r');
    const uint32_t colons = cps_colons32(p);
    if (CPS_UNLIKELY(colons == 0)) return;
    const size_t count = (size_t)__builtin_ctz(colons);
    if (CPS_UNLIKELY(line + count >= line_end)) return;
    const cps_entry *entry = cps_find(headers, p, count, false);
    cps_slot *slot = &scanner->slots[entry->number];
    // The first of repeated headers counts.
    if (CPS_LIKELY(slot->generation != scanner->generation)) {
        const uint8_t *value = line + count + 1;
        value += *value == ' ';
        slot->start = value;
        slot->count = (uint32_t)(line_end - value);
        slot->generation = scanner->generation & entry->stamp;
    }
}

/// Newlines of the up to 64 bytes at `p`.
CPS_FN static inline uint64_t cps_newlines(const uint8_t *p, const uint8_t *end) {
    if (CPS_LIKELY(end - p >= 64)) return cps_newlines64(p);
    uint8_t copy[64] = {0};
    memcpy(copy, p, (size_t)(end - p));
    return cps_newlines64(copy);
}

/// The first newline of `newlines` that ends an empty line, as a mask of one bit, or 0. `p` is the block's start,
/// `before` the newlines of the block before, of which the last two matter.
CPS_FN static inline uint64_t cps_empty_line(const uint8_t *p, uint64_t newlines, uint64_t before) {
    uint64_t candidates = newlines & ((newlines << 1) | (newlines << 2) | (before >> 62) | (before >> 63));
    while (CPS_UNLIKELY(candidates != 0)) {
        const uint8_t *q = p + __builtin_ctzll(candidates);
        if (CPS_LIKELY(q[-1] == '\r' ? q[-2] == '\n' : q[-1] == '\n')) return candidates & -candidates;
        candidates &= candidates - 1;
    }
    return 0;
}

/// Just after the packet that begins at `start`, whose first `known` bytes hold no line end; NULL when it is not whole.
CPS_FN static inline const uint8_t *cps_skip(const uint8_t *start, size_t known, const uint8_t *end) {
    uint64_t before = 0;
    for (const uint8_t *p = start + known; p < end; p += 64) {
        const uint64_t newlines = cps_newlines(p, end);
        const uint64_t empty = cps_empty_line(p, newlines, before);
        if (empty != 0) return p + __builtin_ctzll(empty) + 1;
        before = newlines;
    }
    return NULL;
}

/// Tokenises the packet that begins at `start`; just after it, or NULL when it is not whole.
CPS_FN static inline const uint8_t *cps_tokenise(cps_scanner *scanner, const uint8_t *start, const uint8_t *end) {
    const cps_names *headers = &scanner->table->headers;
    uint32_t *line_ends = scanner->line_ends;
    size_t lines = 0;
    uint64_t before = 0;
    const uint8_t *line = start;
    const uint8_t *after = NULL;
    // A packet of 2 GiB and more is never whole: line ends are kept in 32 bits.
    if (CPS_UNLIKELY(end - start > INT32_MAX)) end = start + INT32_MAX;
    for (const uint8_t *p = start; p < end; p += 64) {
        uint64_t newlines = cps_newlines(p, end);
        const uint64_t empty = cps_empty_line(p, newlines, before);
        before = newlines;
        if (empty != 0) {
            after = p + __builtin_ctzll(empty) + 1;
            newlines &= empty - 1;
        }
        lines += cps_flatten(line_ends + lines, newlines, (uint32_t)(p - start));
        if (empty != 0) break;
        if (CPS_UNLIKELY(lines > CPS_LINE_ENDS - 128)) {
            for (size_t i = 0; i < lines; i++) {
                const uint8_t *newline = start + line_ends[i];
                cps_line(scanner, headers, line, newline, end);
                line = newline + 1;
            }
            lines = 0;
        }
    }
    if (CPS_UNLIKELY(after == NULL)) return NULL;
    for (size_t i = 0; i < lines; i++) {
        const uint8_t *newline = start + line_ends[i];
        cps_line(scanner, headers, line, newline, end);
        line = newline + 1;
    }
    return after;
}

CPS_FN static inline bool cps_is_wanted(uint8_t event, uint64_t low, uint64_t high) {
    return (((event & 64) != 0 ? high : low) >> (event & 63) & 1) != 0;
}

CPS_FN bool CPS_NEXT(
    cps_scanner *scanner, const uint8_t *p, const uint8_t *end, uint64_t wanted_low, uint64_t wanted_high
) {
    const cps_table *table = scanner->table;
    // "Event: " as eight bytes without the last.
    const uint64_t event_line = 0x00203A746E657645ull;
    for (;;) {
        while (p < end && (*p == '\n' || (*p == '\r' && end - p > 1 && p[1] == '\n'))) p++;
        scanner->rest = p;
        if (p >= end) return false;
        int event = -1;
        if (CPS_LIKELY(end - p >= 8 && (cps_load8(p) & 0x00FFFFFFFFFFFFFFull) == event_line)) {
            event = cps_event(table, p + 7, end);
            if (!cps_is_wanted((uint8_t)event, wanted_low, wanted_high)) {
                const uint8_t *after = cps_skip(p, 7, end);
                if (after == NULL) return false;
                scanner->skipped++;
                scanner->skipped_unknown += event == table->unknown;
                p = after;
                continue;
            }
        }
        if (CPS_UNLIKELY(++scanner->generation == 0)) {
            memset(scanner->slots, 0, CPS_SLOTS * sizeof(cps_slot));
            scanner->generation = 1;
        }
        const uint8_t *after = cps_tokenise(scanner, p, end);
        if (after == NULL) return false;
        uint8_t kind = CPS_KIND_EVENT;
        if (CPS_UNLIKELY(event < 0)) {
            kind = CPS_KIND_OTHER;
            event = table->unknown;
            const uint8_t *first = after;
            for (uint8_t slot = CPS_SLOT_EVENT; slot <= CPS_SLOT_ACTION; slot++) {
                const cps_slot *s = &scanner->slots[slot];
                if (s->generation == scanner->generation && s->start <= first) {
                    first = s->start;
                    kind = slot;
                }
            }
            if (kind == CPS_KIND_EVENT) {
                event = cps_event(table, first, after);
                if (!cps_is_wanted((uint8_t)event, wanted_low, wanted_high)) {
                    scanner->skipped++;
                    scanner->skipped_unknown += event == table->unknown;
                    p = after;
                    continue;
                }
            }
        }
        scanner->kind = kind;
        scanner->event = (uint8_t)event;
        scanner->start = p;
        scanner->count = (size_t)(after - p);
        scanner->rest = after;
        return true;
    }
}
