// libzstd: the blocks of sealed journal segments.
#ifndef CALLBOARD_ZSTD_H
#define CALLBOARD_ZSTD_H

#include <zstd.h>

#endif
