#ifndef CALLBOARD_CRC32C_H
#define CALLBOARD_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/// Whether this processor has an instruction for the Castagnoli checksum: SSE 4.2, or the CRC extension of ARMv8.
int cb_crc32c_is_available(void);

/// Carries the checksum `crc`, not inverted, on over `count` bytes. Only where `cb_crc32c_is_available`.
uint32_t cb_crc32c(uint32_t crc, const void *bytes, size_t count);

#endif
