#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H
/* Wide ncurses for Swift: what Swift cannot import (macros with casts, global variables, C streams) behind constants
   and inline functions. NCURSES_WIDECHAR asks for the wide functions without the feature-test macros, which the Glibc
   module has already fixed; pkg-config's -D flags would not be applied. */
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <curses.h>
#include <wchar.h>
#include <locale.h>
#include <stdio.h>

static const attr_t NC_A_NORMAL = A_NORMAL;
static const attr_t NC_A_BOLD = A_BOLD;
static const attr_t NC_A_DIM = A_DIM;
static const attr_t NC_A_REVERSE = A_REVERSE;
static const attr_t NC_A_UNDERLINE = A_UNDERLINE;
static const attr_t NC_A_BLINK = A_BLINK;
static const attr_t NC_A_ITALIC = A_ITALIC;

/* Global variables: Swift 6 calls them shared mutable state. */
static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline WINDOW *nc_curscr(void) { return curscr; }
static inline int nc_lines(void) { return LINES; }
static inline int nc_columns(void) { return COLS; }
static inline int nc_colours(void) { return COLORS; }
static inline int nc_pairs(void) { return COLOR_PAIRS; }

/* One blank cell of a style; its first character is then replaced in Swift. X/Open issue 7 passes pairs beyond 32767
   through the last argument. */
static inline int nc_blank(cchar_t *cell, attr_t attributes, int pair) {
    static const wchar_t blank[] = { L' ', 0 };
    return setcchar(cell, blank, attributes, 0, &pair);
}

/* A string capability, or null where the terminal has none. */
static inline const char *nc_capability(const char *name) {
    char *value = tigetstr((char *)name);
    return value == (char *)-1 ? 0 : value;
}

/* Whether a cell with a colour can be underlined too: a Linux console shows its underlines as colours (`ncv`). */
static inline int nc_underlines_colours(void) {
    int without = tigetnum((char *)"ncv");
    return without < 0 || (without & 2) == 0;
}

/* What makes all lines of the screen scroll, or null where the terminal has no scroll region. */
char *tiparm(const char *, ...); /* of term.h, whose hundreds of macros nobody needs */
static inline const char *nc_whole_scroll_region(void) {
    const char *region = nc_capability("csr");
    return region ? tiparm(region, 0, LINES - 1) : 0;
}

/* The Glibc module hides it. */
static inline int nc_wcwidth(unsigned scalar) { return wcwidth((wchar_t)scalar); }

#endif
