// The table of names, shared by the kernels.
#ifndef CALLBOARD_PACKET_SCAN_TABLE_H
#define CALLBOARD_PACKET_SCAN_TABLE_H

#include "CPacketScan.h"
#include <string.h>

enum {
    CPS_CELLS = 4096,
    CPS_LINE_ENDS = 512,
    /// Lines of a packet whose headers are remembered.
    CPS_LAYOUT_LINES = 64,
    /// Entry 0 stands for every name that is not in the table, and entry 255 equals no line.
    CPS_ENTRY_OTHER = 0,
    CPS_ENTRY_NEVER = 255,
};

/// A name, lower case, with what a line must be folded by to compare equal: 0x20 where the name has a letter, 0 where
/// it has a digit or a hyphen, so that no control character folds into one.
typedef struct {
    uint8_t name[32];
    uint8_t fold[32];
} cps_entry;

/// What else there is to a name.
typedef struct {
    /// The bytes that must be equal: the name and, for a header, its colon; none in entry 0, which equals everything.
    uint32_t mask;
    uint8_t count;
    /// The header's slot or the event's number.
    uint8_t number;
} cps_meaning;

/// What followed "Event: " in a packet seen before, and which event it was: in live packets the name and the class that
/// comes after it are always the same bytes.
struct cps_memo {
    uint8_t bytes[32];
    uint8_t event;
};

enum { CPS_MEMOS = 256 };

/// Open addressing: a cell holds an entry's index, 0 is empty.
typedef struct {
    uint8_t cells[CPS_CELLS];
    _Alignas(64) cps_entry entries[256];
    cps_meaning meanings[256];
    uint32_t used;
} cps_names;

struct cps_table {
    cps_names headers;
    cps_names events;
    uint8_t unknown;
    bool (*next)(cps_scanner *, const uint8_t *, const uint8_t *, uint64_t, uint64_t);
};

/// The hash of a name by its first and its last eight bytes (of a shorter name: itself twice), whatever its case.
static inline uint32_t cps_hash(uint64_t first, uint64_t last) {
    const uint64_t fold = 0x2020202020202020ull;
    return (uint32_t)(((first | fold) * 0x9E3779B97F4A7C15ull + (last | fold) * 0xC2B2AE3D27D4EB4Full) >> 52);
}

static inline uint64_t cps_load8(const uint8_t *p) {
    uint64_t v;
    memcpy(&v, p, 8);
    return v;
}

bool cps_next_portable(cps_scanner *, const uint8_t *, const uint8_t *, uint64_t, uint64_t);
#if defined(__x86_64__)
bool cps_next_sse2(cps_scanner *, const uint8_t *, const uint8_t *, uint64_t, uint64_t);
bool cps_next_avx2(cps_scanner *, const uint8_t *, const uint8_t *, uint64_t, uint64_t);
#endif

#endif
