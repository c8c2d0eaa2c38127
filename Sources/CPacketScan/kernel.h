// The scanner, written once over five primitives that each kernel defines before it includes this file:
//   CPS_FN                     attributes of every function
//   CPS_NEXT                   the name of the function to define
//   cps_newlines64(p)          bit i set: p[i] is '\n', of 64 readable bytes
//   cps_colons32(p)            bit i set: p[i] is ':', of 32 readable bytes
//   cps_line_ends32(p)         bit i set: p[i] is '\r' or '\n', of 32 readable bytes
//   cps_differences32(p, e)    bit i set: p[i] folded by e->fold differs from e->name, of 32 readable bytes
//   cps_same32(p, q)           the 32 bytes are the same
//   cps_low_bytes(v, n)        the n lowest bytes of v, 0 <= n <= 32
//   cps_flatten(out, m, base)  writes base + i for each bit i of m, may write up to 64 in all; the number of bits

#include "table.h"

#define CPS_LIKELY(x) __builtin_expect(!!(x), 1)
#define CPS_UNLIKELY(x) __builtin_expect(!!(x), 0)

/// How far ahead a packet's bytes are asked for, in bytes: the processor's own look ahead ends with the page, and a long
/// buffer is read faster than it comes. Asking for what is not there does no harm.
#define CPS_AHEAD 2048

/// The index of the entry of a name of `count` bytes, given 32 readable bytes. A header's entry compares its colon
/// too, so that only an event's length has to be compared beside.
CPS_FN static inline size_t cps_find(const cps_names *names, const uint8_t *p, size_t count, bool is_event) {
    const uint64_t first = cps_low_bytes(cps_load8(p), count);
    const uint64_t last = cps_low_bytes(cps_load8(p + (count > 8 ? count - 8 : 0)), count);
    uint32_t cell = cps_hash(first, last);
    for (;;) {
        const size_t index = names->cells[cell];
        const cps_meaning *meaning = &names->meanings[index];
        const bool is_equal = (cps_differences32(p, &names->entries[index]) & meaning->mask) == 0;
        if (CPS_LIKELY(is_equal && (!is_event || index == CPS_ENTRY_OTHER || meaning->count == count))) return index;
        cell = (cell + 1) & (CPS_CELLS - 1);
    }
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
    return table->events.meanings[cps_find(&table->events, p, count, true)].number;
}

/// The number of the event whose name begins at `p`, by the bytes that were there before if they are the same.
CPS_FN static inline uint8_t cps_known_event(cps_scanner *scanner, const uint8_t *p, const uint8_t *end) {
    if (CPS_UNLIKELY(end - p < 32)) return cps_event(scanner->table, p, end);
    const uint64_t mixed = cps_load8(p) * 0x9E3779B97F4A7C15ull + cps_load8(p + 8) * 0xC2B2AE3D27D4EB4Full;
    struct cps_memo *memo = &scanner->memos[mixed >> 56];
    if (CPS_UNLIKELY(!cps_same32(p, memo->bytes))) {
        memo->event = cps_event(scanner->table, p, end);
        memcpy(memo->bytes, p, sizeof memo->bytes);
    }
    return memo->event;
}

