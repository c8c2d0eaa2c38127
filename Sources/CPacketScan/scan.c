// Tables, scanners, and what needs no vectors.
#include "table.h"
#include <stdlib.h>

cps_kernel cps_best_kernel(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
        && __builtin_cpu_supports("popcnt"))
        return CPS_AVX2;
    return CPS_SSE2;
#else
    return CPS_PORTABLE;
#endif
}

cps_table *cps_table_create(cps_kernel kernel, uint8_t unknown) {
    cps_table *table = NULL;
    if (posix_memalign((void **)&table, 64, sizeof *table) != 0) return NULL;
    memset(table, 0, sizeof *table);
    table->headers.used = table->events.used = 1;
    table->events.meanings[CPS_ENTRY_OTHER].number = table->unknown = unknown;
    // No line begins with a line feed.
    table->headers.entries[CPS_ENTRY_NEVER].name[0] = '\n';
    table->headers.meanings[CPS_ENTRY_NEVER].mask = 1;
    const cps_kernel best = cps_best_kernel();
    if (kernel > best) kernel = best;
    switch (kernel) {
#if defined(__x86_64__)
    case CPS_AVX2: table->next = cps_next_avx2; break;
    case CPS_SSE2: table->next = cps_next_sse2; break;
#endif
    default: table->next = cps_next_portable; break;
    }
    return table;
}

void cps_table_destroy(cps_table *table) { free(table); }

static bool is_letter(uint8_t c) { return (uint8_t)((c | 0x20) - 'a') < 26; }

static bool add(cps_names *names, const uint8_t *name, size_t count, uint8_t number, bool colon) {
    if (count == 0 || count > CPS_NAME_MAX || names->used >= CPS_ENTRY_NEVER) return false;
    cps_entry entry = {0};
    for (size_t i = 0; i < count; i++) {
        entry.fold[i] = is_letter(name[i]) ? 0x20 : 0;
        entry.name[i] = name[i] | entry.fold[i];
    }
    if (colon) entry.name[count] = ':';
    const uint64_t low = count >= 8 ? UINT64_MAX : ((uint64_t)1 << (8 * count)) - 1;
    const uint64_t first = cps_load8(entry.name) & low;
    const uint64_t last = cps_load8(entry.name + (count > 8 ? count - 8 : 0)) & low;
    uint32_t cell = cps_hash(first, last);
    for (; names->cells[cell] != 0; cell = (cell + 1) & (CPS_CELLS - 1)) {
        const size_t known = names->cells[cell];
        if (names->meanings[known].count == count && memcmp(names->entries[known].name, entry.name, 32) == 0)
            return false;
    }
    const uint32_t mask = (uint32_t)(((uint64_t)1 << (count + colon)) - 1);
    names->cells[cell] = (uint8_t)names->used;
    names->entries[names->used] = entry;
    names->meanings[names->used] = (cps_meaning){.mask = mask, .count = (uint8_t)count, .number = number};
    names->used++;
    return true;
}

bool cps_table_add_header(cps_table *table, const uint8_t *name, size_t count, uint8_t slot) {
    return add(&table->headers, name, count, slot, true);
}

bool cps_table_add_event(cps_table *table, const uint8_t *name, size_t count, uint8_t event) {
    return event < CPS_EVENTS && add(&table->events, name, count, event, false);
}

/// A scanner with what its pointers point to: one allocation.
typedef struct {
    cps_scanner scanner;
    cps_slot slots[CPS_SLOTS];
    uint32_t line_ends[CPS_LINE_ENDS];
    /// One for each event and one for the rest; the last line of each is for all lines beyond.
    uint8_t layouts[CPS_EVENTS + 1][CPS_LAYOUT_LINES + 1];
    /// All NUL at first, which as a name is unknown: true from the start.
    struct cps_memo memos[CPS_MEMOS];
} cps_storage;

cps_scanner *cps_scanner_create(const cps_table *table) {
    cps_storage *storage = malloc(sizeof *storage);
    if (storage == NULL) return NULL;
    // Line ends are only read where they were written.
    memset(storage, 0, offsetof(cps_storage, line_ends));
    storage->scanner.table = table;
    storage->scanner.slots = storage->slots;
    storage->scanner.line_ends = storage->line_ends;
    storage->scanner.layouts = storage->layouts[0];
    memset(storage->layouts, CPS_ENTRY_NEVER, sizeof storage->layouts);
    storage->scanner.memos = storage->memos;
    memset(storage->memos, 0, sizeof storage->memos);
    for (size_t i = 0; i < CPS_MEMOS; i++) storage->memos[i].event = table->unknown;
    return &storage->scanner;
}

void cps_scanner_destroy(cps_scanner *scanner) { free(scanner); }

bool cps_next(cps_scanner *scanner, const void *start, const void *end, uint64_t wanted_low, uint64_t wanted_high) {
    return scanner->table->next(scanner, start, end, wanted_low, wanted_high);
}

const uint8_t *cps_packet_end(const uint8_t *start, const uint8_t *from, const uint8_t *end) {
    for (const uint8_t *p = from; p < end; p++) {
        p = memchr(p, '\n', (size_t)(end - p));
        if (p == NULL) return NULL;
        const ptrdiff_t before = p - start;
        if (before >= 1 && p[-1] == '\n') return p + 1;
        if (before >= 2 && p[-1] == '\r' && p[-2] == '\n') return p + 1;
    }
    return NULL;
}

bool cps_lines_within(const uint8_t *start, size_t from, size_t end, size_t *line_start, size_t limit) {
    while (from < end) {
        const uint8_t *newline = memchr(start + from, '\n', end - from);
        if (newline == NULL) break;
        from = (size_t)(newline - start) + 1;
        if (from - 1 - *line_start > limit) return false;
        *line_start = from;
    }
    return end - *line_start <= limit;
}

bool cps_next_line(const uint8_t **cursor, const uint8_t *end, cps_bytes *line, cps_bytes *name, cps_bytes *value) {
    const uint8_t *start = *cursor;
    if (start >= end) return false;
    const uint8_t *newline = memchr(start, '\n', (size_t)(end - start));
    const uint8_t *line_end = newline != NULL ? newline : end;
    *cursor = newline != NULL ? newline + 1 : end;
    if (newline != NULL && line_end > start && line_end[-1] == '\r') line_end--;
    *line = (cps_bytes){start, (size_t)(line_end - start)};
    const uint8_t *colon = memchr(start, ':', (size_t)(line_end - start));
    if (colon == NULL) {
        *name = (cps_bytes){NULL, 0};
        *value = *name;
        return true;
    }
    const uint8_t *v = colon + 1;
    if (v < line_end && *v == ' ') v++;
    *name = (cps_bytes){start, (size_t)(colon - start)};
    *value = (cps_bytes){v, (size_t)(line_end - v)};
    return true;
}
