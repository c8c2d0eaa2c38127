// SQLite: files that exports are written to.
#ifndef CALLBOARD_SQLITE_H
#define CALLBOARD_SQLITE_H

#include <sqlite3.h>

// A macro with a cast, which Swift does not import: the library copies what it is given.
static inline sqlite3_destructor_type cb_sqlite_transient(void) { return SQLITE_TRANSIENT; }

#endif