/// Stores the values of `lines` lines, the first of which begins at `line` and is the packet's number `done`; where the
/// line after them begins.
///
/// Packets of one event have mostly the same headers in the same order, so what the line of that number had last time
/// is tried first: one comparison. Else the header is looked up by its hash, and remembered.
CPS_FN static inline const uint8_t *cps_lines(
    cps_scanner *scanner, const uint8_t *start, const uint8_t *line, size_t lines, size_t done, uint8_t *layout,
    const uint8_t *end, bool has_room
) {
    const cps_names *headers = &scanner->table->headers;
    const uint32_t *line_ends = scanner->line_ends;
    const uint32_t generation = scanner->generation;
    cps_slot *slots = scanner->slots;
    for (size_t i = 0; i < lines; i++) {
        const uint8_t *newline = start + line_ends[i];
        const uint8_t *line_end = newline - (newline[-1] == '\r');
        const uint8_t *p = line;
        uint8_t copy[32];
        if (!has_room && end - line < 32) {
            memset(copy, 0, sizeof copy);
            memcpy(copy, line, (size_t)(end - line));
            p = copy;
        }
        uint8_t *likely = &layout[done + i < CPS_LAYOUT_LINES ? done + i : CPS_LAYOUT_LINES];
        size_t index = *likely;
        if (CPS_UNLIKELY((cps_differences32(p, &headers->entries[index]) & headers->meanings[index].mask) != 0)) {
            const uint32_t colons = cps_colons32(p);
            const size_t count = colons == 0 ? 32 : (size_t)__builtin_ctz(colons);
            index = count < 32 && line + count < line_end ? cps_find(headers, p, count, false) : CPS_ENTRY_OTHER;
            if (index == CPS_ENTRY_OTHER) {
                line = newline + 1;
                continue;
            }
            *likely = (uint8_t)index;
        }
        const cps_meaning *meaning = &headers->meanings[index];
        const uint8_t *value = line + meaning->count + 1;
        value += *value == ' ';
        line = newline + 1;
        cps_slot *slot = &slots[meaning->number];
        // The first of repeated headers counts.
        if (CPS_LIKELY(slot->generation != generation)) {
            *slot = (cps_slot){value, (uint32_t)(line_end - value), generation};
        }
    }
    return line;
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
        __builtin_prefetch(p + CPS_AHEAD);
        const uint64_t newlines = cps_newlines(p, end);
        const uint64_t empty = cps_empty_line(p, newlines, before);
        if (empty != 0) return p + __builtin_ctzll(empty) + 1;
        before = newlines;
    }
    return NULL;
}

/// Tokenises the packet that begins at `start`; just after it, or NULL when it is not whole.
CPS_FN static inline const uint8_t *cps_tokenise(
    cps_scanner *scanner, const uint8_t *start, const uint8_t *end, uint8_t *layout
) {
    uint32_t *line_ends = scanner->line_ends;
    size_t lines = 0;
    size_t done = 0;
    uint64_t before = 0;
    const uint8_t *line = start;
    // A packet of 2 GiB and more is never whole: line ends are kept in 32 bits.
    if (CPS_UNLIKELY(end - start > INT32_MAX)) end = start + INT32_MAX;
    for (const uint8_t *p = start; p < end; p += 64) {
        __builtin_prefetch(p + CPS_AHEAD);
        uint64_t newlines = cps_newlines(p, end);
        const uint64_t empty = cps_empty_line(p, newlines, before);
        if (empty != 0) {
            newlines &= empty - 1;
            lines += cps_flatten(line_ends + lines, newlines, (uint32_t)(p - start));
            const uint8_t *after = p + __builtin_ctzll(empty) + 1;
            if (CPS_LIKELY(end - after >= 32)) {
                cps_lines(scanner, start, line, lines, done, layout, end, true);
            } else {
                cps_lines(scanner, start, line, lines, done, layout, end, false);
            }
            return after;
        }
        before = newlines;
        lines += cps_flatten(line_ends + lines, newlines, (uint32_t)(p - start));
        if (CPS_UNLIKELY(lines > CPS_LINE_ENDS - 128)) {
            line = cps_lines(scanner, start, line, lines, done, layout, end, false);
            done += lines;
            lines = 0;
        }
    }
    return NULL;
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
            event = cps_known_event(scanner, p + 7, end);
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
        // What is no event shares one layout: answers differ too much for more.
        uint8_t *layout = scanner->layouts + (event < 0 ? CPS_EVENTS : event) * (CPS_LAYOUT_LINES + 1);
        const uint8_t *after = cps_tokenise(scanner, p, end, layout);
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
