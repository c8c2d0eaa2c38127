// Finds the packets, lines and names of a call centre's control protocol (AMI) in a buffer.
//
// Nothing here allocates while it scans, keeps a pointer between calls except into the buffer of the last packet, or
// reads a byte outside the buffer it was given. It knows no protocol beyond "Name: value" lines and the empty line
// that ends a packet; which names matter is told by the caller.
#ifndef CALLBOARD_PACKET_SCAN_H
#define CALLBOARD_PACKET_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    /// Slots of a packet: 0 is for every name that is not in the table.
    CPS_SLOTS = 256,
    /// Longest name in a table.
    CPS_NAME_MAX = 30,
    /// Slots of the three headers that say what a packet is.
    CPS_SLOT_EVENT = 1,
    CPS_SLOT_RESPONSE = 2,
    CPS_SLOT_ACTION = 3,
    /// Numbers of events are below this.
    CPS_EVENTS = 128,
};

/// What a packet says it is, by whichever of the three headers comes first.
enum { CPS_KIND_OTHER = 0, CPS_KIND_EVENT = 1, CPS_KIND_RESPONSE = 2, CPS_KIND_ACTION = 3 };

/// A run of bytes inside the caller's buffer.
typedef struct {
    const uint8_t *start;
    size_t count;
} cps_bytes;

/// The value of a header; only valid when `generation` is the scanner's.
typedef struct {
    const uint8_t *start;
    uint32_t count;
    uint32_t generation;
} cps_slot;

/// Names of headers and of events. Written by cps_table_add_*, then only read: safe to share between threads.
typedef struct cps_table cps_table;

struct cps_memo;

/// The last packet found, and counters. One per thread of use.
typedef struct {
    /// The packet with the empty line that ends it.
    const uint8_t *start;
    size_t count;
    /// Where the next packet begins (or the rest that is no whole packet).
    const uint8_t *rest;
    uint32_t generation;
    uint8_t kind;
    uint8_t event;
    /// Packets passed over because their event was not wanted, and how many of these had a name not in the table.
    uint64_t skipped;
    uint64_t skipped_unknown;
    const cps_table *table;
    /// CPS_SLOTS of them.
    cps_slot *slots;
    /// The scanner's own: where lines end, and which header each line of the last packet of an event had.
    uint32_t *line_ends;
    uint8_t *layouts;
    struct cps_memo *memos;
} cps_scanner;

/// The ways to scan, all with the same result.
typedef enum { CPS_PORTABLE = 0, CPS_SSE2 = 1, CPS_AVX2 = 2 } cps_kernel;

/// The best kernel of this machine.
cps_kernel cps_best_kernel(void);

/// A new, empty table that uses `kernel`, or the best one of the machine when it lacks that; NULL without memory.
/// An event that is not in the table gets the number `unknown`.
cps_table *cps_table_create(cps_kernel kernel, uint8_t unknown);
void cps_table_destroy(cps_table *table);
/// Adds a name of 1 to CPS_NAME_MAX bytes; false when it is longer, or known already (whatever its case), or the table
/// is full (254). A header in slot 0 is one that nobody reads, but that comes often.
bool cps_table_add_header(cps_table *table, const uint8_t *name, size_t count, uint8_t slot);
bool cps_table_add_event(cps_table *table, const uint8_t *name, size_t count, uint8_t event);

cps_scanner *cps_scanner_create(const cps_table *table);
void cps_scanner_destroy(cps_scanner *scanner);

/// Finds the next whole packet of [start, end) that is no event or one that is wanted (bit n of low/high: event n or
/// n + 64), and tokenises it. False when there is none; `scanner->rest` tells how far the buffer was used up.
bool cps_next(cps_scanner *scanner, const void *start, const void *end, uint64_t wanted_low, uint64_t wanted_high);

/// Just after the first empty line that ends in [from, end); NULL when there is none. Bytes before `from`, down to
/// `start`, are looked at: they may hold the line end that comes before the empty line.
const uint8_t *cps_packet_end(const uint8_t *start, const uint8_t *from, const uint8_t *end);

/// Whether no line is longer than `limit`, of the lines that end in [from, end) and the one that has begun.
/// `line_start` is where the line at `from` begins, and is moved to where the last one does; all count from `start`.
bool cps_lines_within(const uint8_t *start, size_t from, size_t end, size_t *line_start, size_t limit);

/// Takes the next line from *cursor: its bytes without the line end, its name up to the first colon, and its value
/// after one optional space. A line without a colon has a name with a NULL start. False at `end`.
bool cps_next_line(const uint8_t **cursor, const uint8_t *end, cps_bytes *line, cps_bytes *name, cps_bytes *value);

#ifdef __cplusplus
}
#endif
#endif
